package mapping

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// What the overlays that this screen opens come back with.
type (
	filled struct{ field, column string }
	dated  struct{ order string }
	given  struct{ at string }
	named  struct {
		name string
		sure bool // the one of that name may be replaced
	}
)

// Actions lists what can be done.
func (s *Screen) Actions() []action.Action {
	m := &s.s.Say.Mapping
	return append([]action.Action{
		{ID: action.Open, Label: m.Choose},
		{ID: action.Save, Label: m.BringIn, Why: s.ready()},
		action.Can(action.Leave),
	}, widget.Moves()...)
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if reading, err, ok := s.asked.Take(msg); ok {
		s.trying, s.read, s.fault = false, reading, ""
		if err != nil {
			s.fault = s.s.Say.Error(err)
		}
		return s, nil
	}
	switch msg := msg.(type) {
	case action.Do:
		switch {
		case s.list.Do(msg):
		case msg.ID == action.Open:
			return s, screen.Show(s.change(s.list.Acting()[0]))
		case msg.ID == action.Save:
			return s, screen.Show(s.askName())
		}
	case filled:
		delete(s.choice.Fields, msg.field)
		if msg.column != "" {
			s.choice.Fields[msg.field] = msg.column
		}
		s.arrange()
		return s, s.ask()
	case dated:
		s.choice.Dates = msg.order
		return s, s.ask()
	case given:
		s.choice.At = strings.TrimSpace(msg.at)
		return s, s.ask()
	case named:
		return s, s.finish(msg)
	}
	return s, nil
}

// change opens what changes a row.
func (s *Screen) change(row string) widget.Overlay {
	m := &s.s.Say.Mapping
	switch row {
	case rowDates:
		return s.askOrder()
	case rowAt:
		return widget.NewPrompt(widget.PromptOptions{
			Title: m.AskAt, Value: s.choice.At, Limit: 40, AtOnce: true, Done: func(v string) tea.Msg { return given{v} },
		}, s.s.Say, s.s.Theme)
	}
	return widget.NewPicker(widget.PickerOptions{
		Title: m.AskColumn(m.Fields[row]), Items: s.columns(row),
		Done: func(p widget.Picked) tea.Msg { return filled{row, p.Keys[0][1:]} },
	}, s.s.Say, s.s.Theme)
}

// columns are what may fill a field: what fills it now first.
func (s *Screen) columns(row string) []widget.Item {
	m := &s.s.Say.Mapping
	items := []widget.Item{{Key: "-", Label: m.KeepEmpty}}
	for i, name := range s.o.File.Columns {
		if slices.Index(s.o.File.Columns, name) != i {
			continue // columns of one name are filled together
		}
		detail := s.values(name)
		if f := s.fieldOf(name, row); f != "" {
			detail = m.Fills(m.Fields[f]) + "  " + detail
		}
		item := widget.Item{Key: "+" + name, Label: name, Detail: detail}
		if name == s.choice.Fields[row] {
			items = slices.Insert(items, 0, item)
		} else {
			items = append(items, item)
		}
	}
	return items
}

// askOrder opens the orders in which dates may be read, with what each makes of
// a date that can be read in several.
func (s *Screen) askOrder() widget.Overlay {
	m := &s.s.Say.Mapping
	choices := []widget.Choice{{Key: "0", Label: m.AsShown, Result: dated{""}}}
	at := 0
	for i, order := range []string{"ymd", "mdy", "dmy"} {
		c := widget.Choice{Key: string(rune('1' + i)), Label: order + "  " + m.AsOrder[order], Result: dated{order}}
		for _, w := range s.read.Ways {
			if w.Order == order {
				c.Detail = m.ReadTwice(s.read.Sample, w.Day)
			}
		}
		if order == s.choice.Dates {
			at = i + 1
		}
		choices = append(choices, c)
	}
	return widget.NewMenu(m.AskDates, choices, s.s.Say, s.s.Theme).Select(at)
}

func (s *Screen) askName() widget.Overlay {
	return widget.NewPrompt(widget.PromptOptions{
		Title: s.s.Say.Mapping.AskName, Value: s.choice.Name, Limit: 60, Done: func(v string) tea.Msg { return named{name: strings.TrimSpace(v)} },
	}, s.s.Say, s.s.Theme)
}

// finish settles the choice and ends the screen; a name in use is asked about.
func (s *Screen) finish(n named) tea.Cmd {
	if n.name != s.o.Proposed.Name && slices.Contains(s.o.Kept, n.name) && !n.sure {
		n.sure = true
		return screen.Show(widget.NewConfirm(s.s.Say.Mapping.ReplaceIt(n.name), n, s.s.Say, s.s.Theme))
	}
	s.choice.Name, s.done = n.name, true
	return tea.Quit
}

// fieldOf is the other field that a column fills already.
func (s *Screen) fieldOf(column, but string) string {
	for _, f := range s.o.Fields {
		if f != but && s.choice.Fields[f] == column {
			return f
		}
	}
	return ""
}

// values are a column's first values, each once, on one line.
func (s *Screen) values(column string) string {
	i := slices.Index(s.o.File.Columns, column)
	if i < 0 {
		return ""
	}
	var seen []string
	for _, row := range s.o.File.Rows {
		if i < len(row) {
			if v := oneLine(row[i]); v != "" && !slices.Contains(seen, v) {
				seen = append(seen, v)
			}
		}
	}
	return strings.Join(seen, " "+s.s.Theme.Glyphs.Note+" ")
}
