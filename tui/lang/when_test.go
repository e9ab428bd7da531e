package lang

import (
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"koe/model"
	"koe/model/when"
)

// What koe writes of a day or a time, it reads as that day or time, in either
// language.
func TestWhatIsWrittenReadsBack(t *testing.T) {
	var zones []*time.Location
	for _, name := range []string{"Asia/Tokyo", "Europe/London", "America/New_York", "America/Santiago"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, zone)
	}
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		year := rapid.IntRange(1973, 2099).Draw(t, "year")
		inYear := func(name string) time.Time {
			day := model.Date(year, time.January, 1) + model.Day(rapid.IntRange(0, 364).Draw(t, name))
			return when.On(day, time.Duration(rapid.IntRange(0, 24*60-1).Draw(t, name+" minute"))*time.Minute, zone)
		}
		now, at := inYear("now"), inYear("at")
		r := when.Reader{Now: now}
		for _, l := range All() {
			c := For(l)
			for _, written := range []string{c.Day(at), c.Date(at)} {
				if day, err := r.Day(written); err != nil || day != model.DayOf(at) {
					t.Errorf("on %s, %s is written %q and reads as %s, %v", now, at, written, day, err)
				}
			}
			for _, written := range []string{c.Moment(at, now), c.Date(at) + " " + c.Clock(at), c.Day(at) + " " + c.Clock(at)} {
				got, err := r.Moment(written)
				if err != nil || c.Moment(got.Time(zone), now) != c.Moment(at, now) {
					t.Errorf("on %s, %s is written %q and reads as %s, %v", now, at, written, got.Time(zone), err)
				}
			}
			far := at.AddDate(7, 0, 0)
			if got, err := r.Moment(c.Moment(far, now)); err != nil || c.Moment(got.Time(zone), now) != c.Moment(far, now) {
				t.Errorf("on %s, %s is written %q and reads as %s, %v", now, far, c.Moment(far, now), got.Time(zone), err)
			}
		}
	})
}

// The names by which koe offers a day mean that day where they are typed.
func TestTheNamesOfLikelyDays(t *testing.T) {
	now := time.Date(2026, time.July, 15, 9, 0, 0, 0, time.UTC)
	for _, l := range All() {
		ask := For(l).Trends.Problems.Ask
		for typed, want := range map[string]model.Day{
			ask.Today: model.Date(2026, 7, 15), ask.Yesterday: model.Date(2026, 7, 14), ask.NextMonday: model.Date(2026, 7, 20),
			ask.In2Weeks: model.Date(2026, 7, 29), ask.InAMonth: model.Date(2026, 8, 15),
		} {
			if got, err := (when.Reader{Now: now, Sense: when.Coming}).Day(typed); err != nil || got != want {
				t.Errorf("%q is %s, %v; want %s", typed, got, err, want)
			}
		}
	}
}

// The examples that a hint or a refusal gives are understood.
func TestTheExamplesAreUnderstood(t *testing.T) {
	r := when.Reader{Now: time.Date(2026, time.July, 13, 8, 50, 0, 0, time.UTC)}
	for _, l := range All() {
		c := For(l)
		for _, hint := range []string{c.When.Days, c.When.Moments, c.Trends.Problems.Ask.DayHint} {
			for _, typed := range strings.FieldsFunc(strings.ReplaceAll(hint, " or ", ", "), func(r rune) bool { return strings.ContainsRune(",、", r) }) {
				if _, err := r.Moment(typed); err != nil {
					t.Errorf("%q of %q: %v", typed, hint, err)
				}
			}
		}
	}
}

// Every refusal has its words, and names what was typed.
func TestWhyNot(t *testing.T) {
	for _, l := range All() {
		c := For(l)
		for _, code := range when.Codes() {
			for _, forDay := range []bool{false, true} {
				e := &when.Error{Code: code, Typed: "7/14(月)", Day: model.Date(2026, time.July, 14), ForDay: forDay}
				if c.WhyNot(e) == "" || !strings.HasPrefix(c.NotWhen("--due 7/14(月)", e), "--due 7/14(月) ") {
					t.Errorf("%s in %s: %q, %q", code, l, c.WhyNot(e), c.NotWhen("--due 7/14(月)", e))
				}
				if s := c.Error(errors.Join(errors.New("at"), e)); !strings.Contains(s, "7/14(月)") || !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "。") {
					t.Errorf("%s in %s: %q", code, l, s)
				}
			}
		}
	}
	day := &when.Error{Code: when.OtherWeekday, Typed: "7/14(月)", Day: model.Date(2026, time.July, 14)}
	for l, want := range map[Lang]string{
		English:  `"7/14(月)" does not agree with itself: that day is Tue 14 Jul.`,
		Japanese: "「7/14(月)」は日付と曜日が合っていません。その日は 7/14(火) です。",
	} {
		if got := For(l).Error(day); got != want {
			t.Errorf("got %s", got)
		}
	}
	for l, want := range map[Lang]string{English: "the date is of another weekday: it is Tue 14 Jul", Japanese: "日付と曜日が合っていません（7/14(火)）"} {
		if got := For(l).WhyNot(day); got != want {
			t.Errorf("got %s", got)
		}
	}
	for _, l := range All() {
		c := For(l)
		if c.WhyNot(&when.Error{Code: when.Unread}) == c.WhyNot(&when.Error{Code: when.Unread, ForDay: true}) {
			t.Error("no day is told as no time is")
		}
		if c.NotWhen("x", &when.Error{Code: when.Unread}) == c.NotWhen("x", &when.Error{Code: when.Unread, ForDay: true}) {
			t.Error("days and times have examples of their own")
		}
	}
}
