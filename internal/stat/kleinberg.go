package stat

import "math"

// Burst is a stretch of periods in which a topic came up far more than usual ("tăng đột biến"); not a forecast.
type Burst struct {
	Start, End int     // 0-based, inclusive
	Weight     float64 // saved cost: larger = stronger
}

// Bursts is the optimal two-state path of a topic.
type Bursts struct {
	Status   Status // NotApplicable: the topic never occurs, or its burst rate is no higher than its base
	P0, P1   float64
	State    []int // 0 ordinary, 1 burst
	Cost     float64
	Bursts   []Burst
	Warnings []Warning // under 12 periods or 20 opinions: do not show
}

// KleinbergBursts is the batched two-state model of Kleinberg 2002: r[t] of d[t] opinions of period t are on the topic;
// p0=Σr/Σd, p1=min(s·p0, 0.99999); cost = Σ-ln Binom(r|d,p_state) + gamma·ln(T) for each step up, none for a step down or
// for the first period. The path is the global optimum by Viterbi; the Python package's greedy path is not.
//
// A period with d=0 costs nothing. r>d is ErrInvalid, s must be above 1 and gamma not negative.
func KleinbergBursts(r, d []float64, s, gamma float64) (Bursts, error) {
	b := Bursts{Status: NotApplicable, State: make([]int, len(r))}
	if err := checkUnits(r, d); err != nil {
		return b, err
	}
	if !(s > 1) || !(gamma >= 0) || !finite(s+gamma) {
		return b, invalid("s %v, gamma %v", s, gamma)
	}
	p0, ok := GroupRate(r, d)
	b.P0, b.P1 = p0, math.Min(s*p0, 0.99999)
	b.Warnings = burstWarnings(r)
	if !ok || p0 == 0 || b.P1 <= b.P0 {
		return b, nil
	}
	b.Status = OK
	b.viterbi(r, d, gamma*math.Log(float64(len(r))))
	b.collect(r, d)
	return b, nil
}

// KleinbergBurstsClustered is KleinbergBursts where opinions of one session fall together: r[t] of d[t] are worth as many as r[t]/deff of
// d[t]/deff independent ones, which is the same as a step up that costs deff times as much. The 20 opinions of WarnFewEvents are counted as
// they came. deff under 1 counts as 1.
func KleinbergBurstsClustered(r, d []float64, s, gamma, deff float64) (Bursts, error) {
	if !finite(deff) {
		return Bursts{Status: NotApplicable, State: make([]int, len(r))}, invalid("design effect %v", deff)
	}
	worthR, worthD := make([]float64, len(r)), make([]float64, len(d))
	for t := range r {
		worthR[t] = Worth(r[t], deff)
	}
	for t := range d {
		worthD[t] = Worth(d[t], deff)
	}
	b, err := KleinbergBursts(worthR, worthD, s, gamma)
	b.Warnings = burstWarnings(r)
	return b, err
}

func burstWarnings(r []float64) (w []Warning) {
	total := 0.0
	for _, v := range r {
		total += v
	}
	if len(r) < 12 {
		w = append(w, WarnFewPoints)
	}
	if total < 20 {
		w = append(w, WarnFewEvents)
	}
	return w
}

// viterbi finds the cheapest path; a tie keeps the lower state.
func (b *Bursts) viterbi(r, d []float64, up float64) {
	back := make([][2]int, len(r))
	var cost [2]float64
	for t := range r {
		to0, to1 := 0, 1
		c0, c1 := cost[0], cost[1]
		if t > 0 {
			if cost[1] < c0 {
				to0, c0 = 1, cost[1]
			}
			if cost[0]+up <= c1 {
				to1, c1 = 0, cost[0]+up
			}
		}
		back[t] = [2]int{to0, to1}
		cost = [2]float64{c0 + binomCost(r[t], d[t], b.P0), c1 + binomCost(r[t], d[t], b.P1)}
	}
	s := 0
	if cost[1] < cost[0] {
		s = 1
	}
	b.Cost = cost[s]
	for t := len(r) - 1; t >= 0; t-- {
		b.State[t] = s
		s = back[t][s]
	}
}

func (b *Bursts) collect(r, d []float64) {
	for t, s := range b.State {
		if s == 0 {
			continue
		}
		if t == 0 || b.State[t-1] == 0 {
			b.Bursts = append(b.Bursts, Burst{Start: t})
		}
		last := &b.Bursts[len(b.Bursts)-1]
		last.End = t
		last.Weight += binomCost(r[t], d[t], b.P0) - binomCost(r[t], d[t], b.P1)
	}
}

// binomCost is -ln of the binomial chance of r in d.
func binomCost(r, d, p float64) float64 {
	if d == 0 {
		return 0
	}
	return -(lchoose(d, r) + r*math.Log(p) + (d-r)*math.Log1p(-p))
}
