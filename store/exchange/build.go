package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"koe/model"
	"koe/model/text"
	"koe/model/when"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

// old is the age from which an issue whose file says nothing of its state comes
// in closed: nobody waits for an answer to it any more.
const old = 90 * 24 * time.Hour

// builder turns records into drafts.
type builder struct {
	format  *format // nil for a file read by a map alone
	columns map[Field]table.Column
	extra   []extraColumn
	used    map[string]bool // members of JSON objects that fill a field
	special table.Column    // what the format's finish reads
	people  people

	dates  map[Field]dates.Reading
	zone   *time.Location
	now    time.Time
	at     model.Instant // received time of every row, where the file has none
	state  model.State   // state of every row, where it is given
	source string

	tags map[[2]string]tagRead
	left int // characters left out of the words so far, see [text.CleanSaid]
}

// extraColumn is a column that fills no field and is kept by its name.
type extraColumn struct {
	name string
	at   int
}

type tagRead struct {
	path model.TagPath
	err  error
}

// leftOut is how many characters were left out of a draft's words since it was
// asked last, with those that the desk is going to leave out.
func (b *builder) leftOut(d *model.Draft) int {
	n := b.left + text.LeftOut(d.Text)
	b.left = 0
	return n
}

// draft reads one record.
func (b *builder) draft(r *table.Record) (model.Draft, error) {
	d := model.Draft{Source: b.source}
	var err error
	if d.ReceivedAt, err = b.received(r); err != nil {
		return d, err
	}
	b.extras(r, &d)
	if err := b.words(r, &d); err != nil {
		return d, err
	}
	if err := b.tagged(r, &d); err != nil {
		return d, err
	}
	b.choices(r, &d)
	b.names(r, &d)
	b.times(r, &d)
	if b.format != nil && b.format.finish != nil {
		b.format.finish(b, r, &d)
	}
	b.settle(r, &d)
	if d.Text == "" {
		d.TextMade = true
		switch {
		case len(d.Tags) > 0:
			d.Text = strings.Join(d.Tags[0].Levels(), " / ")
		case d.ExternalID != "":
			d.Text = d.Source + " " + d.ExternalID
		default:
			return d, errors.New("the row has no words, no tag and no ID")
		}
	}
	if len(d.Extra) > model.MaxExtras {
		return d, fmt.Errorf("%d filled columns have no field; %d can be kept", len(d.Extra), model.MaxExtras)
	}
	return d, nil
}

// get is the value of a field, empty where the program writes its word for
// nothing.
func (b *builder) get(r *table.Record, f Field) string {
	c, ok := b.columns[f]
	if !ok {
		return ""
	}
	v := strings.TrimSpace(r.First(c))
	if b.format != nil && v == b.format.null {
		return ""
	}
	return v
}

func (b *builder) received(r *table.Record) (model.Instant, error) {
	v := b.get(r, Received)
	if v == "" {
		if b.at != 0 {
			return b.at, nil
		}
		return 0, fmt.Errorf("the row has no date in %q", b.columns[Received].Name)
	}
	t, timed, err := b.dates[Received].Time(v, b.zone)
	if err != nil {
		return 0, err
	}
	if clock := b.get(r, AtTime); clock != "" && !timed {
		h, m, s, ok := dates.Clock(clock)
		if !ok {
			return 0, fmt.Errorf("%q is not a time of day", clock)
		}
		after := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second
		t = when.On(model.DayOf(t), after, b.zone)
		if t.After(b.now) {
			return 0, fmt.Errorf("%q %q: %w", v, clock, dates.ErrFuture)
		}
	}
	return model.At(t), nil
}

// extras keeps what fills no field.
func (b *builder) extras(r *table.Record, d *model.Draft) {
	if r.Object != nil {
		for _, m := range r.Object.Members {
			if !b.used[m.Name] && m.Value != "" && m.Value != "[]" && m.Value != "{}" {
				b.keep(d, m.Name, m.Value)
			}
		}
		return
	}
	n := 0
	for _, c := range b.extra {
		if c.at < len(r.Cells) && r.Cells[c.at] != "" {
			n++
		}
	}
	d.Extra = make([]model.Extra, 0, n)
	for _, c := range b.extra {
		if c.at < len(r.Cells) && r.Cells[c.at] != "" {
			b.keep(d, c.name, r.Cells[c.at])
		}
	}
}

func (b *builder) keep(d *model.Draft, name, value string) {
	clean, _, err := text.CleanSaid(value)
	if err != nil || strings.TrimSpace(clean) == "" || b.format != nil && clean == b.format.null {
		return
	}
	d.Extra = append(d.Extra, model.Extra{Name: name, Value: clean})
}

