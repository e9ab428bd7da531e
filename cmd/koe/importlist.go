package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"koe/store/exchange"
	"koe/store/exchange/table"
)

// A listKind is a list that is no list of issues.
type listKind struct {
	name   string
	about  string
	fields []string // what --map may fill
	bring  func(context.Context, *table.Source, exchange.Options, exchange.Run) (exchange.ListReport, error)
}

func listKinds() []listKind {
	return []listKind{
		{"customers", "customers: name, reading, phone, email, account, segment, since, value",
			[]string{"name", "reading", "phone", "email", "account", "segment", "since", "value"}, exchange.ImportCustomers},
		{"teams", "teams: name, lead", []string{"name", "lead"}, exchange.ImportTeams},
		{"users", "people of the desk: user, name, reading, role, team, language, key",
			[]string{"user", "name", "reading", "role", "team", "language", "key"}, exchange.ImportUsers},
		{"contacts", "contacts handled a day, of which the issues are a part: date, count, channel",
			[]string{"date", "count", "channel"}, exchange.ImportVolumes},
	}
}

func listNamed(name string) (listKind, bool) {
	for _, l := range listKinds() {
		if l.name == name {
			return l, true
		}
	}
	return listKind{}, false
}

func listFormats() [][2]string {
	var all [][2]string
	for _, l := range listKinds() {
		all = append(all, [2]string{l.name, l.about})
	}
	return all
}

// A listSummary is what the import of a list did, as JSON.
type listSummary struct {
	File     string            `json:"file"`
	Format   string            `json:"format"`
	Encoding string            `json:"encoding"`
	DryRun   bool              `json:"dry_run,omitempty"`
	Rows     int               `json:"rows"`
	Taken    int               `json:"taken"`
	Rejected int               `json:"rejected"`
	Rejects  []exchange.Reject `json:"rejects,omitempty"`
}

// list brings in a list of customers, teams or daily counts.
func (im *importing) list(l listKind, name string, src *table.Source) error {
	flags := im.flags
	flags.maps = nil
	if flags.at != "" || flags.state != "" || flags.source != "" || flags.mapping != "" {
		return usage("--at, --state, --source and --mapping are of issues; a list of %s takes --map, --dates, --encoding, --rejects and --dry-run", l.name)
	}
	opt, err := flags.options(im.session)
	if err != nil {
		return err
	}
	if opt.Map, err = l.parseMap(im.flags.maps); err != nil {
		return err
	}
	report, err := l.bring(im.cmd.Context(), src, opt, im.run())
	if im.json && (err == nil || report.Rows > 0) {
		err = errors.Join(err, printJSON(im.cmd.OutOrStdout(), listSummary{
			File: name, Format: l.name, Encoding: string(report.Info.Encoding), DryRun: flags.dryRun,
			Rows: report.Rows, Taken: report.Taken, Rejected: report.Rejected, Rejects: report.Rejects,
		}))
	} else if err == nil || report.Rows > 0 {
		im.out.listed(l, name, report, flags.dryRun)
	}
	return errors.Join(err, im.out.err)
}

// parseMap reads FIELD=COLUMN for the fields of a list.
func (l listKind) parseMap(args []string) (exchange.Map, error) {
	m := exchange.Map{}
	for _, a := range args {
		field, column, ok := strings.Cut(a, "=")
		if field = strings.TrimSpace(field); !ok || !slices.Contains(l.fields, field) {
			return nil, usage("--map takes FIELD=COLUMN, and the fields of %s are %s; not %q", l.name, strings.Join(l.fields, ", "), a)
		}
		m[exchange.Field(field)] = strings.TrimSpace(column)
	}
	return m, nil
}

func (o *printer) listed(l listKind, file string, r exchange.ListReport, dry bool) {
	w := o.words.Shell
	o.line("%s: %s", file, w.ReadAs(l.name, r.Info.String()))
	if dry {
		o.line("%s", w.WouldList(r.Taken, r.Rejected))
	} else {
		o.line("%s", w.Listed(r.Taken, r.Rejected))
	}
	for _, j := range r.Rejects {
		o.line("  %s", w.RejectedLine(j.Line, j.Reason))
	}
}
