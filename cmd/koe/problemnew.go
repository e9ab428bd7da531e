package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"koe/cmd/koe/manual"
	"koe/model"
	"koe/model/when"
)

func (p *program) problemNew() *cobra.Command {
	var tag, rule, who, since string
	var issues []string
	var catch, move bool
	cmd := &cobra.Command{
		Use: "new TITLE", Short: "Make a problem of a tag, a query or some issues", Args: some("what is it called? koe problem new TITLE"),
		ValidArgsFunction: p.offers(nil),
		Example:           "  koe problem new 'Double charge when the card retries' --tag billing/double-charge --owner sato --since 2026-06-30",
		RunE: func(cmd *cobra.Command, args []string) error {
			ns, err := numbers(issues)
			if err != nil {
				return err
			}
			id, err := owner(who)
			if err != nil {
				return err
			}
			if err := readRule(rule, catch); err != nil {
				return err
			}
			found := model.Day(0)
			err = p.actOnProblem(cmd, func(s *session) (model.Command, error) {
				if err := knownTag(cmd.Context(), s, tag); err != nil {
					return nil, err
				}
				if err := p.sayCaught(cmd.Context(), s, rule, catch, 0); err != nil {
					return nil, err
				}
				c := model.NewProblem{Title: strings.Join(args, " "), Tag: model.TagPath(tag), Rule: rule, Catch: catch, Owner: id, Issues: ns, Anyway: move}
				if since != "" || tag == "" {
					c.Since, err = flagDayIf("since", since, s.reader(when.Past))
					return c, err
				}
				found, err = onsetOf(cmd.Context(), s, c.Tag)
				c.Since = found
				return c, err
			})
			if err == nil && found != 0 {
				if say, err := p.words(); err == nil {
					fmt.Fprintln(p.err, say.Shell.OnsetTaken(found.String()))
				}
			}
			return err
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "the first day of the rise, 2026-06-30: actions are held against the time before it (that of the tag's signal if not said)")
	cmd.Flags().StringVar(&tag, "tag", "", "the tag whose trend is its trend")
	cmd.Flags().StringVar(&rule, "rule", "", "a query: issues that it catches are linked from now on")
	cmd.Flags().BoolVar(&catch, "catch-up", false, "also link what the rule catches by now and is in no problem")
	cmd.Flags().BoolVar(&move, "move", false, "also issues of another problem, which leave that")
	cmd.Flags().StringVar(&who, "owner", "", "who is accountable")
	cmd.Flags().StringArrayVar(&issues, "issue", nil, "an issue to link; again for each")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"tag": tagOffer, "rule": queryOffer, "owner": personOffer, "issue": numberOffer, "since": nil})
	p.inJapanese(cmd, wording{short: "タグ、条件、お申し出から課題を作る", flags: map[string]string{
		"tag": "この課題の傾向を見るタグ", "rule": "条件。該当するお申し出を今後自動で紐づける", "catch-up": "条件に該当する、紐づけのない既存のお申し出も紐づける", "owner": "担当者", "move": "別の課題に紐づくお申し出も移す", "issue": "紐づけるお申し出（複数指定可）", "since": "増加の最初の日: 2026-06-30（省略時はタグの兆候の開始日）",
	}})
	return cmd
}

// knownTag refuses a tag that nothing was ever logged under, with the nearest
// one: the trend of a slip of the finger would be nothing for ever.
func knownTag(ctx context.Context, s *session, typed string) error {
	if typed == "" {
		return nil
	}
	path, err := model.ParseTag(typed)
	if err != nil {
		return err
	}
	tags, err := s.Tags(ctx)
	if err != nil {
		return err
	}
	var names []string
	for _, t := range tags {
		parent, _ := t.Key.Parent()
		if t.Key == path.Key() || parent == path.Key() {
			return nil
		}
		names = append(names, string(t.Path))
	}
	if near := manual.Nearest(typed, names); near != "" {
		return usage("nothing was ever logged under the tag %q; did you mean %q?", typed, near)
	}
	return usage("nothing was ever logged under the tag %q; koe tags lists them", typed)
}

