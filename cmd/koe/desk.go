package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/when"
)

// deskFlags are what koe desk changes; what was not said stays.
type deskFlags struct {
	name, zone     string
	fiscal         int
	closed, opened []string
}

func (p *program) deskCommand() *cobra.Command {
	var f deskFlags
	cmd := &cobra.Command{
		Use:   "desk",
		Short: "What the whole desk has in common: name, time zone, fiscal year, closed days",
		Long: "Show what the whole desk has in common, or change it. On closed days the trends expect next to\n" +
			"nothing; weekends on which nothing ever comes they see for themselves.",
		Example: "  koe desk\n  koe desk --name osaka --fiscal-start 4\n  koe desk --closed 2026-12-31 --closed 2027-01-01",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.desk(cmd, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.name, "name", "", "the desk's name, as the screens show it")
	flags.StringVar(&f.zone, "zone", "", "the time zone, such as Asia/Tokyo; days received before keep theirs")
	flags.IntVar(&f.fiscal, "fiscal-start", 0, "the month in which the fiscal year begins, 1 to 12")
	flags.StringArrayVar(&f.closed, "closed", nil, "a day on which the desk is closed: 2026-12-31, 12/31, 来週金曜; again for each")
	flags.StringArrayVar(&f.opened, "open", nil, "a closed day on which it is open after all")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"name": nil, "zone": nil, "closed": nil, "open": nil})
	p.inJapanese(cmd, wording{
		short: "窓口全体の設定：名称、タイムゾーン、年度、休業日",
		long: "窓口全体の設定を表示、または変更します。休業日には、傾向分析はほとんど件数を見込みません。\n" +
			"件数のない週末は自動的に考慮されます。",
		flags: map[string]string{
			"name": "画面に表示する窓口名", "zone": "タイムゾーン: Asia/Tokyo など。すでに受け付けた分の日付は変わらない",
			"fiscal-start": "年度の開始月（1〜12）", "closed": "休業日: 2026-12-31、12/31、来週金曜（複数指定可）", "open": "休業日から外す日",
		},
	})
	return cmd
}

func (p *program) desk(cmd *cobra.Command, f deskFlags) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		info, err := s.Info(cmd.Context())
		if err != nil {
			return err
		}
		wanted, changed, err := f.apply(*info, s.reader(when.Coming))
		if err != nil {
			return err
		}
		if changed {
			if _, err := s.Do(cmd.Context(), s.request(model.PutDesk{Desk: wanted})); err != nil && !alreadySo(err) {
				return err
			}
			if info, err = s.Info(cmd.Context()); err != nil {
				return err
			}
		}
		if p.json {
			return printJSON(cmd.OutOrStdout(), info)
		}
		out.desk(info)
		return out.err
	})
}

// apply gives a desk what the flags say of it.
func (f deskFlags) apply(d model.Desk, r when.Reader) (model.Desk, bool, error) {
	d.Name, d.Zone = cmp.Or(f.name, d.Name), cmp.Or(f.zone, d.Zone)
	if f.fiscal != 0 {
		if f.fiscal < 1 || f.fiscal > 12 {
			return d, false, usage("--fiscal-start is a month, 1 to 12, not %d", f.fiscal)
		}
		d.FiscalStart = uint8(f.fiscal)
	}
	days := slices.Clone(d.ClosedDays)
	for _, s := range f.closed {
		day, err := flagDay("closed", s, r)
		if err != nil {
			return d, false, err
		}
		days = append(days, day)
	}
	for _, s := range f.opened {
		day, err := flagDay("open", s, r)
		if err != nil {
			return d, false, err
		}
		days = slices.DeleteFunc(days, func(d model.Day) bool { return d == day })
	}
	slices.Sort(days)
	d.ClosedDays = slices.Compact(days)
	changed := f.name != "" || f.zone != "" || f.fiscal != 0 || len(f.closed)+len(f.opened) > 0
	return d, changed, nil
}

func (o *printer) desk(d *model.Desk) {
	w := o.words.Shell
	closed := make([]string, len(d.ClosedDays))
	for i, day := range d.ClosedDays {
		closed[i] = day.String()
	}
	o.line("%s %s", pad(w.DeskName, 14), cmp.Or(d.Name, "-"))
	o.line("%s %s", pad(w.DeskZone, 14), d.Zone)
	o.line("%s %d", pad(w.DeskFiscal, 14), d.FiscalStart)
	o.line("%s %s", pad(w.DeskClosed, 14), cmp.Or(strings.Join(closed, " "), "-"))
}
