package trends

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

const (
	// engineTime bounds a question about trends: a long history read for the
	// first time may take a while, and nobody waits for it.
	engineTime = 30 * time.Second
	// lateAfter is when the screen says that it is still working out a day.
	lateAfter = time.Second
	// wideFrom is the width from which more is said and compared.
	wideFrom = 100
	// narrowBelow is the width under which the header has no room for both the
	// day and how often a flag is false.
	narrowBelow = 80
	// staleAfter is when an answer about the running day is asked for anew once
	// somebody looks again.
	staleAfter = 10 * time.Minute
	// oldAfter is how many days without a complaint make the newest one old.
	oldAfter = 4
	// bygoneAfter is how many days the sparklines reach back.
	bygoneAfter = 7 * kit.SparkWeeks
)

// overview is the first page: how the tags stand on a day.
type overview struct {
	w     *ways
	size  widget.Size // of the screen
	drawn bool        // the screen was drawn since it last asked
	asker *screen.Ask[model.Trends]
	asked bool
	again bool  // something changed while an answer was under way
	wants stand // what is to be shown
	under stand // what is being asked for
	held  stand // what the answer in view is about
	asOf  time.Time
	gen   int
	slow  bool

	t    model.Trends
	have bool
	fail bool // the first answer was an error
	seen seen

	filter  string
	order   order
	window  int // days counted in the column
	compare compare
	unfold  map[model.TagKey]bool

	items          []item
	cursor         int
	at             item // the item under the cursor, to find it again
	top            int  // lines above the window
	page           int  // items in the window
	settledEfforts int  // actions whose story is over: their problems tell it
}

// A stand is a day stood at and the kind of matters counted; zero is today and
// complaints.
type stand struct {
	on   model.Day
	kind model.Kind
}

// seen is how the tags stood when this person last looked, as the first answer
// of the day said: the desk remembers only the newest look, which is this one.
type seen struct {
	on     model.Day
	looked model.Day
	was    map[model.TagKey]trend.State
	told   bool // the desk knows of this look
}

// late says that a question has been under way for a second.
type late struct{ gen int }

// For is the screen it is for.
func (late) For() screen.ID { return screen.Trends }

func newOverview(w *ways) *overview {
	return &overview{
		w: w, window: 7, compare: compareBoth, unfold: map[model.TagKey]bool{},
		asker: kit.Question[model.Trends](w.Kit, engineTime),
	}
}

// Ask asks for the trends, unless the same question is under way: then it is
// put again after the answer, so that a busy desk does not starve the screen.
func (o *overview) Ask() tea.Cmd {
	if o.asker.Waiting() && o.under == o.wants {
		o.again = true
		return nil
	}
	o.asked, o.again, o.slow, o.under = true, false, false, o.wants
	o.gen++
	desk, q, gen := o.w.desk, o.query(), o.gen
	done := make(chan struct{})
	put := o.asker.Put(o.w.Ctx, func(ctx context.Context) (model.Trends, error) {
		defer close(done)
		return desk.Trends(ctx, q)
	})
	return tea.Batch(put, func() tea.Msg {
		timer := time.NewTimer(lateAfter)
		defer timer.Stop()
		select {
		case <-timer.C:
			return late{gen}
		case <-done:
			return nil
		}
	})
}

func (o *overview) query() model.TrendQuery {
	return model.TrendQuery{On: o.wants.on, Kind: o.wants.kind, Who: o.w.Who.ID}
}

// Take takes the answer, and keeps the old one in view where there is none.
func (o *overview) Take(msg tea.Msg) (tea.Cmd, bool) {
	if l, ok := msg.(late); ok {
		o.slow = o.asker.Waiting() && l.gen == o.gen
		return nil, true
	}
	t, err, ok := o.asker.Take(msg)
	if !ok {
		return nil, false
	}
	o.slow = false
	if err != nil {
		o.wants, o.asked, o.fail = o.held, o.have, !o.have
		return screen.SayError(o.w.Say, err), true
	}
	o.remember(&t)
	o.t, o.have, o.fail, o.held, o.asOf = t, true, false, o.under, o.w.Now()
	o.w.SetEmpty(t.Logged == 0)
	o.arrange()
	cmds := []tea.Cmd{o.look()}
	if o.again {
		cmds = append(cmds, o.Ask())
	}
	return tea.Batch(cmds...), true
}

