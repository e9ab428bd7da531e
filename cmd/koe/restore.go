package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/store"
	"koe/store/desk"
	"koe/store/kv/bolt"
	"koe/store/whole"
	"koe/tui/lang"
)

func (p *program) restoreCommand() *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the database's place; close koe's screens first",
		Long: "Check a backup, say what would go, and put a copy of it in the database's place. What it replaces\n" +
			"is kept beside it under another name, drafts stay, and the search index follows by itself.",
		Example: "  koe restore --dry-run ~/koe-2026-07-13.db\n  koe restore ~/koe-2026-07-13.db",
		Args:    exactly(1, "which file? koe restore FILE"),

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error { return p.restore(cmd, args[0], dry) },
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "check the file and say what would go; change nothing")
	p.inJapanese(cmd, wording{
		short: "バックアップを復元する（先に koe の画面を閉じること）",
		long: "バックアップを点検し、失われる内容を示してから、その複製をデータベースとして置き換えます。元のデータベースは\n" +
			"別名で同じ場所に残ります。下書きはそのまま残り、検索用の索引は自動で追い付きます。",
		flags: map[string]string{"dry-run": "点検し、失われる内容を示すだけで、何も変更しない"},
	})
	return cmd
}

func (p *program) restore(cmd *cobra.Command, from string, dry bool) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	ctx, path := cmd.Context(), absolute(p.path())
	if info, err := os.Stat(from); err != nil {
		return fmt.Errorf("cannot read %s: %w", from, why(err))
	} else if there, err := os.Stat(path); err == nil && os.SameFile(info, there) {
		return fmt.Errorf("%s is the database itself; choose a backup of it", from)
	}
	copied, lost, err := p.soundCopy(ctx, from)
	if err != nil {
		return err
	}
	defer copied.Close()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, why(err))
	}
	alone, err := keepAlone(ctx, path)
	if err != nil {
		return err
	}
	defer alone.Release()
	next, err := whole.Copy(from, path)
	if err != nil {
		return fmt.Errorf("cannot copy %s: %w", from, why(err))
	}
	defer os.Remove(next)
	if err := sound(ctx, next); err != nil {
		return err
	}
	held, change, err := p.compared(ctx, path, copied, out.words)
	if err != nil {
		return err
	}
	defer held.Close()
	if change != "" {
		out.line("%s", change)
	}
	p.tellLost(out, lost)
	switch {
	case dry:
		out.line("%s", out.words.Keeping.WouldRestore(from))
	case held.isThere:
		keep, err := freeName(path + ".before-restore-" + p.clock().Format("2006-01-02-1504"))
		if err != nil {
			return err
		}
		if err := p.swap(held, next, path, keep); err != nil {
			return err
		}
		forgetChecks(path)
		out.line("%s", out.words.Keeping.Restored(from, keep))
	default:
		if err := whole.Name(next, path); err != nil {
			return fmt.Errorf("cannot write %s: %w", path, why(err))
		}
		forgetChecks(path)
		out.line("%s", out.words.Keeping.RestoredNew(from))
	}
	return out.err
}

// A hurtCopyError is a copy that is not restored, since it is hurt.
type hurtCopyError struct{ file, where string }

func (e *hurtCopyError) Error() string { return e.in(lang.English) }

// in is what a person can do about it, in their language.
func (e *hurtCopyError) in(l lang.Lang) string {
	return lang.For(l).Keeping.HurtCopy(e.file, e.where)
}

// sound reads every page of a database's file and every value's checksum.
func sound(ctx context.Context, path string) error {
	report, err := bolt.Check(ctx, path, nil)
	if err != nil {
		return engineFault(path, err)
	}
	if len(report.Hurt) > 0 {
		return &hurtCopyError{path, report.Hurt[0].Where}
	}
	return nil
}

