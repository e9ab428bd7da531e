package main

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/store/desk"
	"koe/store/kv/bolt"
)

// Bounds of what a shell is offered: how long it may take to begin, while
// another koe holds the file or the disk is slow, and how much it is.
const (
	offerWait  = 10 * time.Millisecond
	offerTime  = time.Second
	mostOffers = 50
)

// An offer is what may stand where the cursor is, for what is typed there: each
// with a remark behind a tab.
type offer func(o *offering, typed string) []string

// An offering is one question of a shell.
type offering struct {
	ctx  context.Context
	desk *desk.Desk // nil where there is none, or another koe holds it
	args []string   // the words before
}

// completion sets what the shell is offered at every command's words and flags.
func (p *program) completion(root *cobra.Command) {
	for _, cmd := range append(everyCommand(root), root) {
		if of, ok := wordOffers()[cmd.CommandPath()]; ok {
			cmd.ValidArgsFunction = p.offers(of)
		}
		for name, of := range flagOffers() {
			if f := cmd.LocalFlags().Lookup(name); f != nil {
				if own, ok := flagOffersOf()[cmd.CommandPath()+" --"+name]; ok {
					of = own
				}
				// It fails for a flag that has one already, as those of the root do.
				_ = cmd.RegisterFlagCompletionFunc(name, p.offers(of))
			}
		}
	}
}

func everyCommand(cmd *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, c := range cmd.Commands() {
		all = append(append(all, c), everyCommand(c)...)
	}
	return all
}

// offers answers a shell. It never waits for another koe and says nothing of
// what went wrong: somebody is typing.
func (p *program) offers(of offer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if of == nil {
			return nil, cobra.ShellCompDirectiveDefault
		}
		ctx, cancel := context.WithTimeout(context.Background(), offerTime)
		defer cancel()
		o := &offering{ctx: ctx, args: args, desk: p.peek(ctx)}
		if o.desk != nil {
			defer o.desk.Close()
		}
		found := of(o, typed)
		directive := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		for _, f := range found {
			if value, _, _ := strings.Cut(f, "\t"); strings.HasSuffix(value, ":") || strings.HasSuffix(value, "=") {
				directive |= cobra.ShellCompDirectiveNoSpace
			}
		}
		return found[:min(len(found), mostOffers)], directive
	}
}

// peek opens the desk that is there, without making or waiting for anything.
func (p *program) peek(ctx context.Context) *desk.Desk {
	if _, err := os.Stat(p.path()); err != nil {
		return nil
	}
	wait, cancel := context.WithTimeout(ctx, offerWait)
	defer cancel()
	engine, err := bolt.Open(wait, p.path())
	if err != nil {
		return nil
	}
	d, err := desk.Open(ctx, desk.Options{Engine: engine, Clock: p.clock})
	if err != nil {
		engine.Close()
		return nil
	}
	return d
}

// wordOffers are what stands at the words of commands; those that are not here
// take files, or nothing.
func wordOffers() map[string]offer {
	tags := map[string]offer{}
	for _, sub := range []string{"rename", "merge", "alias", "unalias", "retire", "restore", "reading"} {
		tags["koe tags "+sub] = upTo(2, tagOffer)
	}
	all := map[string]offer{
		"koe log": nothing, "koe show": upTo(1, numberOffer), "koe assign": numberOffer, "koe tag": numberOffer,
		"koe state": either(stateOffer, numberOffer), "koe list": queryOffer, "koe export": queryOffer,
		"koe link": either(problemOffer, numberOffer), "koe unlink": either(problemOffer, numberOffer),
		"koe problem show": upTo(1, problemOffer), "koe problem own": upTo(1, problemOffer), "koe problem act": upTo(1, problemOffer),
		"koe problem stage": inOrder(problemOffer, stageOffer), "koe problem new": nothing,
		"koe user add": nothing, "koe user role": inOrder(personOffer, roleOffer),
		"koe trends": nothing, "koe tags": nothing, "koe undo": nothing, "koe check": nothing, "koe demo": nothing,
		"koe customers": upTo(1, customerOffer), "koe customers merge": upTo(2, customerOffer), "koe mappings": nothing, "koe index": nothing, "koe version": nothing, "koe user list": nothing, "koe problem list": nothing,
	}
	for path, of := range tags {
		all[path] = of
	}
	return all
}

// flagOffers are what stands at a flag, by its name. A nil offer is a file.
func flagOffers() map[string]offer {
	all := map[string]offer{
		"tag": tagOffer, "add": tagOffer, "remove": tagOffer, "primary": tagOffer, "customer": customerOffer,
		"severity": words("1", "2", "3", "4"), "channel": channelOffer, "wish": codes(model.AllWishes()), "kind": codes(model.AllKinds()),
		"state": stateOffer, "role": roleOffer, "to": ownerOffer, "owner": personOffer, "issue": numberOffer, "as": personOffer,
		"reason": reasonOffer, "rule": queryOffer, "mapping": mappingOffer, "map": fieldOffer, "dates": words("ymd", "mdy", "dmy"),
		"format": words("csv", "jsonl", "markdown"), "lang": words("en", "ja"), "glyphs": words("auto", "unicode", "ascii"),
		"encoding": words("utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "iso-8859-1"), "unit": words("day", "week"),
		"db": nil, "output": nil, "rejects": nil, "keep": nil,
	}
	for _, name := range []string{"at", "on", "id", "until", "due", "effective", "reference", "result", "as-customer", "name", "reading", "source", "limit", "event", "windows", "from"} {
		all[name] = nothing
	}
	return all
}

// flagOffersOf are those of one command whose flag means something else there.
func flagOffersOf() map[string]offer {
	return map[string]offer{
		"koe import --as":         formatOffer,
		"koe problem act --kind":  codes(model.AllActionKinds()),
		"koe backtest --to":       nothing,
		"koe problem stage --tag": tagOffer,
	}
}

func nothing(*offering, string) []string { return nil }

// upTo offers at the first n words only.
func upTo(n int, of offer) offer {
	return func(o *offering, typed string) []string {
		if len(o.args) >= n {
			return nil
		}
		return of(o, typed)
	}
}

// inOrder offers one thing at each word.
func inOrder(each ...offer) offer {
	return func(o *offering, typed string) []string {
		if len(o.args) >= len(each) {
			return nil
		}
		return each[len(o.args)](o, typed)
	}
}

// either offers numbers first and, once there is one, the word that ends them
// as well.
func either(last, before offer) offer {
	return func(o *offering, typed string) []string {
		if len(o.args) == 0 {
			return before(o, typed)
		}
		if _, err := model.ParseNumber(o.args[len(o.args)-1]); err != nil {
			return nil
		}
		return append(last(o, typed), before(o, typed)...)
	}
}

// words offers some words.
func words(all ...string) offer {
	return func(_ *offering, typed string) []string { return beginning(all, typed) }
}

// codes offers the codes of a set of values.
func codes[T interface{ MarshalText() ([]byte, error) }](all []T) offer {
	return func(_ *offering, typed string) []string {
		var list []string
		for _, v := range all {
			if b, err := v.MarshalText(); err == nil {
				list = append(list, string(b))
			}
		}
		return beginning(list, typed)
	}
}

// beginning keeps what begins with what is typed; capitals do not matter.
func beginning(all []string, typed string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool {
		return len(s) < len(typed) || !strings.EqualFold(s[:len(typed)], typed)
	})
}
