package main

import (
	"context"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/tui/lang"
)

// A handOverError asks what becomes of what a person is accountable for.
type handOverError struct {
	user             model.UserID
	issues, problems int
}

func (e *handOverError) Error() string { return e.in(lang.English) }

// in is what a person can do about it, in their language.
func (e *handOverError) in(l lang.Lang) string {
	return lang.For(l).Together.HandOver(string(e.user), e.issues, e.problems)
}

func (p *program) userDisable() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:   "disable USER [--to OWNER]",
		Short: "Take a person off the desk, and hand over what is theirs",
		Long: "Take a person off the desk. Their open issues with the promises in them, the problems that are still\n" +
			"worked on and the actions in these go to --to, or to nobody with --to none. Their history stays.\n" +
			"koe undo takes all of it back; koe user add brings somebody back who was away.",
		Example: "  koe user disable mori --to sato\n  koe user disable mori --to none",
		Args:    exactly(1, "whom? koe user disable USER --to OWNER"),

		ValidArgsFunction: p.offers(upTo(1, personOffer)),
		RunE:              func(cmd *cobra.Command, args []string) error { return p.disable(cmd, args[0], to) },
	}
	cmd.Flags().StringVar(&to, "to", "", "who takes over, or none")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"to": ownerOffer})
	p.inJapanese(cmd, wording{
		short: "ユーザーを停止し、担当を引き継ぐ",
		long: "ユーザーを停止します。担当している未完了のお申し出（お約束を含む）、対応中の課題とその対策は、--to の\n" +
			"ユーザーに引き継ぎます（--to none では担当者なし）。履歴は残ります。koe undo でまとめて元に戻せます。\n" +
			"復帰した人は koe user add で再び登録できます。",
		flags: map[string]string{"to": "引き継ぐユーザー、または none（担当者なし）"},
	})
	return cmd
}

func (p *program) disable(cmd *cobra.Command, user, to string) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	id, _, err := model.ParseUser(user)
	if err != nil {
		return err
	}
	c := model.RetireUser{User: id, HandsOver: true}
	if to != "" && to != "none" && to != "なし" {
		if c.To, _, err = model.ParseUser(to); err != nil {
			return err
		}
	}
	return p.with(cmd.Context(), func(s *session) error {
		issues, problems, err := accountable(cmd.Context(), s, id)
		if err != nil {
			return err
		}
		if to == "" && issues+problems > 0 {
			return &handOverError{id, issues, problems}
		}
		receipt, err := s.Do(cmd.Context(), s.request(c))
		if alreadySo(err) {
			return p.nothing(cmd, out, c)
		}
		if err != nil {
			return err
		}
		if p.json {
			return printJSON(cmd.OutOrStdout(), receipt)
		}
		out.line("%s", out.words.Together.Left(string(id), len(receipt.Issues), problems, string(c.To)))
		return out.err
	})
}

// accountable counts what a person is accountable for: open issues, and problems
// with their actions.
func accountable(ctx context.Context, s *session, id model.UserID) (issues, problems int, err error) {
	room, err := s.Room(ctx)
	if err != nil {
		return 0, 0, err
	}
	all, err := s.ProblemRecords(ctx)
	if err != nil {
		return 0, 0, err
	}
	for i := range all {
		if all[i].Accountable(id) {
			problems++
		}
	}
	return room[id], problems, nil
}
