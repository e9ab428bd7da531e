package main

import (
	"context"
	"fmt"
	"strings"

	"koe/model"
	"koe/model/query"
)

// readRule refuses a rule that cannot be read, with where it stands.
func readRule(rule string, catch bool) error {
	if _, err := query.ParseRule(rule); err != nil {
		return inQuery(rule, err)
	}
	if catch && strings.TrimSpace(rule) == "" {
		return usage("--catch-up links what a rule catches; give it with --rule QUERY")
	}
	return nil
}

// sayCaught says beside the answer what a rule catches by now, and how that is
// linked where it is not.
func (p *program) sayCaught(ctx context.Context, s *session, rule string, catch bool, id model.ProblemID) error {
	if strings.TrimSpace(rule) == "" || catch {
		return nil // what is caught is told when it is linked
	}
	c, err := s.Caught(ctx, rule, id)
	if err != nil {
		return err
	}
	say, err := p.words()
	if err != nil {
		return err
	}
	fmt.Fprintln(p.err, say.Shell.RuleCatches(say.Trends.Problems.Rules.Catches(c), c.Free > 0))
	return nil
}

// sayCaughtUp says beside the answer how many issues were linked with a rule.
func (p *program) sayCaughtUp(ctx context.Context, s *session, c model.Command, receipt model.Receipt) error {
	made, makes := c.(model.NewProblem)
	edited, edits := c.(model.EditProblem)
	if !(makes && made.Catch || edits && edited.Catch) {
		return nil
	}
	v, err := s.Problem(ctx, receipt.Problem)
	if err != nil {
		return err
	}
	say, err := p.words()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.err, say.Trends.Problems.RuleSet(&v.Problem, len(receipt.Issues), "; "))
	return err
}

// ruleOf is a problem's rule and what it does, "" where it has none.
func (o *printer) ruleOf(b *model.Problem) string {
	if b.Rule == "" {
		return ""
	}
	_, err := query.ParseRule(b.Rule)
	return b.Rule + o.words.Common.Aside(o.words.Trends.Problems.Rules.RuleDoes(b, err == nil))
}
