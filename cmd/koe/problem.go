package main

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"koe/cmd/koe/manual"
	"koe/model"
	"koe/model/query"
	"koe/model/when"
	"koe/model/words"
	"koe/tui/lang"
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

func (p *program) problemShow() *cobra.Command {
	cmd := &cobra.Command{
		Use: "show PROBLEM", Short: "Show a problem with its actions and issues", Args: exactly(1, "which? koe problem show P-12"),
		Example: "  koe problem show P-12", ValidArgsFunction: p.offers(upTo(1, problemOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseProblem(args[0])
			if err != nil {
				return err
			}
			ask := func(s *session) (model.ProblemView, error) { return s.Problem(cmd.Context(), id) }
			return showOne(p, cmd, ask, problemJSON, func(o *printer, s *session, v model.ProblemView) {
				t, err := s.Trends(cmd.Context(), model.TrendQuery{Who: s.who.ID})
				if err != nil && o.err == nil {
					o.err = err
					return
				}
				o.problem(s, v, &t)
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "課題を対策とお申し出とともに表示する"})
	return cmd
}

func (o *printer) problem(s *session, v model.ProblemView, t *model.Trends) {
	b, w := &v.Problem, o.words
	o.line("%s  %s  %s", b.ID, w.Stage(b.Stage), b.Title)
	o.line("")
	for _, f := range []struct{ name, value string }{
		{w.Shell.Owner, cmp.Or(string(b.Owner), "-")},
		{w.Shell.Tags, v.TagPath.Plain()},
		{w.Shell.Rule, b.Rule},
		{w.Shell.Cause, b.Cause},
		{w.Shell.Goal, b.Goal},
		{w.Shell.TellThem, b.Tell},
		{w.Shell.Workaround, b.Workaround},
		{w.Shell.Result, b.Result},
		{w.Trends.Problems.Ask.Onset, dayIf(b.Since)},
		{w.Shell.Linked, w.Shell.LinkedOpen(v.Linked, v.Open)},
	} {
		if f.value != "" {
			o.line("%s %s", pad(f.name, 14), strings.ReplaceAll(f.value, "\n", "\n               "))
		}
	}
	for _, a := range b.Actions {
		what := w.Common.Aside(w.ActionType(a.Type) + w.Trends.Changes.List + cmp.Or(string(a.Owner), "-"))
		o.line("%s %d. %s%s %s", pad(w.Shell.Action, 14), a.N, a.Text, what, o.standing(&a, s.Now().Day(s.zone)))
		for i := range t.Efforts {
			if e := &t.Efforts[i]; e.Problem.ID == b.ID && e.Action.N == a.N {
				o.line("%s    %s", pad("", 14), strings.Join(w.Effort(e, "-", dayOf), w.Trends.Reason.Join))
			}
		}
	}
	for _, n := range b.Decisions {
		if !n.Retracted {
			o.line("%s %s %s: %s", pad(w.Shell.Decision, 14), n.At.Time(s.zone).Format("2006-01-02"), n.By, n.Text)
		}
	}
	for _, n := range b.Heard {
		if !n.Retracted {
			o.line("%s %s %s: %s", pad(w.Shell.Heard, 14), n.At.Time(s.zone).Format("2006-01-02"), n.By, n.Text)
		}
	}
	if len(v.Issues) > 0 {
		o.line("")
	}
	for _, r := range v.Issues {
		o.row(s, r)
	}
	if n := len(v.Issues); n < v.Linked {
		o.line("… %d/%d: koe list problem:%s --limit %d", n, v.Linked, b.ID, v.Linked)
	}
}

// standing is where an action stands, in words.
func (o *printer) standing(a *model.Action, today model.Day) string {
	t, e := o.words.Trends.Problems, o.words.Trends.Effect
	var parts []string
	switch {
	case a.Cancelled != "":
		return t.Cancelled(a.Cancelled)
	case a.Effective != 0:
		parts = append(parts, t.InForce(dayOf(a.Effective)))
	case a.Overdue(today):
		parts = append(parts, t.Overdue(dayOf(a.Due)))
	case a.Due != 0:
		parts = append(parts, t.Due(dayOf(a.Due)))
	}
	if a.Expected != 0 {
		parts = append(parts, e.Expected(o.words.Percent(-float64(a.Expected)/100, "-")))
	}
	if a.JudgeOn != 0 {
		parts = append(parts, e.JudgedOn(dayOf(a.JudgeOn)))
	}
	return strings.Join(parts, o.words.Trends.Changes.List)
}

// dayIf is a day that may not be set.
func dayIf(d model.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
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

func (p *program) problemNew() *cobra.Command {
	var tag, rule, who, since string
	var issues []string
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
			if rule != "" {
				if _, err := query.Parse(rule); err != nil {
					return inQuery(rule, err)
				}
			}
			return p.actOnProblem(cmd, func(s *session) (model.Command, error) {
				if err := knownTag(cmd.Context(), s, tag); err != nil {
					return nil, err
				}
				c := model.NewProblem{Title: strings.Join(args, " "), Tag: model.TagPath(tag), Rule: rule, Owner: id, Issues: ns}
				if since != "" || tag == "" {
					c.Since, err = flagDayIf("since", since, s.reader(when.Past))
					return c, err
				}
				c.Since, err = onsetOf(cmd.Context(), s, c.Tag)
				return c, err
			})
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "the first day of the rise, with which nothing later is compared: 2026-06-30 (that of the tag's signal if not said)")
	cmd.Flags().StringVar(&tag, "tag", "", "the tag whose trend is its trend")
	cmd.Flags().StringVar(&rule, "rule", "", "a query that describes its issues; koe link links them")
	cmd.Flags().StringVar(&who, "owner", "", "who is accountable")
	cmd.Flags().StringArrayVar(&issues, "issue", nil, "an issue to link; again for each")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"tag": tagOffer, "rule": queryOffer, "owner": personOffer, "issue": numberOffer, "since": nil})
	p.inJapanese(cmd, wording{short: "タグ、条件、お申し出から課題を作る", flags: map[string]string{
		"tag": "この課題の傾向を見るタグ", "rule": "課題のお申し出を表す条件（紐づけは koe link）", "owner": "担当者", "issue": "紐づけるお申し出（複数指定可）", "since": "増加の最初の日: 2026-06-30（省略時はタグの兆候の開始日）",
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
				if _, err := query.Parse(rule); err != nil {
					return inQuery(rule, err)
				}
				c.Rule = &rule
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
				return c, nil
			})
		},
	}
	cmd.Flags().StringVar(&title, "title", "", "what it is called")
	cmd.Flags().StringVar(&tag, "tag", "", "the tag whose trend is its trend; empty for none")
	cmd.Flags().StringVar(&rule, "rule", "", "a query that describes its issues; empty for none")
	cmd.Flags().StringVar(&since, "since", "", "the first day of the rise: 2026-06-30; empty where it is not known")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"title": nil, "tag": tagOffer, "rule": queryOffer, "since": nil})
	p.inJapanese(cmd, wording{short: "課題の対象を訂正する", flags: map[string]string{
		"title": "課題名", "tag": "この課題の傾向を見るタグ（空欄でなし）", "rule": "課題のお申し出を表す条件（空欄でなし）", "since": "増加の最初の日: 2026-06-30（不明なら空欄）",
	}})
	return cmd
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

