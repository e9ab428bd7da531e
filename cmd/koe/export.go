package main

import (
	"context"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"koe/model"
	"koe/store/exchange"
)

func (p *program) exportCommand() *cobra.Command {
	var format, output string
	var full bool
	cmd := &cobra.Command{
		Use:   "export [flags] [QUERY]",
		Short: "Write issues as CSV, JSON lines or Markdown",
		Long: "Write the issues that a query lets through, all of them without one.\n\n" +
			"Card and telephone numbers and mail addresses are starred out and customers are named by\n" +
			"number, unless --full is given: that takes a leader and is recorded. Full JSON lines hold\n" +
			"everything and can be imported again without loss.",
		Example: "  koe export 'since:30d' --format csv --output june.csv\n  koe export --full --format jsonl | gzip > all.jsonl.gz",

		ValidArgsFunction: p.offers(queryOffer),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := exchange.ParseOutFormat(format)
			if err != nil {
				return &usageError{err}
			}
			return p.export(cmd, strings.Join(args, " "), output, exchange.OutOptions{Format: f, Full: full})
		},
	}
	cmd.Flags().StringVar(&format, "format", "csv", "the format: csv, jsonl or markdown")
	cmd.Flags().StringVarP(&output, "output", "o", "", "the file to write (standard output if not said)")
	cmd.Flags().BoolVar(&full, "full", false, "nothing starred out; a leader's right, and recorded")
	takesFile(cmd, "output")
	p.offerAt(cmd, flagOffers{"format": fixed("csv", "jsonl", "markdown")})
	p.inJapanese(cmd, wording{
		short: "お申し出を CSV、JSON Lines、Markdown で出力する",
		long: "条件に合うお申し出を出力します。条件がなければすべて出力します。\n\n" +
			"カード番号、電話番号、メールアドレスは伏せ字に、お客様は番号になります。--full を指定するとそのまま\n" +
			"出力しますが、統括（leader）の権限が必要で、履歴に残ります。--full の JSON Lines はすべてを含み、\n" +
			"欠けることなく取り込み直せます。",
		flags: map[string]string{
			"format": "形式: csv、jsonl、markdown", "output": "出力先のファイル（省略時は標準出力）", "full": "伏せ字にしない（統括の権限が必要。履歴に残る）",
		},
	})
	return cmd
}

func (p *program) export(cmd *cobra.Command, q, output string, opt exchange.OutOptions) error {
	return p.with(cmd.Context(), func(s *session) error {
		opt.Zone = s.zone
		if opt.Full {
			if err := model.May(s.who.Role, model.VerbExport); err != nil {
				return err
			}
		}
		count := 0
		write := func(w io.Writer) (err error) {
			count, err = exchange.Export(cmd.Context(), w, exportRows(s, q, opt.Full), opt)
			return err
		}
		if err := p.writeOut(output, write); err != nil {
			return err
		}
		if opt.Full {
			_, err := s.Do(cmd.Context(), s.request(model.NoteExport{Query: q, Count: count}))
			return err
		}
		return nil
	})
}

// writeOut fills a whole new file, or standard output.
func (p *program) writeOut(output string, fill func(io.Writer) error) error {
	if output == "" || output == "-" {
		return fill(p.out)
	}
	return writeWhole(output, fill)
}

// exportRows walks a query's issues, the oldest first, a page at a time; a full
// export has their contacts too.
func exportRows(s *session, q string, full bool) exchange.Rows {
	return func(ctx context.Context) iter.Seq2[model.Row, error] {
		return func(yield func(model.Row, error) bool) {
			ask := model.IssueQuery{Query: q, Who: s.who.ID, Order: model.Oldest, Limit: pageRows}
			for {
				page, err := s.Issues(ctx, ask)
				if err != nil {
					yield(model.Row{}, inQuery(q, err))
					return
				}
				if full {
					err = s.AddContacts(ctx, page.Rows)
				}
				for _, r := range page.Rows {
					if !yield(r, err) || err != nil {
						return
					}
				}
				if page.Next == "" {
					return
				}
				ask.After = page.Next
			}
		}
	}
}

// isTerminal reports whether a stream is a person's terminal.
func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}
