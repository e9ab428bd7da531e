package triage

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model/query"
	"koe/tui/kit"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/widget"
)

// filterRows is how many completions stand under the filter.
const filterRows = 6

// askFilter opens the line in which the query is typed.
func (s *Screen) askFilter() tea.Cmd {
	f := &filter{
		say: s.k.Say, theme: s.k.Theme, history: s.history, at: -1,
		field: widget.NewField(true, query.MaxLength/4),
		names: s.valuesOf,
		done: func(q string) tea.Cmd {
			s.history = append(slices.DeleteFunc(s.history, func(h string) bool { return h == q }), q)
			return s.visit(view{query: q})
		},
	}
	f.field.Focus()
	if f.typed = s.view.query; f.typed != "" {
		f.typed += " "
	}
	f.field.SetValue(f.typed)
	f.complete()
	return tea.Batch(screen.Show(f), s.refreshProblems())
}

// valuesOf are the desk's own names for the values of a field.
func (s *Screen) valuesOf(f query.Field) []string {
	var names []string
	switch f {
	case query.Owner, query.By:
		for _, u := range s.k.People().Users {
			if !u.Gone {
				names = append(names, string(u.ID))
			}
		}
	case query.Tag, query.Primary:
		for _, u := range s.tags {
			if !u.Tag.Retired && u.Tag.Into == "" {
				names = append(names, string(u.Tag.Path))
			}
		}
	case query.Problem:
		for i := range s.problems {
			names = append(names, s.problems[i].Problem.ID.String())
		}
	}
	return names
}

// filter is the line in which a query is typed, with what may stand there
// below, and what is wrong with it under the place.
type filter struct {
	say     *lang.Catalogue
	theme   *theme.Theme
	field   *widget.Field
	history []string
	names   func(query.Field) []string
	done    func(string) tea.Cmd

	typed   string // what stood in the field when the options were made
	from    int    // the bytes of it that an option replaces
	to      int
	options []option
	at      int // the option selected, -1 none
	fault   *query.Error
	told    bool // the fault is shown: it was asked for with Enter
}

// An option is something that may stand in the field.
type option struct {
	text   string
	detail string
	whole  bool // it is a whole query, from the history
}

// Update takes a key or a paste.
func (f *filter) Update(msg tea.Msg) widget.Outcome {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		key := press.String()
		if widget.Closes(key) {
			return widget.Outcome{Close: true}
		}
		switch key {
		case "up":
			f.at = max(-1, f.at-1)
			return widget.Outcome{}
		case "down":
			f.at = min(len(f.options)-1, f.at+1)
			return widget.Outcome{}
		case "tab":
			f.take(max(f.at, 0))
			return widget.Outcome{}
		case "enter", "ctrl+s":
			return f.enter()
		}
	}
	f.field.Update(msg)
	f.complete()
	return widget.Outcome{}
}

// enter takes the selected option, or shows the issues of the query.
func (f *filter) enter() widget.Outcome {
	if f.at >= 0 {
		whole := f.options[f.at].whole
		f.take(f.at)
		if !whole {
			return widget.Outcome{}
		}
	}
	if f.fault != nil {
		f.told = true
		return widget.Outcome{}
	}
	q := strings.TrimSpace(f.field.Value())
	return widget.Outcome{Close: true, Result: kit.Then(func() tea.Cmd { return f.done(q) })}
}

// take puts an option in its place.
func (f *filter) take(i int) {
	if i >= len(f.options) {
		return
	}
	o := f.options[i]
	if o.whole {
		f.field.SetValue(o.text)
	} else {
		text := o.text
		if !strings.HasSuffix(text, ":") {
			text += " "
		}
		runes := func(bytes int) int { return len([]rune(f.typed[:bytes])) }
		f.field.Replace(runes(f.from), runes(f.to), text)
	}
	f.complete()
}

// complete finds what is wrong with the query and what may stand at the cursor.
func (f *filter) complete() {
	f.typed, f.at, f.fault, f.told = f.field.Value(), -1, nil, false
	if _, err := query.Parse(f.typed); err != nil && !errors.As(err, &f.fault) {
		f.fault = &query.Error{Code: query.BadText}
	}
	f.options = nil
	if strings.TrimSpace(f.typed) == "" {
		for _, h := range slices.Backward(f.history) {
			f.options = append(f.options, option{text: h, detail: f.say.Triage.Before, whole: true})
		}
	}
	before := len(string([]rune(f.typed)[:min(f.field.Offset(), len([]rune(f.typed)))]))
	c := query.Complete(f.typed, before)
	f.from, f.to = c.From, c.To
	for _, o := range c.Options {
		detail := f.say.Forms.QueryMeans(o)
		if c.Field != "" && detail == o.Text {
			detail = ""
		}
		f.options = append(f.options, option{text: f.inLanguage(o, c.Field, before), detail: detail})
	}
	if c.Field != "" {
		f.addNames(c.Field, f.typed[c.From:before])
	}
}

