package trends

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/calls"
	"koe/tui/kit"
	"koe/tui/problems"
	"koe/tui/screen"
)

// A Desk is what this screen and the pages on it ask of the desk, and where
// their commands go.
type Desk interface {
	kit.Desk
	problems.Desk
	calls.Desk
	Trends(ctx context.Context, q model.TrendQuery) (model.Trends, error)
	TrendDetail(ctx context.Context, q model.TrendQuery, tag model.TagKey) (model.TrendDetail, error)
	Look(ctx context.Context, who model.UserID, t model.Trends) error
}

// Options are what the screen is made of.
type Options struct {
	Session *screen.Session
	Desk    Desk
	NewID   func() model.ID // makes the ID of each command, a fresh one each time
	Folder  kit.Folder      // nil where pages go to the clipboard
	// Issues shows the issues of a query on the screen for issues; nil where
	// there is none.
	Issues func(query string) tea.Cmd
}
