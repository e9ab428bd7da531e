package store

import (
	"cmp"
	"fmt"
	"slices"

	"koe/model"
	"koe/store/kv"
)

// A SeriesQuery asks for daily counts. The zero value asks for complaints.
type SeriesQuery struct {
	Kind     model.Kind    // KindComplaint where zero
	AllKinds bool          // every kind together
	Channel  model.Channel // complaints of one channel
	Segment  string        // complaints of one segment
	Until    model.Day     // the last day counted; the newest where zero
}

func (q SeriesQuery) prefix() []byte {
	switch {
	case q.AllKinds:
		return countPrefix(dimAll, "")
	case q.Channel != "":
		return countPrefix(dimChannel, string(q.Channel))
	case q.Segment != "":
		return countPrefix(dimSegment, q.Segment)
	}
	return countPrefix(dimKind, cmp.Or(q.Kind, model.KindComplaint).String())
}

// Series reads the daily counts of every tag under which anything was counted,
// aliases resolved, sorted by key. Each begins with its first issue's day and
// ends with its last month, or with Until.
func (r *Reader) Series(q SeriesQuery) ([]model.Series, error) {
	book, err := r.Tags()
	if err != nil {
		return nil, err
	}
	prefix := q.prefix()
	byTag := map[model.TagKey]*model.Series{}
	var raw model.TagKey
	var current *model.Series
	longest := 0
	err = r.src.scan(r.ctx, kv.Prefix(prefix), func(k, v []byte) (bool, error) {
		tag, month, ok := splitCountKey(k, len(prefix))
		if !ok {
			return false, &kv.Damage{Where: fmt.Sprintf("counter %x", k), What: "its key cannot be read"}
		}
		if q.Until != 0 && month.First() > q.Until {
			return true, nil
		}
		if current == nil || string(tag) != string(raw) {
			if current != nil {
				longest = max(longest, len(current.Counts))
			}
			raw = model.TagKey(tag)
			key := raw
			if raw != "" {
				key = book.Resolve(raw)
			}
			if current = byTag[key]; current == nil {
				current = &model.Series{Tag: key, Path: book.Path(key), Counts: make([]uint32, 0, longest)}
				byTag[key] = current
			}
		}
		plain, err := kv.Unseal(k, v)
		if err != nil {
			return false, err
		}
		if !unpackCounts(room(current, month), plain) {
			return false, &kv.Damage{Where: fmt.Sprintf("counter %x", k), What: "its counts cannot be read"}
		}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]model.Series, 0, len(byTag))
	for _, s := range byTag {
		if over := int(s.First) + len(s.Counts) - 1 - int(q.Until); q.Until != 0 && over > 0 {
			s.Counts = s.Counts[:len(s.Counts)-over]
		}
		for len(s.Counts) > 0 && s.Counts[0] == 0 {
			s.First, s.Counts = s.First+1, s.Counts[1:]
		}
		if len(s.Counts) > 0 {
			out = append(out, *s)
		}
	}
	slices.SortFunc(out, func(a, b model.Series) int { return cmp.Compare(a.Tag, b.Tag) })
	return out, nil
}

// room makes place for a month's counts in a series and returns that place.
// Months come in order but for aliases, whose own may be older.
func room(s *model.Series, m model.Month) []uint32 {
	first, days := m.First(), m.Days()
	if len(s.Counts) == 0 {
		s.First = first
	}
	if first < s.First {
		older := make([]uint32, int(s.First-first)+len(s.Counts))
		copy(older[s.First-first:], s.Counts)
		s.First, s.Counts = first, older
	}
	at := int(first - s.First)
	if need := at + days; need > len(s.Counts) {
		if need > cap(s.Counts) {
			s.Counts = slices.Grow(s.Counts, max(need-len(s.Counts), len(s.Counts)))
		}
		s.Counts = s.Counts[:need]
	}
	return s.Counts[at : at+days]
}

// HourShare is the share of a usual day's complaints that have come by an
// hour (0 to 24), for a weekday, over the months before and with the day's;
// while too little is known, the share of the clock.
func (r *Reader) HourShare(on model.Day, hour float64) (float64, error) {
	profile := make([]uint32, 7*24)
	rng := kv.Range{From: hoursKey(on.Month() - 12), To: hoursKey(on.Month() + 1)}
	err := r.src.scan(r.ctx, rng, func(k, v []byte) (bool, error) {
		plain, err := kv.Unseal(k, v)
		if err != nil {
			return false, err
		}
		if !unpackCounts(profile, plain) {
			return false, &kv.Damage{Where: fmt.Sprintf("counter %x", k), What: "its counts cannot be read"}
		}
		return true, nil
	})
	if err != nil {
		return 0, err
	}
	if share, known := shareBy(profile[int(on.Weekday())*24:][:24], hour); known {
		return share, nil
	}
	whole := make([]uint32, 24)
	for slot, c := range profile {
		whole[slot%24] += c
	}
	if share, known := shareBy(whole, hour); known {
		return share, nil
	}
	return hour / 24, nil
}

// fewForProfile is the least number of complaints from which an hourly profile
// is read; a weekday with fewer borrows the whole week's.
const fewForProfile = 100

func shareBy(hours []uint32, hour float64) (share float64, known bool) {
	var sum, by float64
	for h, c := range hours {
		sum += float64(c)
		by += float64(c) * min(max(hour-float64(h), 0), 1)
	}
	if sum < fewForProfile {
		return 0, false
	}
	return by / sum, true
}

// Volumes reads the contacts handled a day by all channels together.
func (r *Reader) Volumes() (map[model.Day]int, error) {
	out := map[model.Day]int{}
	whole := map[model.Day]bool{}
	err := r.src.scan(r.ctx, kv.Prefix([]byte{tableVolume}), func(k, v []byte) (bool, error) {
		var vol model.Volume
		if err := decode(k, v, &vol); err != nil {
			return false, err
		}
		switch { // a day's total, where it is given, stands for its channels
		case vol.Channel == "":
			out[vol.Day], whole[vol.Day] = int(vol.Count), true
		case !whole[vol.Day]:
			out[vol.Day] += int(vol.Count)
		}
		return true, nil
	})
	return out, err
}

// NewestDay is the day of the issue received last as far as the newest numbers
// tell: the latest day among counters.
func NewestDay(series []model.Series) model.Day {
	var newest model.Day
	for _, s := range series {
		for at := len(s.Counts) - 1; at >= 0; at-- {
			if s.Counts[at] != 0 {
				newest = max(newest, s.First+model.Day(at))
				break
			}
		}
	}
	return newest
}