func (b *builder) words(r *table.Record, d *model.Draft) error {
	words, subject := b.prose(r, Text), b.prose(r, Subject)
	switch {
	case words == "":
		words = subject
	case subject != "" && !strings.HasPrefix(words, subject):
		words = subject + "\n\n" + words
	}
	clean, left, err := text.CleanSaid(words)
	if err != nil {
		return err
	}
	b.left += left
	d.Text = strings.TrimSpace(clean)
	if len(d.Text) > model.MaxText {
		return fmt.Errorf("the text is %d bytes long, %d fit", len(d.Text), model.MaxText)
	}
	return nil
}

// prose is the value of a field that people write in sentences.
func (b *builder) prose(r *table.Record, f Field) string {
	v := b.get(r, f)
	if b.format != nil && slices.Contains(b.format.html, f) {
		return plainHTML(v)
	}
	return v
}

// choices reads the fields that take one of some words. A word that is not
// known is kept beside the issue.
func (b *builder) choices(r *table.Record, d *model.Draft) {
	read := func(f Field, set func(string) bool) {
		if v := b.get(r, f); v != "" && !set(v) {
			b.keep(d, b.columns[f].Name, v)
		}
	}
	read(KindOf, func(v string) (ok bool) { d.Kind, ok = kindOf(v); return ok })
	read(Wish, func(v string) (ok bool) { d.Wish, ok = wishOf(v); return ok })
	read(Severity, func(v string) (ok bool) { d.Severity, ok = severityOf(v); return ok })
	read(Channel, func(v string) bool {
		c := channelOf(b.line(d, Channel, v))
		if utf8.RuneCountInString(string(c)) > 40 {
			return false
		}
		d.Channel = c
		return true
	})
	read(State, func(v string) bool {
		s, on, ok := stateOf(v)
		if ok {
			b.setState(d, s, on)
		}
		return ok
	})
}

// setState sets a state that the file says.
func (b *builder) setState(d *model.Draft, s model.State, on model.WaitingOn) {
	d.State, d.Waiting = s, model.Waiting{}
	if s == model.Pending {
		d.Waiting.On = on
	}
}

func (b *builder) names(r *table.Record, d *model.Draft) {
	d.ExternalID = b.line(d, ID, b.get(r, ID))
	d.Customer = b.line(d, Customer, b.get(r, Customer))
	d.OnBehalfOf = b.line(d, OnBehalfOf, b.get(r, OnBehalfOf))
	d.Product = b.line(d, Product, b.get(r, Product))
	d.Answer = b.line(d, Answer, b.get(r, Answer))
	d.Segment = b.line(d, Segment, b.get(r, Segment))
	d.ProblemRef = b.line(d, Problem, b.get(r, Problem))
	d.Owner = model.UserID(b.line(d, Owner, b.get(r, Owner)))
}

// line makes a value fit for one line. One that is too long for its field is
// kept whole beside the issue instead.
func (b *builder) line(d *model.Draft, f Field, v string) string {
	if v == "" {
		return ""
	}
	clean, err := text.CleanLine(v)
	if err != nil || utf8.RuneCountInString(clean) > model.MaxLine {
		b.keep(d, b.columns[f].Name, v)
		return ""
	}
	return strings.TrimSpace(clean)
}

// times reads the dates beside the one of receipt; what is no date is kept
// beside the issue.
func (b *builder) times(r *table.Record, d *model.Draft) {
	read := func(f Field, to func(time.Time)) {
		v := b.get(r, f)
		if v == "" {
			return
		}
		t, _, err := b.dates[f].Time(v, b.zone)
		if err != nil {
			b.keep(d, b.columns[f].Name, v)
			return
		}
		to(t)
	}
	read(Occurred, func(t time.Time) { d.OccurredOn = model.DayOf(t) })
	read(StateAt, func(t time.Time) { d.StateAt = model.At(t) })
	read(Due, func(t time.Time) { d.Due = model.At(t) })
}

// settle makes state, owner and times agree.
func (b *builder) settle(r *table.Record, d *model.Draft) {
	if d.State == 0 && b.now.Sub(d.ReceivedAt.Time(b.zone)) > old {
		d.State = model.Closed
	}
	if b.state != 0 {
		b.setState(d, b.state, model.WaitingCustomer)
	}
	switch {
	case d.State == 0, d.State == model.New, d.State == model.Working:
		d.State = model.New
		if d.Owner != "" {
			d.State = model.Working
		}
	}
	if d.State.Open() || d.StateAt < d.ReceivedAt {
		if d.StateAt > d.ReceivedAt {
			b.keep(d, b.columns[StateAt].Name, b.get(r, StateAt))
		}
		d.StateAt = d.ReceivedAt
	}
	if !d.State.Open() {
		d.Due = 0
	}
	if d.State == model.Withdrawn && d.Reason == "" {
		d.Reason = "withdrawn in " + d.Source
	}
}
