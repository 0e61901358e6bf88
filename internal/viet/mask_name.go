package viet

import "strings"

// honorifics introduce a private person when a capitalised word follows.
const honorifics = "ông bà anh chị cô chú bác cụ em cháu thím dì cậu mợ thầy"

// roles introduce a person only when a surname and a further name follow: "cử tri Nguyễn Văn A", but
// "cử tri Hà Nội".
const roles = "dân tri hộ đình tên là"

// surnames of most people in Vietnam. Those that begin names of provinces (Hà, Cao, Lâm, Sơn …) are left out.
const surnames = `nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai đào lương trương tạ tô
	châu quách nông hứa giàng sùng thào vàng lò quàng bế triệu hầu thạch phùng tống tăng thái lưu kiều nghiêm vương mạc từ khổng`

// middleNames make a name of three words certain without any form of address.
const middleNames = "văn thị"

// placeKinds before a capitalised word make it a place, a street, a school or a work.
const placeKinds = `xã phường huyện quận tỉnh phố thị trấn thôn ấp bản làng xóm khu đường ngõ ngách hẻm chợ cầu hồ sông suối núi đảo đền chùa đình
	trường thpt thcs học viện công kênh đập hai nước`

// publicNames begin like a form of address and are places or figures of history.
var publicNames = setOf("bà_rịa bà_nà bà_đen bà_trưng bà_triệu bà_chiểu bà_điểm cô_tô cô_giang bác_hồ bác_ái anh_sơn anh_dũng ông_ích cụ_hồ chị_sứ cô_đơn")

// titles after a form of address name an office and not a person: "ông Chủ tịch UBND".
const titles = "chủ phó bí trưởng giám chánh tổng thường ủy đại ban hội đồng thủ bộ thứ cán tổ hiệu chi ubnd hđnd mttq"

// titleSeconds follow the first word of a title: Chủ tịch, Bí thư. "Anh Hội đề nghị" is a man called Hội.
var titleSeconds = setOf("tịch nhiệm thư đốc trực viên biểu trưởng tướng bộ đồng ủy hội tá thôn bản ban phòng ấp công")

// offices are the small words inside a title: "Phó Trưởng Ban Dân vận Thành ủy".
const offices = "vận ủy tịch thư đốc giáo ban xã phường huyện tỉnh nhân thường trực đồng hội đảng viên chức"

// maxNameWords stops a name in a text set in capitals.
const maxNameWords = 4

func nameSpans(toks []maskToken) []span {
	var spans []span
	for i := 0; i < len(toks); i++ {
		if toks[i].class&(isHonorific|isRole|isSurname) == 0 {
			continue
		}
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
	if toks[i].is(isHonorific) {
		if first, ok = afterHonorific(toks, i); ok {
			return first, true
		}
	}
	if toks[i].is(isRole) && roleFits(toks, i) {
		if first = skipSigns(toks, i+1); isSurnameAt(toks, first) && isNameWord(toks, first+1) {
			return first, true
		}
	}
	if isSurnameAt(toks, i) && isNameWord(toks, i+1) && toks[i+1].is(isMiddleName) && isNameWord(toks, i+2) {
		return i, !afterOffice(toks, i) && !isOfficial(toks, i)
	}
	return 0, false
}

// roleFits: gia đình, cử tri, người dân; not "nhân dân Hoàng Mai", which is a district's people.
func roleFits(toks []maskToken, i int) bool {
	before := ""
	if i > 0 {
		before = toks[i-1].lower()
	}
	switch toks[i].lower() {
	case "đình":
		return before == "gia"
	case "tri":
		return before == "cử"
	case "dân":
		return before != "nhân"
	}
	return true
}

// afterHonorific passes over "ông (bà)", "cô giáo" and finds the name.
func afterHonorific(toks []maskToken, i int) (int, bool) {
	if afterOffice(toks, i) || isPublicName(toks, i) {
		return 0, false
	}
	first := skipSigns(toks, i+1)
	for first < len(toks) && isPassedOver(toks, first) {
		first = skipSigns(toks, first+1)
	}
	if !isNameWord(toks, first) || isTitleAt(toks, first) {
		return 0, false
	}
	return first, true
}

// isPassedOver: "ông bà", "cô giáo", "ông tên là" lead on to a name. "Cô Anh Thư" is a name already.
func isPassedOver(toks []maskToken, i int) bool {
	if toks[i].kind != 'w' || toks[i].capital && isNameWord(toks, i+1) && !toks[i].is(isHonorific) {
		return false
	}
	word := toks[i].lower()
	return toks[i].is(isHonorific) && i+1 < len(toks) || word == "giáo" || word == "tên" || word == "là"
}

func isPublicName(toks []maskToken, i int) bool {
	return toks[i].capital && i+1 < len(toks) && publicNames[toks[i].lower()+"_"+toks[i+1].lower()]
}

// afterOffice: "đồng chí Nguyễn Văn A" is an official, "đường Nguyễn Văn A" a street.
func afterOffice(toks []maskToken, i int) bool {
	return i > 0 && toks[i-1].kind == 'w' && (toks[i-1].is(isPlaceKind) || toks[i-1].lower() == "chí")
}

// isOfficial keeps names that carry an office: "Phó Trưởng Ban Dân vận Nguyễn Văn A", "Nguyễn Văn A,
// Phó Bí thư". Any other word in between, and the name is hidden: when in doubt, hide.
func isOfficial(toks []maskToken, i int) bool {
	for back := i - 1; back >= 0 && back > i-10; back-- {
		t := toks[back]
		if isTitleAt(toks, back) {
			return true
		}
		if !t.capital && !t.is(isOffice) {
			break
		}
	}
	after := nameEnds(toks, i) + 1
	return after+1 < len(toks) && toks[after].text == "," && isTitleAt(toks, after+1)
}

func isTitleAt(toks []maskToken, i int) bool {
	if !toks[i].capital || !toks[i].is(isTitle) {
		return false
	}
	word := toks[i].text
	return word == "UBND" || word == "HĐND" || word == "MTTQ" || i+1 < len(toks) && (titleSeconds[toks[i+1].lower()] || toks[i+1].capital && toks[i+1].is(isTitle))
}

func skipSigns(toks []maskToken, i int) int {
	for i < len(toks) && toks[i].kind == 'p' && strings.Contains("():/,", toks[i].text) {
		i++
	}
	return i
}

func isNameWord(toks []maskToken, i int) bool { return i < len(toks) && toks[i].capital }

func isSurnameAt(toks []maskToken, i int) bool { return isNameWord(toks, i) && toks[i].is(isSurname) }

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
		if !toks[i].is(isBirth) || i > 0 && notBirth[toks[i-1].lower()] {
			continue
		}
		if next := toks[i+1].lower(); next != "ngày" && next != "năm" {
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
		case !dateSigns[toks[i].lower()]:
			return first, last, ok
		}
	}
	return first, last, ok
}
