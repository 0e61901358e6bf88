package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nhipcau/internal/simulate"
)

func (a *app) simulate() *cobra.Command {
	cfg := simulate.Config{Seed: 1, Opinions: 100_000, Out: "sim"}
	years, provinces, levels, until := "", "", "", ""
	cmd := &cobra.Command{Use: "simulate", Short: a.words.of("simulate"), Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		cfg.Data = a.reference()
		if years != "" {
			if n, err := fmt.Sscanf(years, "%d-%d", &cfg.Years[0], &cfg.Years[1]); err != nil || n != 2 {
				return usageError{fmt.Errorf("--years: %q", years)}
			}
		}
		if provinces != "" {
			cfg.Provinces = strings.Split(provinces, ",")
		}
		if levels != "" {
			cfg.Levels = strings.Split(levels, ",")
		}
		if until != "" {
			var err error
			if cfg.Until, err = time.Parse(time.DateOnly, until); err != nil {
				return usageError{fmt.Errorf("--until: %q", until)}
			}
		}
		p := a.progress()
		truth, err := simulate.Run(cmd.Context(), cfg, func(done, total int64) {
			p.step("simulating", cfg.Out, int(done), int(total))
		})
		p.done()
		if errors.Is(err, simulate.ErrConfig) {
			return usageError{err}
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.words.of("simulated", a.words.count(truth.Opinions), a.words.count(truth.Sessions), cfg.Out))
		return nil
	}}
	cmd.Flags().Uint64Var(&cfg.Seed, "seed", cfg.Seed, a.words.of("flag_seed"))
	cmd.Flags().Int64Var(&cfg.Opinions, "opinions", cfg.Opinions, a.words.of("flag_opinions"))
	cmd.Flags().StringVar(&cfg.Out, "out", cfg.Out, a.words.of("flag_out"))
	cmd.Flags().BoolVar(&cfg.SingleFile, "single", false, a.words.of("flag_single"))
	cmd.Flags().StringVar(&years, "years", "", a.words.of("flag_years"))
	cmd.Flags().StringVar(&levels, "levels", "", a.words.of("flag_levels"))
	cmd.Flags().StringVar(&until, "until", "", a.words.of("flag_until"))
	cmd.Flags().StringVar(&provinces, "provinces", "", a.words.of("flag_provinces"))
	return cmd
}
