package tui_test

import (
	"context"
	"errors"
	"fmt"
	"sync"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// form is a small Log screen: one text field.
type form struct {
	s     *screen.Session
	field *widget.Field
	size  widget.Size
	saved int
	saves *screen.Ask[int]
	keeps error // what Leave comes back with
	kept  string

	keeping sync.Mutex
}

func newForm(s *screen.Session) *form {
	f := &form{s: s, field: widget.NewField(false, 0), saves: screen.NewAsk[int](screen.Log, "save", screen.WriteTime)}
	f.field.Focus()
	return f
}

func (f *form) ID() screen.ID { return screen.Log }
func (f *form) Init() tea.Cmd { return nil }
func (f *form) Typing() bool  { return f.field.Focused() }

func (f *form) Actions() []action.Action {
	save := action.Can(action.Save)
	if f.field.Empty() {
		save = action.Cannot(action.Save, "There is nothing to save yet.")
	}
	return []action.Action{save, action.Can(action.SecondCall), action.Can(action.Back)}
}

func (f *form) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if n, err, ok := f.saves.Take(msg); ok {
		if err != nil {
			return f, screen.SayError(f.s.Say, err)
		}
		f.saved = n
		f.field.SetValue("")
		return f, screen.Say(screen.Done, fmt.Sprintf("#%d", n))
	}
	switch msg := msg.(type) {
	case screen.Resize:
		f.size = msg.Size
		f.field.SetSize(widget.Size{Width: msg.Width - 13, Height: 4})
	case action.Do:
		switch msg.ID {
		case action.Save:
			text := f.field.Value()
			return f, f.saves.Put(f.s.Ctx, func(context.Context) (int, error) {
				if text == "fail" {
					return 0, &model.Refusal{Code: model.Missing, Field: "tag"}
				}
				return f.saved + 1, nil
			})
		case action.Back:
			f.field.Blur()
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if over := f.field.Update(msg); over != nil {
			return f, screen.Say(screen.Warn, f.s.Say.Overflow(over.Over, over.Limit))
		}
	}
	return f, nil
}

func (f *form) View(size widget.Size) screen.Frame {
	p := f.field.View(f.s.Theme.Glyphs.Ellipsis)
	var lines []string
	for i, l := range p.Lines {
		label := "             "
		if i == 0 {
			label = widget.Fit(" They said", 13, "")
		}
		lines = append(lines, label+l)
	}
	if p.Cursor != nil {
		p.Cursor.X += 13
	}
	return screen.Frame{Panel: widget.Panel{Lines: lines, Cursor: p.Cursor}, Status: []string{"draft saved"}}
}

func (f *form) Leave() tea.Cmd {
	text, err := f.field.Value(), f.keeps
	return func() tea.Msg {
		if err != nil {
			return screen.Toast{Tone: screen.Fail, Text: err.Error()}
		}
		f.keeping.Lock() // the last words may be kept while those before still are
		defer f.keeping.Unlock()
		f.kept = text
		return nil
	}
}

func (f *form) Unkept() bool { return f.keeps != nil }

var errDisk = errors.New("the disk is full; what you typed is not kept")

// rows is a small Triage screen: a list.
type rows struct {
	s     *screen.Session
	list  *widget.List[int]
	texts []string
	did   []action.Do
	got   []tea.Msg // what overlays came to
	views *screen.Ask[string]
}

func newRows(s *screen.Session, n int) *rows {
	r := &rows{s: s, list: widget.NewList(func(i int) int { return i }), views: screen.NewAsk[string](screen.Triage, "view", screen.QuestionTime)}
	words := []string{"返金されないまま二か月が経ちました", "Charged twice for June again", "アプリ crashes on 起動", "配送が遅れて贈り物に間に合いませんでした。とても残念です。"}
	for i := range n {
		r.texts = append(r.texts, words[i%len(words)])
	}
	r.list.SetRows(n, false)
	return r
}

func (r *rows) ID() screen.ID { return screen.Triage }
func (r *rows) Init() tea.Cmd { return nil }
func (r *rows) Typing() bool  { return false }

func (r *rows) Actions() []action.Action {
	return append([]action.Action{
		action.Can(action.Owner), action.Can(action.Mark), action.Cannot(action.Undo, "There is nothing to undo."),
		action.Can(action.Filter), action.Can(action.Close), action.Can(action.Note), action.Can(action.Range),
	}, widget.Moves()...)
}

func (r *rows) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg.(type) {
	case closed, owned, noted:
		r.got = append(r.got, msg)
	}
	if view, err, ok := r.views.Take(msg); ok && err == nil {
		return r, screen.Show(widget.NewPrompt(widget.PromptOptions{Title: "Filter", Value: view, Done: func(v string) tea.Msg { return noted(v) }}, r.s.Say, r.s.Theme))
	}
	do, ok := msg.(action.Do)
	if !ok || r.list.Do(do) {
		return r, nil
	}
	r.did = append(r.did, do)
	theme, say := r.s.Theme, r.s.Say
	switch do.ID {
	case action.Filter:
		return r, r.views.Put(r.s.Ctx, func(context.Context) (string, error) { return "state:open ", nil })
	case action.Close:
		return r, screen.Show(widget.NewConfirm(say.Common.ManyAct("Close", len(r.list.Acting())), closed{}, say, theme))
	case action.Owner:
		return r, screen.Show(widget.NewPicker(widget.PickerOptions{
			Title: "Owner",
			Items: []widget.Item{{Key: "tanaka", Label: "田中", Match: "たなか"}, {Key: "sato", Label: "佐藤", Match: "さとう", Detail: "room for 4"}, {Key: "mori", Label: "森", Why: "away until Thursday"}},
			Done:  func(p widget.Picked) tea.Msg { return owned(p.Keys[0]) },
		}, say, theme))
	case action.Note:
		return r, screen.Show(widget.NewPrompt(widget.PromptOptions{Title: "Note", Value: "折り返し連絡済み", Done: func(v string) tea.Msg { return noted(v) }}, say, theme))
	}
	return r, nil
}

type (
	closed struct{}
	owned  string
	noted  string
)

func (r *rows) View(size widget.Size) screen.Frame {
	theme := r.s.Theme
	cols := widget.Lay([]widget.Column{{Min: 6, Right: true}, {Min: 20, Grow: 1}, {Min: 10, Drop: 1}}, size.Width-3, theme.Glyphs.Ellipsis)
	lines := r.list.View(widget.Size{Width: size.Width - 1, Height: size.Height}, theme, func(i, width int, st widget.RowState) []string {
		text := r.texts[i]
		if st.Selected {
			text = theme.Selected.Render(text)
		}
		return []string{cols.Row(fmt.Sprint(i+1), text, theme.Dim.Render("残り3時間"))}
	})
	return screen.Frame{Panel: widget.Panel{Lines: lines}}
}
