package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"koe/store/kv"
	"koe/store/kv/bolt"
	"koe/store/whole"
	"koe/tui/lang"
)

func (p *program) backupCommand() *cobra.Command {
	var day bool
	cmd := &cobra.Command{
		Use:   "backup FILE|-",
		Short: "Copy the database whole and sound",
		Long: "Copy the database into FILE, or to standard output, and read the copy again. With --daily the copy of\n" +
			"the day goes where the screens keep theirs, if one is due, and the oldest beyond seven goes.",
		Example: "  koe backup ~/koe-2026-07-13.db\n  koe backup - | gzip > koe.db.gz\n  koe backup --daily",
		Args:    cobra.MaximumNArgs(1),

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			if day == (len(args) == 1) {
				return usage("where to? koe backup FILE, - for standard output, or --daily")
			}
			if day {
				return p.backupOfTheDay(cmd)
			}
			return p.backup(cmd, args[0])
		},
	}
	cmd.Flags().BoolVar(&day, "daily", false, "make the day's backup where the screens keep theirs")
	p.inJapanese(cmd, wording{
		short: "データベースを完全な形で複製する",
		long: "データベースを FILE または標準出力に複製し、読み直して確認します。--daily を付けると、画面と同じ場所に\n" +
			"その日のバックアップを（必要な場合だけ）作成し、7日分を超える古いものを削除します。",
		flags: map[string]string{"daily": "画面と同じ場所に、その日のバックアップを作成する"},
	})
	return cmd
}

func (p *program) backup(cmd *cobra.Command, to string) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		copying := p.copying(out.words, s.Backup)
		if to == "-" {
			return copying(cmd.Context(), cmd.OutOrStdout())
		}
		if err := writeCopy(cmd.Context(), to, copying); err != nil {
			return err
		}
		out.line("%s", out.words.BackedUp(s.Fault(), to))
		return out.err
	})
}

// copying is a way of backing up that says on a terminal how much is copied; how much
// there will be is not known before.
func (p *program) copying(words *lang.Catalogue, backup func(context.Context, io.Writer) error) func(context.Context, io.Writer) error {
	if !isTerminal(p.err) {
		return backup
	}
	return func(ctx context.Context, w io.Writer) error {
		told := &toldCopy{w: w, to: p.err, clock: p.clock, say: words.Keeping.Copied}
		err := backup(ctx, told)
		fmt.Fprint(p.err, "\r\x1b[K")
		return err
	}
}

// toldCopy is a writer that says how much went through it.
type toldCopy struct {
	w, to io.Writer
	clock func() time.Time
	say   func(megabytes float64) string
	done  int64
	last  time.Time
}

// Write writes on.
func (t *toldCopy) Write(b []byte) (int, error) {
	n, err := t.w.Write(b)
	t.done += int64(n)
	if now := t.clock(); now.Sub(t.last) > 100*time.Millisecond {
		t.last = now
		fmt.Fprint(t.to, "\r\x1b[K"+t.say(float64(t.done)/1e6))
	}
	return n, err
}

// backupOfTheDay makes the copy of the day, as the screens do.
func (p *program) backupOfTheDay(cmd *cobra.Command) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		kept, off, err := p.rotationOf(cmd.Context(), s)
		if err != nil {
			return err
		}
		if off {
			return errors.New(out.words.Keeping.DailyIsOff)
		}
		d := &daily{session: s, kept: kept, clock: p.clock}
		path, err := d.make(cmd.Context())
		switch {
		case err != nil:
			return err
		case s.Fault() != nil:
			return s.Fault()
		case path == "":
			out.line("%s", out.words.Keeping.NoneDue)
		default:
			out.line("%s", out.words.Keeping.Daily(path))
		}
		return out.err
	})
}

// writeWhole makes a file that is either whole or not there, and there after a
// power cut once it was reported. A file that exists is not overwritten.
func writeWhole(path string, fill func(io.Writer) error) error {
	err := whole.Write(path, fill)
	var unsettled *whole.UnsettledError
	switch {
	case errors.As(err, &unsettled):
		return err
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is already there; choose another name", path)
	case err != nil:
		return fmt.Errorf("cannot write %s: %w", path, why(err))
	}
	return nil
}

// writeCopy makes a copy of a database that was read again and found whole after
// it was written; one that was not is taken away.
func writeCopy(ctx context.Context, path string, backup func(context.Context, io.Writer) error) error {
	if err := writeWhole(path, func(w io.Writer) error { return backup(ctx, w) }); err != nil {
		return err
	}
	if err := sound(ctx, path); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

var _ kv.Maintainer = (*bolt.Engine)(nil)

// backUpBeside copies the database to a new file beside it, named after the
// minute.
func (s *session) backUpBeside(ctx context.Context, now time.Time) (string, error) {
	base := strings.TrimSuffix(s.path, filepath.Ext(s.path))
	path := fmt.Sprintf("%s-%s%s", base, now.In(s.zone).Format("2006-01-02-1504"), filepath.Ext(s.path))
	return path, writeCopy(ctx, path, s.Backup)
}
