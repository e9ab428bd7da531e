package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"koe/model"
)

func (p *program) problemCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "problem", Short: "Problems that keep coming back, with owner, actions and effect", Example: "  koe problem list\n  koe problem show P-2", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	p.inJapanese(cmd, wording{short: "繰り返し起きる課題：担当者、対策、効果"})
	cmd.AddCommand(p.problemList(), p.problemShow(), p.problemNew(), p.problemOwn(), p.problemEdit(), p.problemAct(), p.problemCancel(), p.problemStage())
	return cmd
}

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
				for _, v := range all {
					if p.json {
						if err := printJSON(cmd.OutOrStdout(), problemJSON(v)); err != nil {
							return err
						}
						continue
					}
					b := v.Problem
					out.line("%s %s %s %s %4d  %s", pad(b.ID.String(), 6), pad(out.words.Stage(b.Stage), 12), pad(cmp.Or(string(b.Owner), "-"), 10), pad(v.TagPath.Plain(), 24), v.Open, oneLine(b.Title, 60))
				}
				return out.err
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "課題を、対応が必要なものから順に一覧表示する"})
	return cmd
}

// A problemLine is a problem as JSON.
type problemLine struct {
	model.Problem
	ID     string `json:"id"`
	Tag    string `json:"tag,omitempty"`
	Linked int    `json:"linked"`
	Open   int    `json:"open"`
}

func problemJSON(v model.ProblemView) problemLine {
	return problemLine{Problem: v.Problem, ID: v.Problem.ID.String(), Tag: string(v.TagPath), Linked: v.Linked, Open: v.Open}
}

// actOnProblem sends a command about a problem and prints its number.
func (p *program) actOnProblem(cmd *cobra.Command, make func(*session) (model.Command, error)) error {
	return p.send(cmd, make, func(out *printer, s *session, receipt model.Receipt) error {
		if p.json {
			v, err := s.Problem(cmd.Context(), receipt.Problem)
			if err != nil {
				return err
			}
			return printJSON(cmd.OutOrStdout(), problemJSON(v))
		}
		out.line("%s", receipt.Problem)
		return out.err
	})
}

func owner(name string) (model.UserID, error) {
	if name == "" || name == "none" || name == "なし" {
		return "", nil
	}
	id, _, err := model.ParseUser(name)
	return id, err
}
