// Command koe keeps the voice of a company's customers: agents log complaints
// while the caller is on the line, leads give each one an owner, leaders see
// which problems keep coming back.
//
// A file here is a command, a few lines over the rooms below: it opens the
// desk (open.go), turns its words into a command or a question of the model,
// and prints the answer (print.go). Without a command the interface opens
// (screens.go).
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // time zones on machines that have none

	"charm.land/fang/v2"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	p := newProgram()
	err := fang.Execute(ctx, p.root(), fang.WithVersion(version()), fang.WithoutManpage(), fang.WithErrorHandler(p.tell))
	if err != nil {
		stop()
		os.Exit(exitCode(err))
	}
}
