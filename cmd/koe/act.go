package main

import (
	"cmp"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/when"
	"koe/model/words"
	"koe/tui/lang"
)

// act sends a command about issues and says how many it changed. What was so
// already is done.
func (p *program) act(cmd *cobra.Command, make func(*session) (model.Command, error)) error {
	return p.send(cmd, make, func(out *printer, _ *session, receipt model.Receipt) error {
		if p.json {
			return printJSON(cmd.OutOrStdout(), receipt)
		}
		switch receipt.Verb {
		case model.VerbUndo:
			out.line("%s", out.words.Shell.Undid(out.act(receipt.Undid), touched(receipt)))
		case model.VerbRedo:
			out.line("%s", out.words.Shell.Redid(touched(receipt)))
		default:
			out.line("%s", out.words.Shell.Changed(touched(receipt)))
		}
		return out.err
	})
}

// send sends one command of this session's person, and has what was done told.
func (p *program) send(cmd *cobra.Command, make func(*session) (model.Command, error), told func(*printer, *session, model.Receipt) error) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		c, err := make(s)
		if err != nil {
			return err
		}
		receipt, err := s.Do(cmd.Context(), s.request(c))
		if alreadySo(err) {
			return p.nothing(cmd, out, c)
		}
		if err != nil {
			return err
		}
		return told(out, s, receipt)
	})
}

// nothing says that a command found everything as it was to be.
func (p *program) nothing(cmd *cobra.Command, out *printer, c model.Command) error {
	if p.json {
		return printJSON(cmd.OutOrStdout(), model.Receipt{Verb: c.Verb()})
	}
	out.line("%s", out.words.Shell.NothingToDo)
	return out.err
}

// touched is how many issues a command was about, or else how many records. The receipt of an
// import names only the first and the last issue.
func touched(r model.Receipt) int {
	if n := len(r.Issues); n > 0 && r.Verb != model.VerbImport && r.Undid != model.VerbImport {
		return n
	}
	return r.Count
}

// act names a kind of command by what it changes.
func (o *printer) act(verb model.Verb) string {
	return cmp.Or(o.words.Triage.Acts[verb], string(verb))
}

// numbers reads issue numbers, 12 or #12, each once.
func numbers(args []string) ([]model.Number, error) {
	out := make([]model.Number, 0, len(args))
	for _, a := range args {
		n, err := model.ParseNumber(a)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out, nil
}

func some(question string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage("%s", question)
		}
		return nil
	}
}

func (p *program) assignCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:     "assign NUMBER... --to OWNER",
		Short:   "Give issues an owner",
		Example: "  koe assign 12 13 --to mori\n  koe assign 12 --to none",
		Args:    some("which issues? koe assign NUMBER... --to OWNER"),

		ValidArgsFunction: p.offers(numberOffer),
		RunE: func(cmd *cobra.Command, args []string) error {
			ns, err := numbers(args)
			if err != nil {
				return err
			}
			if to == "" {
				return usage("to whom? --to NAME, or --to none to take the owner away")
			}
			return p.act(cmd, func(*session) (model.Command, error) {
				if to == "none" || to == "なし" {
					return model.Assign{Issues: ns}, nil
				}
				id, _, err := model.ParseUser(to)
				return model.Assign{Issues: ns, Owner: id}, err
			})
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the person, or none")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"to": ownerOffer})
	p.inJapanese(cmd, wording{short: "お申し出に担当者を設定する", flags: map[string]string{"to": "担当者、または none（担当者なし）"}})
	return cmd
}

func (p *program) tagCommand() *cobra.Command {
	var add, remove []string
	var primary string
	cmd := &cobra.Command{
		Use:     "tag NUMBER... [--add TAG]... [--remove TAG]...",
		Short:   "Add tags to issues or take them away",
		Example: "  koe tag 12 --add billing/refund --remove misc\n  koe tag 12 13 --primary billing",
		Args:    some("which issues? koe tag NUMBER... --add TAG"),

		ValidArgsFunction: p.offers(numberOffer),
		RunE: func(cmd *cobra.Command, args []string) error {
			ns, err := numbers(args)
			if err != nil {
				return err
			}
			if len(add)+len(remove) == 0 && primary == "" {
				return usage("which tags? --add TAG, --remove TAG or --primary TAG")
			}
			return p.act(cmd, func(*session) (model.Command, error) {
				return model.Retag{Issues: ns, Add: tagPaths(add), Remove: tagPaths(remove), Primary: model.TagPath(primary)}, nil
			})
		},
	}
	cmd.Flags().StringArrayVar(&add, "add", nil, "a tag to add")
	cmd.Flags().StringArrayVar(&remove, "remove", nil, "a tag to take away")
	cmd.Flags().StringVar(&primary, "primary", "", "the tag to count the issues under")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"add": tagOffer, "remove": tagOffer, "primary": tagOffer})
	p.inJapanese(cmd, wording{short: "お申し出のタグを追加・削除する", flags: map[string]string{
		"add": "追加するタグ", "remove": "削除するタグ", "primary": "集計に使う主タグ",
	}})
	return cmd
}

