package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/model"
	"koe/store/desk"
	"koe/store/join"
)

// Bounds of what a shell is offered: how long it may take to begin, while
// another koe holds the file or the disk is slow, and how much it is.
const (
	offerWait  = 100 * time.Millisecond
	offerTime  = time.Second
	mostOffers = 50
)

// An offer is what may stand where the cursor is, for what is typed there: each
// with a remark behind a tab.
type offer func(o *offering, typed string) []string

// An offering is one question of a shell.
type offering struct {
	ctx  context.Context
	desk *join.Seat // nil where there is none, or another koe keeps it for itself
	args []string   // the words before
}

// flagOffers are what a shell is offered at a command's flags, by their names:
// nil where nothing is known to stand there.
type flagOffers map[string]offer

// offerAt sets what a shell is offered at flags of a command; it stands behind
// the flags, as ValidArgsFunction stands beside the words.
func (p *program) offerAt(cmd *cobra.Command, at flagOffers) {
	for flag, of := range at {
		if err := cmd.RegisterFlagCompletionFunc(flag, p.offers(of)); err != nil {
			panic(err) // there is no such flag: a slip in the command's own file
		}
	}
}

// takesFile says that flags of a command name files.
func takesFile(cmd *cobra.Command, flags ...string) {
	for _, flag := range flags {
		if err := cmd.MarkFlagFilename(flag); err != nil {
			panic(err)
		}
	}
}

// fileNames offers files, for commands whose words name them.
func fileNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

// offerNoFiles has a shell offer nothing, rather than files, wherever a command
// does not say what it takes.
func (p *program) offerNoFiles(root *cobra.Command) {
	for _, cmd := range append(everyCommand(root), root) {
		if cmd.ValidArgsFunction == nil {
			cmd.ValidArgsFunction = p.offers(nil)
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !offersFiles(f) {
				// It fails for a flag that offers something already.
				_ = cmd.RegisterFlagCompletionFunc(f.Name, p.offers(nil))
			}
		})
	}
}

// offersFiles says that a flag's value is a file or a folder.
func offersFiles(f *pflag.Flag) bool {
	_, file := f.Annotations[cobra.BashCompFilenameExt]
	_, folder := f.Annotations[cobra.BashCompSubdirsInDir]
	return file || folder
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

// peek takes a seat at the desk that is there, without making or waiting for
// anything.
func (p *program) peek(ctx context.Context) *join.Seat {
	if p.visitor != nil {
		return nil // their shell is elsewhere
	}
	path := absolute(p.path())
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	o := p.seatOptions(path, "", manner{})
	o.Quiet, o.Patience = true, offerWait
	o.Near = func(ctx context.Context) (*desk.Desk, error) {
		wait, cancel := context.WithTimeout(ctx, offerWait)
		defer cancel()
		engine, err := openEngine(wait, path)
		if err != nil {
			return nil, err
		}
		d, err := desk.Open(ctx, desk.Options{Engine: engine, Clock: p.clock})
		if err != nil {
			return nil, errors.Join(err, engine.Close())
		}
		return d, nil
	}
	seat, err := join.Open(ctx, o)
	if err != nil {
		return nil
	}
	return seat
}

// filesKey is the annotation of commands whose words name files: from which word on.
const filesKey = "files-from"

func filesFromWord(n int) map[string]string { return map[string]string{filesKey: strconv.Itoa(n)} }

// filesFrom is from which word on a command's words name files; -1 where none do.
func filesFrom(cmd *cobra.Command) int {
	n, err := strconv.Atoi(cmd.Annotations[filesKey])
	if err != nil {
		return -1
	}
	return n
}

// thenFiles offers one thing at the first word of a command and files behind it.
func (p *program) thenFiles(cmd *cobra.Command, first offer) {
	before := p.offers(first)
	cmd.Annotations = filesFromWord(1)
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return fileNames(cmd, args, typed)
		}
		return before(cmd, args, typed)
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

// inOrder offers one thing at each word; nil is nothing.
func inOrder(each ...offer) offer {
	return func(o *offering, typed string) []string {
		if len(o.args) >= len(each) || each[len(o.args)] == nil {
			return nil
		}
		return each[len(o.args)](o, typed)
	}
}

// behindNumbers offers numbers first and, once there is one, the word that ends
// them as well.
func behindNumbers(last, before offer) offer {
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

// fixed offers some words.
func fixed(all ...string) offer {
	return func(_ *offering, typed string) []string { return beginning(all, typed) }
}

// beginning keeps what begins with what is typed; capitals do not matter.
func beginning(all []string, typed string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool {
		return len(s) < len(typed) || !strings.EqualFold(s[:len(typed)], typed)
	})
}
