package main

import (
	"cmp"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/trend"
	"koe/model/when"
	"koe/model/words"
	"koe/tui/lang"
)

func (p *program) trendsCommand() *cobra.Command {
	var on, kind string
	var limit int
	cmd := &cobra.Command{
		Use:     "trends",
		Short:   "Which complaints are really rising, and which keep coming back",
		Long:    "How the tags stand on a day: flagged ones first, each with what was observed and what is usual.",
		Example: "  koe trends\n  koe trends --on 2026-07-13 --json\n  koe trends --on 先週金曜",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			q := model.TrendQuery{}
			if err := q.Kind.UnmarshalText([]byte(kind)); err != nil {
				return err
			}
			return p.trends(cmd, q, on, limit)
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "the day looked from: 2026-07-13, yesterday, 'last fri', 先月末 (today if not said)")
	cmd.Flags().StringVar(&kind, "kind", "", named(words.Kinds).In(lang.English)+" (complaints if not said)")
	cmd.Flags().IntVar(&limit, "limit", 20, "at most so many rows; 0 is all")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"on": nil, "kind": valueOffer(words.Kinds)})
	p.inJapanese(cmd, wording{
		short: "本当に増えている苦情と、繰り返している苦情を示す",
		long:  "ある日の時点でのタグごとの状況です。検知されたものから順に、実績と通常の範囲を示します。",
		flags: map[string]string{
			"on": "基準日: 2026-07-13、昨日、先週金曜、先月末（省略時は今日）", "kind": "種別: " + named(words.Kinds).In(lang.Japanese) + "（省略時は complaint）",
			"limit": "表示する行数の上限（0＝すべて）",
		},
	})
	return cmd
}

func (p *program) trends(cmd *cobra.Command, q model.TrendQuery, on string, limit int) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	if limit < 0 {
		return usage("--limit wants a number of rows, not %d", limit)
	}
	return p.with(cmd.Context(), func(s *session) error {
		q.Who = s.who.ID
		if q.On, err = flagDayIf("on", on, s.reader(when.Past)); err != nil {
			return err
		}
		t, err := s.Trends(cmd.Context(), q)
		if err != nil {
			return err
		}
		if p.json {
			for i := range t.Rows {
				if err := printJSON(cmd.OutOrStdout(), trendJSON(&t, &t.Rows[i])); err != nil {
					return err
				}
			}
			return nil
		}
		out.trends(s, &t, limit)
		return out.err
	})
}

// A trendLine is a tag of the trends as JSON.
type trendLine struct {
	Tag       string       `json:"tag"`
	Parent    string       `json:"parent,omitempty"`
	On        model.Day    `json:"on"`
	State     string       `json:"state"`
	Q         float64      `json:"q"`
	LookAt    bool         `json:"look_at"`
	ActOn     bool         `json:"act_on"`
	Windows   []windowJSON `json:"windows"`
	Ratio     *float64     `json:"ratio"`
	Since     *model.Day   `json:"since"`
	Excess    float64      `json:"excess"`
	Customers int          `json:"customers"`
	AtLeast   bool         `json:"customers_at_least,omitempty"` // of very many issues the newest were read
	Problem   string       `json:"problem"`
	Also      []string     `json:"also,omitempty"` // other problems of the tag that are worked on
	Owner     model.UserID `json:"owner"`
	Counts    []int32      `json:"counts"`
	VsMonth   changeJSON   `json:"vs_month"` // the last 28 days and the 28 before
	VsYear    changeJSON   `json:"vs_year"`  // the same a year ago
	Month     changeJSON   `json:"month_to_date"`
	Fiscal    changeJSON   `json:"fiscal_year_to_date"`
	Per1000   *perThousand `json:"per_1000_contacts"` // null where contacts are not known
	Efforts   []effortJSON `json:"efforts,omitempty"` // actions in force on its problems
}

// changeJSON compares two spans of days. Ratio is per usual open day; null where
// there is no such past, or nothing came in it.
type changeJSON struct {
	Known    bool      `json:"known"`
	Now      int       `json:"now"`
	Before   int       `json:"before"`
	Ratio    *float64  `json:"ratio"`
	From     model.Day `json:"from"`
	To       model.Day `json:"to"`
	FromThen model.Day `json:"from_then"`
	ToThen   model.Day `json:"to_then"`
}

func changeOf(c *trend.Change) changeJSON {
	day := model.DayFromEngine
	return changeJSON{c.Known, c.Now, c.Before, finite(c.Ratio), day(c.From), day(c.To), day(c.FromThen), day(c.Then)}
}

// perThousand is issues per 1,000 contacts: of the last 7 days, and of the 8
// weeks before.
type perThousand struct {
	Now      float64 `json:"now"`
	Before   float64 `json:"before"`
	Contacts int     `json:"contacts"`
}

// effortJSON is an action in force with its verdict.
type effortJSON struct {
	Problem   string       `json:"problem"`
	N         int          `json:"n"`
	Text      string       `json:"text"`
	Owner     model.UserID `json:"owner"`
	Effective model.Day    `json:"effective"`
	JudgeOn   *model.Day   `json:"judge_on"`
	Final     bool         `json:"final"` // the day of judging has come
	effectNumbers
}

