package trend

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// testDesk is thirty tags of 0.3 to 5 issues a day over so many days, weekends
// at half.
func testDesk(seed uint64, days int) *Desk {
	r := rand.New(rand.NewPCG(seed, 1))
	d := &Desk{On: Day(days - 1)}
	for i := 0; i < 30; i++ {
		s := Series{Key: fmt.Sprintf("t%02d", i), Counts: make([]int32, days)}
		for k := range s.Counts {
			s.Counts[k] = draw(r, testRate(i, Day(k)))
		}
		d.Series = append(d.Series, s)
	}
	return d
}

func testRate(i int, day Day) float64 {
	m := 0.3 * math.Pow(16, float64(i)/29)
	if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
		m /= 2
	}
	return m
}

func draw(r *rand.Rand, mean float64) (n int32) {
	for t := r.ExpFloat64(); t < mean; t += r.ExpFloat64() {
		n++
	}
	return n
}

// surge multiplies a tag's counts from the day on, n days long.
func surge(d *Desk, i int, from Day, n int, factor float64) {
	r := rand.New(rand.NewPCG(uint64(from), uint64(i)))
	for k := from; k < from+Day(n) && int(k) < len(d.Series[i].Counts); k++ {
		d.Series[i].Counts[k] += draw(r, (factor-1)*testRate(i, k))
	}
}

