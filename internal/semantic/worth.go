package semantic

import "nhipcau/internal/stat"

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

// commonDeff is the design effect of the table, as if all places had one true rate; 1 where nothing can be said.
func commonDeff(places []Place) float64 {
	groups := make([]stat.ClusterSums, len(places))
	for i, p := range places {
		groups[i] = p.Value.sums
	}
	deff, _ := stat.WithinDeff(groups)
	return max(1, deff)
}
