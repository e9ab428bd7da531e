package trends

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
)

// A Desk is what this screen asks of the desk, and where its commands go.
type Desk interface {
	Do(ctx context.Context, r model.Request) (model.Receipt, error)
	Trends(ctx context.Context, q model.TrendQuery) (model.Trends, error)
	TrendDetail(ctx context.Context, q model.TrendQuery, tag model.TagKey) (model.TrendDetail, error)
	Look(ctx context.Context, who model.UserID, t model.Trends) error
	Problems(ctx context.Context) ([]model.ProblemView, error)
	Problem(ctx context.Context, id model.ProblemID) (model.ProblemView, error)
	Calls(ctx context.Context, limit int) ([]model.Call, error)
	Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error)
	Issue(ctx context.Context, n model.Number) (model.IssueView, error)
	Customers(ctx context.Context, typed string, limit int) ([]model.CustomerView, error)
	Users(ctx context.Context) ([]model.User, error)
}

// A Folder is where pages are written to as Markdown.
type Folder interface {
	// Write keeps text under a name that nothing has yet, made of name, and
	// returns where it lies.
	Write(ctx context.Context, name, text string) (path string, err error)
}

// Options are what the screen is made of.
type Options struct {
	Session *screen.Session
	Desk    Desk
	NewID   func() model.ID // makes the ID of each command, a fresh one each time
	Folder  Folder          // nil where nothing can be written
	// Issues shows the issues of a query on the screen for issues; nil where
	// there is none.
	Issues func(query string) tea.Cmd
}