// effortsOf are the actions in force on a tag, as JSON.
func effortsOf(t *model.Trends, path model.TagPath) []effortJSON {
	var all []effortJSON
	for i := range t.Efforts {
		e := &t.Efforts[i]
		if e.Path != path {
			continue
		}
		j := effortJSON{
			Problem: e.Problem.ID.String(), N: e.Action.N, Text: e.Action.Text, Owner: cmp.Or(e.Action.Owner, e.Problem.Owner),
			Effective: e.Action.Effective, Final: !e.Early(), effectNumbers: effectJSON(&e.Effect),
		}
		if e.Action.JudgeOn != 0 {
			j.JudgeOn = &e.Action.JudgeOn
		}
		all = append(all, j)
	}
	return all
}

type windowJSON struct {
	Days     int     `json:"days"`
	Observed int     `json:"observed"`
	Expected float64 `json:"expected"`
	Low      int     `json:"low"`
	High     int     `json:"high"`
	P        float64 `json:"p"`
}

func trendJSON(t *model.Trends, r *model.TrendRow) trendLine {
	line := trendLine{
		Tag: string(r.Path), Parent: r.Parent, On: t.On, State: r.State.String(), Q: r.Q, LookAt: r.LookAt, ActOn: r.ActOn,
		Ratio: finite(r.Ratio), Excess: r.Excess, Customers: r.Customers, AtLeast: r.CustomersAtLeast, Counts: r.Counts, Windows: []windowJSON{},
		VsMonth: changeOf(&r.VsMonth), VsYear: changeOf(&r.VsYear), Month: changeOf(&r.MonthToDate), Fiscal: changeOf(&r.FiscalYear), Efforts: effortsOf(t, r.Path),
	}
	if r.Rate.Known {
		line.Per1000 = &perThousand{r.Rate.Now, r.Rate.Before, r.Rate.Contacts}
	}
	for _, w := range r.Windows {
		line.Windows = append(line.Windows, windowJSON{w.Days, w.Observed, w.Expected, w.Low, w.High, w.P})
	}
	if since := r.Began(); since != 0 {
		line.Since = &since
	}
	if r.Problem != nil {
		line.Problem, line.Owner = r.Problem.ID.String(), r.Problem.Owner
		for i := range r.Others {
			line.Also = append(line.Also, r.Others[i].ID.String())
		}
	}
	return line
}

// finite leaves out what JSON has no number for.
func finite(f float64) *float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	return &f
}

// trends prints the rows for a person.
func (o *printer) trends(s *session, t *model.Trends, limit int) {
	w := o.words.Shell
	o.line("%s", w.TrendsOn(t.On.String(), t.Report.Tested))
	if t.Newest != 0 && t.Newest < t.On-7 {
		o.line("%s", w.NewestIs(t.Newest.String()))
	}
	for _, c := range t.Report.Common {
		if c.Signal && c.Days == 7 {
			o.line("%s", w.AllMoved(c.Days, c.Factor))
		}
	}
	shown := 0
	for i := range t.Rows {
		if limit > 0 && shown == limit {
			o.line("%s", w.MoreTags(len(t.Rows)-shown))
			break
		}
		shown++
		o.trend(&t.Rows[i])
	}
	o.efforts(t)
}

// efforts prints what came of the actions in force.
func (o *printer) efforts(t *model.Trends) {
	if len(t.Efforts) == 0 {
		return
	}
	o.line("")
	o.line("%s", o.words.Trends.DidItWork)
	older := 0
	for i := range t.Efforts {
		e := &t.Efforts[i]
		if !t.InFront(e) {
			older++
			continue
		}
		o.line("  %s %s: %s", e.Problem.ID, oneLine(e.Problem.Title, 40), strings.Join(o.words.Effort(e, "-", model.Day.String), o.words.Trends.Reason.Join))
	}
	if older > 0 {
		o.line("  %s", o.words.Shell.OlderActions(older))
	}
}

func (o *printer) trend(r *model.TrendRow) {
	mark := " "
	if r.ActOn {
		mark = "!"
	} else if r.LookAt {
		mark = "?"
	}
	name := r.Path.Plain()
	if name == "" {
		name = o.words.Shell.Untagged
	}
	week := window(r.Windows, 7)
	owner := ""
	if r.Problem != nil {
		owner = r.ProblemMark() + " " + string(cmp.Or(r.Problem.Owner, "-"))
	}
	o.line("%s %s %s %5d  %s  %s %s", mark, pad(name, 40), pad(weeks(r.Counts), 13), week.Observed, pad(o.words.Shell.Usual(week.Low, week.High), 12), pad(o.words.Shell.TrendState(r.State), 12), owner)
}

func window(ws []trend.Window, days int) trend.Window {
	for _, w := range ws {
		if w.Days == days {
			return w
		}
	}
	return trend.Window{}
}

// weeks draws the counts of 13 weeks in eight heights.
func weeks(daily []int32) string {
	var sums []int
	top := 1
	for i := 0; i+7 <= len(daily); i += 7 {
		sum := 0
		for _, c := range daily[i : i+7] {
			sum += int(c)
		}
		sums = append(sums, sum)
		top = max(top, sum)
	}
	var b strings.Builder
	for _, n := range sums {
		b.WriteRune([]rune("▁▂▃▄▅▆▇█")[n*7/top])
	}
	return b.String()
}
