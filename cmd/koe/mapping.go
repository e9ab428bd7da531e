package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/store/exchange"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
	"koe/tui"
	"koe/tui/mapping"
	"koe/tui/screen"
	"koe/tui/theme"
)

// mapped is what a person said of files with these columns.
type mapped struct {
	columns table.Columns
	opt     exchange.Options
}

func (p *program) mappingsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mappings",
		Short: "List the ways to read other programs' files that are kept by name",
		Long: "List the mappings that are kept by name: which column fills which field, and how dates are read.\n" +
			"koe import on a terminal makes them; koe import --mapping NAME uses one.",
		Example: "  koe mappings\n  koe import june.csv --mapping calls",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.listMappings(cmd) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "保存済みの列の割り当てを一覧表示する",
		long: "名前を付けて保存した割り当て（どの列をどの項目に入れるか、日付をどう読むか）を一覧表示します。\n" +
			"端末上の koe import で作成し、koe import --mapping 名前 で使います。",
	})
	return cmd
}

func (p *program) listMappings(cmd *cobra.Command) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		all, err := s.Mappings(cmd.Context())
		if err != nil {
			return err
		}
		for _, kept := range all {
			if p.json {
				if err := printJSON(cmd.OutOrStdout(), kept); err != nil {
					return err
				}
				continue
			}
			out.mapping(kept)
		}
		if len(all) == 0 && !p.json {
			out.line("%s", out.words.Common.Nothing)
		}
		return out.err
	})
}

// mapping prints a mapping as the flags that say the same.
func (o *printer) mapping(kept model.Mapping) {
	m, order, err := exchange.MapOf(kept)
	if err != nil {
		o.line("%s: %s", kept.Name, err)
		return
	}
	flags := m.Flags()
	if order != 0 {
		flags += " --dates " + order.String()
	}
	o.line("%s", kept.Name)
	o.line("  %s", strings.TrimSpace(flags))
}

// withMapping reads a file as a kept mapping says; flags that say more win.
func withMapping(ctx context.Context, s *session, name string, opt exchange.Options) (exchange.Options, error) {
	all, err := s.Mappings(ctx)
	if err != nil {
		return opt, err
	}
	i := slices.IndexFunc(all, func(m model.Mapping) bool { return m.Name == name })
	if i < 0 {
		return opt, fmt.Errorf("there is no mapping %q; koe mappings lists those that are kept", name)
	}
	m, order, err := exchange.MapOf(all[i])
	if err != nil {
		return opt, err
	}
	for f, column := range opt.Map {
		m[f] = column
	}
	opt.Map, opt.Dates = m, cmp.Or(opt.Dates, order)
	return opt, nil
}

// inspect reads a file and says how it will be taken. A person at a terminal is asked about one in
// no known format; a script is told what to say.
func (im *importing) inspect(name string, src *table.Source, opt exchange.Options) (*exchange.Plan, error) {
	ctx := im.cmd.Context()
	plan, err := exchange.Inspect(ctx, src, opt)
	var need *exchange.NeedMap
	if !errors.As(err, &need) {
		return plan, err
	}
	for _, m := range im.mapped {
		if slices.Equal(m.columns, need.Columns) {
			return exchange.Inspect(ctx, src, m.opt)
		}
	}
	kept, err := im.session.Mappings(ctx)
	if err != nil {
		return nil, err
	}
	fits := fitting(kept, need.Columns)
	if im.json || !isTerminal(im.in) || !isTerminal(im.out.w) {
		if fits != nil {
			return nil, fmt.Errorf("%w\nor, as it was read before:\n  --mapping %q", need, fits.Name)
		}
		return nil, need
	}
	if opt, err = im.ask(name, src, opt, need, kept, fits); err != nil {
		return nil, err
	}
	im.mapped = append(im.mapped, mapped{need.Columns, opt})
	return exchange.Inspect(ctx, src, opt)
}

// fitting is the kept mapping all of whose columns a file has, the one with
// most of them.
func fitting(kept []model.Mapping, columns table.Columns) *model.Mapping {
	var best *model.Mapping
	for i := range kept {
		fits := true
		for _, c := range kept[i].Fields {
			fits = fits && columns.Has(c)
		}
		if fits && (best == nil || len(kept[i].Fields) > len(best.Fields)) {
			best = &kept[i]
		}
	}
	return best
}