func tagPaths(in []string) []model.TagPath {
	out := make([]model.TagPath, len(in))
	for i, s := range in {
		out[i] = model.TagPath(s)
	}
	return out
}

func (p *program) stateCommand() *cobra.Command {
	var reason, until string
	cmd := &cobra.Command{
		Use:   "state NUMBER... STATE [--reason R]",
		Short: "Move issues on: " + named(words.States).In(lang.English),
		Long: "Move issues on. What --reason says depends on the state:\n" +
			"  resolved   what was answered, in a line\n  closed     " + named(words.CloseReasons).In(lang.English) + "\n" +
			"  pending    on whom: " + named(words.Waiting).In(lang.English) + "\n  withdrawn  why it is no matter of a customer's",
		Example: "  koe state 12 resolved --reason 'Refunded on 14 July'\n  koe state 12 closed --reason goodwill",

		ValidArgsFunction: p.offers(behindNumbers(valueOffer(words.States), numberOffer)),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("which issues, and to which state? koe state NUMBER... STATE")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			ns, err := numbers(args[:len(args)-1])
			if err != nil {
				return err
			}
			return p.act(cmd, func(s *session) (model.Command, error) {
				return stateCommand(s, ns, args[len(args)-1], reason, until)
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "see above")
	cmd.Flags().StringVar(&until, "until", "", "until when it waits, for pending: fri, '7/16 9:00', 来週月曜, +3d")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"reason": reasonOffer, "until": nil})
	p.inJapanese(cmd, wording{
		short: "お申し出の状態を変更する: " + named(words.States).In(lang.Japanese),
		long: "お申し出の状態を変更します。--reason の意味は状態によって異なります。\n" +
			"  resolved   回答内容（1行）\n  closed     " + named(words.CloseReasons).In(lang.Japanese) + " のいずれか\n" +
			"  pending    待っている相手：" + named(words.Waiting).In(lang.Japanese) + "\n  withdrawn  お客様のお申し出として扱わない理由",
		flags: map[string]string{"reason": "上記のとおり", "until": "いつまで待つか: 金曜、'7/16 9:00'、来週月曜、+3d（pending の場合）"},
	})
	return cmd
}

func stateCommand(s *session, ns []model.Number, state, reason, until string) (model.Command, error) {
	c := model.SetState{Issues: ns}
	if err := c.State.UnmarshalText([]byte(state)); err != nil {
		return nil, err
	}
	var err error
	switch c.State {
	case model.Resolved:
		c.Answer = reason
	case model.Closed:
		err = c.CloseReason.UnmarshalText([]byte(reason))
	case model.Pending:
		if err = c.Waiting.On.UnmarshalText([]byte(reason)); err == nil && until != "" {
			r := s.reader(when.Coming)
			r.Only = true
			c.Waiting.Until, err = flagMoment("until", until, r)
		}
	default:
		c.Reason = reason
	}
	return c, err
}

func (p *program) undoCommand() *cobra.Command {
	var redo bool
	var event uint64
	cmd := &cobra.Command{
		Use:     "undo",
		Short:   "Take back your own last act",
		Example: "  koe undo\n  koe undo --event 123\n  koe undo --redo",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.act(cmd, func(*session) (model.Command, error) {
				if redo {
					return model.Redo{Event: event}, nil
				}
				return model.Undo{Event: event}, nil
			})
		},
	}
	cmd.Flags().BoolVar(&redo, "redo", false, "take back your last undo instead")
	cmd.Flags().Uint64Var(&event, "event", 0, "another act of yours, by its event (koe show --json has them)")
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "自分の直前の操作を取り消す", flags: map[string]string{
		"redo": "直前の取り消しをやり直す", "event": "取り消す操作の履歴番号: koe show --json で確認できる",
	}})
	return cmd
}

// alreadySo reports a command that would have changed nothing: what it asks
// for is done.
func alreadySo(err error) bool { return errors.Is(err, &model.Refusal{Code: model.NothingDone}) }
