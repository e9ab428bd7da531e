package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
)

func (p *program) problemShow() *cobra.Command {
	cmd := &cobra.Command{
		Use: "show PROBLEM", Short: "Show a problem with its actions and issues", Args: exactly(1, "which? koe problem show P-12"),
		Example: "  koe problem show P-12", ValidArgsFunction: p.offers(upTo(1, problemOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseProblem(args[0])
			if err != nil {
				return err
			}
			ask := func(s *session) (model.ProblemView, error) { return s.Problem(cmd.Context(), id) }
			return showOne(p, cmd, ask, problemJSON, func(o *printer, s *session, v model.ProblemView) {
				t, err := s.Trends(cmd.Context(), model.TrendQuery{Who: s.who.ID})
				if err != nil && o.err == nil {
					o.err = err
					return
				}
				o.problem(s, v, &t)
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "課題を対策とお申し出とともに表示する"})
	return cmd
}

func (o *printer) problem(s *session, v model.ProblemView, t *model.Trends) {
	b, w := &v.Problem, o.words
	o.line("%s  %s  %s", b.ID, w.Stage(b.Stage), b.Title)
	o.line("")
	for _, f := range []struct{ name, value string }{
		{w.Shell.Owner, cmp.Or(string(b.Owner), "-")},
		{w.Shell.Tags, v.TagPath.Plain()},
		{w.Shell.Rule, o.ruleOf(b)},
		{w.Shell.Cause, b.Cause},
		{w.Shell.Goal, b.Goal},
		{w.Shell.TellThem, b.Tell},
		{w.Shell.Workaround, b.Workaround},
		{w.Shell.Result, b.Result},
		{w.Trends.Problems.Ask.Onset, b.Since.String()},
		{w.Shell.Linked, w.Shell.LinkedOpen(v.Linked, v.Open)},
	} {
		if f.value != "" {
			o.line("%s %s", pad(f.name, 14), strings.ReplaceAll(f.value, "\n", "\n               "))
		}
	}
	for _, a := range b.Actions {
		what := w.Common.Aside(w.ActionType(a.Type) + w.Trends.Changes.List + cmp.Or(string(a.Owner), "-"))
		o.line("%s %d. %s%s %s", pad(w.Shell.Action, 14), a.N, a.Text, what, strings.Join(w.Standing(&a, s.Now().Day(s.zone), "-", model.Day.String), w.Trends.Changes.List))
		for i := range t.Efforts {
			if e := &t.Efforts[i]; e.Problem.ID == b.ID && e.Action.N == a.N {
				o.line("%s    %s", pad("", 14), strings.Join(w.Effort(e, "-", model.Day.String), w.Trends.Reason.Join))
			}
		}
	}
	for _, n := range b.Decisions {
		if !n.Retracted {
			o.line("%s %s %s: %s", pad(w.Shell.Decision, 14), n.At.Time(s.zone).Format("2006-01-02"), n.By, n.Text)
		}
	}
	for _, n := range b.Heard {
		if !n.Retracted {
			o.line("%s %s %s: %s", pad(w.Shell.Heard, 14), n.At.Time(s.zone).Format("2006-01-02"), n.By, n.Text)
		}
	}
	if len(v.Issues) > 0 {
		o.line("")
	}
	for _, r := range v.Issues {
		o.row(s, r)
	}
	if n := len(v.Issues); n < v.Linked {
		o.line("… %d/%d: koe list problem:%s --limit %d", n, v.Linked, b.ID, v.Linked)
	}
}
