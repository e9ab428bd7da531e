package triage

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"koe/model"
	"koe/tui/lang"
)

// A Line is one thing that happened, as a sentence.
type Line struct {
	At   model.Instant
	Text string
}

// A Teller tells what happened in one language.
type Teller struct {
	Say  *lang.Catalogue
	Zone *time.Location
	Now  time.Time
	// Person and Tag name people and tags; nil leaves them as they are.
	Person func(model.UserID) string
	Tag    func(model.TagKey) string
}

// Story tells what happened to an issue, oldest first, from its events; the
// words of notes and contacts, which no event holds, come from the records.
func (t Teller) Story(v *model.IssueView) []Line {
	s := story{Teller: t, view: v, events: make(map[uint64]*model.Event, len(v.Events)), told: make(map[string]bool)}
	for i := range v.Events {
		s.events[v.Events[i].Seq] = &v.Events[i]
	}
	var lines []Line
	for i := range v.Events {
		if text := s.sentence(&v.Events[i], 0); text != "" {
			lines = append(lines, Line{v.Events[i].At, text})
		}
	}
	lines = append(lines, s.untold()...)
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.At, b.At) })
	return lines
}

// story is one telling.
type story struct {
	Teller
	view   *model.IssueView
	events map[uint64]*model.Event
	told   map[string]bool // notes and contacts that an event has told
}

// sentence tells one event; depth counts how many undos lie around it.
func (s *story) sentence(e *model.Event, depth int) string {
	say, who := s.Say.Triage.Story, s.person(e.Actor)
	if e.Forgotten() {
		return say.Gone(who)
	}
	body, err := e.Body()
	if err != nil {
		return say.Gone(who)
	}
	change := s.about(body)
	switch e.Verb {
	case model.VerbLog:
		return say.Logged(who, s.channel(change))
	case model.VerbImport:
		if body.Batch != nil {
			return say.Imported(who, body.Batch.Source)
		}
	case model.VerbUndo, model.VerbRedo:
		return s.again(e, who, change, depth)
	case model.VerbAssign:
		return s.assigned(who, change)
	case model.VerbSeverity:
		return s.simple(say.Severity, who, change, "severity")
	case model.VerbRetag:
		return s.retagged(who, change)
	case model.VerbState:
		return s.moved(who, change)
	case model.VerbDue:
		return s.timed(who, change, "due", say.Due, say.NoDue)
	case model.VerbSnooze:
		return s.timed(who, change, "snooze", say.Snoozed, say.Woke)
	case model.VerbNote:
		return s.noted(who, change)
	case model.VerbPromise, model.VerbKeepPromise:
		return s.promised(who, change)
	case model.VerbContact:
		return s.contacted(who, body)
	case model.VerbLink, model.VerbUnlink, model.VerbNewProblem:
		return s.linked(e.Verb, who, change)
	case model.VerbAmend:
		return s.listed(say.Amended, who, change)
	}
	return s.listed(say.Other, who, change)
}

// about is what an event changed of this issue.
func (s *story) about(body model.EventBody) model.Change {
	for _, c := range body.Changes {
		if c.Ref == s.view.Issue.Ref() {
			return c
		}
	}
	return model.Change{}
}

// again tells an undo or a redo by what it took back or did again.
func (s *story) again(e *model.Event, who string, change model.Change, depth int) string {
	say := s.Say.Triage.Story
	tell := say.Undid
	origin := s.events[e.Undoes]
	if e.Verb == model.VerbRedo {
		tell = say.Redid
		if origin != nil {
			origin = s.events[origin.Undoes]
		}
	}
	if origin == nil || depth > 4 {
		return s.listed(tell, who, change)
	}
	return tell(who, s.sentence(origin, depth+1))
}

func (s *story) assigned(who string, c model.Change) string {
	say := s.Say.Triage.Story
	f, ok := c.Field("owner")
	if !ok {
		return ""
	}
	from, to := s.person(value[model.UserID](f.From)), s.person(value[model.UserID](f.To))
	switch {
	case to == "":
		return say.Freed(who, from)
	case to == who:
		return say.Took(who)
	case from == "":
		return say.Gave(who, to)
	}
	return say.GaveFrom(who, from, to)
}