// remember keeps how the tags stood at the last look, from the first answer
// about the running day on.
func (o *overview) remember(t *model.Trends) {
	if !t.Today {
		return
	}
	if o.seen.on != t.On {
		o.seen = seen{on: t.On, looked: t.Looked, was: map[model.TagKey]trend.State{}}
		for i := range t.Rows {
			if r := &t.Rows[i]; r.WasKnown {
				o.seen.was[r.Tag] = r.Was
			}
		}
		return
	}
	t.Looked = o.seen.looked
	for i := range t.Rows {
		r := &t.Rows[i]
		r.Was, r.WasKnown = o.seen.was[r.Tag], false
		if _, ok := o.seen.was[r.Tag]; ok {
			r.WasKnown = true
		}
	}
}

// look tells the desk, once a day, that this person has seen the running day's
// trends.
func (o *overview) look() tea.Cmd {
	if !o.have || !o.t.Today || o.seen.told || !o.drawn || o.wants.kind > model.KindComplaint {
		return nil
	}
	o.seen.told = true
	desk, who, t := o.w.desk, o.w.Who.ID, o.t
	ctx, say := o.w.Ctx, o.w.Say
	return screen.Address(screen.Trends, func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, screen.WriteTime)
		defer cancel()
		if err := desk.Look(ctx, who, t); err != nil {
			return screen.Toast{Tone: screen.Warn, Text: say.Error(err)}
		}
		return nil
	})
}

// stood is the day the page shows or is about to show.
func (o *overview) stood() model.Day {
	switch {
	case o.wants.on != 0:
		return o.wants.on
	case o.t.Today:
		return o.t.On
	}
	return model.DayOf(o.w.Today())
}

// lookFrom asks how things stood on a day.
func (o *overview) lookFrom(day model.Day) tea.Cmd {
	today := model.DayOf(o.w.Today())
	if day > today {
		return screen.Say(screen.Note, o.w.Say.Trends.NotFuture)
	}
	o.wants.on = day
	if day == today {
		o.wants.on = 0
	}
	return o.Ask()
}

// isOld reports whether the newest complaint is long before the day shown.
func (o *overview) isOld() bool {
	return o.have && o.t.Newest != 0 && o.t.On-o.t.Newest >= oldAfter
}

// isStale reports whether the answer about the running day is no longer of now.
func (o *overview) isStale() bool {
	return o.have && o.t.Today && o.w.Now().Sub(o.asOf) > staleAfter
}

// isBygone reports whether the newest complaint lies before everything the rows
// would show.
func (o *overview) isBygone() bool {
	return o.t.Newest != 0 && o.t.On-o.t.Newest > bygoneAfter
}

// status is the header's right end: how often a flag is false, and the day.
func (o *overview) status() []string {
	t := o.w.Say.Trends
	if !o.have {
		if o.slow {
			return []string{t.Computing(o.w.Day(o.stood()))}
		}
		return nil
	}
	day := o.w.Day(o.t.On)
	note := o.w.Between()
	if o.slow {
		return []string{t.Computing(o.w.Day(o.stood())) + note + day}
	}
	if o.w.IsEmpty() {
		return []string{day}
	}
	tags := 0
	if o.t.Report != nil {
		tags = o.t.Report.Tested
	}
	if o.size.Width < wideFrom {
		if o.size.Width < narrowBelow {
			return []string{day, t.FalseFlagsShort}
		}
		return []string{t.Tags(tags) + note + t.FalseFlagsShort + note + day}
	}
	if o.t.Today {
		day += " " + t.SoFar
	}
	return []string{t.Tags(tags) + note + t.FalseFlags, day}
}

// On is the day looked from.
func (o *overview) On() model.Day { return o.t.On }

// forecasts is how many of them held, of how many.
func (o *overview) forecasts() (held, scored int) { return o.t.Held, o.t.Scored }

// Effort is the measured action of a problem, nil where it is not in force.
func (o *overview) Effort(id model.ProblemID, n int) *model.Effort {
	for i := range o.t.Efforts {
		if e := &o.t.Efforts[i]; e.Problem.ID == id && e.Action.N == n {
			return e
		}
	}
	return nil
}

// RowOf is the trend of a tag, nil where it has none.
func (o *overview) RowOf(path model.TagPath) *model.TrendRow {
	if path == "" {
		return nil
	}
	tag := path.Key()
	for i := range o.t.Rows {
		if r := &o.t.Rows[i]; r.Tag == tag {
			return r
		}
	}
	return nil
}

// Tags are those that are counted.
func (o *overview) Tags() []model.TagPath {
	tags := make([]model.TagPath, len(o.t.Rows))
	for i := range o.t.Rows {
		tags[i] = o.t.Rows[i].Path
	}
	return tags
}
