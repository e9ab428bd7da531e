package intake

import (
	"context"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/marks"
	"koe/tui/screen"
)

// restTime is how long the text must rest before the desk is asked about it.
const restTime = 120 * time.Millisecond

// How much the desk is asked for, and from how many characters on a text is
// worth asking about.
const (
	similarLimit   = 8
	customerRows   = 8
	similarLetters = 2
)

// lookup is what the desk was asked about the form in front.
type lookup struct {
	gen       uint64 // of the last change
	tags      *screen.Ask[[]model.TagUse]
	customers *screen.Ask[[]model.CustomerView]
	similar   *screen.Ask[[]model.Similar]
	first     *screen.Ask[bool]

	empty bool // nothing was ever logged on the desk
	book  tagBook
	stale bool // tags changed since the book was read

	asked   string // the customer last asked for
	people  people // the answer
	words   string // the text last asked about,
	forName string // and whose it was
}

// people are the customers found for what was typed.
type people struct {
	typed string
	views []model.CustomerView
	known bool // the desk has answered
}

func newLookup() lookup {
	return lookup{
		tags:      screen.NewAsk[[]model.TagUse](screen.Log, "tags", screen.QuestionTime),
		customers: screen.NewAsk[[]model.CustomerView](screen.Log, "customers", screen.QuestionTime),
		similar:   screen.NewAsk[[]model.Similar](screen.Log, "similar", screen.QuestionTime),
		first:     screen.NewAsk[bool](screen.Log, "first", screen.QuestionTime),
	}
}

// forget gives up what was asked about the form before.
func (l *lookup) forget() {
	l.gen++
	l.customers.Drop()
	l.similar.Drop()
	l.asked, l.people, l.words, l.forName = "", people{}, "", ""
}

// rested says that the text has rested since that change.
type rested struct{ gen uint64 }

// For is the Log screen.
func (rested) For() screen.ID { return screen.Log }

// changed asks the desk about the form once the text rests.
func (s *Screen) changed() tea.Cmd {
	s.lookup.gen++
	return s.after(restTime, rested{s.lookup.gen})
}

// askTags reads the desk's tags for the menu.
func (s *Screen) askTags() tea.Cmd {
	s.lookup.stale = false
	return s.lookup.tags.Put(s.session.Ctx, s.desk.TagUses)
}

// askEmpty asks whether nothing was ever logged on the desk.
func (s *Screen) askEmpty() tea.Cmd {
	desk, q := s.desk, model.IssueQuery{Limit: 1, Who: s.session.Who.ID}
	return s.lookup.first.Put(s.session.Ctx, func(ctx context.Context) (bool, error) {
		page, err := desk.Issues(ctx, q)
		return page.Logged == 0, err
	})
}

// ask asks what has changed since it was asked last.
func (s *Screen) ask() tea.Cmd { return tea.Batch(s.askCustomers(), s.askSimilar()) }

func (s *Screen) askCustomers() tea.Cmd {
	typed := s.name()
	if o := s.menu.open; o != nil && o.Sign == marks.Customer {
		typed = o.Typed
	}
	if typed == s.lookup.asked {
		return nil
	}
	s.lookup.asked = typed
	if typed == "" {
		s.lookup.customers.Drop()
		s.lookup.people = people{}
		return nil
	}
	desk := s.desk
	return s.lookup.customers.Put(s.session.Ctx, func(ctx context.Context) ([]model.CustomerView, error) {
		return desk.Customers(ctx, typed, customerRows)
	})
}

func (s *Screen) askSimilar() tea.Cmd {
	words, name := s.heard, s.name()
	if words == s.lookup.words && name == s.lookup.forName {
		return nil
	}
	s.lookup.words, s.lookup.forName = words, name
	if utf8.RuneCountInString(words) < similarLetters {
		s.lookup.similar.Drop()
		s.known = known{}
		return nil
	}
	desk := s.desk
	return s.lookup.similar.Put(s.session.Ctx, func(ctx context.Context) ([]model.Similar, error) {
		return desk.Similar(ctx, words, name, similarLimit)
	})
}

// answered takes an answer of the desk, if msg is one.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	if forms, err, ok := s.keep.load.Take(msg); ok {
		return s.takeDrafts(forms, err)
	}
	if empty, err, ok := s.lookup.first.Take(msg); ok {
		s.lookup.empty = empty && err == nil
	}
	if uses, err, ok := s.lookup.tags.Take(msg); ok && err == nil {
		s.lookup.book = newTagBook(uses)
		s.read()
	}
	if views, err, ok := s.lookup.customers.Take(msg); ok {
		s.lookup.people = people{typed: s.lookup.asked, views: views, known: err == nil}
		if err != nil {
			s.lookup.asked = "" // a later change asks again
		}
		s.read()
		return s.tabNow()
	}
	if similar, err, ok := s.lookup.similar.Take(msg); ok {
		s.known.take(similar, err)
		if err != nil {
			s.lookup.words = ""
		}
	}
	return nil
}

// person is what the desk knows of the form's customer: the one that was
// picked, or the only one of that name. fresh reports that there is none, and
// several that the name alone does not say who it is.
func (s *Screen) person() (view *model.CustomerView, fresh, several bool) {
	name, p := s.name(), s.lookup.people
	if name == "" || !p.known {
		return nil, false, false
	}
	same := 0
	for i := range p.views {
		v := &p.views[i]
		if !sameName(v.Customer.Name, name) {
			continue
		}
		if s.front.Known == v.Customer.ID && sameName(s.front.KnownAs, name) {
			return v, false, false
		}
		same++
		view = v
	}
	switch {
	case same == 1:
		return view, false, false
	case same > 1:
		return nil, false, true
	}
	return nil, p.typed == name, false
}
