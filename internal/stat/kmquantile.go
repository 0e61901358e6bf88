package stat

import "math"

// Duration is a point in days with its interval; a nil end was not reached.
type Duration struct {
	Status       Status // NotReached: "chưa đạt một nửa", never the largest time seen
	Days         *float64
	Lower, Upper *float64
}

// kmTolerance is R's: sqrt of the float spacing at 1.
const kmTolerance = 1.5e-8

// Median is the day by which half were answered, with the interval read off the band at one half.
func (r KM) Median(band KMBand) Duration { return r.Quantile(0.5, band) }

// Quantile is the day by which a share p was answered, by R's rule (survival::quantile.survfit): the first day on which
// the curve passes p; if it lies exactly at p for a while, the middle of that flat piece, whose end is the next day of an
// answer or, on the last piece, the last day observed. Other packages take one end of the piece.
func (r KM) Quantile(p float64, band KMBand) Duration {
	if r.Status != OK || !(p > 0 && p < 1) {
		return Duration{Status: NotApplicable}
	}
	mid, lo, hi := make([]float64, len(r.Points)), make([]float64, len(r.Points)), make([]float64, len(r.Points))
	for i, q := range r.Points {
		mid[i] = q.Open
		lo[i], hi[i] = bandAt(q.Open, r.variance[i], r.z, band)
	}
	d := Duration{Status: OK, Days: r.crossing(mid, p), Lower: r.crossing(lo, p), Upper: r.crossing(hi, p)}
	if d.Days == nil {
		d.Status = NotReached
	}
	return d
}

// crossing finds where a falling step curve passes 1-p. Values that do not exist (NaN) are never crossed.
func (r KM) crossing(s []float64, p float64) *float64 {
	for i, v := range s {
		answered := 1 - v
		if math.IsNaN(v) || answered < p-kmTolerance {
			continue
		}
		if answered > p+kmTolerance {
			return ptr(r.Points[i].Time)
		}
		end := r.table.last()
		if i+1 < len(s) {
			if math.IsNaN(s[i+1]) {
				return nil
			}
			end = r.Points[i+1].Time
		}
		return ptr((r.Points[i].Time + end) / 2)
	}
	return nil
}
