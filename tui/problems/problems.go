// Package problems is where a leader works on what keeps coming back: the list
// of problems, a problem with all that is known of it, and everything that can
// be done to one: making it, giving it an owner, adding actions, moving it on,
// noting what was heard, decided and told.
//
// Its pages lie on those of the screen that opens them (koe/tui/kit), and what
// is done to a problem can be done from there as well: [Acts] has it all.
// list.go and page.go, with parts.go, are the pages; making.go makes a problem of
// a tag; stages.go, fix.go, edit.go, rule.go and weigh.go ask what is to be done; effect.go
// says what an action did.
package problems

import (
	"cmp"
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/when"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/widget"
)

// A Desk is what these pages ask of the desk.
type Desk interface {
	Problems(ctx context.Context) ([]model.ProblemView, error)
	Problem(ctx context.Context, id model.ProblemID) (model.ProblemView, error)
	Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error)
	Issue(ctx context.Context, n model.Number) (model.IssueView, error)
	Caught(ctx context.Context, rule string, id model.ProblemID) (model.Caught, error)
}

// Figures are what the engine said last, as the screen below has it.
type Figures interface {
	// On is the day looked from.
	On() model.Day
	// Effort is the measured action of a problem, nil where it is not in force.
	Effort(id model.ProblemID, n int) *model.Effort
	// RowOf is the trend of a tag, nil where it has none; several problems may be
	// of one tag.
	RowOf(path model.TagPath) *model.TrendRow
	// Tags are those that are counted.
	Tags() []model.TagPath
}

// Options are what the acts on problems need.
type Options struct {
	Pages   *kit.Pages
	Desk    Desk
	Figures Figures
	// Issues shows the issues of a query; nil where there is no screen for it.
	Issues func(query string) tea.Cmd
	// Calls shows whom to call about a problem and its tag.
	Calls func(p *model.Problem, path model.TagPath) tea.Cmd
}

// Acts is what can be done to problems.
type Acts struct {
	*kit.Pages
	o    Options
	desk Desk
}

// New makes the acts on problems for a screen's pages.
func New(o Options) *Acts { return &Acts{Pages: o.Pages, o: o, desk: o.Desk} }

// OpenList puts the list of problems in front, unless it is there.
func (a *Acts) OpenList() tea.Cmd {
	if _, already := a.Front().(*list); already {
		return nil
	}
	return a.Open(newList(a))
}

// OpenOne puts a problem in front.
func (a *Acts) OpenOne(id model.ProblemID) tea.Cmd { return a.Open(newPage(a, id)) }

// askDay asks for a day: one of the likely ones, of what is done those behind
// us and of what is due those ahead, or as it is typed. Zero is no day, where
// that may be.
func (a *Acts) askDay(title string, past, none bool, done func(model.Day) tea.Cmd) tea.Cmd {
	return a.askLikely(title, past, a.likelyDays(model.DayOf(a.Today()), past, none), done)
}

// askLikely asks for a day, and offers some.
func (a *Acts) askLikely(title string, past bool, likely []kit.Likely, done func(model.Day) tea.Cmd) tea.Cmd {
	t := a.Say.Trends.Problems.Ask
	today := model.DayOf(a.Today())
	reader := when.Reader{Now: today.Time(nil), Sense: when.Coming}
	if past {
		reader.Sense = when.Near // done some days ago, or in force from next week on
	}
	return a.AskMoment(kit.MomentOptions{
		Title: title, Hint: t.DayHint, Likely: likely,
		Read: func(typed string) (time.Time, *widget.Fault) {
			day, err := reader.Day(typed)
			if err != nil {
				return time.Time{}, a.NotWhen(err)
			}
			return day.Time(nil), nil
		},
		Write: func(at time.Time) string { return a.FullDay(model.DayOf(at)) },
		Done: func(at time.Time) tea.Cmd {
			if at.IsZero() {
				return done(0)
			}
			return done(model.DayOf(at))
		},
	})
}

func (a *Acts) likelyDays(today model.Day, past, none bool) []kit.Likely {
	t := a.Say.Trends.Problems.Ask
	var likely []kit.Likely
	add := func(d model.Day, name string) {
		likely = append(likely, kit.Likely{At: d.Time(nil), Detail: name})
	}
	monday := today + model.Day((8-int(today.Weekday()))%7)
	if monday == today {
		monday += 7
	}
	add(today, t.Today)
	if past {
		add(today-1, t.Yesterday)
		for back := model.Day(2); back <= 7; back++ {
			add(today-back, "")
		}
		add(monday, t.NextMonday)
	} else {
		add(monday, t.NextMonday)
		add(today+14, t.In2Weeks)
		add(when.Later(today, 0, 1), t.InAMonth)
	}
	if none {
		likely = append(likely, kit.Likely{Words: t.NoDay})
	}
	return likely
}

// askPerson asks for one of the desk's people.
func (a *Acts) askPerson(title string, id action.ID, none bool, done func(model.UserID) tea.Cmd) tea.Cmd {
	return a.AskPerson(kit.PersonOptions{
		Title: title, ID: id,
		Label:  func(u model.User) string { return cmp.Or(u.Name, string(u.ID)) },
		Detail: func(u model.User) string { return a.Say.Role(u.Role) },
		Nobody: func() string {
			if none {
				return a.Say.Trends.Problems.NoOwner
			}
			return ""
		},
		Done: done,
	})
}
