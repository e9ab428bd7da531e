package main

import (
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"koe/store/whole"
)

func (p *program) compactCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compact",
		Short: "Make the database's file as small as it gets; close koe's screens first",
		Long: "Copy the database into a new file, as small as it gets and without remains of what was deleted,\n" +
			"check that, and put it in the place of the old one. Killed at any point there is one or the other.",
		Example: "  koe compact",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.compact(cmd) },
	}
	p.inJapanese(cmd, wording{
		short: "データベースのファイルを最小にする（先に koe の画面を閉じること）",
		long: "データベースを新しいファイルに詰め直し（削除した内容の痕跡も残りません）、点検してから、元のファイルと\n" +
			"置き換えます。途中で中断しても、どちらか一方が必ず残ります。",
	})
	return cmd
}

func (p *program) compact(cmd *cobra.Command) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.withManner(cmd.Context(), manner{alone: true}, func(s *session) error {
		if f := s.Fault(); f != nil {
			return f
		}
		before, err := os.Stat(s.path)
		if err != nil {
			return why(err)
		}
		next, err := passingName(s.path)
		if err != nil {
			return fmt.Errorf("cannot write beside %s: %w", s.path, why(err))
		}
		defer os.Remove(next)
		if err := s.Compact(cmd.Context(), next); err != nil {
			return fmt.Errorf("cannot compact: %w", err)
		}
		if err := sound(cmd.Context(), next); err != nil {
			return err
		}
		after, err := os.Stat(next)
		if err != nil {
			return why(err)
		}
		if err := p.swap(s, next, s.path, ""); err != nil {
			return err
		}
		out.line("%s", out.words.Keeping.Compacted(megabytes(before), megabytes(after)))
		return out.err
	})
}

func megabytes(info os.FileInfo) float64 { return float64(info.Size()) / 1e6 }

// passingName is a free passing name beside the database.
func passingName(path string) (string, error) {
	file, err := whole.Passing(path)
	if err != nil {
		return "", err
	}
	file.Close()
	return file.Name(), os.Remove(file.Name())
}

// swap puts a file in the place of a database that is held. Whoever waits for the
// old one's lock meanwhile finds that it was replaced, and takes the new one.
func (p *program) swap(held io.Closer, next, path, keep string) error {
	if runtime.GOOS == "windows" { // where a file that is open cannot be replaced
		if err := held.Close(); err != nil {
			return err
		}
	}
	if err := whole.Swap(next, path, keep); err != nil {
		return fmt.Errorf("cannot replace %s: %w", path, why(err))
	}
	return nil
}
