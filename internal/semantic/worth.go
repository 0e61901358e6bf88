package semantic

import (
	"math"

	"nhipcau/internal/stat"
)

// fewSessions is under how many a place's own spread between sessions is too rough to be trusted alone (stat.WarnFewSessions).
const fewSessions = 10

// worths is how many independent opinions each place's are worth. With few sessions a place's own design effect is mostly luck, and those
// whose sessions happened to agree would look certain: they are given at least the effect common to the whole table. So is a
// place with a single session, which has no spread of its own.
func worths(places []Place) []float64 {
	common := commonDeff(places)
	list := make([]float64, len(places))
	for i, p := range places {
		s, deff := p.Value.sums, p.Value.Deff
		if s.K > 0 && s.K < fewSessions {
			deff = max(deff, common)
		}
		list[i] = s.N / max(1, deff)
	}
	return list
}

// commonDeff is the design effect of the table: Σᵢ SSᵢ / (θ(1-θ)·Σᵢ nᵢ(kᵢ-1)/kᵢ) over places with two sessions and more, where
// SSᵢ = Σⱼ(xᵢⱼ-pᵢnᵢⱼ)² as in methods §3.2 and its expectation is D·θ(1-θ)·nᵢ(kᵢ-1)/kᵢ. 1 where nothing can be said.
func commonDeff(places []Place) float64 {
	var all stat.ClusterSums
	ss, weight := 0.0, 0.0
	for _, p := range places {
		s := p.Value.sums
		all = plus(all, s, 1)
		if s.K < 2 || s.N == 0 {
			continue
		}
		rate := s.X / s.N
		ss += math.Max(0, s.XX-2*rate*s.XN+rate*rate*s.NN)
		weight += s.N * float64(s.K-1) / float64(s.K)
	}
	if all.N == 0 || weight == 0 {
		return 1
	}
	theta := all.X / all.N
	if theta <= 0 || theta >= 1 {
		return 1
	}
	return max(1, ss/(theta*(1-theta)*weight))
}
