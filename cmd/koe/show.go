package main

import (
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/tui/triage"
)

func (p *program) showCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "show NUMBER",
		Short:   "Show one issue with its history",
		Example: "  koe show 12345\n  koe show --json '#12345'",
		Args:    exactly(1, "which issue? koe show NUMBER"),

		ValidArgsFunction: p.offers(upTo(1, numberOffer)),
		RunE:              func(cmd *cobra.Command, args []string) error { return p.show(cmd, args[0]) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "お申し出1件を履歴とともに表示する"})
	return cmd
}

// exactly refuses any other number of words with a question.
func exactly(n int, question string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("%s", question)
		}
		return nil
	}
}

func (p *program) show(cmd *cobra.Command, arg string) error {
	n, err := model.ParseNumber(arg)
	if err != nil {
		return err
	}
	ask := func(s *session) (model.IssueView, error) { return s.Issue(cmd.Context(), n) }
	return showOne(p, cmd, ask, issueViewJSON, (*printer).issue)
}

// showOne asks the desk for one record's view and prints it, for people or for
// other programs.
func showOne[V, J any](p *program, cmd *cobra.Command, ask func(*session) (V, error), asJSON func(V) J, draw func(*printer, *session, V)) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		v, err := ask(s)
		if err != nil {
			return err
		}
		if p.json {
			return printJSON(cmd.OutOrStdout(), asJSON(v))
		}
		draw(out, s, v)
		return out.err
	})
}

// issue prints all that is known of an issue, the customer's words first.
func (o *printer) issue(s *session, v model.IssueView) {
	i, w := &v.Row.Issue, o.words
	o.line("%s  %s  %s  %s", i.Number, i.Severity, w.State(i.State), i.ReceivedAt.Time(s.zone).Format("2006-01-02 15:04"))
	o.line("")
	o.line("%s", i.Text)
	o.line("")
	for _, f := range []struct{ name, value string }{
		{w.Shell.Customer, v.Row.Customer},
		{w.Shell.Tags, hashed(v.Row.Tags)},
		{w.Shell.Owner, string(i.Owner)},
		{w.Shell.Kind, w.Kind(i.Kind)},
		{w.Shell.Channel, w.Channel(i.Channel)},
		{w.Shell.Wish, w.Wish(i.Wish)},
		{w.Shell.Problem, problemLabel(v.Row)},
		{w.Shell.Product, i.Product},
		{w.Shell.Answer, i.Answer},
		{w.Shell.Source, strings.TrimSpace(i.Source + " " + i.ExternalID)},
	} {
		if f.value != "" {
			o.line("%s %s", pad(f.name, 14), f.value)
		}
	}
	for _, n := range i.Notes {
		if !n.Retracted {
			o.line("%s %s %s: %s", pad(w.Shell.Note, 14), n.At.Time(s.zone).Format("2006-01-02 15:04"), n.By, n.Text)
		}
	}
	for _, c := range v.Contacts {
		o.line("%s %s %s: %s %s", pad(w.Shell.Contacts, 14), c.At.Time(s.zone).Format("2006-01-02 15:04"), c.By, w.Outcome(c.Outcome), c.Words)
	}
	story := triage.Teller{Say: w, Zone: s.zone, Now: s.Now().Time(s.zone)}.Story(&v)
	if len(story) == 0 {
		return
	}
	o.line("")
	o.line("%s", w.Shell.Story)
	for _, l := range story {
		o.line("  %s  %s", l.At.Time(s.zone).Format("2006-01-02 15:04"), l.Text)
	}
}

func hashed(tags []model.TagPath) string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = "#" + t.Plain()
	}
	return strings.Join(out, " ")
}

func problemLabel(r model.Row) string {
	if r.Issue.Problem == 0 {
		return ""
	}
	return r.Issue.Problem.String() + " " + r.ProblemTitle
}
