package widget

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/lang"
	"koe/tui/theme"
)

// Item is something to pick.
type Item struct {
	Key    string // its identity
	Label  string
	Detail string // stands dim behind the label
	Match  string // further words that find it: a reading, an alias
	Why    string // why it cannot be picked; "" when it can
}

// Picked is what was picked: the keys of items, and in New what was typed, if
// that was taken as a new one.
type Picked struct {
	Keys []string
	New  string
}

// PickerOptions describe a picker.
type PickerOptions struct {
	Title string
	Items []Item
	// Multi lets Tab mark several; Chosen are marked at first.
	Multi  bool
	Chosen []string
	// New offers what was typed as a new item: its label, and whether it may be.
	New func(typed string) (label string, ok bool)
	// Search asks for other items when what is typed changes. The answer goes
	// to the screen, which hands it to SetItems.
	Search func(typed string) tea.Cmd
	Done   func(Picked) tea.Msg
}

// Picker picks from many things by typing a part of one. Nothing typed shows
// all, in the order given.
type Picker struct {
	o      PickerOptions
	field  *Field
	finder finder
	hits   []int // indexes of items that match, best first; -1 is the new one
	at     int
	marks  map[string]bool
	told   string
	say    *lang.Catalogue
	theme  *theme.Theme
}

// pickerRows is how many items a picker shows at once.
const pickerRows = 10

// NewPicker makes a picker with the focus in its filter.
func NewPicker(o PickerOptions, say *lang.Catalogue, theme *theme.Theme) *Picker {
	p := &Picker{o: o, field: NewField(true, 200), marks: make(map[string]bool), say: say, theme: theme}
	for _, k := range o.Chosen {
		p.marks[k] = true
	}
	p.field.Focus()
	p.SetItems(o.Items)
	return p
}

// SetItems puts other items in place, as a search found them.
func (p *Picker) SetItems(items []Item) {
	p.o.Items = items
	p.finder = newFinder(items)
	p.filter()
}

// Typed is what stands in the filter.
func (p *Picker) Typed() string { return p.field.Value() }

// Update takes a key or a paste.
func (p *Picker) Update(msg tea.Msg) Outcome {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		key := press.String()
		if Closes(key) {
			return Outcome{Close: true}
		}
		switch key {
		case "up":
			p.move(-1)
			return Outcome{}
		case "down":
			p.move(1)
			return Outcome{}
		case "pgup":
			p.move(-pickerRows)
			return Outcome{}
		case "pgdown":
			p.move(pickerRows)
			return Outcome{}
		case "tab":
			p.toggle()
			return Outcome{}
		case "enter", "ctrl+s":
			return p.pick()
		}
	}
	before := p.field.Value()
	p.field.Update(msg)
	if p.field.Value() == before {
		return Outcome{}
	}
	p.filter()
	if p.o.Search != nil {
		return Outcome{Cmd: p.o.Search(p.field.Value())}
	}
	return Outcome{}
}

// filter finds the items again and selects the best.
func (p *Picker) filter() {
	typed := p.field.Value()
	p.hits = p.finder.find(typed)
	p.at, p.told = 0, ""
	if p.o.New != nil && typed != "" {
		if _, ok := p.o.New(typed); ok {
			p.hits = append(p.hits, -1)
		}
	}
}

func (p *Picker) move(by int) {
	if len(p.hits) > 0 {
		p.at = min(max(p.at+by, 0), len(p.hits)-1)
		p.told = ""
	}
}

// toggle marks the selected item, where several may be picked, and begins the
// next search.
func (p *Picker) toggle() {
	if !p.o.Multi || len(p.hits) == 0 || p.hits[p.at] < 0 {
		return
	}
	item := p.o.Items[p.hits[p.at]]
	if item.Why != "" {
		p.told = item.Why
		return
	}
	if p.marks[item.Key] {
		delete(p.marks, item.Key)
	} else {
		p.marks[item.Key] = true
	}
	if !p.field.Empty() {
		p.field.SetValue("")
		p.filter()
	}
}

