package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"koe/model/trend/calibrate"
)

func (p *program) calibrateCommand() *cobra.Command {
	var seed uint64
	var quick bool
	cmd := &cobra.Command{
		Use:   "calibrate",
		Short: "Measure how often the trends cry wolf, and what they find",
		Long: "Simulate desks and print how often the trends raise a false flag and how often they find a rise\n" +
			"that is there: the published scenarios of Noufaily et al. 2013, desks like the ones koe is made for,\n" +
			"and actions with a known effect. It takes a few minutes and needs no database.",
		Example: "  koe calibrate\n  koe calibrate --quick --seed 7",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			size := calibrate.Full()
			if quick {
				size = calibrate.Reduced()
			}
			return p.calibrate(cmd, seed, size)
		},
	}
	cmd.Flags().Uint64Var(&seed, "seed", 2026, "the seed of all randomness")
	cmd.Flags().BoolVar(&quick, "quick", false, "fewer repetitions: seconds instead of minutes, and rougher figures")
	return cmd
}

func (p *program) calibrate(cmd *cobra.Command, seed uint64, size calibrate.Size) error {
	tell := func(string) {}
	if isTerminal(p.err) {
		tell = func(step string) { fmt.Fprintf(p.err, "\r\x1b[K%s", step) }
		defer fmt.Fprint(p.err, "\r\x1b[K")
	}
	tables, err := calibrate.Run(cmd.Context(), seed, size, runtime.GOMAXPROCS(0), tell)
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("stopped")
	}
	if err != nil {
		return err
	}
	return tables.Write(cmd.OutOrStdout())
}
