package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
)

func (p *program) linkCommand() *cobra.Command {
	var move bool
	cmd := &cobra.Command{
		Use: "link NUMBER... PROBLEM", Short: "Link issues to a problem; no count changes", Example: "  koe link 12 13 P-2",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("which issues, to which problem? koe link NUMBER... P-12")
			}
			return nil
		},
		ValidArgsFunction: p.offers(behindNumbers(problemOffer, numberOffer)),
		RunE:              func(cmd *cobra.Command, args []string) error { return p.link(cmd, args, true, move) },
	}
	cmd.Flags().BoolVar(&move, "move", false, "also out of another problem, and into one that was declined")
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "お申し出を課題に紐づける（集計は変わらない）", flags: map[string]string{"move": "別の課題に紐づくものも移し、見送りの課題にも紐づける"}})
	return cmd
}

func (p *program) unlinkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "unlink NUMBER... PROBLEM", Short: "Take issues out of their problem; no count changes", Example: "  koe unlink 12 13 P-2",
		Args:              some("which issues? koe unlink NUMBER... P-12"),
		ValidArgsFunction: p.offers(behindNumbers(problemOffer, numberOffer)),
		RunE:              func(cmd *cobra.Command, args []string) error { return p.link(cmd, args, false, false) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "お申し出を課題から外す（集計は変わらない）"})
	return cmd
}

// link reads NUMBER... PROBLEM; unlinking checks that the issues are in the
// problem that is named, so that a slip of the finger takes nothing out.
func (p *program) link(cmd *cobra.Command, args []string, link, move bool) error {
	var id model.ProblemID
	last := args[len(args)-1]
	if link || strings.HasPrefix(strings.ToUpper(last), "P-") {
		var err error
		if id, err = model.ParseProblem(last); err != nil {
			return err
		}
		args = args[:len(args)-1]
	}
	ns, err := numbers(args)
	if err != nil {
		return err
	}
	if len(ns) == 0 {
		return usage("which issues? give their numbers")
	}
	return p.act(cmd, func(s *session) (model.Command, error) {
		if link {
			return model.Link{Issues: ns, Problem: id, Anyway: move}, nil
		}
		for _, n := range ns {
			v, err := s.Issue(cmd.Context(), n)
			if err != nil {
				return nil, err
			}
			if id != 0 && v.Row.Issue.Problem != id {
				return nil, fmt.Errorf("%s is not linked to %s; koe show %s says where it is", n, id, strings.TrimPrefix(n.String(), "#"))
			}
		}
		return model.Unlink{Issues: ns}, nil
	})
}