// pick finishes. Where several may be picked, it is the marked ones together
// with the one that was searched for; with nothing searched for it is the
// marked ones alone, unless nothing is and was marked.
func (p *Picker) pick() Outcome {
	searched := !p.field.Empty()
	if p.o.Multi && !searched && (len(p.marks) > 0 || len(p.o.Chosen) > 0) {
		return p.finish(Picked{Keys: p.marked()})
	}
	if len(p.hits) == 0 {
		return Outcome{}
	}
	hit := p.hits[p.at]
	if hit < 0 {
		return p.finish(Picked{Keys: p.marked(), New: p.field.Value()})
	}
	item := p.o.Items[hit]
	if item.Why != "" {
		p.told = item.Why
		return Outcome{}
	}
	keys := []string{item.Key}
	if p.o.Multi {
		p.marks[item.Key] = true
		keys = p.marked()
	}
	return p.finish(Picked{Keys: keys})
}

// marked lists the marked items: those chosen before in their order, then the
// others in the items' order.
func (p *Picker) marked() []string {
	var keys []string
	seen := make(map[string]bool)
	add := func(k string) {
		if p.marks[k] && !seen[k] {
			keys, seen[k] = append(keys, k), true
		}
	}
	for _, k := range p.o.Chosen {
		add(k)
	}
	for _, item := range p.o.Items {
		add(item.Key)
	}
	return keys
}

func (p *Picker) finish(picked Picked) Outcome {
	return Outcome{Close: true, Result: p.o.Done(picked)}
}

// Hints are the keys for the footer.
func (p *Picker) Hints() []Hint {
	c := p.say.Common
	hints := []Hint{{p.theme.Glyphs.UpDown, c.Move}, {"Enter", c.Choose}}
	if p.o.Multi {
		hints = append(hints, Hint{"Tab", c.MarkSeveral})
	}
	return append(hints, Hint{"Esc", c.Close})
}

// View draws the filter and the items that match it.
func (p *Picker) View(size Size) Panel {
	l := p.theme
	p.field.SetSize(Size{max(1, size.Width-4), 1})
	field := p.field.View(l.Glyphs.Ellipsis)
	lines := []string{"  " + field.Lines[0]}
	if p.field.Empty() {
		lines[0] = "  " + Fit(l.Dim.Render(p.say.Common.TypeToFind), size.Width-4, l.Glyphs.Ellipsis)
	}
	rows := min(pickerRows, size.Height-2)
	from, to := around(p.at, len(p.hits), rows)
	var labels []string
	for i := from; i < to; i++ {
		labels = append(labels, p.label(p.hits[i]))
	}
	wide := labelWidth(labels, size.Width)
	for i := from; i < to; i++ {
		lines = append(lines, p.line(p.hits[i], i == p.at, wide))
	}
	if len(p.hits) == 0 {
		lines = append(lines, "  "+l.Dim.Render(p.say.Common.NoMatch))
	}
	for len(lines) <= rows && len(lines) <= len(p.o.Items) {
		lines = append(lines, "") // keep the height while the filter narrows
	}
	remark := p.told
	if remark == "" && len(p.hits) > rows {
		remark = p.say.Number(len(p.hits))
	}
	panel := Panel{Lines: sheet(p.o.Title, remark, lines, size.Width, l)}
	if c := field.Cursor; c != nil {
		panel.Cursor = &Point{X: c.X + 2, Y: c.Y + 1}
	}
	return panel
}

// label is what a hit is called.
func (p *Picker) label(hit int) string {
	if hit < 0 {
		label, _ := p.o.New(p.field.Value())
		return label
	}
	return p.o.Items[hit].Label
}

func (p *Picker) line(hit int, selected bool, wide int) string {
	l := p.theme
	pointer, style := " ", l.Plain
	if selected {
		pointer, style = l.Accent.Render(l.Glyphs.Pointer), l.Selected
	}
	if hit < 0 {
		return pointer + " " + style.Render(p.label(hit))
	}
	item := p.o.Items[hit]
	mark := ""
	if p.o.Multi {
		mark = "  "
		if p.marks[item.Key] {
			mark = l.Marked.Render(l.Glyphs.Mark) + " "
		}
	}
	detail := item.Detail
	if item.Why != "" {
		style, detail = l.Dim, item.Why
	}
	return pointer + " " + mark + labelled(item.Label, detail, style, wide, l)
}
