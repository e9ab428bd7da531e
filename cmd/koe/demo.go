package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/when"
	"koe/store/demo"
	"koe/store/desk"
	"koe/tui/lang"
)

func (p *program) demoCommand() *cobra.Command {
	var keep, on string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open a made-up desk to look around in",
		Long: "Open a made-up desk, in English or in Japanese (--lang), in a temporary database: two years, forty\n" +
			"tags, two problems that rise and one that was fixed. Everything works and nothing of it is kept,\n" +
			"unless --keep names a file: koe --db FILE --as you opens it then.\n\n" +
			"The desk ends the day before today, or before --on DAY. With --on the screens take that day for\n" +
			"today: their clock begins at ten in the morning and runs on, and the desk is called after the day.\n" +
			"A file that was kept is opened on the machine's own day, like any other.",
		Example: "  koe demo\n  koe demo --lang ja --on 2026-11-22\n  koe demo --keep demo.db && koe --db demo.db --as you",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			day, err := p.demoDay(on)
			if err != nil {
				return err
			}
			return p.demo(cmd, keep, day)
		},
	}
	cmd.Flags().StringVar(&keep, "keep", "", "make the desk in this new file, and do not open it")
	cmd.Flags().StringVar(&on, "on", "", "the day that it is there: "+likeDays+" (today if not said)")
	takesFile(cmd, "keep")
	p.offerAt(cmd, flagOffers{"on": nil})
	p.inJapanese(cmd, wording{
		short: "架空の窓口を開いて、ひととおり試す",
		long: "架空の窓口を一時的なデータベースに作って開きます。日本語または英語（--lang）で、2年分のお申し出、\n" +
			"40のタグ、増えている課題2件と解決した課題1件が入っています。すべての操作を試せます。終了すると何も残りません。\n" +
			"--keep でファイルに残した場合は、koe --db ファイル --as you で開きます。\n\n" +
			"お申し出は前日分まで入っています。--on で日付を指定すると、画面はその日を今日として扱います。時計は\n" +
			"その日の午前10時に始まって進み、窓口名にその日付が付きます。残したファイルを開くときは、ほかのファイル\n" +
			"と同じく、実際の日付が今日になります。",
		flags: map[string]string{"keep": "この新しいファイルに作る（画面は開かない）", "on": "何日の窓口を作るか: 2026-11-22、7/16、昨日（省略時は今日）"},
	})
	return cmd
}

// demoSeed makes the same desk each time.
const demoSeed = 1

// demoDays are how many days before its own a demo's desk was opened.
const demoDays = 740

// demoDay reads the day that a demo is laid for; none is today.
func (p *program) demoDay(on string) (model.Day, error) {
	loc, err := time.LoadLocation(localZone(p.getenv))
	if err != nil {
		return 0, err
	}
	day, err := flagDayIf("on", on, when.Reader{Now: p.clock().In(loc), Sense: when.Past})
	if day == 0 || err != nil {
		return 0, err
	}
	if first, last := model.Date(1973, 1, 1), model.Date(2999, 12, 31); day < first || day > last {
		return 0, usage("--on wants a day between %s and %s, not %s", first, last, day)
	}
	return day, nil
}

func (p *program) demo(cmd *cobra.Command, keep string, on model.Day) error {
	ctx := cmd.Context()
	if p.db != "" {
		return usage("the demo is a desk of its own; koe --db %s opens that file, koe demo --keep FILE makes a demo that stays", p.db)
	}
	if keep != "" {
		if _, err := os.Stat(keep); err == nil {
			return fmt.Errorf("%s is already there; choose another name", keep)
		}
		_, err := p.fillDemo(ctx, keep, on)
		return err
	}
	dir, err := os.MkdirTemp("", "koe-demo-")
	if err != nil {
		return fmt.Errorf("cannot make a temporary folder: %w", err)
	}
	p.madeUp = true
	p.db, p.who = filepath.Join(dir, "koe.db"), cmp.Or(p.who, demoLeader)
	morning, err := p.fillDemo(ctx, p.db, on)
	if err == nil {
		if on != 0 {
			p.clock = runFrom(morning, p.clock)
		}
		err = p.screens(ctx)
	}
	return errors.Join(err, os.RemoveAll(dir))
}

// demoLeader is who looks at the demo: someone who may do everything.
const demoLeader = "you"

// runFrom is a clock that stands at a moment now and runs on as another does.
func runFrom(at time.Time, clock func() time.Time) func() time.Time {
	began := clock()
	return func() time.Time { return at.Add(clock().Sub(began)) }
}

// A handClock is set by hand while the past is being made up.
type handClock struct{ at atomic.Pointer[time.Time] }

// Set moves the clock.
func (c *handClock) Set(t time.Time) { c.at.Store(&t) }

func (c *handClock) now() time.Time { return *c.at.Load() }

// fillDemo makes the demo's desk in a new file as of a day, of today where none
// is said, and gives the morning of that day.
func (p *program) fillDemo(ctx context.Context, path string, on model.Day) (morning time.Time, err error) {
	words, err := p.words()
	if err != nil {
		return morning, err
	}
	zone := localZone(p.getenv)
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return morning, err
	}
	o := demo.Options{Seed: demoSeed, Zone: loc, Language: demoLanguage(words.Lang)}
	name := lang.Say("demo", "デモ").In(words.Lang)
	if on == 0 {
		on = model.DayOf(p.clock().In(loc))
	} else {
		name += " " + words.Date(on.Time(loc))
	}
	o.Last = on - 1
	y, m, d := on.Time(loc).Date()
	morning = time.Date(y, m, d, 10, 0, 0, 0, loc)
	clock := &handClock{}
	clock.Set((on - demoDays).Time(loc))
	engine, err := openEngine(ctx, path)
	if err != nil {
		return morning, err
	}
	founding := &desk.Founding{Name: name, Zone: zone, Owner: demoLeader}
	made, err := desk.Open(ctx, desk.Options{Engine: engine, Clock: clock.now, Rand: rand.Reader, Found: founding})
	if err != nil {
		return morning, errors.Join(err, engine.Close())
	}
	err = demo.Fill(ctx, made, clock, demoLeader, o)
	return morning, errors.Join(err, made.Close())
}

func demoLanguage(l lang.Lang) demo.Language {
	if l == lang.Japanese {
		return demo.Japanese
	}
	return demo.English
}
