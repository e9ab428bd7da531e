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

	"koe/model"
	"koe/store/kv"
	"koe/store/kv/bolt"
	"koe/store/whole"
)

// errHurt ends a check that found something: what was found is printed already.
var errHurt = errors.New("the database is damaged; open a backup with --db, or restore one over it")

func (p *program) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Read the whole database and name what is hurt",
		Long: "Read every page, every value's checksum, every record, index, counter and event of the database\n" +
			"and name what is hurt. Nothing is changed.",
		Example: "  koe check\n  koe check --db koe-2026-07-13.db",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.check(cmd) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "データベース全体を読み、破損箇所を示す",
		long: "データベースのすべてのページ、値のチェックサム、記録、索引、集計、履歴を読み、破損箇所を示します。\n" +
			"データは変更しません。",
	})
	return cmd
}

// A finding is one thing that is wrong, as check prints it.
type finding struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

func (p *program) check(cmd *cobra.Command) error {
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
	report, err := bolt.Check(cmd.Context(), path, nil)
	if err != nil {
		return engineFault(path, err)
	}
	for _, h := range report.Hurt {
		found = append(found, finding{h.Where, h.What})
	}
	issues := 0
	if len(found) == 0 {
		err = p.with(cmd.Context(), func(s *session) error {
			r, err := s.Check(cmd.Context())
			issues = r.Issues
			for _, h := range r.Hurt {
				found = append(found, finding{h.Where, h.What})
			}
			return err
		})
		var fault *model.Fault
		if errors.As(err, &fault) && fault.Code == model.Damaged {
			found, err = append(found, finding{fault.Where, fault.Error()}), nil
		}
		if err != nil {
			return err
		}
	}
	if p.json {
		if err := printJSON(cmd.OutOrStdout(), struct {
			Issues  int       `json:"issues"`
			Entries int64     `json:"entries"`
			Hurt    []finding `json:"hurt"`
		}{issues, report.Keys, found}); err != nil {
			return err
		}
	} else {
		for _, f := range found {
			out.line("%s: %s", f.Where, f.What)
		}
		if len(found) == 0 {
			out.line("%s", out.words.Shell.Clean(issues, int(report.Keys)))
		}
	}
	if len(found) > 0 {
		return errHurt
	}
	return out.err
}

func (p *program) backupCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "backup FILE|-",
		Short:   "Copy the database whole and sound; close koe's screens first",
		Example: "  koe backup ~/koe-2026-07-13.db\n  koe backup - | gzip > koe.db.gz",
		Args:    exactly(1, "where to? koe backup FILE, or - for standard output"),

		ValidArgsFunction: fileNames,
		RunE:              func(cmd *cobra.Command, args []string) error { return p.backup(cmd, args[0]) },
	}
	p.inJapanese(cmd, wording{short: "データベースを完全な形で複製する（先に koe の画面を閉じること）"})
	return cmd
}

func (p *program) backup(cmd *cobra.Command, to string) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		if to == "-" {
			return s.Backup(cmd.Context(), cmd.OutOrStdout())
		}
		if err := writeWhole(to, func(w io.Writer) error { return s.Backup(cmd.Context(), w) }); err != nil {
			return err
		}
		out.line("%s", out.words.BackedUp(s.Fault(), to))
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

var _ kv.Maintainer = (*bolt.Engine)(nil)

// backUpBeside copies the database to a new file beside it, named after the
// minute.
func (s *session) backUpBeside(ctx context.Context, now time.Time) (string, error) {
	base := strings.TrimSuffix(s.path, filepath.Ext(s.path))
	path := fmt.Sprintf("%s-%s%s", base, now.In(s.zone).Format("2006-01-02-1504"), filepath.Ext(s.path))
	return path, writeWhole(path, func(w io.Writer) error { return s.Backup(ctx, w) })
}
