package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/oklog/ulid/v2"
	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/marks"
	"koe/model/text"
	"koe/model/words"
	"koe/tui/lang"
)

// logFlags are what koe log takes beside the words.
type logFlags struct {
	tags                                            []string
	customer, severity, channel, wish, kind, at, id string
}

func (p *program) logCommand() *cobra.Command {
	var f logFlags
	cmd := &cobra.Command{
		Use:   "log [flags] TEXT|-",
		Short: "Write down what a customer said",
		Long: "Write down what a customer said; - reads it from standard input.\n\n" +
			"Marks in the text are taken out of it: #tag, @customer and !2 for the severity,\nat a line's start or after a space.",
		Example: "  koe log 'Charged twice for June #billing/double-charge !2 @tanaka'\n  koe log --tag 請求/二重請求 --customer 田中商事 '6月分が二重に請求された'",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("what did they say? koe log 'TEXT', or - to read it from standard input")
			}
			return nil
		},
		ValidArgsFunction: p.offers(nil),
		RunE:              func(cmd *cobra.Command, args []string) error { return p.log(cmd, f, strings.Join(args, " ")) },
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.tags, "tag", nil, "a tag, as billing or billing/refund; the first is the one counted")
	flags.StringVar(&f.customer, "customer", "", "the customer's name or account")
	flags.StringVar(&f.severity, "severity", "", either(severityDigits()).In(lang.English)+"; 3 if not said")
	flags.StringVar(&f.channel, "channel", "", someOf(words.Channels).In(lang.English))
	flags.StringVar(&f.wish, "wish", "", "what they want: "+someOf(words.Wishes).In(lang.English))
	flags.StringVar(&f.kind, "kind", "", named(words.Kinds).In(lang.English))
	flags.StringVar(&f.at, "at", "", "when it was received: "+likeMoments)
	flags.StringVar(&f.id, "id", "", "a ULID; the same one again changes nothing and prints the same number")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{
		"tag": tagOffer, "customer": customerOffer, "severity": fixed(severityDigits()...), "channel": valueOffer(words.Channels),
		"wish": valueOffer(words.Wishes), "kind": valueOffer(words.Kinds), "at": nil, "id": nil,
	})
	p.inJapanese(cmd, wording{
		short: "お客様のお申し出を記録する",
		long: "お客様のお申し出を記録します。「-」を指定すると標準入力から読み取ります。\n\n" +
			"行の先頭または空白の後の #タグ、@お客様、!2（重大度）は、本文から取り除いてそれぞれの項目に設定します。",
		flags: map[string]string{
			"tag": "タグ（請求、請求/返金 など）。最初のタグで集計する", "customer": "お客様の氏名または会員番号", "severity": "重大度: " + either(severityDigits()).In(lang.Japanese) + "（省略時は3）",
			"channel": "受付経路: " + someOf(words.Channels).In(lang.Japanese), "wish": "ご希望の対応: " + someOf(words.Wishes).In(lang.Japanese),
			"kind": "種別: " + named(words.Kinds).In(lang.Japanese), "at": "受付日時: 2026-07-13T09:30、'7/13 9:30'、昨日15時",
			"id": "同じ ULID を再び指定しても記録は増えず、同じ番号を表示する",
		},
	})
	return cmd
}

func (p *program) log(cmd *cobra.Command, f logFlags, words string) error {
	if words == "-" {
		b, err := io.ReadAll(io.LimitReader(cmd.InOrStdin(), 4*model.MaxText))
		if err != nil {
			return fmt.Errorf("cannot read standard input: %w", err)
		}
		words = string(b)
	}
	words, left, err := text.CleanSaid(words)
	if err != nil {
		return err // said of what was given, before the marks are taken out
	}
	return p.with(cmd.Context(), func(s *session) error {
		draft, err := f.draft(words, s)
		if err != nil {
			return err
		}
		req := s.request(model.Log{Draft: draft})
		if f.id != "" {
			if req.ID, err = ulid.ParseStrict(f.id); err != nil {
				return usage("--id wants a ULID of 26 letters and digits, not %q", f.id)
			}
		}
		receipt, err := s.Do(cmd.Context(), req)
		if err != nil {
			return err
		}
		if left > 0 {
			said, err := p.words()
			if err != nil {
				return err
			}
			fmt.Fprintln(p.err, said.Shell.LeftOut(left))
		}
		return p.logged(cmd, s, receipt)
	})
}

func (p *program) logged(cmd *cobra.Command, s *session, receipt model.Receipt) error {
	if len(receipt.Issues) == 0 {
		return fmt.Errorf("this ID was used by another command")
	}
	if !p.json {
		_, err := fmt.Fprintln(cmd.OutOrStdout(), receipt.Issues[0])
		return err
	}
	view, err := s.Issue(cmd.Context(), receipt.Issues[0])
	if err != nil {
		return err
	}
	return printJSON(cmd.OutOrStdout(), issueJSON(view.Row))
}

// draft makes an issue of words, their marks, and the flags, which win.
func (f logFlags) draft(words string, s *session) (model.Draft, error) {
	m := marks.Parse(words)
	d := model.Draft{Text: m.Words, Customer: m.Customer, Severity: m.Severity, Channel: model.Channel(f.channel)}
	for _, t := range append(f.tags, tagWords(m.Tags)...) {
		path, err := model.ParseTag(t)
		if err != nil {
			return d, err
		}
		d.Tags = append(d.Tags, path)
	}
	if f.customer != "" {
		d.Customer = f.customer
	}
	for _, v := range []struct {
		from string
		to   interface{ UnmarshalText([]byte) error }
	}{{f.severity, &d.Severity}, {f.wish, &d.Wish}, {f.kind, &d.Kind}} {
		if v.from == "" {
			continue
		}
		if err := v.to.UnmarshalText([]byte(v.from)); err != nil {
			return d, err
		}
	}
	if f.at != "" {
		at, err := s.received("at", f.at)
		if err != nil {
			return d, err
		}
		d.ReceivedAt = at
	}
	return d, nil
}

func tagWords(paths []model.TagPath) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = string(p)
	}
	return out
}
