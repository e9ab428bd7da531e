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
	"koe/store/demo"
	"koe/store/desk"
	"koe/store/kv/bolt"
	"koe/tui/lang"
)

func (p *program) demoCommand() *cobra.Command {
	var keep string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open a made-up desk to look around in",
		Long: "Open a made-up desk in English and Japanese, or in Japanese alone with --lang ja, in a temporary\n" +
			"database: two years, forty tags, two problems that rise and one that was fixed. Everything works\n" +
			"and nothing of it is kept, unless --keep names a file: koe --db FILE --as you opens it then.",
		Example: "  koe demo\n  koe demo --keep demo.db && koe --db demo.db --as you",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.demo(cmd, keep) },
	}
	cmd.Flags().StringVar(&keep, "keep", "", "make the desk in this new file, and do not open it")
	return cmd
}

// demoSeed makes the same desk each time.
const demoSeed = 1

func (p *program) demo(cmd *cobra.Command, keep string) error {
	ctx := cmd.Context()
	if p.db != "" {
		return usage("the demo is a desk of its own; koe --db %s opens that file, koe demo --keep FILE makes a demo that stays", p.db)
	}
	if keep != "" {
		if _, err := os.Stat(keep); err == nil {
			return fmt.Errorf("%s is already there; choose another name", keep)
		}
		return p.fillDemo(ctx, keep)
	}
	dir, err := os.MkdirTemp("", "koe-demo-")
	if err != nil {
		return fmt.Errorf("cannot make a temporary folder: %w", err)
	}
	p.db, p.who = filepath.Join(dir, "koe.db"), cmp.Or(p.who, demoLeader)
	err = p.fillDemo(ctx, p.db)
	if err == nil {
		err = p.screens(ctx)
	}
	return errors.Join(err, os.RemoveAll(dir))
}

// demoLeader is who looks at the demo: someone who may do everything.
const demoLeader = "you"

// A handClock is set by hand while the past is being made up.
type handClock struct{ at atomic.Pointer[time.Time] }

// Set moves the clock.
func (c *handClock) Set(t time.Time) { c.at.Store(&t) }

func (c *handClock) now() time.Time { return *c.at.Load() }

func (p *program) fillDemo(ctx context.Context, path string) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	zone := localZone(p.getenv)
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return err
	}
	today := model.DayOf(p.clock().In(loc))
	clock := &handClock{}
	clock.Set((today - 740).Time(loc))
	engine, err := bolt.Open(ctx, path)
	if err != nil {
		return engineFault(path, err)
	}
	d, err := desk.Open(ctx, desk.Options{Engine: engine, Clock: clock.now, Rand: rand.Reader, Found: &desk.Founding{Name: "demo", Zone: zone, Owner: demoLeader}})
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	err = demo.Fill(ctx, d, clock, demoLeader, demo.Options{Seed: demoSeed, Last: today - 1, Zone: loc, Japanese: words.Lang == lang.Japanese})
	return errors.Join(err, d.Close())
}
