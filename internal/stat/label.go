package stat

// Unit is one locality in a comparison: x of n, and how many independent opinions n is worth (NEff of ClusterRate;
// 0 means n itself).
type Unit struct {
	X, N, NEff float64
}

// LabelBasis says which rule made the main label.
type LabelBasis string

// The two rules, by the number of units compared.
const (
	BasisFunnel LabelBasis = "adjusted_funnel" // 20 units and more: "khác thường so với các nơi"
	BasisTarget LabelBasis = "fixed_target"    // fewer: "thấp hơn mục tiêu"
)

// FunnelMinUnits is the number of units from which labels come from the adjusted funnel. Below it τ² hides real failures:
// one unit at 70% among peers near 90% was found in 33% of tables of 6 and 70% of tables of 10, but 96% of tables of 20.
const FunnelMinUnits = 20

// UnitLabel is what may be said about one unit.
type UnitLabel struct {
	Band     Band // the main label, by Labels.Basis
	VsGroup  Band // against the others, ordinary differences allowed for; BandNotCompared under 20 units
	VsTarget Band // against the target with session-clustered error; BandNotCompared without a target
}

// Labels is a labelled table.
type Labels struct {
	Status   Status
	Basis    LabelBasis
	K        int // units with n>0
	Theta    float64
	Phi      float64
	Tau2     float64
	Units    []UnitLabel
	Warnings []Warning
}

// LabelUnits labels a table of like units by the rule of methods §3.6: 20 units and more are labelled by the funnel
// adjusted for ordinary differences; fewer by a fixed target (from the regulation) with session-clustered error and no
// τ². Both labels are given where both exist.
//
// Against the group the milder of two bands is taken: the adjusted arcsine funnel's, and the plain Wilson funnel's.
// Allowing for ordinary differences can only make a unit less remarkable, yet the arcsine limit alone calls 30 of 30
// "high at 99.8%" in a group at 90%, where that happens 4 times in 100.
//
// Units with n=0 are not compared and do not count. One unit, or none, is NotApplicable unless there is a target.
// Few units and no target: Insufficient, everything not compared.
func LabelUnits(units []Unit, target *float64) (Labels, error) {
	r := Labels{Status: Insufficient, Basis: BasisTarget, Units: make([]UnitLabel, len(units))}
	x, n := make([]float64, len(units)), make([]float64, len(units))
	for i, u := range units {
		x[i], n[i] = u.X, u.N
		if u.N > 0 {
			r.K++
		}
	}
	od, err := Overdispersed(x, n, 0.1)
	if err != nil {
		return r, err
	}
	r.Theta, r.Phi, r.Tau2 = od.Theta, od.Phi, od.Tau2
	if r.K >= FunnelMinUnits {
		r.Basis, r.Status = BasisFunnel, od.Status
	} else if r.Warnings = []Warning{WarnFewUnits}; target == nil {
		r.Warnings = append(r.Warnings, WarnNoTarget)
	} else {
		r.Status = OK
	}
	if r.K == 0 {
		r.Status = NotApplicable
	}
	return r, r.label(units, od, target)
}

func (r *Labels) label(units []Unit, od Overdispersion, target *float64) error {
	for i, u := range units {
		l := UnitLabel{Band: BandNotCompared, VsGroup: BandNotCompared, VsTarget: BandNotCompared}
		if r.Basis == BasisFunnel && u.N > 0 {
			plain, err := FunnelBand(u.X, u.N, od.Theta)
			if err != nil {
				return err
			}
			if l.VsGroup = plain; plain.Outside95() {
				l.VsGroup = milder(od.Band(u.X, u.N, true), plain)
			}
		}
		if target != nil && u.N > 0 {
			band, err := targetBand(u, *target)
			if err != nil {
				return err
			}
			l.VsTarget = band
		}
		l.Band = l.VsTarget
		if r.Basis == BasisFunnel {
			l.Band = l.VsGroup
		}
		r.Units[i] = l
	}
	return nil
}

// targetBand compares with the target at the effective size. A target of 100% can be missed but not beaten.
func targetBand(u Unit, target float64) (Band, error) {
	n := u.N
	if u.NEff > 0 && u.NEff < n {
		n = u.NEff
	}
	if !(target >= 0 && target <= 1) {
		return BandNotCompared, invalid("target %v", target)
	}
	return bandAgainst(target, min(n, u.X/u.N*n), n), nil
}
