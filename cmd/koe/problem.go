package main

import (
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

// actOnProblem sends a command about a problem and prints its number.
func (p *program) actOnProblem(cmd *cobra.Command, make func(*session) (model.Command, error)) error {
	var given model.Command
	keep := func(s *session) (c model.Command, err error) {
		given, err = make(s)
		return given, err
	}
	return p.send(cmd, keep, func(out *printer, s *session, receipt model.Receipt) error {
		if err := p.sayCaughtUp(cmd.Context(), s, given, receipt); err != nil {
			return err
		}
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
