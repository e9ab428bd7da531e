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
	p.inJapanese(cmd, wording{
		short: "傾向分析の誤検知率と検出率を測る",
		long: "架空の窓口を作り、傾向分析が誤って検知する割合と、実際の増加を検出する割合を出力します。\n" +
			"Noufaily ほか（2013）の公開シナリオ、koe の想定する規模の窓口、効果の分かっている対策を使います。\n" +
			"数分かかります。データベースは不要です。",
		flags: map[string]string{"seed": "乱数の種", "quick": "繰り返しを減らす（数分が数秒になるが、数値は粗くなる）"},
	})
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
