package main

import (
	"cmp"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"koe/cmd/koe/manual"
	"koe/model/text"
	"koe/model/trend"
	"koe/model/trend/backtest"
	"koe/model/trend/effect"
	"koe/model/when"
)

// effectFlags are what koe effect is asked.
type effectFlags struct {
	tag, from, signal, on, contacts string
	apart                           []string
	expected                        int
}

func (p *program) effectCommand() *cobra.Command {
	var f effectFlags
	cmd := &cobra.Command{
		Use:   "effect [flags] COUNTS.csv|-",
		Short: "Judge over a file of daily counts whether an action worked",
		Long: "Judge what an action on one category did, from a file date,category,count. What came since is held\n" +
			"against what would have come without it: the category's own past up to the rise, its season, and how\n" +
			"the other categories and the contacts handled moved. Missing days are zero. It needs no database.\n\n" +
			"The verdict is worked, back-to-usual, no-clear-change, worse, too-early or none, the last two with the\n" +
			"reason. A rise that nobody names with --signal is looked for, and the four weeks before the action are\n" +
			"left out: what was picked for being high comes down by itself.",
		Example: "  koe effect counts.csv --tag billing --from 2026-06-02\n" +
			"  koe effect counts.csv --tag billing --from 2026-06-02 --signal 2026-05-12 --contacts contacts.csv --json",
		Args: exactly(1, "which file? koe effect COUNTS.csv --tag CATEGORY --from DAY, or - for standard input"),

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error { return p.effect(cmd, args[0], &f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.tag, "tag", "", "the category that was acted on")
	flags.StringVar(&f.from, "from", "", "the first day on which the action was in force: 2026-06-02, '3 weeks ago'")
	flags.StringVar(&f.signal, "signal", "", "the first day of the rise that led to it, if it is known")
	flags.StringVar(&f.on, "on", "", "the day to judge at (the file's last if not said)")
	flags.StringVar(&f.contacts, "contacts", "", "a file date,contacts of the contacts handled")
	flags.StringArrayVar(&f.apart, "apart", nil, "a category that is nothing to compare with, for it was acted on as well; again for each")
	flags.IntVar(&f.expected, "expected", 0, "the drop that was expected, in per cent: 30")
	p.jsonFlag(cmd)
	takesFile(cmd, "contacts")
	p.offerAt(cmd, flagOffers{"tag": nil, "from": nil, "signal": nil, "on": nil, "apart": nil, "expected": nil})
	p.inJapanese(cmd, wording{
		short: "日別件数のファイルで、対策に効果があったかを判定する",
		long: "「日付,分類,件数」のファイルを読み、ある分類への対策の効果を判定します。実施後の件数を、何もしなかった\n" +
			"場合の件数と比べます。比較には、増加が始まる前のその分類の推移と季節、他の分類と対応件数の動きを使います。\n" +
			"行のない日は0件とみなします。データベースは不要です。\n\n" +
			"判定は worked（効果あり）、back-to-usual（平常に復帰）、no-clear-change（明らかな変化なし）、worse（悪化）、\n" +
			"too-early（まだ早い）、none（判定不可）のいずれかで、後の二つには理由が付きます。--signal がなければ増加の\n" +
			"始まりを探し、実施前の4週間は比較に使いません。件数が多いときに選ばれたものは、自然に減るためです。",
		flags: map[string]string{
			"tag": "対策をした分類", "from": "実施日: 2026-06-02、3週間前", "signal": "対策のきっかけとなった増加の最初の日（分かる場合）",
			"on": "判定する日（省略時はファイルの最後の日付）", "contacts": "対応件数のファイル（日付,件数）",
			"apart": "同じ時期に対策をしたため比較に使わない分類（複数指定可）", "expected": "見込んだ減少率（%）: 30",
		},
	})
	return cmd
}

func (p *program) effect(cmd *cobra.Command, file string, f *effectFlags) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	if f.expected < 0 || f.expected > 99 {
		return usage("--expected is a drop of 1 to 99 per cent, not %d", f.expected)
	}
	counts, err := readCounts(p, file, func(r io.Reader) (*backtest.Counts, error) { return backtest.Read(r, trend.UnitDay) })
	if err != nil {
		return err
	}
	desk := trend.Desk{On: counts.Last, Series: counts.Series}
	q := effect.Question{Expected: 1 - float64(f.expected)/100} // 1 where none is said
	if err := f.ask(&q, &desk, counts, when.Reader{Now: p.clock(), Sense: when.Past}); err != nil {
		return err
	}
	if f.contacts != "" {
		c, err := readCounts(p, f.contacts, backtest.ReadContacts)
		if err != nil {
			return err
		}
		desk.Contacts, desk.ContactsStart = c.Counts, c.First
	}
	e, err := effect.Measure(&desk, trend.UnitDay, q)
	if err != nil {
		return err
	}
	if p.json {
		return printJSON(cmd.OutOrStdout(), effectLine{q.Key, q.Effective.String(), desk.On.String(), effectJSON(&e)})
	}
	parts := out.words.Effected(&e, "-", func(key string) string { return key })
	parts[0] = q.Key + ": " + parts[0]
	out.line("%s", strings.Join(parts, out.words.Trends.Reason.Join))
	return out.err
}

// ask makes the question of the flags.
func (f *effectFlags) ask(q *effect.Question, d *trend.Desk, counts *backtest.Counts, r when.Reader) (err error) {
	if f.tag == "" || f.from == "" {
		return usage("which category, and since when? --tag CATEGORY --from DAY")
	}
	if q.Key, err = f.category("tag", f.tag, counts); err != nil {
		return err
	}
	for _, key := range f.apart {
		if key, err = f.category("apart", key, counts); err != nil {
			return err
		}
		q.Apart = append(q.Apart, key)
	}
	for _, d := range []struct {
		flag, value string
		to          *trend.Day
	}{{"from", f.from, &q.Effective}, {"signal", f.signal, &q.Signal}, {"on", f.on, &d.On}} {
		day, err := flagDayIf(d.flag, d.value, r)
		if err != nil {
			return err
		}
		if day != 0 {
			*d.to = trend.DayOf(day.Time(nil).Date())
		}
	}
	switch {
	case d.On > counts.Last:
		return usage("--on %v lies after the last day of the file, %v; nothing is known of the days between", d.On, counts.Last)
	case q.Signal > q.Effective:
		return usage("--signal %v lies after --from %v: the rise came before the action", q.Signal, q.Effective)
	}
	return nil
}

// category finds a category of the file by its name, however it is written.
func (f *effectFlags) category(flag, typed string, counts *backtest.Counts) (string, error) {
	var names []string
	for i := range counts.Series {
		name := counts.Series[i].Key
		if name == typed {
			return name, nil
		}
		names = append(names, name)
	}
	for _, name := range names {
		if text.Key(name) == text.Key(typed) {
			return name, nil
		}
	}
	near := cmp.Or(manual.Nearest(typed, names), names[0])
	return "", usage("--%s: the file has no category %q; it has %d, such as %q", flag, typed, len(names), near)
}

// effectLine is the effect of an action on a category of a file, as JSON.
type effectLine struct {
	Tag  string `json:"tag"`
	From string `json:"from"`
	On   string `json:"on"`
	effectNumbers
}

// effectNumbers are an effect as JSON. Ratios are rate ratios; null where there
// is no interval.
type effectNumbers struct {
	Verdict  string     `json:"verdict"`
	Reason   string     `json:"reason"`
	Ratio    *float64   `json:"ratio"`
	Low      *float64   `json:"low"`
	High     *float64   `json:"high"`
	Desk     *float64   `json:"desk"`
	DeskLow  *float64   `json:"desk_low"`
	DeskHigh *float64   `json:"desk_high"`
	Weeks    int        `json:"weeks"`
	Expected float64    `json:"expected"`
	Tellable *float64   `json:"tellable"`
	Usual    effectRate `json:"usual"`
	Came     effectRate `json:"when_it_came"`
	Now      effectRate `json:"now"`
	Rose     *float64   `json:"rose"`
	Fell     *float64   `json:"fell"`
	Baseline []string   `json:"baseline"`
	Others   int        `json:"others"`
	Contacts bool       `json:"contacts"`
	Season   bool       `json:"season"`
	Moved    []string   `json:"moved,omitempty"`
}

// effectRate is so many issues in so many days.
type effectRate struct {
	Issues int     `json:"issues"`
	Days   int     `json:"days"`
	Daily  float64 `json:"per_day"`
}

func effectJSON(e *effect.Effect) effectNumbers {
	known := func(i effect.Interval, v float64) *float64 {
		if !i.Known() {
			return nil
		}
		return &v
	}
	rate := func(r effect.Rate) effectRate { return effectRate{r.Issues, r.Days, r.Daily()} }
	l := effectNumbers{
		Verdict: e.Verdict.String(), Reason: e.Reason.String(),
		Ratio: known(e.Interval, e.Ratio), Low: known(e.Interval, e.Low), High: known(e.Interval, e.High),
		Desk: known(e.Desk, e.Desk.Ratio), DeskLow: known(e.Desk, e.Desk.Low), DeskHigh: known(e.Desk, e.Desk.High),
		Weeks: e.Weeks, Expected: e.Expected, Usual: rate(e.Usual), Came: rate(e.Came), Now: rate(e.Now),
		Rose: known(e.Rose, e.Rose.Ratio), Fell: known(e.Fell, e.Fell.Ratio),
		Others: e.Others, Contacts: e.Contacts, Season: e.Season, Moved: e.Moved,
	}
	if e.Tellable > 0 {
		l.Tellable = &e.Tellable
	}
	if e.Baseline.Days() > 0 {
		l.Baseline = []string{e.Baseline.From.String(), e.Baseline.To.String()}
	}
	return l
}
