package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
)

// shownEvents is how many events are shown where nobody says.
const shownEvents = 50

// eventsFlags are what koe events takes.
type eventsFlags struct {
	follow bool
	since  uint64
	limit  int
}

func (p *program) eventsCommand() *cobra.Command {
	var f eventsFlags
	cmd := &cobra.Command{
		Use:   "events",
		Short: "What happened at the desk, and what happens",
		Long: "Print what happened at the desk, oldest first: who did what to which issues, problems and\n" +
			"customers, by number; never what was said. With --follow it goes on with what happens, for a\n" +
			"script that tells a chat or a pager, until it is stopped; --since with the last number that a\n" +
			"script has seen loses nothing in between.",
		Example: "  koe events\n  koe events --follow --json\n  koe events --since 4711 --json",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.events(cmd, f) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.follow, "follow", false, "go on with what happens from now on, or after --since")
	flags.Uint64Var(&f.since, "since", 0, "what came after this event")
	flags.IntVar(&f.limit, "limit", 0, "at most so many (the newest 50, with --since all; not with --follow)")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"since": nil, "limit": nil})
	p.inJapanese(cmd, wording{
		short: "これまでの履歴と、これから起きることを表示する",
		long: "窓口の履歴を古い順に表示します。誰が、どのお申し出・課題・お客様に何をしたかを番号で示し、内容は\n" +
			"表示しません。--follow を付けると、停止するまで新しい履歴を表示し続けます（チャットなどに知らせる\n" +
			"スクリプト用）。最後に受け取った番号を --since で指定すれば、漏れなく続きから受け取れます。",
		flags: map[string]string{
			"follow": "今後の（または --since より後の）履歴を表示し続ける", "since": "この履歴番号より後",
			"limit": "表示する件数の上限: 省略時は最新の50件、--since ではすべて。--follow とは併用できない",
		},
	})
	return cmd
}

func (p *program) events(cmd *cobra.Command, f eventsFlags) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	switch {
	case f.limit < 0:
		return usage("--limit wants a number of events, not %d", f.limit)
	case f.follow && f.limit > 0:
		return usage("--limit bounds what there is; leave it out with --follow")
	}
	since := cmd.Flags().Changed("since")
	return p.withManner(cmd.Context(), manner{stays: f.follow}, func(s *session) error {
		ctx := cmd.Context()
		mark, err := s.Mark(ctx)
		if err != nil {
			return err
		}
		e := eventPrinter{out: out, json: p.json, session: s, cmd: cmd, after: f.since, left: f.limit}
		switch {
		case f.follow && !since:
			e.after = mark.Event
		case !since:
			if e.left == 0 {
				e.left = shownEvents
			}
			e.after = mark.Event - min(mark.Event, uint64(e.left))
		case f.since > mark.Event:
			return usage("--since %d: the last event is %d", f.since, mark.Event)
		}
		if err := e.upTo(ctx); err != nil || !f.follow {
			return err
		}
		return e.follow(ctx)
	})
}

// An eventPrinter prints events in their order.
type eventPrinter struct {
	out     *printer
	json    bool
	session *session
	cmd     *cobra.Command
	after   uint64 // the last that was printed
	left    int    // how many more may be; 0 is all
}

// upTo prints what there is.
func (e *eventPrinter) upTo(ctx context.Context) error {
	for {
		ask := pageRows
		if e.left > 0 {
			ask = min(ask, e.left)
		}
		some, err := e.session.Happened(ctx, e.after, ask)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, h := range some {
			if err := e.print(h); err != nil {
				return err
			}
			e.after = h.Event
		}
		if e.left > 0 {
			if e.left -= len(some); e.left == 0 {
				return nil
			}
		}
	}
}

// follow prints what happens, until ctx ends.
func (e *eventPrinter) follow(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil // it was stopped
		case <-e.session.Hints():
		}
		err := e.upTo(ctx)
		if err != nil && ctx.Err() != nil {
			return nil
		}
		var passing *model.Fault
		if errors.As(err, &passing) && passing.Code == model.Away {
			continue // the seat goes on trying, and tells when it has a place
		}
		if err != nil {
			return err
		}
	}
}

func (e *eventPrinter) print(h model.Happened) error {
	if e.json {
		return printJSON(e.cmd.OutOrStdout(), h)
	}
	o := e.out
	o.line("%s %s %s %s %s", pad(fmt.Sprint(h.Event), 8), h.At.Time(e.session.zone).Format("2006-01-02 15:04:05"), pad(string(h.Actor), 10), pad(string(h.Verb), 16), recordsOf(h))
	return o.err
}

// recordsOf names the records of an event on one line.
func recordsOf(h model.Happened) string {
	var names []string
	if h.First != 0 {
		names = append(names, h.First.String()+"–"+h.Last.String())
	}
	for _, n := range h.Issues {
		names = append(names, n.String())
	}
	for _, n := range h.Problems {
		names = append(names, n.String())
	}
	for _, n := range h.Customers {
		names = append(names, n.String())
	}
	for _, n := range h.Users {
		names = append(names, string(n))
	}
	if h.Cut {
		names = append(names, "…")
	}
	return oneLine(strings.Join(names, " "), 60)
}
