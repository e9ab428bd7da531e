package intake

import (
	"strings"

	"koe/model"
	"koe/tui/action"
	"koe/tui/widget"
)

// known is what the desk knows that is like the text: problems first, then
// open issues. One problem is marked, to be linked with the save.
type known struct {
	problems []model.Similar
	issues   []model.Similar
	at       int
	asked    bool // the desk has answered
	failed   bool
}

// take puts an answer in place. The mark stays on its problem.
func (k *known) take(similar []model.Similar, err error) {
	was := k.marked()
	*k = known{asked: true, failed: err != nil}
	for _, one := range similar {
		switch {
		case one.Problem != nil:
			if was != nil && one.Problem.ID == was.ID {
				k.at = len(k.problems)
			}
			k.problems = append(k.problems, one)
		case one.Row != nil:
			k.issues = append(k.issues, one)
		}
	}
}

// marked is the problem that a save would link to, or nil.
func (k *known) marked() *model.Problem {
	if k.at < len(k.problems) {
		return k.problems[k.at].Problem
	}
	return nil
}

// move marks the problem above or below. It reports false at either end, where
// the key is the text's.
func (k *known) move(by int) bool {
	to := k.at + by
	if to < 0 || to >= len(k.problems) {
		return false
	}
	k.at = to
	return true
}

// knownPanel draws what is known within a size: the problems, below the marked
// one what to tell the caller, then the issues. Where there is no room for all,
// the marked one and its words are in view.
func (s *Screen) knownPanel(size widget.Size) []string {
	say, theme := s.session.Say.Intake, s.session.Theme
	k := &s.known
	head := widget.TitledRule(say.KnownTitle, "", size.Width, theme)
	var lines []string
	end := 0 // behind the marked problem's words
	for i := range k.problems {
		lines = append(lines, s.problemLine(&k.problems[i], i == k.at, size.Width))
		if i == k.at {
			lines = append(lines, s.tell(k.problems[i].Problem, size)...)
			end = len(lines)
		}
	}
	for i := range k.issues {
		lines = append(lines, s.issueLine(&k.issues[i], size.Width))
	}
	if len(lines) == 0 {
		lines = s.nothingKnown(size.Width)
	}
	room := max(0, size.Height-1)
	from := min(max(0, end-room), k.at)
	return append([]string{head}, lines[from:min(len(lines), from+room)]...)
}

// nothingKnown is what stands where nothing is known: that, or why, or before
// anything was typed what will stand there.
func (s *Screen) nothingKnown(width int) []string {
	say, theme := s.session.Say.Intake, s.session.Theme
	said := []string{say.Hint, say.MarksHint}
	switch common := s.session.Say.Common; {
	case s.known.failed:
		said = []string{say.KnownFailed}
		if s.session.Stopped() == nil {
			said = append(said, say.CanSave)
		}
	case s.known.asked && s.lookup.empty:
		said = []string{say.FirstOne}
	case s.known.asked:
		said = []string{say.NothingKnown}
	case s.lookup.empty:
		said = []string{common.EmptyDesk, say.EmptyHere, common.EmptyShell(action.KeyOf(action.Quit, theme.Glyphs.ASCII)), say.MarksHint}
	}
	var lines []string
	for _, words := range said {
		for _, l := range widget.Wrap(words, width-4) {
			lines = append(lines, "   "+theme.Dim.Render(l))
		}
	}
	return lines
}

func (s *Screen) problemLine(one *model.Similar, marked bool, width int) string {
	say, theme := s.session.Say, s.session.Theme
	p := one.Problem
	pointer, style := "   ", theme.Plain
	if marked {
		pointer, style = " "+theme.Accent.Render(theme.Glyphs.Pointer)+" ", theme.Selected
	}
	owner := string(p.Owner)
	if owner == "" {
		owner = say.Names.NoOwner
	}
	right := []string{owner, say.Intake.Open(one.Linked)}
	if due := nextAction(p); due != 0 && width >= 76 {
		right = append(right, say.Intake.FixBy(say.Day(due.Time(s.session.Zone))))
	}
	left := pointer + style.Render(p.ID.String()+"  "+p.Title)
	return widget.Ends(left, theme.Dim.Render(strings.Join(right, "   "))+" ", width, theme.Glyphs.Ellipsis)
}

// nextAction is the day by which the next action against a problem is due.
func nextAction(p *model.Problem) model.Day {
	var next model.Day
	for _, a := range p.Actions {
		if a.Effective == 0 && a.Due != 0 && (next == 0 || a.Due < next) {
			next = a.Due
		}
	}
	return next
}

// tellRows is how many lines of what to tell the caller are shown at most.
const tellRows = 3

// tell is what to tell the caller about a problem, and the workaround.
func (s *Screen) tell(p *model.Problem, size widget.Size) []string {
	say, theme := s.session.Say.Intake, s.session.Theme
	var lines []string
	for _, part := range []struct{ label, words string }{{say.Tell, p.Tell}, {say.Workaround, p.Workaround}} {
		if strings.TrimSpace(part.words) == "" {
			continue
		}
		for _, l := range wrapTo(part.label+part.words, size.Width-6, tellRows, theme.Glyphs.Ellipsis) {
			lines = append(lines, "     "+l)
		}
	}
	return lines
}

func (s *Screen) issueLine(one *model.Similar, width int) string {
	say, theme := s.session.Say, s.session.Theme
	i := one.Row.Issue
	owner := string(i.Owner)
	if owner == "" {
		owner = say.Names.NoOwner
	}
	right := []string{owner, say.Age(i.ReceivedAt.Time(s.session.Zone), s.session.Today())}
	if one.Same {
		right = append([]string{say.Intake.SameCustomer}, right...)
	}
	words := strings.Join(strings.Fields(i.Text), " ")
	left := "   " + theme.Dim.Render(i.Number.String()) + "  " + widget.Cut(words, width, "")
	return widget.Ends(left, theme.Dim.Render(strings.Join(right, "   "))+" ", width, theme.Glyphs.Ellipsis)
}
