package kit

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// A Page is one of the views of a screen.
type Page interface {
	// Ask asks for what the page shows, anew.
	Ask() tea.Cmd
	// Take takes a message where it answers what the page asked, and reports
	// whether it did.
	Take(msg tea.Msg) (tea.Cmd, bool)
	// Lines draws the page in exactly the size.
	Lines(size widget.Size) []string
	// Actions are those of the page, most important first; those of the pages
	// as a whole are not among them.
	Actions() []action.Action
	// Do does one of them.
	Do(do action.Do) tea.Cmd
	// Markdown is the page as text, under a title that makes a file's name.
	Markdown() (title, text string)
}

// A Folder is where pages are written to as Markdown.
type Folder interface {
	// Write keeps text under a name that nothing has yet, made of name, and
	// returns where it lies.
	Write(ctx context.Context, name, text string) (path string, err error)
}

// Pages lie on each other: Esc takes the upper one away, and the first stays.
// What is the same on all of them is done here: going back, taking back, and
// writing the page in front out.
type Pages struct {
	*Kit
	folder Folder
	pages  []Page
	wrote  *screen.Ask[string]
	empty  bool
}

// undoNear is where among a page's actions the way back stands after an act.
const undoNear = 3

// NewPages makes room for pages. The folder is nil where pages go to
// the clipboard. The first page comes with [Pages.Open].
func NewPages(k *Kit, folder Folder) *Pages {
	return &Pages{Kit: k, folder: folder, wrote: Question[string](k, screen.WriteTime)}
}

// Open puts a page in front and asks for what it shows.
func (p *Pages) Open(page Page) tea.Cmd {
	p.pages = append(p.pages, page)
	return page.Ask()
}

// Begin puts the first page in its place without asking anything yet.
func (p *Pages) Begin(page Page) { p.pages = []Page{page} }

// SetEmpty says whether the desk is known to be one on which nothing was ever
// logged.
func (p *Pages) SetEmpty(empty bool) { p.empty = empty }

// IsEmpty reports whether it is.
func (p *Pages) IsEmpty() bool { return p.empty }

// NoRows is what stands in the place of a page's rows where there are none:
// that they are still to come, that the desk is empty, or what none says.
func (p *Pages) NoRows(have bool, none string, width int) []string {
	switch {
	case !have:
		return []string{p.Theme.Dim.Render(p.Say.Common.Loading)}
	case p.empty:
		return p.EmptyDesk(width)
	}
	lines := widget.Wrap(none, width)
	for i, l := range lines {
		lines[i] = p.Theme.Dim.Render(l)
	}
	return lines
}

// Front is the page in front.
func (p *Pages) Front() Page { return p.pages[len(p.pages)-1] }

// Refresh asks anew for every page.
func (p *Pages) Refresh() tea.Cmd {
	cmds := make([]tea.Cmd, len(p.pages))
	for i, page := range p.pages {
		cmds[i] = page.Ask()
	}
	return tea.Batch(cmds...)
}

// Take takes a message for the kit or for one of the pages.
func (p *Pages) Take(msg tea.Msg) tea.Cmd {
	for _, page := range p.pages {
		if cmd, ok := page.Take(msg); ok {
			return cmd
		}
	}
	if got, err, ok := p.wrote.Take(msg); ok {
		if err != nil {
			return screen.SayError(p.Say, err)
		}
		return screen.Say(screen.Done, p.Say.Trends.Wrote(got))
	}
	cmd, _ := p.Kit.Take(msg)
	return cmd
}

// Took takes an answer of a page's question and hands it on, or says what went
// wrong.
func Took[T any](k *Kit, ask *screen.Ask[T], msg tea.Msg, to func(T)) (tea.Cmd, bool) {
	got, err, ok := ask.Take(msg)
	switch {
	case !ok:
		return nil, false
	case err != nil:
		return screen.SayError(k.Say, err), true
	}
	to(got)
	return nil, true
}

// Actions are those of the page in front and of all pages.
func (p *Pages) Actions() []action.Action {
	list := p.WithUndo(p.Front().Actions(), undoNear)
	if len(p.pages) > 1 {
		list = append([]action.Action{action.Can(action.Back)}, list...)
	}
	return append(list, action.Can(action.Markdown))
}

// Do does an action that can be done now: one of all pages, else the page's.
func (p *Pages) Do(do action.Do) tea.Cmd {
	switch do.ID {
	case action.Back:
		if n := len(p.pages); n > 1 {
			p.pages = p.pages[:n-1]
			return nil
		}
	case action.Undo:
		return p.Undo()
	case action.Redo:
		return p.Redo()
	case action.Markdown:
		return p.write()
	}
	return p.Front().Do(do)
}

// write writes the page in front out as Markdown: into the folder, or, where the
// folder would be somebody else's, to the terminal's clipboard.
func (p *Pages) write() tea.Cmd {
	name, text := p.Front().Markdown()
	folder := p.folder
	if folder == nil {
		return tea.Batch(tea.SetClipboard(text), screen.Say(screen.Done, p.Say.Trends.OnClipboard))
	}
	return p.wrote.Put(p.Ctx, func(ctx context.Context) (string, error) { return folder.Write(ctx, name, text) })
}
