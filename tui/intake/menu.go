package intake

import (
	"unicode"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/marks"
	"koe/model/words"
)

// menu completes the name the cursor stands in. It is there by itself and in
// nobody's way: Tab takes its marked line, the arrows mark another, Esc closes
// it, and every other key goes on typing.
type menu struct {
	open *marks.Open // the name, or nil
	at   int
	last marks.Open // the name as it was when at was set
	shut int        // Esc closed it for the name that begins here, plus one
	// tabbed is the name for which Tab was pressed before its menu had come.
	tabbed *marks.Open
}

// menuRows is how many lines a menu has.
const menuRows = 6

// menuItem is one line of a menu.
type menuItem struct {
	label, detail string
	severity      model.Severity
	tag           model.TagPath
	customer      *model.CustomerView
}

// awaited reports whether the customers for what is typed are still to come.
func (s *Screen) awaited() bool {
	o := s.menu.open
	if o == nil || o.Sign != marks.Customer || o.Typed == "" || s.locked() || s.menu.shut == o.From+1 {
		return false
	}
	picked := s.front.Known != 0 && sameName(o.Typed, s.front.KnownAs)
	return !picked && (s.lookup.people.typed != o.Typed || !s.lookup.people.known)
}

func (m *menu) close() { *m = menu{} }

// items are the lines of the menu; none where it is closed.
func (s *Screen) items() []menuItem {
	m := &s.menu
	if m.open == nil || s.locked() || m.shut == m.open.From+1 {
		return nil
	}
	if m.last != *m.open {
		m.at, m.last = 0, *m.open
	}
	var items []menuItem
	switch m.open.Sign {
	case marks.Tag:
		items = s.tagItems(m.open.Typed)
	case marks.Customer:
		items = s.customerItems(m.open.Typed)
	case marks.Severity:
		items = s.severityItems(m.open.Typed)
	}
	m.at = min(m.at, max(0, len(items)-1))
	return items
}

func (s *Screen) tagItems(typed string) []menuItem {
	found := s.lookup.book.find(typed, menuRows)
	if len(found) == 1 && found[0].path.Key() == model.TagPath(typed).Key() {
		return nil // there is nothing to complete
	}
	items := make([]menuItem, 0, len(found))
	for _, e := range found {
		items = append(items, menuItem{label: string(e.path), detail: s.session.Say.Intake.Uses(e.count), tag: e.path})
	}
	return items
}

func (s *Screen) customerItems(typed string) []menuItem {
	if typed == "" || s.front.Known != 0 && sameName(typed, s.front.KnownAs) {
		return nil
	}
	var items []menuItem
	for i := range s.lookup.people.views {
		v := &s.lookup.people.views[i]
		items = append(items, menuItem{label: s.session.Say.Customer(v.Customer.Name), detail: s.customerDetail(v), customer: v})
	}
	return items[:min(menuRows, len(items))]
}

func (s *Screen) severityItems(typed string) []menuItem {
	if typed != "" {
		return nil // one digit is all there is to type
	}
	var items []menuItem
	for _, v := range words.Severities.All() {
		items = append(items, menuItem{label: s.session.Say.Severity(v), severity: v})
	}
	return items
}

// moveMenu marks another line. It reports false where no menu is open.
func (s *Screen) moveMenu(by int) bool {
	n := len(s.items())
	if n == 0 {
		return false
	}
	s.menu.at = (s.menu.at + by + n) % n
	return true
}

// takeItem puts the marked line in the place of what was typed. It reports
// false where no menu is open.
func (s *Screen) takeItem() (tea.Cmd, bool) {
	items := s.items()
	if len(items) == 0 {
		return nil, false
	}
	item, open := items[s.menu.at], s.menu.open
	if c := item.customer; c != nil {
		s.front.Known, s.front.KnownAs = c.Customer.ID, c.Customer.Name
	}
	if s.focus == inCustomer {
		s.customer.SetValue(item.customer.Customer.Name)
		return s.edited(), true
	}
	written := ""
	switch {
	case item.customer != nil:
		written = marks.Write(marks.Customer, item.customer.Customer.Name)
	case item.severity != 0:
		written = marks.Write(marks.Severity, words.Severities.Of(item.severity).Key)
	case s.focus == inTags:
		written = marks.WriteTag(item.tag)
	default:
		written = marks.Write(marks.Tag, string(item.tag))
	}
	in := s.input()
	value := []rune(in.Value())
	if over := len(value) - (open.To - open.From) + len([]rune(written)) + 1 - fieldLimit(s.focus); over > 0 {
		return s.overflow(over, fieldLimit(s.focus)), true
	}
	to := open.To
	if to < len(value) && value[to] != '\n' && unicode.IsSpace(value[to]) {
		to++ // the space that is there already
	}
	in.Replace(open.From, to, written+" ")
	s.fitText()
	return s.edited(), true
}

func fieldLimit(f field) int {
	if f == inTags {
		return tagsLimit
	}
	return model.MaxTyped
}

// shutMenu closes the menu for the name it is about. It reports false where
// none is open.
func (s *Screen) shutMenu() bool {
	if len(s.items()) == 0 {
		return false
	}
	s.menu.shut = s.menu.open.From + 1
	return true
}
