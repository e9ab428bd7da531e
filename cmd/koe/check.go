package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/store"
	"koe/store/hold"
	"koe/store/kv"
	"koe/store/kv/bolt"
	"koe/store/search"
	"koe/tui/lang"
)

// A hurtError ends a check that found something: what was found is printed
// already.
type hurtError struct{ indexAlone bool }

func (e *hurtError) Error() string { return e.in(lang.English) }

// in is what a person can do about it, in their language.
func (e *hurtError) in(l lang.Lang) string {
	say := lang.For(l).Keeping
	if e.indexAlone {
		return say.IndexAlone
	}
	return say.Hurt
}

func (p *program) checkCommand() *cobra.Command {
	var deep bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Read the whole database and name what is hurt",
		Long: "Read every page, every value's checksum, every record, index, counter and event of the database,\n" +
			"and the search index beside it, and name what is hurt. Nothing is changed.",
		Example: "  koe check\n  koe check --deep\n  koe check --db koe-2026-07-13.db",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.check(cmd, deep) },
	}
	cmd.Flags().BoolVar(&deep, "deep", false, "list every issue anew and compare the search index with that")
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "データベース全体を読み、破損箇所を示す",
		long: "データベースのすべてのページ、値のチェックサム、記録、索引、集計、履歴と、検索用の索引のファイルを読み、\n" +
			"破損箇所を示します。データは変更しません。",
		flags: map[string]string{"deep": "すべてのお申し出から検索用の索引を作り直し、現在のものと比べる"},
	})
	return cmd
}

// A finding is one thing that is wrong, as check prints it.
type finding struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

func (p *program) check(cmd *cobra.Command, deep bool) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	path := absolute(p.path())
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is no database at %s; koe makes one when it is first opened", path)
	}
	if err := ours(path); err != nil {
		return err
	}
	found := []finding{}
	checked, err := p.checkedBy(cmd.Context(), path, out)
	if err != nil {
		return err
	}
	defer checked.end()
	report, err := checked.pages(cmd.Context())
	if err != nil {
		return engineFault(path, err)
	}
	for _, h := range report.Hurt {
		found = append(found, finding{h.Where, h.What})
	}
	var records store.CheckReport
	var index search.Inspection
	if len(found) == 0 {
		records, index, err = checked.records(cmd.Context(), deep)
		for _, h := range records.Hurt {
			found = append(found, finding{h.Where, h.What})
		}
		var fault *model.Fault
		if errors.As(err, &fault) && fault.Code == model.Damaged {
			found, err = append(found, finding{fault.Where, fault.Error()}), nil
		}
		if err != nil {
			return err
		}
	}
	if len(found) > 0 {
		noteHurt(path, found[0].Where)
	} else {
		forgetHurt(path)
		if index.Hurt == "" {
			noteChecked(path, p.clock())
		}
	}
	if p.json {
		if err := printJSON(cmd.OutOrStdout(), struct {
			Issues  int       `json:"issues"`
			Entries int64     `json:"entries"`
			Hurt    []finding `json:"hurt"`
			More    int       `json:"more,omitempty"`  // found beyond those
			Lost    int       `json:"lost,omitempty"`  // what an earlier repair had not found
			Index   string    `json:"index,omitempty"` // what is wrong with the search index
		}{records.Issues, report.Keys, found, report.More + records.More, records.Lost.Events() + records.Lost.Count(), index.Hurt}); err != nil {
			return err
		}
	} else {
		for _, f := range found {
			out.line("%s: %s", f.Where, f.What)
		}
		if more := report.More + records.More; more > 0 {
			out.line("%s", out.words.Repair.More(more))
		}
		if len(found) == 0 {
			out.line("%s", out.words.Shell.Clean(records.Issues, int(report.Keys)))
		}
		if index.There && len(found) == 0 {
			out.line("%s", aboutIndex(out.words.Keeping, path+".search", index, records.Issues))
		}
		p.tellLost(out, records.Lost)
	}
	switch {
	case len(found) > 0:
		return &hurtError{}
	case index.Hurt != "":
		return &hurtError{indexAlone: true}
	}
	return out.err
}

// tellLost says what an earlier repair had not found.
func (p *program) tellLost(out *printer, l store.Lost) {
	if l.Events()+l.Count() > 0 {
		out.line("%s", out.words.Repair.Check(l.Events(), l.Count(), out.words.Moment(l.At.Time(p.clock().Location()), p.clock())))
	}
}

// aboutIndex says how the search index is.
func aboutIndex(say lang.Keeping, file string, in search.Inspection, issues int) string {
	switch {
	case in.Hurt != "":
		return say.IndexHurt(file, in.Hurt)
	case in.Anew != "":
		return say.IndexAnew(file, in.Anew)
	}
	return say.Index(in.Issues, issues, int(in.Behind))
}

// A checker is who reads a database for a check: this koe, or the one that has it
// open.
type checker struct {
	pages   func(context.Context) (kv.Report, error)
	records func(ctx context.Context, deep bool) (store.CheckReport, search.Inspection, error)
	end     func()
}

// checkedBy finds out who can read a database: while another koe has it open, it
// is asked.
func (p *program) checkedBy(ctx context.Context, path string, out *printer) (checker, error) {
	h, err := hold.Try(resolved(path))
	switch {
	case err == nil:
		return checker{
			pages: func(ctx context.Context) (kv.Report, error) { return bolt.Check(ctx, path, nil) },
			records: func(ctx context.Context, deep bool) (store.CheckReport, search.Inspection, error) {
				return p.checkRecords(ctx, path, out, deep)
			},
			end: func() { _ = h.Release() }, // the lock goes with this program, too
		}, nil
	case !errors.Is(err, hold.ErrHeld):
		return checker{}, err
	}
	s, err := p.open(ctx, manner{})
	if err != nil {
		return checker{}, err
	}
	return checker{
		pages: s.Verify,
		records: func(ctx context.Context, deep bool) (store.CheckReport, search.Inspection, error) {
			return inspected(ctx, s.Seat, path, deep)
		},
		end: func() { _ = s.Close() }, // nothing was written
	}, nil
}

// checkRecords reads the records of a file whose pages are whole, and changes
// nothing: a file of an older koe is read as it is.
func (p *program) checkRecords(ctx context.Context, path string, out *printer, deep bool) (r store.CheckReport, index search.Inspection, err error) {
	d, err := p.lookAt(ctx, path)
	if err != nil {
		return r, index, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if f := d.Fault(); f != nil && !errors.Is(f, &model.Fault{Code: model.OlderForm}) {
		p.remark(out.words.Error(f))
	}
	return inspected(ctx, d, path, deep)
}

// inspected reads the records of a desk, and its index where they are sound.
func inspected(ctx context.Context, d interface {
	Check(context.Context) (store.CheckReport, error)
	InspectIndex(ctx context.Context, path string, deep bool) (search.Inspection, error)
}, path string, deep bool) (r store.CheckReport, index search.Inspection, err error) {
	if r, err = d.Check(ctx); err != nil || len(r.Hurt) > 0 {
		return r, index, err
	}
	index, err = d.InspectIndex(ctx, path+".search", deep)
	return r, index, err
}
