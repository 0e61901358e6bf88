package stat_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"nhipcau/internal/stat"
)

// sizes of the league tables: provinces after and before July 2025, communes.
var tableSizes = []int{34, 63, 3321}

func benchTable(k int) (x, n []float64) {
	w := world{k: k, nMin: 5, nMax: 5000, rate: func(r *rand.Rand, _ int) float64 { return 0.85 + 0.1*r.Float64() }}
	return w.draw(rand.New(rand.NewPCG(1, uint64(k))))
}

func BenchmarkIntervals(b *testing.B) {
	for _, k := range tableSizes {
		x, n := benchTable(k)
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			for b.Loop() {
				for i := range x {
					if _, err := stat.Wilson(x[i], n[i], 0.95); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkClusteredIntervals(b *testing.B) {
	for _, k := range tableSizes {
		x, n := benchTable(k)
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			for b.Loop() {
				for i := range x {
					s := stat.ClusterSums{K: 12, X: x[i], N: n[i], XX: x[i] * x[i] / 10, XN: x[i] * n[i] / 10, NN: n[i] * n[i] / 10}
					if _, err := stat.ClusteredSums(s, 0.95); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkLabels(b *testing.B) {
	target := 0.9
	for _, k := range tableSizes {
		u := units(benchTable(k))
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			for b.Loop() {
				if _, err := stat.LabelUnits(u, &target); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkRankRanges(b *testing.B) {
	for _, k := range tableSizes {
		x, n := benchTable(k)
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			for b.Loop() {
				if _, err := stat.RankRates(x, n, 0.05, stat.LargestFirst); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkShrink(b *testing.B) {
	for _, k := range tableSizes {
		x, n := benchTable(k)
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			for b.Loop() {
				if _, err := stat.Shrink(x, n); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A locality's curve: the largest province of the simulated five years has some 40,000 opinions.
func BenchmarkKaplanMeier(b *testing.B) {
	for _, k := range []int{1_000, 40_000, 400_000} {
		r := rand.New(rand.NewPCG(3, uint64(k)))
		cases := make([]stat.Case, k)
		for i := range cases {
			cases[i] = stat.Case{Time: float64(int(30 * r.ExpFloat64())), Outcome: int(r.Uint32N(5)+1) / 2 % 2}
		}
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			for b.Loop() {
				km, err := stat.KaplanMeier(cases, 0.95)
				if err != nil || km.Median(stat.LogLog).Status == stat.NotApplicable {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSuppress(b *testing.B) {
	for _, size := range [][2]int{{4, 6}, {12, 14}, {40, 14}} {
		r := rand.New(rand.NewPCG(5, 5))
		table := make([][]int, size[0])
		for i := range table {
			for range size[1] {
				table[i] = append(table[i], int(20*r.ExpFloat64()))
			}
		}
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			for b.Loop() {
				if _, err := stat.Suppress(table, 5); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
