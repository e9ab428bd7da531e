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
	"koe/store/kv"
	"koe/store/kv/bolt"
	"koe/store/whole"
	"koe/tui/lang"
)

func (p *program) repairCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "repair NEW",
		Short: "Save what is sound in a hurt database into a new file; close koe's screens first",
		Long: "Read all that is left of the database, even of one that does not open, put what is sound into the\n" +
			"new file NEW, work out anew what follows from it, and say what is missing. The database itself is\n" +
			"not changed; koe restore NEW puts the new file in its place.",
		Example: "  koe repair ~/koe-repaired.db\n  koe restore ~/koe-repaired.db",
		Args:    exactly(1, "into which file? koe repair NEW"),

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error { return p.repair(cmd, args[0]) },
	}
	p.inJapanese(cmd, wording{
		short: "破損したデータベースから無事な内容を新しいファイルに取り出す（先に koe の画面を閉じること）",
		long: "データベースに残っている内容を（開けないものからも）すべて読み、無事なものを新しいファイル NEW に移し、\n" +
			"索引や集計を作り直して、失われたものを示します。元のデータベースは変更しません。koe restore NEW で、\n" +
			"新しいファイルに置き換えられます。",
	})
	return cmd
}

func (p *program) repair(cmd *cobra.Command, to string) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	ctx, path := cmd.Context(), absolute(p.path())
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is no database at %s; name the hurt file with --db", path)
	}
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("%s is already there; choose another name", to)
	}
	next, err := passingName(to)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", to, why(err))
	}
	defer os.Remove(next)
	mended, err := p.mend(ctx, path, next)
	if err != nil {
		return err
	}
	if err := p.wholeDesk(ctx, next); err != nil {
		return err
	}
	if err := whole.Name(next, to); err != nil {
		return fmt.Errorf("cannot write %s: %w", to, why(err))
	}
	p.tellMended(out, path, to, mended)
	return out.err
}

// mend puts what is sound in a file into a new one.
func (p *program) mend(ctx context.Context, path, next string) (_ store.Mended, err error) {
	engine, err := openEngine(ctx, next)
	if err != nil {
		return store.Mended{}, err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	id, _, err := model.ParseUser(p.name())
	if err != nil {
		return store.Mended{}, err
	}
	mended, err := store.Repair(ctx, store.Mend{
		From: func(ctx context.Context, found func(kv.Pair, kv.Origin) error) (kv.Report, error) {
			return bolt.Salvage(ctx, path, found)
		},
		Into: engine, Now: model.At(p.clock()), Rand: rand.Reader, ID: func() model.ID { return desk.NewID(p.clock(), rand.Reader) },
		Owner: id, Zone: localZone(p.getenv),
	})
	if err != nil {
		return mended, engineFault(path, err)
	}
	return mended, nil
}

// wholeDesk checks a file that was just made, pages and records.
func (p *program) wholeDesk(ctx context.Context, path string) error {
	if err := sound(ctx, path); err != nil {
		return err
	}
	d, err := p.lookAt(ctx, path)
	if err != nil {
		return err
	}
	report, err := d.Check(ctx)
	if err == nil && len(report.Hurt) > 0 {
		err = fmt.Errorf("the repaired file does not agree with itself (%s: %s), so it was not kept", report.Hurt[0].Where, report.Hurt[0].What)
	}
	return errors.Join(err, d.Close())
}

// shownLost bounds how many of each sort of loss are named.
const shownLost = 20

// tellMended says what was saved, and every sort of thing that was not.
func (p *program) tellMended(out *printer, path, to string, m store.Mended) {
	say := out.words.Repair
	out.line("%s", say.Saved(to, lang.Saved{Issues: m.Issues, Customers: m.Customers, Problems: m.Problems, Contacts: m.Contacts, Others: m.Others, Events: m.Events}))
	list := func(title string, n int, one func(int) string) {
		if n == 0 {
			return
		}
		out.line("%s", title)
		for i := range min(n, shownLost) {
			out.line("  %s", one(i))
		}
		if n > shownLost {
			out.line("  %s", say.More(n-shownLost))
		}
	}
	record := func(r model.Ref) string { return out.words.Record(r.Type) + " " + r.Key }
	list(say.LostEvents, len(m.Lost.Spans), func(i int) string { return say.Events(m.Lost.Spans[i].First, m.Lost.Spans[i].Last) })
	list(say.LostParts, len(m.Lost.Partial), func(i int) string { return say.Events(m.Lost.Partial[i], m.Lost.Partial[i]) })
	list(say.LostRecords, len(m.Lost.Records), func(i int) string { return record(m.Lost.Records[i]) })
	list(say.LostRows, len(m.Lost.Rows), func(i int) string { return say.Rows(m.Lost.Rows[i].Count, m.Lost.Rows[i].Event) })
	list(say.Older, len(m.Older), func(i int) string { return record(m.Older[i]) })
	list(say.Made, len(m.Made), func(i int) string { return record(m.Made[i]) })
	list(say.Unreadable, len(m.Unreadable), func(i int) string { return m.Unreadable[i] })
	list(say.Hurt, len(m.Hurt.Hurt), func(i int) string { return m.Hurt.Hurt[i].Where + ": " + m.Hurt.Hurt[i].What })
	if m.Lost.Events()+m.Lost.Count()+len(m.Older)+len(m.Unreadable) == 0 {
		out.line("%s", say.Nothing)
	}
	out.line("%s", say.NotChanged(path, filepath.Clean(to)))
}
