package viet

import "strings"

// Qualifier is the word that stands before a published figure. Each word keeps a code of its own,
// because "ngót" and "gần" bound alike but were chosen by somebody; Bound says what they bound.
type Qualifier string

const (
	QualExact     Qualifier = "exact" // no word: 7.320
	QualGan       Qualifier = "gan"   // gần
	QualNgot      Qualifier = "ngot"  // ngót
	QualChuaDen   Qualifier = "chua_den"
	QualDuoi      Qualifier = "duoi" // dưới; also xấp xỉ dưới
	QualTren      Qualifier = "tren"
	QualHon       Qualifier = "hon"
	QualVuot      Qualifier = "vuot"
	QualQua       Qualifier = "qua"
	QualKhoang    Qualifier = "khoang"
	QualUoc       Qualifier = "uoc"
	QualChung     Qualifier = "chung"
	QualXapXi     Qualifier = "xap_xi"
	QualItNhat    Qualifier = "it_nhat"   // also tối thiểu, không dưới
	QualTroLen    Qualifier = "tro_len"   // từ 5 trở lên
	QualKhongQua  Qualifier = "khong_qua" // also tối đa
	QualChamNhat  Qualifier = "cham_nhat" // chậm nhất 10 ngày
	QualTroXuong  Qualifier = "tro_xuong" // từ 5 trở xuống
	QualTuDen     Qualifier = "tu_den"    // từ 5 đến 10
	QualHauHet    Qualifier = "hau_het"   // no number
	QualDaSo      Qualifier = "da_so"     // no number
	QualPhanLon   Qualifier = "phan_lon"  // no number
	QualCoBan     Qualifier = "co_ban"    // no number, no bound
	QualNhieu     Qualifier = "nhieu"     // no number, no bound
	QualMotSo     Qualifier = "mot_so"    // no number, no bound
	QualMagnitude Qualifier = "hang"      // hàng nghìn: an order, no bound
	QualUnread    Qualifier = ""          // the text is no figure
)

// Bound is what a qualifier says by logic alone, whatever its writer may have meant.
type Bound string

const (
	BoundExact    Bound = "exact"
	BoundBelow    Bound = "below"    // < v
	BoundAtMost   Bound = "at_most"  // ≤ v
	BoundAbove    Bound = "above"    // > v
	BoundAtLeast  Bound = "at_least" // ≥ v
	BoundBetween  Bound = "between"  // both ends belong
	BoundMajority Bound = "majority" // > one half
	BoundNone     Bound = "none"
)

var bounds = map[Qualifier]Bound{
	QualExact: BoundExact, QualGan: BoundBelow, QualNgot: BoundBelow, QualChuaDen: BoundBelow, QualDuoi: BoundBelow,
	QualTren: BoundAbove, QualHon: BoundAbove, QualVuot: BoundAbove, QualQua: BoundAbove,
	QualItNhat: BoundAtLeast, QualTroLen: BoundAtLeast, QualKhongQua: BoundAtMost, QualChamNhat: BoundAtMost,
	QualTroXuong: BoundAtMost, QualTuDen: BoundBetween,
	QualHauHet: BoundMajority, QualDaSo: BoundMajority, QualPhanLon: BoundMajority,
}

// Bound returns the logical bound of the qualifier (stats/methods.md §3.16).
func (q Qualifier) Bound() Bound {
	if b, ok := bounds[q]; ok {
		return b
	}
	return BoundNone
}

// qualifierWords is ordered so that a longer phrase comes before its beginning: "không quá" before
// "quá", "xấp xỉ dưới" before "xấp xỉ".
var qualifierWords = []struct {
	words string
	q     Qualifier
}{
	{"xấp xỉ dưới", QualDuoi}, {"xấp xỉ", QualXapXi}, {"xấp xỷ", QualXapXi},
	{"không quá", QualKhongQua}, {"không vượt quá", QualKhongQua}, {"không dưới", QualItNhat}, {"không ít hơn", QualItNhat},
	{"ít nhất", QualItNhat}, {"tối thiểu", QualItNhat}, {"tối đa", QualKhongQua}, {"nhiều nhất", QualKhongQua}, {"chậm nhất", QualChamNhat},
	{"chưa đến", QualChuaDen}, {"chưa tới", QualChuaDen}, {"gần", QualGan}, {"ngót", QualNgot}, {"dưới", QualDuoi},
	{"vượt", QualVuot}, {"trên", QualTren}, {"hơn", QualHon}, {"quá", QualQua},
	{"khoảng", QualKhoang}, {"ước đạt", QualUoc}, {"ước", QualUoc}, {"chừng", QualChung},
	{"over", QualHon}, {"more than", QualHon}, {"nearly", QualGan}, {"almost", QualGan}, {"fewer than", QualDuoi}, {"less than", QualDuoi},
	{"about", QualKhoang}, {"around", QualKhoang}, {"approximately", QualKhoang},
	{"at least", QualItNhat}, {"at most", QualKhongQua}, {"no more than", QualKhongQua},
}

// vagueWords stand where a number should: the sender gave none, and none is made.
var vagueWords = []struct {
	words string
	q     Qualifier
}{
	{"hầu hết", QualHauHet}, {"hầu như tất cả", QualHauHet}, {"đa số", QualDaSo}, {"đại đa số", QualDaSo}, {"phần lớn", QualPhanLon},
	{"cơ bản", QualCoBan}, {"nhiều", QualNhieu}, {"một số", QualMotSo}, {"most", QualHauHet}, {"many", QualNhieu}, {"some", QualMotSo},
}

// cutQualifier takes a qualifier off the front of lower-case text.
func cutQualifier(s string) (Qualifier, string) {
	for _, w := range qualifierWords {
		if rest, ok := cutPhrase(s, w.words); ok {
			return w.q, rest
		}
	}
	return QualExact, s
}

func cutVague(s string) (Qualifier, string, bool) {
	for _, w := range vagueWords {
		if rest, ok := cutPhrase(s, w.words); ok {
			return w.q, rest, true
		}
	}
	return QualUnread, s, false
}

// hasQualifier reports whether a number follows a qualifier: "hơn 700", not "trên địa bàn".
func hasQualifier(s string) bool {
	q, rest := cutQualifier(strings.TrimSpace(s))
	return q != QualExact && startsWithDigit(rest)
}