func evaluate(t *testing.T, d *Desk) *Report {
	t.Helper()
	e, err := NewEngine(Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Evaluate(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func flagged(r *Report) (keys []string) {
	for i := range r.Rows {
		if r.Rows[i].LookAt {
			keys = append(keys, r.Rows[i].Key)
		}
	}
	return keys
}

func TestSurgeIsFound(t *testing.T) {
	d := testDesk(1, 400)
	surge(d, 20, 388, 12, 3)
	row := evaluate(t, d).Row("t20")
	if !row.ActOn || row.State != Spiking {
		t.Fatalf("a rate three times as high for 12 days: state %v, q %g", row.State, row.Q)
	}
	if off := row.Onset - 388; off < -2 || off > 2 {
		t.Errorf("onset %d, planted on 388", row.Onset)
	}
	came := 0.0
	for k := 388; k < 400; k++ {
		came += float64(d.Series[20].Counts[k]) - testRate(20, Day(k))
	}
	if math.Abs(row.Excess-came) > 0.4*came {
		t.Errorf("excess %.1f, planted %.1f", row.Excess, came)
	}
	if row.Ratio < 1.8 || row.Reason.Since != row.Onset || row.Reason.Observed <= row.Reason.High {
		t.Errorf("reason %+v, ratio %.2f", row.Reason, row.Ratio)
	}
}

func TestQuietDeskIsQuiet(t *testing.T) {
	for _, days := range []int{21, 60, 120, 400} {
		acts := 0
		for seed := uint64(10); seed < 20; seed++ {
			r := evaluate(t, testDesk(seed, days))
			for i := range r.Rows {
				if r.Rows[i].ActOn {
					acts++
				}
			}
		}
		if acts > 1 {
			t.Errorf("%d days: %d rows to act on in ten quiet looks", days, acts)
		}
	}
}

func TestPastSurgeDoesNotHideTheNext(t *testing.T) {
	d := testDesk(2, 400)
	surge(d, 20, 390, 10, 3)
	surge(d, 20, 200, 21, 6)
	row := evaluate(t, d).Row("t20")
	if !row.LookAt {
		t.Errorf("q %g after a surge of six times half a year ago", row.Q)
	}
}

func TestClosedDaysAreNoFalls(t *testing.T) {
	days := 400
	closed := func(d Day) bool {
		wd := d.Weekday()
		return wd == time.Saturday || wd == time.Sunday || d >= Day(days-5) // and a week of holidays up to now
	}
	d := testDesk(3, days)
	for i := range d.Series {
		for k := range d.Series[i].Counts {
			if closed(Day(k)) {
				d.Series[i].Counts[k] = 0
			}
		}
	}
	d.Closed = closed
	r := evaluate(t, d)
	for i := range r.Rows {
		if r.Rows[i].State == Falling || r.Rows[i].LookAt {
			t.Errorf("%s is %v", r.Rows[i].Key, r.Rows[i].State)
		}
	}
	for _, c := range r.Common {
		if c.Signal {
			t.Errorf("a desk that is closed is said to move: %+v", c)
		}
	}
}

func TestRunningDayIsComparedByNow(t *testing.T) {
	d := testDesk(4, 400)
	r := rand.New(rand.NewPCG(4, 4))
	for i := range d.Series {
		d.Series[i].Counts[d.On] = draw(r, 0.3*testRate(i, d.On))
	}
	d.ByNow = 0.3
	rep := evaluate(t, d)
	for _, row := range rep.Rows {
		want := 0.3 * testRate(int(row.Key[1]-'0')*10+int(row.Key[2]-'0'), d.On)
		if got := row.Windows[0].Expected; got < want/2.5 || got > want*2.5 {
			t.Errorf("%s: %.2f expected by now, true %.2f", row.Key, got, want)
		}
	}
	if c := rep.Common[0]; c.Signal {
		t.Errorf("the running day is said to be a fall: %+v", c)
	}
}

func TestCommonMovementIsSaidOnce(t *testing.T) {
	d := testDesk(5, 400)
	for i := range d.Series {
		surge(d, i, 386, 14, 2)
	}
	surge(d, 25, 390, 10, 3)
	r := evaluate(t, d)
	said := false
	for _, c := range r.Common {
		if c.Days == 7 && c.Signal && c.Factor > 1.6 && c.Factor < 2.4 {
			said = true
		}
	}
	if !said {
		t.Errorf("the desk doubled and it is not said: %+v", r.Common)
	}
	if got := flagged(r); len(got) == 0 || len(got) > 2 {
		t.Errorf("flagged %v; only t25 goes beyond the desk", got)
	}
	if row := r.Row("t25"); !row.LookAt {
		t.Errorf("t25 goes beyond the desk, q %g", row.Q)
	}
}

func TestCategoriesAreSaidOnce(t *testing.T) {
	d := testDesk(6, 400)
	for i := 24; i < 30; i++ {
		old := d.Series[i]
		old.Key = "new-" + old.Key
		old.Counts = append([]int32(nil), old.Counts...)
		for k := range old.Counts {
			if k < 385 {
				old.Counts[k] = 0
			} else {
				d.Series[i].Counts[k] = 0
			}
		}
		d.Series = append(d.Series, old)
	}
	r := evaluate(t, d)
	if r.Categories == nil || len(r.Categories.Born) != 6 || len(r.Categories.Died) < 5 {
		t.Fatalf("six tags were replaced: %+v", r.Categories)
	}
	if off := r.Categories.On - 385; off < -2 || off > 2 {
		t.Errorf("on %d, was 385", r.Categories.On)
	}
	for i := range r.Rows {
		if row := &r.Rows[i]; row.ActOn || row.Categories && row.LookAt {
			t.Errorf("%s is flagged", row.Key)
		}
	}
	if s := r.Row("new-t29").State; s != New {
		t.Errorf("a new tag is %v", s)
	}
}

func TestLearningAndNoYearYet(t *testing.T) {
	r := evaluate(t, testDesk(7, 20))
	for _, row := range r.Rows {
		if row.State != Learning || row.LookAt || row.VsYear.Known {
			t.Fatalf("at 20 days %s is %v", row.Key, row.State)
		}
	}
	r = evaluate(t, testDesk(7, 21))
	if r.Rows[5].State == Learning {
		t.Error("21 days are still learning")
	}
	r = evaluate(t, testDesk(7, 380))
	if c := r.Rows[5].VsYear; c.Known || !math.IsNaN(c.Ratio) {
		t.Errorf("380 days have no 28 days a year before: %+v", c)
	}
	r = evaluate(t, testDesk(7, 400))
	if c := r.Rows[20].VsYear; !c.Known || c.Ratio < 0.5 || c.Ratio > 2 {
		t.Errorf("400 days: %+v", c)
	}
}

func TestSafetyIsAlwaysListed(t *testing.T) {
	d := testDesk(8, 400)
	d.Series[0].S1 = 1
	if row := evaluate(t, d).Row("t00"); !row.Listed {
		t.Error("an S1 issue is not listed")
	}
}

func TestRatePerThousandContacts(t *testing.T) {
	d := testDesk(9, 400)
	d.Contacts = make([]int32, 400)
	for k := range d.Contacts {
		d.Contacts[k] = 500
	}
	row := evaluate(t, d).Row("t29")
	want := 1000 * float64(d.Series[29].Sum(393, 399)) / 3500
	if !row.Rate.Known || math.Abs(row.Rate.Now-want) > 1e-9 || row.Rate.Contacts != 3500 {
		t.Errorf("%+v, want %g", row.Rate, want)
	}
	d.Contacts[399] = -1
	if row := evaluate(t, d).Row("t29"); row.Rate.Contacts != 3000 {
		t.Errorf("a day without a known number counts: %+v", row.Rate)
	}
}

func TestParentIsTheSumOfItsLeaves(t *testing.T) {
	d := testDesk(10, 200)
	for i := 0; i < 5; i++ {
		d.Series[i].Parent = "p"
	}
	d.Series[5].Key = "p" // counted under the parent itself
	r := evaluate(t, d)
	p := r.Row("p")
	if p == nil || !p.IsParent || r.Tested != 29 {
		t.Fatalf("no parent row: %+v, %d tested", p, r.Tested)
	}
	want := 0
	for i := 0; i <= 5; i++ {
		want += d.Series[i].Sum(193, 199)
	}
	if p.Windows[1].Observed != want {
		t.Errorf("parent has %d, leaves %d", p.Windows[1].Observed, want)
	}
}

func TestFixedAndBackIsRecurred(t *testing.T) {
	d := testDesk(11, 400)
	s := &d.Series[20]
	for k := 250; k < 370; k++ {
		s.Counts[k] = int32(k % 7 / 6) // fixed: one a week
	}
	s.FixedOn = 250
	if row := evaluate(t, d).Row("t20"); row.State != Recurred || !row.Listed {
		t.Errorf("back at its old rate for 30 days: %v", row.State)
	}
	d.Series[21].FixedOn = 250
	if row := evaluate(t, d).Row("t21"); row.State == Recurred {
		t.Error("never changed, and called recurred")
	}
}

func TestFallingIsAWin(t *testing.T) {
	d := testDesk(12, 400)
	for k := 372; k < 400; k++ {
		d.Series[25].Counts[k] /= 4
	}
	if row := evaluate(t, d).Row("t25"); row.State != Falling || row.LookAt {
		t.Errorf("a quarter of its rate for four weeks: %v, p low %g", row.State, row.PLow)
	}
}

func TestChronicHead(t *testing.T) {
	d := testDesk(13, 400)
	for k := range d.Series[29].Counts {
		d.Series[29].Counts[k] += 40
		d.Series[28].Counts[k] += 20
	}
	r := evaluate(t, d)
	if len(r.Head) != 2 || r.Head[0] != "t29" || r.Head[1] != "t28" || r.HeadShare < 0.5 {
		t.Errorf("head %v of %g", r.Head, r.HeadShare)
	}
	if s := r.Row("t29").State; s != Chronic {
		t.Errorf("the head is %v", s)
	}
}

func TestUpdateAgreesWithEvaluate(t *testing.T) {
	d := testDesk(14, 400)
	for i := range d.Series {
		d.Series[i].Parent = fmt.Sprintf("p%d", i%4)
	}
	e, _ := NewEngine(Options{})
	ctx := context.Background()
	before, err := e.Evaluate(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	d.Series[7].Counts = append([]int32(nil), d.Series[7].Counts...)
	d.Series[7].Counts[399] += 12
	got, err := e.Update(ctx, before, d, "t07")
	if err != nil {
		t.Fatal(err)
	}
	want, _ := e.Evaluate(ctx, d)
	if before.Row("t07").LookAt {
		t.Error("the earlier report has changed")
	}
	for i := range want.Rows {
		g, w := &got.Rows[i], &want.Rows[i]
		if g.Key != w.Key || g.State != w.State || g.ActOn != w.ActOn || g.Windows[1].Observed != w.Windows[1].Observed {
			t.Errorf("%s: update says %v %v, evaluate %v %v", w.Key, g.State, g.Q, w.State, w.Q)
		}
	}
	if !got.Row("t07").ActOn {
		t.Error("twelve more today are not seen")
	}
}

func TestRefusedDesks(t *testing.T) {
	e, _ := NewEngine(Options{})
	for name, c := range map[string]struct {
		desk Desk
		want error
	}{
		"twice":    {Desk{Series: []Series{{Key: "a"}, {Key: "a"}}}, ErrDuplicateKey},
		"negative": {Desk{Series: []Series{{Key: "a", Counts: []int32{1, -1}}}}, ErrNegative},
		"by now":   {Desk{ByNow: 1.5}, ErrByNow},
		"nested":   {Desk{Series: []Series{{Key: "a", Parent: "b"}, {Key: "b", Parent: "c"}}}, ErrNested},
	} {
		if _, err := e.Evaluate(context.Background(), &c.desk); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := e.Evaluate(context.Background(), &Desk{}); err != nil {
		t.Errorf("an empty desk: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Evaluate(ctx, testDesk(1, 100)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestLookAheadHolds(t *testing.T) {
	var kept []Kept
	d := testDesk(15, 400)
	e, _ := NewEngine(Options{})
	for _, on := range []Day{300, 320, 340, 360} {
		then := *d
		then.On = on
		r, err := e.Evaluate(context.Background(), &then)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range r.Rows {
			kept = append(kept, Kept{row.Key, on, row.Next})
		}
	}
	kept = append(kept, Kept{"gone", 300, Range{}}, Kept{"t00", 395, Range{}})
	h := ScoreAhead(d, UnitDay, kept)
	if h.Of != 120 || h.Within < 84 || h.Within > 118 {
		t.Errorf("%d of %d weeks fell within ranges of 80 %%", h.Within, h.Of)
	}
}

func TestALookAheadIsScoredOnceItsWeekIsOver(t *testing.T) {
	d := &Desk{Series: []Series{
		{Key: "a/x", Parent: "a", Start: 100, Counts: []int32{1, 1, 1, 1, 1, 1, 1, 9}},
		{Key: "b", Start: 103, Counts: []int32{2}}, // nothing has come since, and nothing came before
	}}
	for name, c := range map[string]struct {
		on    Day
		byNow float64
		unit  Unit
		kept  Kept
		want  Held
	}{
		"the day before it is over":   {on: 105, kept: Kept{"a/x", 99, Range{Low: 7, High: 7}}},
		"on its last day":             {on: 106, kept: Kept{"a/x", 99, Range{Low: 7, High: 7}}, want: Held{1, 1}},
		"while its last day runs":     {on: 106, byNow: 0.9, kept: Kept{"a/x", 99, Range{Low: 7, High: 7}}},
		"on the running day after it": {on: 107, byNow: 0.1, kept: Kept{"a/x", 99, Range{Low: 7, High: 7}}, want: Held{1, 1}},
		"more came":                   {on: 107, kept: Kept{"a/x", 99, Range{Low: 1, High: 6}}, want: Held{Of: 1}},
		"fewer came":                  {on: 107, kept: Kept{"a/x", 99, Range{Low: 8, High: 9}}, want: Held{Of: 1}},
		"by its parent's name":        {on: 107, kept: Kept{"a", 100, Range{Low: 15, High: 15}}, want: Held{1, 1}},
		"a week of a quiet tag":       {on: 120, kept: Kept{"b", 103, Range{Low: 0, High: 3}}, want: Held{1, 1}},
		"a week that has few days":    {on: 110, kept: Kept{"b", 100, Range{Low: 2, High: 2}}, want: Held{1, 1}},
		"a tag that is gone":          {on: 107, kept: Kept{"c", 99, Range{Low: 0, High: 0}}},
		"a desk counted in weeks":     {on: 103, unit: UnitWeek, kept: Kept{"b", 102, Range{Low: 2, High: 2}}, want: Held{1, 1}},
	} {
		d.On, d.ByNow = c.on, c.byNow
		if got := ScoreAhead(d, c.unit, []Kept{c.kept}); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// A window counts all its days on a young desk too, where only its latest can be
// judged; the reason says how many those are.
func TestWindowsOfAYoungDeskAreWhole(t *testing.T) {
	for days := 22; days <= 45; days++ {
		d := testDesk(8, days)
		for _, row := range evaluate(t, d).Rows {
			s := Find(row.Key, d.Series)
			for _, w := range row.Windows {
				want := s.Sum(d.On-Day(w.Days-1), d.On)
				if w.Observed != want {
					t.Errorf("%d days: %s has %d in %d days, want %d", days, row.Key, w.Observed, w.Days, want)
				}
				if w.Looked > 0 && (w.Low > w.High || w.Expected <= 0 || float64(w.High) < w.Expected/2) {
					t.Errorf("%d days: %s: %+v", days, row.Key, w)
				}
			}
			if r := row.Reason; r.Days > 0 && r.Observed != s.Sum(d.On-Day(r.Days-1), d.On) {
				t.Errorf("%d days: %s says %d in %d days", days, row.Key, r.Observed, r.Days)
			}
		}
	}
}

// A tag that has just begun is expected to go on, not to be nothing.
func TestANewTagIsExpectedToGoOn(t *testing.T) {
	d := testDesk(8, 200)
	s := &d.Series[0]
	s.Counts = slices.Clone(s.Counts)
	for k := range s.Counts {
		s.Counts[k] = 0
		if k >= len(s.Counts)-21 {
			s.Counts[k] = 2
		}
	}
	next := Find(s.Key, d.Series)
	for _, row := range evaluate(t, d).Rows {
		if row.Key == next.Key && (row.Next.Expected < 7 || row.Next.Low < 3 || row.Next.High < 14) {
			t.Errorf("14 a week for three weeks: next %+v", row.Next)
		}
	}
}
