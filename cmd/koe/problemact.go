package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/when"
	"koe/model/words"
	"koe/tui/lang"
)

func (p *program) problemAct() *cobra.Command {
	var kind, who, due, effective, reference, judge string
	var expected int
	cmd := &cobra.Command{
		Use: "act PROBLEM TEXT", Short: "Add an action, or say that one is in force", Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("which problem, and what is done? koe problem act P-12 TEXT")
			}
			return nil
		},
		ValidArgsFunction: p.offers(upTo(1, problemOffer)),
		Example:           "  koe problem act P-12 'Retry only once' --owner sato --kind product --due 2026-07-16\n  koe problem act P-12 'Retry only once' --effective 2026-07-16",
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseProblem(args[0])
			if err != nil {
				return err
			}
			c := model.AddAction{Problem: id, Text: strings.Join(args[1:], " "), Reference: reference}
			if err := c.Type.UnmarshalText([]byte(kind)); err != nil {
				return err
			}
			if c.Owner, err = owner(who); err != nil {
				return err
			}
			return p.actOnProblem(cmd, func(s *session) (model.Command, error) {
				if c.Due, err = flagDayIf("due", due, s.reader(when.Coming)); err != nil {
					return nil, err
				}
				if c.Effective, err = flagDayIf("effective", effective, s.reader(when.Near)); err != nil {
					return nil, err
				}
				if c.JudgeOn, err = flagDayIf("judge-on", judge, s.reader(when.Coming)); err != nil {
					return nil, err
				}
				c.Expected = expected
				v, err := s.Problem(cmd.Context(), id)
				if err != nil {
					return nil, err
				}
				for _, a := range v.Problem.Actions {
					if a.Text == c.Text {
						return sameAction(c, a), nil
					}
				}
				return c, nil
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", named(words.ActionTypes).In(lang.English))
	cmd.Flags().StringVar(&who, "owner", "", "who does it")
	cmd.Flags().StringVar(&due, "due", "", "by when: "+likeDays)
	cmd.Flags().StringVar(&effective, "effective", "", "in force since: 2026-07-16, yesterday, 7/16")
	cmd.Flags().StringVar(&reference, "reference", "", "an outside reference")
	cmd.Flags().IntVar(&expected, "expected", 0, "the drop that is expected, in per cent: 30")
	cmd.Flags().StringVar(&judge, "judge-on", "", "the day of judging, before which no verdict is final: +8w, 2026-09-10 (as soon as it can be told if not said)")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"kind": valueOffer(words.ActionTypes), "owner": personOffer, "due": nil, "effective": nil, "reference": nil, "expected": nil, "judge-on": nil})
	p.inJapanese(cmd, wording{short: "対策を追加する、または実施日を設定する", flags: map[string]string{
		"kind": "対策の種類: " + named(words.ActionTypes).In(lang.Japanese), "owner": "対策の担当者", "due": "期限: 2026-07-16、7/16、金曜、+3d",
		"effective": "実施日: 2026-07-16、昨日、7/16", "reference": "外部の管理番号など",
		"expected": "見込む減少率（%）: 30", "judge-on": "判定日: +8w、2026-09-10（省略時は判定できるようになり次第）",
	}})
	return cmd
}

// sameAction changes an action that is there already by what was said of it.
func sameAction(c model.AddAction, a model.Action) model.EditAction {
	e := model.EditAction{Problem: c.Problem, N: a.N}
	if c.Owner != "" {
		e.Owner = &c.Owner
	}
	if c.Due != 0 {
		e.Due = &c.Due
	}
	if c.Effective != 0 {
		e.Effective = &c.Effective
	}
	if c.Reference != "" {
		e.Reference = &c.Reference
	}
	if c.Expected != 0 {
		e.Expected = &c.Expected
	}
	if c.JudgeOn != 0 {
		e.JudgeOn = &c.JudgeOn
	}
	return e
}

func (p *program) problemCancel() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use: "cancel PROBLEM ACTION", Short: "Cancel an action by its number, with the reason", Args: exactly(2, "which action of which problem? koe problem cancel P-12 1 --reason WHY"),
		Example: "  koe problem cancel P-12 1 --reason 'the app was changed instead'", ValidArgsFunction: p.offers(upTo(1, problemOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseProblem(args[0])
			if err != nil {
				return err
			}
			n, err := strconv.Atoi(args[1])
			if err != nil {
				return usage("%q is no number of an action; koe problem show %s has them", args[1], id)
			}
			return p.actOnProblem(cmd, func(*session) (model.Command, error) {
				return model.CancelAction{Problem: id, N: n, Reason: reason}, nil
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"reason": nil})
	p.inJapanese(cmd, wording{short: "対策を番号で指定し、理由を添えて中止する", flags: map[string]string{"reason": "中止の理由"}})
	return cmd
}

func (p *program) problemStage() *cobra.Command {
	var result, reason, asCustomer, until string
	measured, refused := stagesThat(model.Stage.Measured), stagesThat(model.Stage.Refused)
	cmd := &cobra.Command{
		Use:   "stage PROBLEM STAGE",
		Short: "Move a problem on: " + named(words.Stages).In(lang.English),
		Long:  "Move a problem on. " + measured.In(lang.English) + " need --result; " + refused.In(lang.English) + " need --reason and\n--as-customer, the answer to \"would you accept this as the customer?\"; deferred also --until.",
		Args:  exactly(2, "which, and to which stage? koe problem stage P-12 STAGE"),

		Example:           "  koe problem stage P-12 acting\n  koe problem stage P-12 effective --result 'Retries charge once'",
		ValidArgsFunction: p.offers(inOrder(problemOffer, valueOffer(words.Stages))),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseProblem(args[0])
			if err != nil {
				return err
			}
			c := model.SetStage{Problem: id, Result: result, Reason: reason, AsCustomer: asCustomer}
			if err := c.Stage.UnmarshalText([]byte(args[1])); err != nil {
				return err
			}
			if c.Stage == model.Effective {
				c.Tell = []model.Telling{{Who: model.TellCustomers}, {Who: model.TellAgents}}
			}
			return p.actOnProblem(cmd, func(s *session) (model.Command, error) {
				c.Until, err = flagDayIf("until", until, s.reader(when.Coming))
				return c, err
			})
		},
	}
	cmd.Flags().StringVar(&result, "result", "", "what came of it, in words")
	cmd.Flags().StringVar(&reason, "reason", "", "why it is not acted on (now)")
	cmd.Flags().StringVar(&asCustomer, "as-customer", "", "would you accept this as the customer?")
	cmd.Flags().StringVar(&until, "until", "", "deferred until: 2026-10-01, +3mo, 来月末")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"result": nil, "reason": nil, "as-customer": nil, "until": nil})
	p.inJapanese(cmd, wording{
		short: "課題の段階を変更する: " + named(words.Stages).In(lang.Japanese),
		long: "課題の段階を変更します。" + measured.In(lang.Japanese) + " には --result が必要です。" + refused.In(lang.Japanese) + " には\n" +
			"--reason と --as-customer（「お客様の立場で納得できますか」への答え）、deferred にはさらに --until が必要です。",
		flags: map[string]string{
			"result": "結果（文章で）", "reason": "（今は）対策しない理由", "as-customer": "お客様の立場で納得できるか", "until": "いつまで見合わせるか: 2026-10-01、+3mo、来月末",
		},
	})
	return cmd
}
