package unit

import (
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// lexicon finds the longest listed phrase at the start of a text, word by word.
type lexicon[T any] map[string][]phrase[T] // by first word, longest phrase first

type phrase[T any] struct {
	words []string
	means T
}

// lexicons come in pairs: keyed with diacritics, and without for texts typed without.
type lexicons[T any] struct{ marked, plain lexicon[T] }

func (l lexicons[T]) of(plain bool) lexicon[T] {
	if plain {
		return l.plain
	}
	return l.marked
}

// newLexicons reads "phrase" -> meaning; several phrases are parted by a bar.
func newLexicons[T any](entries map[string]T) lexicons[T] {
	l := lexicons[T]{marked: lexicon[T]{}, plain: lexicon[T]{}}
	for list, means := range entries {
		for p := range strings.SplitSeq(list, "|") {
			words := strings.Fields(viet.Key1(p))
			l.marked.add(words, means)
			l.plain.add(plainWords(words), means)
		}
	}
	return l
}

func (l lexicon[T]) add(words []string, means T) {
	first := words[0]
	l[first] = append(l[first], phrase[T]{words, means})
	slices.SortStableFunc(l[first], func(a, b phrase[T]) int { return len(b.words) - len(a.words) })
}

// prefix gives the meaning of the longest phrase that words begin with, and its length in words.
func (l lexicon[T]) prefix(words []string) (means T, n int) {
	if len(words) == 0 {
		return means, 0
	}
	for _, p := range l[words[0]] {
		if len(p.words) <= len(words) && slices.Equal(p.words, words[:len(p.words)]) {
			return p.means, len(p.words)
		}
	}
	return means, 0
}

func plainWords(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = viet.Key4Of(w)
	}
	return out
}

// kind is the word before a name, spelled as in the files; empty when a text gives none.
type kind = string

const (
	tinh     kind = "Tỉnh"
	thanhPho kind = "Thành phố"
	huyen    kind = "Huyện"
	quan     kind = "Quận"
	thiXa    kind = "Thị xã"
	xa       kind = "Xã"
	phuong   kind = "Phường"
	thiTran  kind = "Thị trấn"
	dacKhu   kind = "Đặc khu"
)

// kindLevels says at which levels a kind exists. A thành phố was of the province or of the district.
var kindLevels = map[kind][]Level{
	tinh: {Province}, thanhPho: {Province, District},
	huyen: {District}, quan: {District}, thiXa: {District},
	xa: {Commune}, phuong: {Commune}, thiTran: {Commune}, dacKhu: {Commune},
}

// fullKinds are the kinds written out.
var fullKinds = newLexicons(map[string]kind{
	"tỉnh": tinh, "thành phố": thanhPho, "huyện": huyen, "quận": quan, "thị xã": thiXa,
	"xã": xa, "phường": phuong, "thị trấn": thiTran, "đặc khu": dacKhu,
})

// shortKinds are the abbreviations, as they look once dots are spaces ("T.P." is "t p"). A single
// letter counts only as a word of its own, so before '.', a space or a digit: Quảng Ninh is no quận.
var shortKinds = newLexicons(map[string]kind{
	"t": tinh, "tp|t p": thanhPho, "h": huyen, "q": quan, "tx|t x": thiXa,
	"x": xa, "p|f": phuong, "tt|t t": thiTran, "đk": dacKhu,
})

// glued are the letters that may stand before a number or "tp" name without a space: P1, Q.1, F12.
var glued = map[byte]kind{'p': phuong, 'f': phuong, 'q': quan}

// placeOrgans speak for the place itself: what Huyện ủy Yên Dũng or UBND huyện Yên Dũng held, Yên
// Dũng held. The meaning is the kind the word implies, if any.
var placeOrgans = newLexicons(map[string]kind{
	"tỉnh ủy": tinh, "thành ủy": thanhPho, "huyện ủy": huyen, "quận ủy": quan, "thị ủy": thiXa,
	"ubnd|ủy ban nhân dân|ủy ban|hđnd|hội đồng nhân dân|btv|ban thường vụ|thường vụ|thường trực|bch|ban chấp hành":       "",
	"đảng ủy|đảng bộ|cấp ủy|chính quyền|lãnh đạo|người đứng đầu|bí thư|phó bí thư|chủ tịch|phó chủ tịch|đồng chí|đ/c|đc": "",
	"và|&|+|các": "",
})

