package stat

import "math"

// PPoint is one period of a p chart. A period without cases has no point: Status NotApplicable.
type PPoint struct {
	Status               Status
	P                    float64
	LCL, UCL             float64 // binomial limits, clipped to [0,1]
	LaneyLCL, LaneyUCL   float64 // widened by SigmaZ
	Outside, LaneyBeyond bool
}

// PChart is a control chart of shares with changing n.
type PChart struct {
	Status   Status
	Center   float64
	SigmaZ   float64 // 1 = chance alone; Laney's factor
	Points   []PPoint
	Warnings []Warning
}

// NewPChart gives p̄ ± 3√(p̄(1-p̄)/nᵢ) and Laney's p′, the same times σ_z = mean|Δz|/1.128 (Laney 2002), for large n where
// binomial limits flag everything. Reproduces Montgomery's Example 7.1: 0.215, 0.0407..0.3893.
//
// Periods with n=0 are skipped, also in Δz. σ_z under 1 would narrow the limits and is used as it is, as in the source.
// Fewer than 2 periods with cases is Insufficient; p̄ of 0 or 1 has no spread: NotApplicable. Under 12: trial limits.
func NewPChart(x, n []float64) (PChart, error) {
	r := PChart{Status: Insufficient}
	if err := checkUnits(x, n); err != nil {
		return r, err
	}
	r.Points = make([]PPoint, len(x))
	var used []int
	for i := range x {
		r.Points[i].Status = NotApplicable
		if n[i] > 0 {
			used = append(used, i)
			r.Points[i].Status, r.Points[i].P = OK, x[i]/n[i]
		}
	}
	if len(used) < 2 {
		r.Warnings = []Warning{WarnFewPoints}
		return r, nil
	}
	r.Center, _ = GroupRate(x, n)
	if r.Center == 0 || r.Center == 1 {
		r.Status = NotApplicable
		return r, nil
	}
	r.Status = OK
	r.limits(n, used)
	if len(used) < 12 {
		r.Warnings = []Warning{WarnTrialLimits}
	}
	return r, nil
}

func (r *PChart) limits(n []float64, used []int) {
	z := make([]float64, len(used))
	for j, i := range used {
		z[j] = (r.Points[i].P - r.Center) / r.sigma(n[i])
	}
	r.SigmaZ = mean(movingRanges(z)) / 1.128
	for _, i := range used {
		p, s := &r.Points[i], 3*r.sigma(n[i])
		p.LCL, p.UCL = clamp(r.Center-s, 0, 1), clamp(r.Center+s, 0, 1)
		p.LaneyLCL, p.LaneyUCL = clamp(r.Center-s*r.SigmaZ, 0, 1), clamp(r.Center+s*r.SigmaZ, 0, 1)
		p.Outside = p.P < p.LCL-noise(p.LCL) || p.P > p.UCL+noise(p.UCL)
		p.LaneyBeyond = p.P < p.LaneyLCL-noise(p.LaneyLCL) || p.P > p.LaneyUCL+noise(p.LaneyUCL)
	}
}

func (r *PChart) sigma(n float64) float64 { return math.Sqrt(r.Center * (1 - r.Center) / n) }
