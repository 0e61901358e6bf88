package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// honorifics introduce a private person when a capitalised word follows.
var honorifics = setOf("ông bà anh chị cô chú bác cụ em cháu thím dì cậu mợ thầy")

// roles introduce a person only when a surname and a further name follow: "cử tri Nguyễn Văn A", but
// "cử tri Hà Nội".
var roles = setOf("dân tri hộ đình chủ tên là")

// surnames of most people in Vietnam. Those that begin names of provinces (Hà, Cao, Lâm, Sơn …) are left out.
var surnames = setOf(`nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai đào lương trương tạ tô
	châu quách nông hứa giàng sùng thào vàng lò quàng bế triệu hầu thạch phùng tống tăng thái lưu kiều nghiêm vương mạc từ khổng`)

// middleNames make a name of three words certain without any form of address.
var middleNames = setOf("văn thị")

// placeKinds before a capitalised word make it a place, a street, a school or a work.
var placeKinds = setOf(`xã phường huyện quận tỉnh phố thị trấn thôn ấp bản làng xóm khu đường ngõ ngách hẻm chợ cầu hồ sông suối núi đảo đền chùa đình
	trường thpt thcs học viện công kênh đập hai nước`)

// publicNames begin like a form of address and are places or figures of history.
var publicNames = setOf("bà_rịa bà_nà bà_đen bà_trưng bà_triệu bà_chiểu bà_điểm cô_tô cô_giang bác_hồ bác_ái anh_sơn anh_dũng ông_ích cụ_hồ chị_sứ cô_đơn")

// titles after a form of address name an office and not a person: "ông Chủ tịch UBND".
var titles = setOf("chủ phó bí trưởng giám chánh tổng thường ủy đại ban hội đồng thủ bộ thứ cán ubnd hđnd mttq")

// maxNameWords stops a name in a text set in capitals.
const maxNameWords = 4

func nameSpans(toks []maskToken) []span {
	var spans []span
	for i := 0; i < len(toks); i++ {
		first, ok := nameBegins(toks, i)
		if !ok {
			continue
		}
		last := nameEnds(toks, first)
		spans = append(spans, span{toks[first].start, toks[last].end, PersonName})
		i = last
	}
	return spans
}

// nameBegins reports where a name starts that token i announces, or is.
func nameBegins(toks []maskToken, i int) (first int, ok bool) {
	if toks[i].kind != 'w' {
		return 0, false
	}
	word := strings.ToLower(toks[i].text)
	switch {
	case honorifics[word]:
		return afterHonorific(toks, i, word)
	case roles[word]:
		first = skipSigns(toks, i+1)
		return first, isSurnameAt(toks, first) && isNameWord(toks, first+1)
	case isSurnameAt(toks, i) && i+2 < len(toks) && middleNames[strings.ToLower(toks[i+1].text)]:
		return i, isNameWord(toks, i+1) && isNameWord(toks, i+2) && !afterOffice(toks, i)
	}
	return 0, false
}

// afterHonorific passes over "ông (bà)", "cô giáo" and finds the name.
func afterHonorific(toks []maskToken, i int, word string) (int, bool) {
	if afterOffice(toks, i) || i+1 < len(toks) && publicNames[word+"_"+strings.ToLower(toks[i+1].text)] && isNameWord(toks, i) {
		return 0, false
	}
	first := skipSigns(toks, i+1)
	for first < len(toks) && toks[first].kind == 'w' {
		lower := strings.ToLower(toks[first].text)
		if !honorifics[lower] && lower != "giáo" && lower != "tên" && lower != "là" || isNameWord(toks, first) && isNameWord(toks, first+1) && !honorifics[lower] {
			break
		}
		first = skipSigns(toks, first+1)
	}
	if !isNameWord(toks, first) || titles[strings.ToLower(toks[first].text)] && !isSurnameAt(toks, first) {
		return 0, false
	}
	return first, true
}

// afterOffice: "đồng chí Nguyễn Văn A" is an official, "đường Nguyễn Văn A" a street.
func afterOffice(toks []maskToken, i int) bool {
	if i == 0 || toks[i-1].kind != 'w' {
		return false
	}
	before := strings.ToLower(toks[i-1].text)
	return before == "chí" || placeKinds[before]
}

func skipSigns(toks []maskToken, i int) int {
	for i < len(toks) && toks[i].kind == 'p' && strings.Contains("():/,", toks[i].text) {
		i++
	}
	return i
}

func isNameWord(toks []maskToken, i int) bool {
	if i >= len(toks) || toks[i].kind != 'w' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(toks[i].text)
	return unicode.IsUpper(r)
}

func isSurnameAt(toks []maskToken, i int) bool {
	return isNameWord(toks, i) && surnames[strings.ToLower(toks[i].text)]
}

// nameEnds takes the capitalised words that follow without any sign between them.
func nameEnds(toks []maskToken, first int) int {
	last := first
	for last+1 < len(toks) && last-first+1 < maxNameWords && isNameWord(toks, last+1) && toks[last+1].start == toks[last].end+1 {
		last++
	}
	return last
}

// notBirth are words that end in "sinh" and are followed by a year all the same: phát sinh năm 2019.
var notBirth = setOf("phát học nảy tái tuyển thí vệ dân hy giáo")

// birthSpans finds "sinh năm 1980" and "sinh ngày 1/1/1980".
func birthSpans(toks []maskToken) []span {
	var spans []span
	for i := 0; i+2 < len(toks); i++ {
		next := strings.ToLower(toks[i+1].text)
		if strings.ToLower(toks[i].text) != "sinh" || next != "ngày" && next != "năm" {
			continue
		}
		if i > 0 && notBirth[strings.ToLower(toks[i-1].text)] {
			continue
		}
		if first, last, ok := dateTokensAt(toks, i+2); ok {
			spans = append(spans, span{toks[first].start, toks[last].end, PersonBirth})
		}
	}
	return spans
}

var dateSigns = setOf("/ - . : ngày tháng năm mùng mồng")

func dateTokensAt(toks []maskToken, i int) (first, last int, ok bool) {
	for end := min(len(toks), i+8); i < end; i++ {
		switch {
		case toks[i].kind == 'n' && !ok:
			first, last, ok = i, i, true
		case toks[i].kind == 'n':
			last = i
		case !dateSigns[strings.ToLower(toks[i].text)]:
			return first, last, ok
		}
	}
	return first, last, ok
}