func (s *story) simple(tell func(who, change string) string, who string, c model.Change, field string) string {
	f, ok := c.Field(field)
	if !ok {
		return ""
	}
	return tell(who, s.words(field, f.From)+" → "+s.words(field, f.To))
}

func (s *story) retagged(who string, c model.Change) string {
	say := s.Say.Triage.Story
	f, ok := c.Field("tags")
	if !ok {
		return ""
	}
	from, to := value[[]model.TagKey](f.From), value[[]model.TagKey](f.To)
	var parts []string
	for _, t := range to {
		if !slices.Contains(from, t) {
			parts = append(parts, "+"+s.tag(t))
		}
	}
	for _, t := range from {
		if !slices.Contains(to, t) {
			parts = append(parts, "-"+s.tag(t))
		}
	}
	if len(from) > 0 && len(to) > 0 && from[0] != to[0] {
		parts = append(parts, say.Primary(s.tag(to[0])))
	}
	return say.Tags(who, strings.Join(parts, say.And))
}

func (s *story) moved(who string, c model.Change) string {
	say := s.Say.Triage.Story
	f, moved := c.Field("state")
	from, to := value[model.State](f.From), value[model.State](f.To)
	text := func(field string) string { x, _ := c.Field(field); return s.words(field, x.To) }
	if !moved {
		switch {
		case has(c, "waiting"):
			to = model.Pending
		case has(c, "answer"):
			to = model.Resolved
		case has(c, "close_reason"):
			to = model.Closed
		default:
			return s.listed(say.Other, who, c)
		}
	}
	switch {
	case to == model.Pending:
		w, _ := c.Field("waiting")
		on := value[model.Waiting](w.To)
		return say.Waits(who, s.Say.StateOf(model.Pending, on.On), s.moment(on.Until))
	case to == model.Resolved:
		return say.Answered(who, say.Quote(text("answer")))
	case to == model.Closed:
		return say.Closed(who, text("close_reason"))
	case to == model.Withdrawn:
		return say.Withdrew(who, text("reason"))
	}
	change := s.Say.State(from) + " → " + s.Say.State(to)
	switch {
	case !from.Open():
		return say.Reopened(who, change)
	case has(c, "owner"):
		return say.Took(who)
	}
	return say.Moved(who, change)
}

func (s *story) timed(who string, c model.Change, field string, set func(who, at string) string, cleared func(who string) string) string {
	f, ok := c.Field(field)
	if !ok {
		return ""
	}
	if at := value[model.Instant](f.To); at != 0 {
		return set(who, s.moment(at))
	}
	return cleared(who)
}

func (s *story) promised(who string, c model.Change) string {
	say := s.Say.Triage.Story
	f, _ := c.Field("promises")
	from, to := value[[]model.Promise](f.From), value[[]model.Promise](f.To)
	for _, p := range to {
		if slices.Contains(from, p) {
			continue
		}
		if p.KeptAt != 0 {
			return say.Kept(who, p.Text)
		}
		return say.Promised(who, p.Text, s.moment(p.By))
	}
	return ""
}

func (s *story) linked(verb model.Verb, who string, c model.Change) string {
	say := s.Say.Triage.Story
	f, ok := c.Field("problem")
	if !ok {
		return ""
	}
	switch verb {
	case model.VerbUnlink:
		return say.Unlinked(who, s.words("problem", f.From))
	case model.VerbNewProblem:
		return say.MadeProblem(who, s.words("problem", f.To))
	}
	return say.Linked(who, s.words("problem", f.To))
}

// listed tells changes one by one, where no sentence of its own fits.
func (s *story) listed(tell func(who, changes string) string, who string, c model.Change) string {
	say := s.Say.Triage.Story
	var parts []string
	for _, f := range c.Fields {
		name, ok := say.FieldNames[f.Name]
		if !ok {
			continue // what nobody set by hand
		}
		parts = append(parts, say.Field(name, s.words(f.Name, f.From), s.words(f.Name, f.To)))
	}
	if len(parts) == 0 {
		return ""
	}
	return tell(who, strings.Join(parts, say.And))
}

func has(c model.Change, field string) bool {
	_, ok := c.Field(field)
	return ok
}

// value reads a field's value; what cannot be read is the zero value.
func value[T any](raw json.RawMessage) T {
	var v T
	if len(raw) > 0 {
		_ = json.Unmarshal(raw, &v)
	}
	return v
}