// onsetOf is the day since when a tag's signal stands, zero where it has none.
func onsetOf(ctx context.Context, s *session, tag model.TagPath) (model.Day, error) {
	t, err := s.Trends(ctx, model.TrendQuery{Who: s.who.ID})
	if err != nil {
		return 0, err
	}
	for i := range t.Rows {
		if r := &t.Rows[i]; r.Tag == tag.Key() && r.LookAt {
			return r.Began(), nil
		}
	}
	return 0, nil
}

func (p *program) problemEdit() *cobra.Command {
	var title, tag, rule, since string
	var catch bool
	cmd := &cobra.Command{
		Use: "edit PROBLEM", Short: "Put right what a problem is of", Args: exactly(1, "which? koe problem edit P-12 --since DAY"),
		Example: "  koe problem edit P-12 --since 2026-06-30\n  koe problem edit P-12 --tag billing/double-charge", ValidArgsFunction: p.offers(upTo(1, problemOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseProblem(args[0])
			if err != nil {
				return err
			}
			c := model.EditProblem{Problem: id}
			given := func(flag string) bool { return cmd.Flags().Changed(flag) }
			if given("title") {
				c.Title = &title
			}
			if given("tag") {
				c.Tag = (*model.TagPath)(&tag)
			}
			if given("rule") {
				c.Rule, c.Catch = &rule, catch
			}
			if err := readRule(rule, catch); err != nil {
				return err
			}
			if !given("title") && !given("tag") && !given("rule") && !given("since") {
				return usage("what? --since DAY, --tag TAG, --rule QUERY or --title TITLE")
			}
			return p.actOnProblem(cmd, func(s *session) (model.Command, error) {
				if err := knownTag(cmd.Context(), s, tag); err != nil {
					return nil, err
				}
				if given("since") {
					day, err := flagDayIf("since", since, s.reader(when.Past))
					if err != nil {
						return nil, err
					}
					c.Since = &day
				}
				return c, p.sayCaught(cmd.Context(), s, rule, catch, id)
			})
		},
	}
	cmd.Flags().StringVar(&title, "title", "", "what it is called")
	cmd.Flags().StringVar(&tag, "tag", "", "the tag whose trend is its trend; empty for none")
	cmd.Flags().StringVar(&rule, "rule", "", "a query: issues that it catches are linked from now on; empty for none")
	cmd.Flags().BoolVar(&catch, "catch-up", false, "also link what the rule catches by now and is in no problem")
	cmd.Flags().StringVar(&since, "since", "", "the first day of the rise: 2026-06-30; empty where it is not known")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"title": nil, "tag": tagOffer, "rule": queryOffer, "since": nil})
	p.inJapanese(cmd, wording{short: "課題の対象を訂正する", flags: map[string]string{
		"title": "課題名", "tag": "この課題の傾向を見るタグ（空欄でなし）", "rule": "条件。該当するお申し出を今後自動で紐づける（空欄でなし）", "catch-up": "条件に該当する、紐づけのない既存のお申し出も紐づける", "since": "増加の最初の日: 2026-06-30（不明なら空欄）",
	}})
	return cmd
}

func (p *program) problemOwn() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use: "own PROBLEM --to OWNER", Short: "Make somebody accountable", Args: exactly(1, "which? koe problem own P-12 --to OWNER"),
		Example: "  koe problem own P-12 --to sato", ValidArgsFunction: p.offers(upTo(1, problemOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseProblem(args[0])
			if err != nil {
				return err
			}
			if to == "" {
				return usage("who? --to NAME, or --to none")
			}
			who, err := owner(to)
			if err != nil {
				return err
			}
			return p.actOnProblem(cmd, func(*session) (model.Command, error) {
				return model.OwnProblem{Problem: id, Owner: who}, nil
			})
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the person, or none")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"to": ownerOffer})
	p.inJapanese(cmd, wording{short: "課題の担当者を設定する", flags: map[string]string{"to": "担当者、または none（担当者なし）"}})
	return cmd
}