func (p *program) linkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "link NUMBER... PROBLEM", Short: "Link issues to a problem; no count changes", Example: "  koe link 12 13 P-2",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("which issues, to which problem? koe link NUMBER... P-12")
			}
			return nil
		},
		ValidArgsFunction: p.offers(behindNumbers(problemOffer, numberOffer)),
		RunE:              func(cmd *cobra.Command, args []string) error { return p.link(cmd, args, true) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "お申し出を課題に紐づける（集計は変わらない）"})
	return cmd
}

func (p *program) unlinkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "unlink NUMBER... PROBLEM", Short: "Take issues out of their problem; no count changes", Example: "  koe unlink 12 13 P-2",
		Args:              some("which issues? koe unlink NUMBER... P-12"),
		ValidArgsFunction: p.offers(behindNumbers(problemOffer, numberOffer)),
		RunE:              func(cmd *cobra.Command, args []string) error { return p.link(cmd, args, false) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "お申し出を課題から外す（集計は変わらない）"})
	return cmd
}

// link reads NUMBER... PROBLEM; unlinking checks that the issues are in the
// problem that is named, so that a slip of the finger takes nothing out.
func (p *program) link(cmd *cobra.Command, args []string, link bool) error {
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
			return model.Link{Issues: ns, Problem: id}, nil
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
