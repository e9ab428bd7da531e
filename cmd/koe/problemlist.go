package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/trend"
)

func (p *program) problemList() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Short: "List the problems, what waits for somebody first", Example: "  koe problem list --json", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			out, err := p.printer(cmd)
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(s *session) error {
				all, err := s.Problems(cmd.Context())
				if err != nil {
					return err
				}
				t, err := s.Trends(cmd.Context(), model.TrendQuery{Who: s.who.ID})
				if err != nil {
					return err
				}
				moves := map[model.TagKey]trend.State{}
				for i := range t.Rows {
					moves[t.Rows[i].Tag] = t.Rows[i].State
				}
				for _, v := range all {
					state, known := moves[v.TagPath.Key()]
					if !p.json {
						out.problemRow(s, &v, state, known)
						continue
					}
					line := problemJSON(v)
					if known {
						line.Trend = state.String()
					}
					if err := printJSON(cmd.OutOrStdout(), line); err != nil {
						return err
					}
				}
				return out.err
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "課題を、対応が必要なものから順に一覧表示する"})
	return cmd
}

// problemRow is a problem in a line: what it waits for, how its tag moves, and
// what was last decided or begun.
func (o *printer) problemRow(s *session, v *model.ProblemView, state trend.State, known bool) {
	b, w := &v.Problem, o.words
	stage := w.Stage(b.Stage)
	if waits := w.Trends.Problems.Waits(b.Need(s.Now().Day(s.zone), s.zone)); waits != "" {
		stage += w.Common.Aside(waits)
	}
	moves := "-"
	if known {
		moves = w.TrendState(state)
	}
	last := ""
	switch decision, action := b.LastStep(); {
	case decision != nil:
		last = "  " + decision.At.Day(s.zone).String() + " " + oneLine(decision.Text, 40)
	case action != nil:
		last = "  " + oneLine(action.Text, 40)
	}
	o.line("%s %s %s %s %s %4d  %s%s", pad(b.ID.String(), 6), pad(stage, 18), pad(cmp.Or(string(b.Owner), "-"), 10), pad(cmp.Or(v.TagPath.Plain(), "-"), 24), pad(moves, 10), v.Open, oneLine(b.Title, 60), last)
}

// A problemLine is a problem as JSON.
type problemLine struct {
	model.Problem
	ID     string `json:"id"`
	Tag    string `json:"tag,omitempty"`
	Trend  string `json:"trend,omitempty"` // how its tag moves, of the list
	Linked int    `json:"linked"`
	Open   int    `json:"open"`
}

func problemJSON(v model.ProblemView) problemLine {
	return problemLine{Problem: v.Problem, ID: v.Problem.ID.String(), Tag: string(v.TagPath), Linked: v.Linked, Open: v.Open}
}
