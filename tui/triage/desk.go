package triage

import (
	"context"

	"koe/model"
)

// A Desk is what this screen asks of the desk, and where its commands go.
type Desk interface {
	Do(ctx context.Context, r model.Request) (model.Receipt, error)
	Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error)
	Issue(ctx context.Context, n model.Number) (model.IssueView, error)
	Users(ctx context.Context) ([]model.User, error)
	// Room counts each person's open issues.
	Room(ctx context.Context) (map[model.UserID]int, error)
	TagUses(ctx context.Context) ([]model.TagUse, error)
	Problems(ctx context.Context) ([]model.ProblemView, error)
	// Looking says which issue is looked at, 0 none, and asks who else does.
	Looking(ctx context.Context, n model.Number) ([]model.UserID, error)
}
