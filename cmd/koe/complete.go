package main

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/model"
	"koe/store/desk"
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

// completion sets what the shell is offered at every command's words and flags:
// nothing, where nothing is known to stand there, rather than files.
func (p *program) completion(root *cobra.Command) {
	byPath, byFlag := wordOffers(), flagOffers()
	for _, cmd := range append(everyCommand(root), root) {
		path := cmd.CommandPath()
		if !takesFiles(cmd) {
			cmd.ValidArgsFunction = p.offers(byPath[path])
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if namesFile(f.Name) {
				return
			}
			of, ok := flagOffersOf()[path+" --"+f.Name]
			if !ok {
				of = byFlag[f.Name]
			}
			// It fails for a flag that has one already, as those of the root do.
			_ = cmd.RegisterFlagCompletionFunc(f.Name, p.offers(of))
		})
	}
}

// namesFile says that a flag's value is a file.
func namesFile(flag string) bool {
	return slices.Contains([]string{"db", "output", "rejects", "keep"}, flag)
}

// takesFiles says that a command's words are files, as its use tells.
func takesFiles(cmd *cobra.Command) bool {
	return strings.Contains(cmd.Use, "FILE") || strings.Contains(cmd.Use, ".csv")
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
			return nil, cobra.ShellCompDirectiveNoFileComp
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
	engine, err := openEngine(wait, p.path())
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

// wordOffers are what stands at the words of commands.
func wordOffers() map[string]offer {
	tags := map[string]offer{}
	for _, sub := range []string{"rename", "merge", "alias", "unalias", "retire", "restore", "reading"} {
		tags["koe tags "+sub] = upTo(2, tagOffer)
	}
	all := map[string]offer{
		"koe show": upTo(1, numberOffer), "koe assign": numberOffer, "koe tag": numberOffer,
		"koe state": either(stateOffer, numberOffer), "koe list": queryOffer, "koe export": queryOffer,
		"koe link": either(problemOffer, numberOffer), "koe unlink": either(problemOffer, numberOffer),
		"koe problem show": upTo(1, problemOffer), "koe problem own": upTo(1, problemOffer), "koe problem act": upTo(1, problemOffer),
		"koe problem stage": inOrder(problemOffer, stageOffer),
		"koe user role":     inOrder(personOffer, roleOffer),
		"koe customers":     upTo(1, customerOffer), "koe customers merge": upTo(2, customerOffer),
	}
	for path, of := range tags {
		all[path] = of
	}
	return all
}

// flagOffers are what stands at a flag, by its name.
func flagOffers() map[string]offer {
	return map[string]offer{
		"tag": tagOffer, "add": tagOffer, "remove": tagOffer, "primary": tagOffer, "customer": customerOffer,
		"severity": words("1", "2", "3", "4"), "channel": channelOffer, "wish": codes(model.AllWishes()), "kind": codes(model.AllKinds()),
		"state": stateOffer, "role": roleOffer, "to": ownerOffer, "owner": personOffer, "issue": numberOffer, "as": personOffer,
		"reason": reasonOffer, "team": teamOffer, "rule": queryOffer, "mapping": mappingOffer, "map": fieldOffer, "dates": words("ymd", "mdy", "dmy"),
		"format": words("csv", "jsonl", "markdown"), "lang": words("en", "ja"), "glyphs": words("auto", "unicode", "ascii"),
		"encoding": words("utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "iso-8859-1"), "unit": words("day", "week"),
	}
}

// flagOffersOf are those of one command whose flag means something else there.
func flagOffersOf() map[string]offer {
	return map[string]offer{
		"koe import --as":        formatOffer,
		"koe problem act --kind": codes(model.AllActionTypes()),
		"koe backtest --to":      nil,
	}
}

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