// jointHosts are organs that, named after one that speaks for the place, change nothing: "Đảng ủy -
// UBND - UBMTTQ xã Quỳnh Sơn" is the commune's session. Alone they are organs.
var jointHosts = newLexicons(map[string]bool{
	"mttq|ubmttq|ub mttq|mặt trận tổ quốc|ủy ban mặt trận tổ quốc|ủy ban mttq": true,
})

// villages are below the commune and no units here: a session in a thôn is the commune's.
var villages = newLexicons(map[string]bool{
	"thôn|bản|ấp|xóm|làng|buôn|bon|sóc|phum|khóm|tổ dân phố|tdp|khu phố|kp|khu dân cư|tổ": true,
})

// organScope says at which level an organ that is no place usually stands when its text names none.
type organScope int

const (
	scopeParent   organScope = iota // at whatever place the file is about
	scopeProvince                   // a sở exists at province level only
)

// organs begin the names of hosts that are not places. Words that also begin place names (Hội An,
// Trường Sơn, Sở Dầu, Trung Tâm) are safe: a text that is a place's name is never read as an organ.
var organs = newLexicons(map[string]organScope{
	"sở|ban dân tộc|tỉnh đoàn": scopeProvince,
	"ban|phòng|văn phòng|thanh tra|công an|quân sự|bộ đội|bộ chỉ huy|bộ chqs|ban chỉ huy|ban chqs|chi cục|cục|trung tâm|trạm":                                   scopeParent,
	"trường|đại học|học viện|bệnh viện|trung tâm y tế|viện|tòa án|kho bạc|bhxh|bảo hiểm|ngân hàng|công ty|tổng công ty|tập đoàn|doanh nghiệp|hợp tác xã|htx":    scopeParent,
	"khối|các cơ quan|cơ quan|ubmttq|ủy ban mặt trận|ủy ban mttq|mttq|mặt trận|hội|đoàn|liên đoàn|liên minh|công đoàn|thành đoàn|huyện đoàn|quận đoàn|thị đoàn": scopeParent,
	"đảng ủy ubnd|đảng ủy hđnd|đảng ủy mttq|ban cán sự đảng|đảng đoàn|đài|báo|nhà máy|khu công nghiệp|ban quản lý|vksnd|tand":                                   scopeParent,
})

// organKind is the kind of place that is part of an organ's own name: Tỉnh đoàn, Ban Dân vận Huyện ủy.
var organKind = newLexicons(map[string]kind{
	"tỉnh đoàn|tỉnh ủy": tinh, "thành đoàn|thành ủy": thanhPho, "huyện đoàn|huyện ủy": huyen,
	"quận đoàn|quận ủy": quan, "thị đoàn|thị ủy": thiXa,
})

// organNames spells out the abbreviations that would otherwise make two organs of one.
var organNames = newLexicons(map[string]string{
	"tn&mt|tnmt|tn & mt|tn và mt": "Tài nguyên và Môi trường", "nn&ptnt|nnptnt|nn và ptnt": "Nông nghiệp và Phát triển nông thôn",
	"nn&mt|nnmt|nn và mt": "Nông nghiệp và Môi trường", "gd&đt|gdđt|gd và đt": "Giáo dục và Đào tạo",
	"kh&đt|khđt|kh và đt": "Kế hoạch và Đầu tư", "lđtb&xh|lđtbxh|lđ tb&xh|lđ tbxh|lđtb và xh": "Lao động - Thương binh và Xã hội",
	"kh&cn|khcn|kh và cn": "Khoa học và Công nghệ", "vhtt&dl|vhttdl|vh tt&dl|vhtt và dl": "Văn hóa, Thể thao và Du lịch",
	"tt&tt|tttt|tt và tt": "Thông tin và Truyền thông", "gtvt": "Giao thông vận tải", "mttq": "Mặt trận Tổ quốc",
	"ubmttq|ub mttq|ủy ban mttq": "Ủy ban Mặt trận Tổ quốc", "ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân",
	"tg&dv|tgdv|tg và dv": "Tuyên giáo và Dân vận", "lhpn": "Liên hiệp Phụ nữ", "ccb": "Cựu chiến binh", "lđlđ": "Liên đoàn Lao động", "ca": "Công an",
})
