package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"koe/store/search"
)

func (p *program) indexCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "index",
		Short: "Wait until the search index is whole",
		Long: "Wait until everything is in the search index, which koe keeps in a file beside the database.\n" +
			"Nothing needs it: it is made and followed in the background, and what is not in it yet is found\n" +
			"in the records, only slower. A file that is missing or damaged is made anew.",
		Example: "  koe index",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.index(cmd) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "検索用の索引が完成するまで待つ",
		long: "データベースと同じ場所にある検索用の索引に、すべてが登録されるまで待ちます。\n" +
			"索引は自動的に作成・更新され、未登録の分は記録から直接検索されるため（時間はかかります）、\n" +
			"このコマンドは必須ではありません。索引のファイルが失われても作り直されます。",
	})
	return cmd
}

// indexLook is how often a person is shown how far the index is.
const indexLook = 200 * time.Millisecond

func (p *program) index(cmd *cobra.Command) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	var at atomic.Pointer[search.Progress]
	p.indexing = func(now search.Progress) { at.Store(&now) }
	return p.with(cmd.Context(), func(s *session) error {
		if f := s.Fault(); f != nil {
			return f // no index is opened beside a file that takes no changes
		}
		end := p.watch(func() string {
			now := at.Load()
			if now == nil {
				return ""
			}
			return out.words.Shell.Indexing(now.Done, now.Total)
		})
		err := wholeIndex(cmd.Context(), s)
		end()
		if err != nil {
			return err
		}
		now, err := s.Index(cmd.Context())
		if err != nil {
			return err
		}
		if p.json {
			return printJSON(cmd.OutOrStdout(), struct {
				Issues int    `json:"issues"`
				Bytes  int64  `json:"bytes"`
				Event  uint64 `json:"event"`
			}{now.Listed, now.Bytes, now.Event})
		}
		out.line("%s", out.words.Shell.Indexed(now.Listed, float64(now.Bytes)/1e6))
		return out.err
	})
}

// wholeIndex waits for the index and holds it against its checksums, and gives up
// where it cannot become whole.
func wholeIndex(ctx context.Context, s *session) error {
	for {
		wait, cancel := context.WithTimeout(ctx, indexLook)
		err := s.Indexed(wait)
		cancel()
		if err == nil {
			if sound, err := s.ProveIndex(ctx); sound || err != nil {
				return err
			}
			continue // what is damaged is built anew
		}
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return cmp.Or(ctx.Err(), err)
		}
		now, err := s.Index(ctx)
		if err != nil {
			return err
		}
		if trouble := now.Trouble; trouble != nil {
			return fmt.Errorf("the search index cannot be written: %w; koe finds everything without it, only slower", trouble)
		}
	}
}

// watch draws a line again and again on a terminal's standard error, and
// nothing in a pipe, until end is called.
func (p *program) watch(line func() string) (end func()) {
	file, ok := p.err.(*os.File)
	if !ok || !isTerminal(file) {
		return func() {}
	}
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(indexLook)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if l := line(); l != "" {
					fmt.Fprint(file, "\r\x1b[K"+l)
				}
			case <-quit:
				fmt.Fprint(file, "\r\x1b[K")
				return
			}
		}
	}()
	return func() {
		close(quit)
		<-done
	}
}
