package viet

import "strings"

// alleys are the parts of a house address below the street, which follow the house number.
const alleys = "ngõ ngách hẻm kiệt"

// streets after "số 12" make it a house and not a decision: "số 12 đường …". The street's name stays.
const streets = "ngõ ngách hẻm kiệt đường phố"

// addressSpans finds "số nhà 12", "nhà số 12A/3, ngõ 34", "số 5 ngõ 12", "căn hộ 1203". A street, a
// hamlet or a residents' group is where a problem lies and stays.
func addressSpans(toks []maskToken) []span {
	var spans []span
	for i := 0; i+1 < len(toks); i++ {
		if !toks[i].is(isHouse) {
			continue
		}
		number, ok := houseNumberAt(toks, i)
		if !ok {
			continue
		}
		last := houseEnds(toks, number)
		spans = append(spans, span{toks[i].start, toks[last].end, PersonAddress})
		i = last
	}
	return spans
}

// houseNumberAt returns the token of the number when an address begins at i.
func houseNumberAt(toks []maskToken, i int) (number int, ok bool) {
	word, next := toks[i].lower(), toks[i+1].lower()
	switch {
	case word == "số" && next == "nhà", word == "nhà" && next == "số", word == "căn" && next == "hộ":
		number = skipWord(toks, skipSigns(toks, i+2), "số")
		return number, number < len(toks) && toks[number].kind == 'n'
	case word == "số" && toks[i+1].kind == 'n':
		after := skipSigns(toks, houseEnds(toks, i+1)+1)
		return i + 1, after < len(toks) && toks[after].is(isStreet) || houseEnds(toks, i+1) > i+3 && hasAlley(toks, i+1)
	}
	return 0, false
}

func hasAlley(toks []maskToken, number int) bool {
	for _, t := range toks[number:min(len(toks), number+4)] {
		if t.is(isAlley) {
			return true
		}
	}
	return false
}

func skipWord(toks []maskToken, i int, word string) int {
	if i < len(toks) && toks[i].lower() == word {
		return i + 1
	}
	return i
}

// houseEnds follows 12A/3, 12-14 and then ", ngõ 34, ngách 5".
func houseEnds(toks []maskToken, number int) int {
	last := number
	for {
		switch next := last + 1; {
		case glued(toks, last, next) && toks[next].kind == 'w' && len(toks[next].text) <= 2:
			last = next // 12A
		case glued(toks, last, next) && toks[next].kind == 'p' && strings.Contains("/-", toks[next].text) && glued(toks, next, next+1) && toks[next+1].kind == 'n':
			last = next + 1 // 12/3
		default:
			alley := skipSigns(toks, next)
			if alley+1 >= len(toks) || !toks[alley].is(isAlley) || toks[alley+1].kind != 'n' {
				return last
			}
			last = alley + 1
		}
	}
}

func glued(toks []maskToken, a, b int) bool {
	return b < len(toks) && toks[b].start == toks[a].end
}

// emailSpans finds addresses of the usual form around every "@".
func emailSpans(s string) []span {
	var spans []span
	for i := 0; i < len(s); i++ {
		if s[i] != '@' {
			continue
		}
		start, end := i, i+1
		for start > 0 && isMailByte(s[start-1], "._%+-") {
			start--
		}
		for end < len(s) && isMailByte(s[end], ".-") {
			end++
		}
		domain := strings.TrimRight(s[i+1:end], ".-")
		if dot := strings.LastIndexByte(domain, '.'); start < i && dot > 0 && len(domain)-dot > 2 {
			spans = append(spans, span{start, i + 1 + len(domain), PersonEmail})
		}
		i = end - 1
	}
	return spans
}

func isMailByte(c byte, extra string) bool {
	return isASCIILetter(c) || isDigit(c) || strings.IndexByte(extra, c) >= 0
}
