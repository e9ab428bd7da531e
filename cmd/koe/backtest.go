package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"koe/model/trend"
	"koe/model/trend/backtest"
	"koe/model/when"
)

func (p *program) backtestCommand() *cobra.Command {
	var unit, windows, from, to string
	cmd := &cobra.Command{
		Use:   "backtest [flags] COUNTS.csv|-",
		Short: "Run the trends over a file of daily counts, as if standing at each date",
		Long: "Run the engine over a file date,category,count, as if standing at each date in turn and knowing\n" +
			"nothing later. Missing days and weeks are zero. It needs no database.\n\n" +
			"Prints a line a date and category: date, category, observed, expected, low, high, p, q, state.",
		Example: "  koe backtest counts.csv\n  koe backtest counts.csv --unit week --windows 1,2,4 --from 2026-01-01 --json",
		Args:    exactly(1, "which file? koe backtest COUNTS.csv, or - for standard input"),

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := backtestOptions(windows, from, to, when.Reader{Now: p.clock(), Sense: when.Past})
			if err != nil {
				return err
			}
			u := trend.UnitDay
			switch unit {
			case "day":
			case "week":
				u = trend.UnitWeek
			default:
				return usage("--unit is day or week, not %q", unit)
			}
			return p.backtest(cmd, args[0], u, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&unit, "unit", "day", "day or week; with week a window of 1 is one week")
	flags.StringVar(&windows, "windows", "", "the windows, such as 1,7,28 (days) or 1,2,4 (weeks)")
	flags.StringVar(&from, "from", "", "the first date to stand at: 2026-07-13, '3 months ago' (the file's if not said)")
	flags.StringVar(&to, "to", "", "the last one")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"unit": fixed("day", "week"), "windows": nil, "from": nil, "to": nil})
	p.inJapanese(cmd, wording{
		short: "日別件数のファイルで、過去の各日に立って傾向分析を試す",
		long: "「日付,分類,件数」のファイルを読み、各日付の時点で分かっていたことだけを使って傾向分析を行います。\n" +
			"行のない日や週は0件とみなします。データベースは不要です。\n\n" +
			"日付と分類ごとに1行で、日付、分類、実測、期待値、下限、上限、p、q、兆候を出力します。",
		flags: map[string]string{
			"unit": "単位: day または week。week では期間の1が1週間", "windows": "期間: 1,7,28（日）や 1,2,4（週）など",
			"from": "最初の日付: 2026-07-13、3か月前（省略時はファイルの最初の日付）", "to": "最後の日付",
		},
	})
	return cmd
}

func backtestOptions(windows, from, to string, r when.Reader) (backtest.Options, error) {
	var o backtest.Options
	for _, d := range []struct {
		flag, value string
		to          *trend.Day
	}{{"from", from, &o.From}, {"to", to, &o.To}} {
		if d.value == "" {
			continue
		}
		day, err := flagDay(d.flag, d.value, r)
		if err != nil {
			return o, err
		}
		*d.to = trend.DayOf(day.Time(nil).Date())
	}
	if o.From != 0 && o.To != 0 && o.From > o.To {
		return o, usage("--from %s lies after --to %s; change them round", o.From, o.To)
	}
	if windows == "" {
		return o, nil
	}
	for _, w := range strings.Split(windows, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(w))
		if err != nil || n < 1 {
			return o, usage("--windows wants lengths such as 1,7,28, not %q", windows)
		}
		o.Windows = append(o.Windows, n)
	}
	return o, nil
}

func (p *program) backtest(cmd *cobra.Command, file string, unit trend.Unit, o backtest.Options) error {
	counts, err := readCounts(p, file, func(r io.Reader) (*backtest.Counts, error) { return backtest.Read(r, unit) })
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	print := printPlainLine
	if p.json {
		print = printJSONLine
	}
	err = backtest.Run(cmd.Context(), counts, o, func(r *trend.Report) error {
		for _, l := range backtest.Lines(unit, r) {
			if err := print(w, &l); err != nil {
				return err
			}
		}
		return w.Flush()
	})
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("stopped")
	}
	return err
}

// readCounts reads a file of counts whole, and says which one cannot be read.
func readCounts[T any](p *program, file string, read func(io.Reader) (T, error)) (T, error) {
	var none T
	in, closeIn, err := p.counts(file)
	if err != nil {
		return none, err
	}
	counts, err := read(in)
	if err = errors.Join(err, closeIn()); err != nil {
		return none, fmt.Errorf("%s: %w", file, err)
	}
	return counts, nil
}

// counts opens a file of counts, gzipped or not.
func (p *program) counts(file string) (io.Reader, func() error, error) {
	if file == "-" {
		return p.in, func() error { return nil }, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot read the counts: %w", err)
	}
	b := bufio.NewReader(f)
	if magic, err := b.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, nil, errors.Join(fmt.Errorf("%s: %w", file, err), f.Close())
		}
		return z, f.Close, nil
	}
	return b, f.Close, nil
}

func printPlainLine(w io.Writer, l *backtest.Line) error {
	_, err := fmt.Fprintf(w, "%s\t%s\t%d\t%.2f\t%d\t%d\t%.3g\t%.3g\t%s\n", l.Date, l.Category, l.Observed, l.Expected, l.Low, l.High, l.P, l.Q, l.State)
	return err
}

func printJSONLine(w io.Writer, l *backtest.Line) error {
	return printJSON(w, struct {
		Date     string  `json:"date"`
		Category string  `json:"category"`
		Observed int     `json:"observed"`
		Expected float64 `json:"expected"`
		Low      int     `json:"low"`
		High     int     `json:"high"`
		P        float64 `json:"p"`
		Q        float64 `json:"q"`
		State    string  `json:"state"`
	}{l.Date.String(), l.Category, l.Observed, plainNumber(l.Expected), l.Low, l.High, plainNumber(l.P), plainNumber(l.Q), l.State.String()})
}

func plainNumber(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return f
}