// ask has the person say which column is what, and keeps the answer if it was
// given a name.
func (im *importing) ask(name string, src *table.Source, opt exchange.Options, need *exchange.NeedMap, kept []model.Mapping, fits *model.Mapping) (exchange.Options, error) {
	ctx := im.cmd.Context()
	info, err := table.Inspect(src, opt.Encoding)
	if err != nil {
		return opt, err
	}
	glyphs, err := im.glyphChoice()
	if err != nil {
		return opt, err
	}
	o := mapping.Options{
		File:     mapping.File{Name: filepath.Base(name), About: info.String(), Columns: need.Columns, Rows: need.Sample},
		Proposed: proposed(src, opt, need, kept, fits),
		Read:     im.trial(src, opt),
	}
	for _, f := range exchange.Fields() {
		o.Fields = append(o.Fields, string(f))
	}
	for _, k := range kept {
		o.Kept = append(o.Kept, k.Name)
	}
	desk, err := im.session.Info(ctx)
	if err != nil {
		return opt, err
	}
	o.Session = &screen.Session{Ctx: ctx, Who: im.session.who, Desk: cmp.Or(desk.Name, "koe"), Zone: im.session.zone, Now: im.clock, Say: im.out.words}
	asked := mapping.New(o)
	err = tui.Run(ctx, tui.Options{Session: o.Session, Screens: []screen.Screen{asked}, Theme: theme.Options{NoColor: im.getenv("NO_COLOR") != ""}},
		tui.Terminal{In: os.Stdin, Out: os.Stdout, Glyphs: glyphs})
	if err != nil {
		return opt, err
	}
	choice, done := asked.Result()
	if !done {
		return opt, errors.New(im.out.words.Mapping.NotMapped)
	}
	if opt, err = chosen(opt, choice); err != nil {
		return opt, err
	}
	return opt, im.keep(choice, opt)
}

// proposed is what the screen begins with: a kept mapping that fits, or what
// the file itself suggests.
func proposed(src *table.Source, opt exchange.Options, need *exchange.NeedMap, kept []model.Mapping, fits *model.Mapping) mapping.Choice {
	c := mapping.Choice{Fields: map[string]string{}, Dates: opt.Dates.String(), Name: src.Stem()}
	if !opt.At.IsZero() {
		c.At = opt.At.Format("2006-01-02 15:04")
	}
	if fits != nil {
		c.Fields, c.Dates, c.Name = fits.Fields, cmp.Or(c.Dates, fits.Dates), fits.Name
		return c
	}
	if slices.ContainsFunc(kept, func(m model.Mapping) bool { return m.Name == c.Name }) {
		c.Name = "" // another file's
	}
	for f, column := range need.Proposed {
		c.Fields[string(f)] = column
	}
	return c
}

// chosen turns what the person chose into what the exchange is told.
func chosen(opt exchange.Options, c mapping.Choice) (exchange.Options, error) {
	var err error
	opt.Map = exchange.Map{}
	for f, column := range c.Fields {
		opt.Map[exchange.Field(f)] = column
	}
	if opt.Dates, err = dates.ParseOrder(c.Dates); err != nil {
		return opt, err
	}
	if c.At != "" && c.Fields[mapping.Received] == "" {
		opt.At, err = exchange.ParseAt(c.At, opt.Zone, opt.Now)
	}
	if len(opt.Map) == 0 && err == nil {
		err = errors.New("no column fills anything yet; choose one for the words")
	}
	return opt, err
}

// keep keeps a mapping under the name it was given.
func (im *importing) keep(c mapping.Choice, opt exchange.Options) error {
	if c.Name == "" || im.flags.dryRun {
		return nil
	}
	_, err := im.session.Do(im.cmd.Context(), im.session.request(model.PutMapping{Mapping: opt.Map.Mapping(c.Name, opt.Dates)}))
	if alreadySo(err) {
		return nil
	}
	return err
}

// trialRows is how many rows the mapping screen shows as they come in.
const trialRows = 3

// trial reads a file by a choice and says what becomes of its first rows.
func (im *importing) trial(src *table.Source, opt exchange.Options) mapping.Reader {
	zone := opt.Zone
	return func(ctx context.Context, c mapping.Choice) (mapping.Reading, error) {
		var out mapping.Reading
		opt, err := chosen(opt, c)
		if err != nil {
			return out, err
		}
		plan, err := exchange.Inspect(ctx, src, opt)
		var either *dates.Ambiguous
		switch {
		case errors.As(err, &either):
			out.Sample = either.Sample
			for _, o := range either.Orders {
				if t, _, err := dates.NewReading(o, opt.Now).Time(either.Sample, zone); err == nil {
					out.Ways = append(out.Ways, mapping.Way{Order: o.String(), Day: t.Format("2006-01-02")})
				}
			}
			return out, nil
		case errors.Is(err, exchange.ErrNeedDate):
			out.NeedDate = true
			return out, nil
		case err != nil:
			return out, err
		}
		out.Order = plan.Order.String()
		for row, err := range plan.Read(ctx) {
			if err != nil {
				return out, err
			}
			r := mapping.Row{At: row.Draft.ReceivedAt.Time(zone).Format("2006-01-02 15:04"), Tags: hashed(row.Draft.Tags), Customer: row.Draft.Customer, Text: row.Draft.Text}
			if row.Err != nil {
				r = mapping.Row{Fault: row.Err.Error()}
			}
			if out.First = append(out.First, r); len(out.First) == trialRows {
				break
			}
		}
		return out, nil
	}
}