// inLanguage names a field that nobody has begun to type in the person's own
// language.
func (f *filter) inLanguage(o query.Option, field query.Field, before int) string {
	if field == "" && f.from == before {
		return f.say.Forms.QueryField(query.Field(strings.TrimSuffix(o.Text, ":"))) + ":"
	}
	return o.Text
}

// addNames offers the desk's names that begin with what is typed.
func (f *filter) addNames(field query.Field, typed string) {
	typed = strings.ToLower(strings.Trim(typed, `"#`))
	for _, n := range f.names(field) {
		if strings.HasPrefix(strings.ToLower(n), typed) {
			if strings.ContainsAny(n, ` "`) {
				n = `"` + strings.ReplaceAll(n, `"`, `\"`) + `"`
			}
			f.options = append(f.options, option{text: n})
		}
	}
}

// Hints are the keys for the footer.
func (f *filter) Hints() []widget.Hint {
	t, c := f.say.Triage, f.say.Common
	return []widget.Hint{{Key: "Enter", Label: t.Show}, {Key: "Tab", Label: t.Complete}, {Key: f.theme.Glyphs.UpDown, Label: c.Move}, {Key: "Ctrl+U", Label: t.Clear}, {Key: "Esc", Label: c.Close}}
}

// View draws the field, what is wrong under its place, and the options.
func (f *filter) View(size widget.Size) widget.Panel {
	e, g := f.theme.Glyphs.Ellipsis, f.theme.Glyphs
	f.field.SetSize(widget.Size{Width: max(1, size.Width-4), Height: 1})
	field := f.field.View(e)
	lines := []string{
		widget.TitledRule(f.say.Triage.Filter, "", size.Width, f.theme),
		f.theme.Accent.Render(g.Pointer) + " " + field.Lines[0],
	}
	lines = append(lines, f.complaint(size.Width)...)
	rows := max(0, min(filterRows+3, size.Height)-len(lines))
	from := max(0, min(f.at-rows/2, len(f.options)-rows))
	for i := range rows {
		line := ""
		if at := from + i; at < len(f.options) {
			line = f.line(f.options[at], at == f.at, f.optionWidth())
		}
		lines = append(lines, line)
	}
	for i, l := range lines {
		lines[i] = widget.Fit(l, size.Width, e)
	}
	panel := widget.Panel{Lines: lines}
	if c := field.Cursor; c != nil {
		panel.Cursor = &widget.Point{X: c.X + 2, Y: c.Y + 1}
	}
	return panel
}

func (f *filter) optionWidth() int {
	width := 0
	for _, o := range f.options {
		width = max(width, widget.Width(o.text))
	}
	return min(width, 30)
}

func (f *filter) line(o option, selected bool, width int) string {
	pointer, style := "  ", f.theme.Plain
	if selected {
		pointer, style = f.theme.Accent.Render(f.theme.Glyphs.Pointer)+" ", f.theme.Selected
	}
	text := o.text
	if !o.whole {
		text = widget.Fit(text, width, f.theme.Glyphs.Ellipsis)
	}
	return pointer + style.Render(text) + "  " + f.theme.Dim.Render(o.detail)
}

// complaint is what is wrong: a sign under the place, and the sentence. What
// stands at the end may be only half typed: of that nothing is said until
// Enter.
func (f *filter) complaint(width int) []string {
	if f.fault == nil {
		return []string{""}
	}
	from, n := f.fault.Runes(f.typed)
	if !f.told && from+n >= len([]rune(strings.TrimRight(f.typed, " "))) {
		return []string{""}
	}
	lines := []string{"  " + f.theme.Warn.Render(widget.Cut(f.fault.Caret(f.typed, widget.Width), max(1, width-2), ""))}
	for _, l := range widget.Wrap(f.say.Forms.Query(f.fault), width-4) {
		lines = append(lines, "  "+f.theme.Warn.Render(l))
	}
	return lines
}

// TakesText reports that letters are text.
func (f *filter) TakesText() bool { return true }
