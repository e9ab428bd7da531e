package calibrate

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// parallel runs do(i) for i < n on so many workers and stops at the first
// error.
func parallel(ctx context.Context, workers, n int, do func(ctx context.Context, i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, workers))
	for i := 0; i < n; i++ {
		g.Go(func() error { return do(ctx, i) })
	}
	return g.Wait()
}
