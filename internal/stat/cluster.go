package stat

import "math"

// ClusterSums are the sums over sessions that the session-clustered error needs. A query can produce them in one pass:
// count, sum(x), sum(n), sum(x*x), sum(x*n), sum(n*n) over sessions with n>0.
type ClusterSums struct {
	K                int // sessions with at least one opinion
	X, N, XX, XN, NN float64
}

// ClusterRate is a rate whose interval allows for opinions of one session sharing a topic and an answering body.
type ClusterRate struct {
	Proportion         // Wilson on (p·NEff, NEff)
	K          int     // sessions
	SE         float64 // session-clustered standard error; 0 when unknown or all sessions alike
	SEBinomial float64
	Deff       float64 // (SE/SEBinomial)²; meaningful only if DeffKnown
	DeffKnown  bool
	NEff       float64 // n/max(1,Deff): how many independent opinions these are worth
}

// Add takes one session's x of n into the sums. Sessions without opinions say nothing and are not counted.
func (s *ClusterSums) Add(x, n float64) {
	if n == 0 {
		return
	}
	s.K++
	s.X, s.N = s.X+x, s.N+n
	s.XX, s.XN, s.NN = s.XX+x*x, s.XN+x*n, s.NN+n*n
}

// Clustered gives the rate of k sessions (x[i] of n[i]) with a session-level error:
// se² = k/(k-1)·Σ(xᵢ-p·nᵢ)²/(Σn)², deff = se²/(p(1-p)/Σn); equal to R survey::svymean with weight 1.
//
// Edges: k=1 has no spread to measure: plain Wilson and WarnOneSession ("chỉ một hội nghị"). All session rates equal:
// se=0, plain Wilson, never a zero-width interval. deff<1 is not used to narrow. Σn=0 is NotApplicable.
func Clustered(x, n []float64, conf float64) (ClusterRate, error) {
	if len(x) != len(n) {
		return ClusterRate{}, invalid("%d numerators for %d denominators", len(x), len(n))
	}
	var s ClusterSums
	for i := range x {
		if err := checkCounts(x[i], n[i]); err != nil {
			return ClusterRate{}, err
		}
		s.Add(x[i], n[i])
	}
	ss := 0.0
	for i := range x {
		ss += math.Pow(x[i]-s.X/s.N*n[i], 2)
	}
	return s.rate(ss, conf)
}

// ClusteredSums is Clustered from the sums alone: Σ(xᵢ-p·nᵢ)² = Σx²-2pΣxn+p²Σn².
func ClusteredSums(s ClusterSums, conf float64) (ClusterRate, error) {
	if s.N == 0 {
		return s.rate(0, conf)
	}
	p := s.X / s.N
	ss := s.XX - 2*p*s.XN + p*p*s.NN
	// The three terms cancel: what is left below their rounding error is zero.
	if ss < 1e-12*(s.XX+p*p*s.NN) {
		ss = 0
	}
	return s.rate(ss, conf)
}

func (s ClusterSums) rate(ss, conf float64) (ClusterRate, error) {
	r := ClusterRate{K: s.K, Deff: 1, NEff: s.N}
	p, err := Wilson(s.X, s.N, conf)
	r.Proportion = p
	if err != nil || p.Status != OK {
		return r, err
	}
	r.SEBinomial = math.Sqrt(p.Rate * (1 - p.Rate) / s.N)
	if s.K > 1 {
		r.SE = math.Sqrt(float64(s.K) / float64(s.K-1) * ss / (s.N * s.N))
	}
	if s.K > 1 && r.SEBinomial > 0 {
		r.DeffKnown, r.Deff = true, math.Pow(r.SE/r.SEBinomial, 2)
	}
	r.NEff = s.N / math.Max(1, r.Deff)
	z, _ := ZFor(conf)
	r.Lower, r.Upper = wilsonBounds(math.Min(p.Rate*r.NEff, r.NEff), r.NEff, z)
	r.Warnings = append(r.Warnings, r.clusterWarnings()...)
	return r, nil
}

func (r ClusterRate) clusterWarnings() []Warning {
	switch {
	case r.K == 1:
		return []Warning{WarnOneSession}
	case r.SE == 0 && r.SEBinomial > 0:
		return []Warning{WarnEqualSessions}
	case r.K < 10:
		return []Warning{WarnFewSessions}
	}
	return nil
}

// Worth is how many independent opinions the denominator is worth at a design effect; an effect under 1 is not used to gain any.
func Worth(n, deff float64) float64 { return n / math.Max(1, deff) }

// AtDeff is Wilson's interval of x of n at a design effect that is known from elsewhere: on (p·n/deff, n/deff).
func AtDeff(x, n, deff, conf float64) (Proportion, error) {
	p, err := Wilson(x, n, conf)
	if err != nil || p.Status != OK {
		return p, err
	}
	z, _ := ZFor(conf)
	worth := Worth(n, deff)
	p.Lower, p.Upper = wilsonBounds(math.Min(p.Rate*worth, worth), worth, z)
	return p, nil
}

// WithinDeff is one design effect for several sets of rates; the groups of a set share one true rate and differ in nothing else: months of
// a topic, places of a table. It is Σ SSᵢ / Σ θ(1-θ)·nᵢ(kᵢ-1)/kᵢ over the groups with two sessions and more, SSᵢ = Σⱼ(xᵢⱼ-pᵢnᵢⱼ)² as in
// Clustered: what each group expects at a design effect of D is D times its part below the line. A difference between groups is not in it,
// so a month that stands out does not excuse itself. known is false where no group has two sessions, or nothing varies; deff is then 1.
func WithinDeff(sets ...[]ClusterSums) (deff float64, known bool) {
	above, below := 0.0, 0.0
	for _, groups := range sets {
		x, n := 0.0, 0.0
		for _, g := range groups {
			x, n = x+g.X, n+g.N
		}
		if !(x > 0 && x < n) {
			continue
		}
		theta := x / n
		for _, g := range groups {
			if g.K < 2 || g.N == 0 {
				continue
			}
			p := g.X / g.N
			above += math.Max(0, g.XX-2*p*g.XN+p*p*g.NN)
			below += theta * (1 - theta) * g.N * float64(g.K-1) / float64(g.K)
		}
	}
	if below == 0 {
		return 1, false
	}
	return above / below, true
}
