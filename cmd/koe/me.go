package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/tui/lang"
)

// colourCodes are what --colour takes.
var colourCodes = []string{"on", "off"}

func (p *program) meCommand() *cobra.Command {
	var speaks, glyphs, colour string
	cmd := &cobra.Command{
		Use:   "me",
		Short: "What the desk knows of you, and how you are shown things over SSH",
		Long: "Show what the desk knows of you. The flags say in which language you read, and how the screens are\n" +
			"drawn for you, when you come over SSH; on this machine the locale, --lang, --glyphs and NO_COLOR do.",
		Example: "  koe me\n  koe me --speaks ja --glyphs ascii --colour off",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c := model.Prefer{}
			if cmd.Flags().Changed("speaks") {
				l, err := lang.Parse(speaks)
				if err != nil {
					return &usageError{err}
				}
				code := l.String()
				c.Lang = &code
			}
			if cmd.Flags().Changed("glyphs") {
				c.Glyphs = &glyphs
			}
			if cmd.Flags().Changed("colour") {
				plain := colour == "off"
				if !plain && colour != "on" {
					return &model.Refusal{Code: model.BadValue, Field: "colour", Value: colour, Accepted: colourCodes}
				}
				c.Plain = &plain
			}
			return p.me(cmd, c)
		},
	}
	cmd.Flags().StringVar(&speaks, "speaks", "", "the language you read: "+either(lang.Codes()).In(lang.English))
	cmd.Flags().StringVar(&glyphs, "glyphs", "", "the signs drawn with: "+either(model.GlyphCodes()).In(lang.English))
	cmd.Flags().StringVar(&colour, "colour", "", "whether the screens have colours: "+either(colourCodes).In(lang.English))
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"speaks": fixed(lang.Codes()...), "glyphs": fixed(model.GlyphCodes()...), "colour": fixed(colourCodes...)})
	p.inJapanese(cmd, wording{
		short: "ご自分の登録内容と表示の設定を確認・変更する",
		long: "ご自分の登録内容を表示します。フラグでは、SSH で接続したときの表示言語と、画面の描き方を設定します。\n" +
			"このマシンでは、ロケール、--lang、--glyphs、NO_COLOR に従います。",
		flags: map[string]string{
			"speaks": "表示言語: " + either(lang.Codes()).In(lang.Japanese), "glyphs": "表示に使う文字: " + either(model.GlyphCodes()).In(lang.Japanese),
			"colour": "画面の色: " + either(colourCodes).In(lang.Japanese),
		},
	})
	return cmd
}

func (p *program) me(cmd *cobra.Command, c model.Prefer) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		if c != (model.Prefer{}) {
			if _, err := s.Do(cmd.Context(), s.request(c)); err != nil && !alreadySo(err) {
				return err
			}
		}
		u, err := s.Self(cmd.Context(), s.who.ID)
		if err != nil {
			return err
		}
		if p.json {
			return printJSON(cmd.OutOrStdout(), u)
		}
		w := out.words.Manage
		known := []string{string(u.ID), u.Name, u.Reading, out.words.Role(u.Role), u.Team}
		out.line("%s", strings.Join(slices.DeleteFunc(known, func(s string) bool { return s == "" }), "  "))
		out.line("%s", w.Preferences(u.Lang, u.Glyphs, u.Plain))
		return out.err
	})
}
