package stat

import "math"

// Qualifier is the word a published figure stood under, by the codes of model.published_figure. Finding the word in
// Vietnamese text is internal/viet's work.
type Qualifier string

// The qualifiers and what they say about the value v.
const (
	QExact    Qualifier = "exact"     // the bare figure
	QTren     Qualifier = "tren"      // trên v: more than v
	QHon      Qualifier = "hon"       // hơn v
	QQua      Qualifier = "qua"       // quá v
	QVuot     Qualifier = "vuot"      // vượt v
	QItNhat   Qualifier = "it_nhat"   // ít nhất v, không dưới v: v and more
	QToiThieu Qualifier = "toi_thieu" // tối thiểu v
	QTroLen   Qualifier = "tro_len"   // từ v trở lên
	QGan      Qualifier = "gan"       // gần v: less than v, with a reading
	QNgot     Qualifier = "ngot"      // ngót v
	QChuaDen  Qualifier = "chua_den"  // chưa đến v: less than v
	QDuoi     Qualifier = "duoi"      // dưới v
	QKhongQua Qualifier = "khong_qua" // không quá v: v and less
	QToiDa    Qualifier = "toi_da"    // tối đa v
	QChamNhat Qualifier = "cham_nhat" // chậm nhất v ngày
	QTroXuong Qualifier = "tro_xuong" // từ v trở xuống
	QKhoang   Qualifier = "khoang"    // khoảng v: no logical bound, a reading
	QXapXi    Qualifier = "xap_xi"    // xấp xỉ v
	QUoc      Qualifier = "uoc"       // ước v
	QChung    Qualifier = "chung"     // chừng v
	QHauHet   Qualifier = "hau_het"   // hầu hết: more than half, no number
	QDaSo     Qualifier = "da_so"     // đa số
	QPhanLon  Qualifier = "phan_lon"  // phần lớn
	QCoBan    Qualifier = "co_ban"    // cơ bản: no number, no bound
	QNhieu    Qualifier = "nhieu"     // nhiều
	QMotSo    Qualifier = "mot_so"    // một số
	QHang     Qualifier = "hang"      // hàng nghìn: an order of magnitude only
)

// saying is what a qualifier means; several words mean the same.
type saying int

const (
	saysBare saying = iota
	saysAbove
	saysAtLeast
	saysNear
	saysBelow
	saysAtMost
	saysAbout
	saysMost
	saysNothing
)

var sayings = map[Qualifier]saying{
	QExact: saysBare,
	QTren:  saysAbove, QHon: saysAbove, QQua: saysAbove, QVuot: saysAbove,
	QItNhat: saysAtLeast, QToiThieu: saysAtLeast, QTroLen: saysAtLeast,
	QGan: saysNear, QNgot: saysNear,
	QChuaDen: saysBelow, QDuoi: saysBelow,
	QKhongQua: saysAtMost, QToiDa: saysAtMost, QChamNhat: saysAtMost, QTroXuong: saysAtMost,
	QKhoang: saysAbout, QXapXi: saysAbout, QUoc: saysAbout, QChung: saysAbout,
	QHauHet: saysMost, QDaSo: saysMost, QPhanLon: saysMost,
	QCoBan: saysNothing, QNhieu: saysNothing, QMotSo: saysNothing, QHang: saysNothing,
}

// Quantity says what kind of number was published.
type Quantity string

// A count is whole and exact when bare; a percent (0..100) or another measure is rounded to the decimals shown.
const (
	QuantCount Quantity = "count"
	QuantPct   Quantity = "percent"
	QuantOther Quantity = "measure"
)

// Published is a figure as it can be used. Logical follows from the words alone and may decide an order; Reading is an
// assumption, drawn hatched and never ranked; nil where the words give none.
type Published struct {
	Status   Status // NotApplicable: the words carry no number of this kind
	Logical  Bounds
	Reading  *Bounds
	Warnings []Warning
}

// FromQualifier gives the bounds of a published value (methods §3.16). decimals is how many were printed: a bare percent
// with d decimals is v±½·10^-d; a bare count is exact. g, the place of the last non-zero digit, sets the readings: "trên
// 5.500" reads 5.501..5.599, "gần 90%" reads [85,90), "khoảng 34.000" reads ±500.
//
// A count is kept to whole numbers (>700 means 701 and more). Natural limits (0, 100%) are not added: they belong to the
// quantity, not to the words. An unknown qualifier or a negative value is ErrInvalid.
func FromQualifier(q Qualifier, v float64, decimals int, kind Quantity) (Published, error) {
	p := Published{Status: OK}
	says, known := sayings[q]
	if !known || !finite(v) || v < 0 || decimals < 0 || decimals > 9 {
		return p, invalid("qualifier %q with value %v of %d decimals", q, v, decimals)
	}
	g := lastPlace(v, decimals)
	switch says {
	case saysBare:
		p.Logical = bare(v, decimals, kind)
	case saysAbove:
		p.Logical, p.Reading = Above(v), readAbove(v, g, kind)
	case saysAtLeast:
		p.Logical = AtLeast(v)
	case saysNear:
		p.Logical = Below(v)
		p.Reading = &Bounds{Lo: ptr(v - g/2), Hi: ptr(v), HiOpen: true}
	case saysBelow:
		p.Logical = Below(v)
	case saysAtMost:
		p.Logical = AtMost(v)
	case saysAbout:
		r := Between(v-g/2, v+g/2)
		p.Reading = &r
		p.Warnings = []Warning{WarnReadingOnly}
	case saysMost:
		return most(kind), nil
	case saysNothing:
		p.Status = NotApplicable
	}
	if kind == QuantCount {
		p.Logical = p.Logical.Whole()
		if p.Reading != nil {
			r := p.Reading.Whole()
			p.Reading = &r
		}
	}
	return p, nil
}

// most is "hầu hết", "đa số": more than half, up to all, and never a number on a chart.
func most(kind Quantity) Published {
	if kind != QuantPct {
		return Published{Status: NotApplicable}
	}
	return Published{Status: OK, Logical: Bounds{Lo: ptr(50), LoOpen: true, Hi: ptr(100)}}
}

// bare is a figure without a word: a count is what it says, anything else was rounded to the decimals shown. Both ends are
// closed since ties are rounded either way.
func bare(v float64, decimals int, kind Quantity) Bounds {
	if kind == QuantCount {
		return Exactly(v)
	}
	half := math.Pow(10, -float64(decimals)) / 2
	return Between(math.Max(0, v-half), v+half)
}

func readAbove(v, g float64, kind Quantity) *Bounds {
	if kind != QuantCount {
		return &Bounds{Lo: ptr(v), LoOpen: true, Hi: ptr(v + g), HiOpen: true}
	}
	if g < 2 {
		return nil // "hơn 37" leaves no room before the next figure one would have named
	}
	r := Between(v+1, v+g-1)
	return &r
}

// lastPlace is the place value of the last non-zero digit of a whole number, or of the last decimal shown.
func lastPlace(v float64, decimals int) float64 {
	if decimals > 0 {
		return math.Pow(10, -float64(decimals))
	}
	g := 1.0
	for v >= 10 && math.Mod(v, g*10) == 0 {
		g *= 10
	}
	return g
}