// soundCopy opens a copy whose pages and records were checked and found whole, and
// says what a repair had not found of it.
func (p *program) soundCopy(ctx context.Context, from string) (*desk.Desk, store.Lost, error) {
	var none store.Lost
	if err := ours(from); err != nil {
		return nil, none, err
	}
	if err := sound(ctx, from); err != nil {
		return nil, none, err
	}
	d, err := p.lookAt(ctx, from)
	if err != nil {
		return nil, none, err
	}
	report, err := d.Check(ctx)
	if err == nil && len(report.Hurt) > 0 {
		err = &hurtCopyError{from, report.Hurt[0].Where}
	}
	if err != nil {
		return nil, none, errors.Join(err, d.Close())
	}
	return d, report.Lost, nil
}

// lookAt opens the desk of a file without an index, and without making one of an
// empty file.
func (p *program) lookAt(ctx context.Context, path string) (*desk.Desk, error) {
	opening, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	engine, err := openEngine(opening, path)
	if err != nil {
		return nil, err
	}
	d, err := desk.Open(opening, desk.Options{Engine: engine, Clock: p.clock, Rand: rand.Reader})
	if err != nil {
		return nil, errors.Join(engineFault(path, err), engine.Close())
	}
	return d, nil
}

// A heldDesk is the desk that is to be replaced; while it is open nobody else
// writes to it.
type heldDesk struct {
	*desk.Desk      // nil where it does not open
	isThere    bool // there is a file
}

func (h heldDesk) Close() error {
	if h.Desk == nil {
		return nil
	}
	return h.Desk.Close()
}

// compared opens what stands in the database's place and says what a restore
// would change. A file that another koe has open is not replaced.
func (p *program) compared(ctx context.Context, path string, copied *desk.Desk, words *lang.Catalogue) (heldDesk, string, error) {
	say := words.Keeping
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return heldDesk{}, "", nil
	}
	d, err := p.lookAt(ctx, path)
	var fault *model.Fault
	if errors.As(err, &fault) && (fault.Code == model.InUse || fault.Code == model.NotWritable) {
		return heldDesk{}, "", err
	}
	if err != nil {
		return heldDesk{isThere: true}, say.Unreadable(words.Error(err)), nil
	}
	held := heldDesk{d, true}
	if f := d.Fault(); errors.Is(f, &model.Fault{Code: model.LookOnly}) {
		return heldDesk{}, "", errors.Join(f, d.Close())
	}
	change, err := p.change(ctx, d, copied, words)
	if err != nil {
		return held, say.Unreadable(words.Error(err)), nil
	}
	return held, change, nil
}

// change says what would go of a desk for a copy.
func (p *program) change(ctx context.Context, d, copied *desk.Desk, words *lang.Catalogue) (string, error) {
	say := words.Keeping
	now, err := d.Mark(ctx)
	if err != nil {
		return "", err
	}
	then, err := copied.Mark(ctx)
	if err != nil {
		return "", err
	}
	older, err := d.WentThrough(ctx, then)
	if err != nil {
		return "", err
	}
	newer, err := copied.WentThrough(ctx, now)
	if err != nil {
		return "", err
	}
	switch {
	case now.Event == 0:
		return "", nil // nothing is there
	case now.Desk != then.Desk:
		return say.OtherDesk, nil
	case older && newer:
		return say.Same, nil
	case newer:
		return say.Newer(int(then.Event-now.Event), int(then.Issues-now.Issues)), nil
	case older:
		zone, err := d.Zone(ctx)
		if err != nil {
			return "", err
		}
		return say.Older(int(now.Event-then.Event), int(now.Issues-then.Issues), words.Moment(then.At.Time(zone), p.clock().In(zone))), nil
	}
	return say.Apart, nil
}

// freeName is a name that no file has: the one given, or that with a number.
func freeName(path string) (string, error) {
	name := path
	for n := 2; n < 1000; n++ {
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			return name, nil
		}
		name = fmt.Sprintf("%s-%d", path, n)
	}
	return "", fmt.Errorf("too many files are named %s; move them away", path)
}
