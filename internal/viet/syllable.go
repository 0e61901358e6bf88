package viet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A written Vietnamese syllable is onset + rime + at most one tone. The two lists and four spelling
// rules below accept some ten thousand syllables, of which about seven thousand are in use, and very
// little of what a wrong decoding produces. They serve detection: they do not judge spelling.

var onsets = setOf("b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x")

// rimes without tones. Those on k (Đắk, Lắk) are of the Central Highlands.
var rimes = setOf(`a ai ao au ay âu ây e eo ê êu i ia iêu iu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uê ui uôi uy uya uyu uơ
	ư ưa ưi ươi ươu ưu uây y yêu yê
	ac ăc âc ec iêc oac oăc oc ôc uc uôc ưc ươc ooc ach êch ich oach uêch uych ych
	ak ăk âk ok ôk uk ưk
	am ăm âm em êm im iêm om ôm ơm um uôm ưm ươm yêm oam oăm
	an ăn ân en ên in iên on ôn ơn un uôn ưn ươn yên oan oăn oen uân uyên uyn
	ang ăng âng eng êng iêng ong ông ung uông ưng ương oang oăng oong uâng yêng
	anh ênh inh oanh uênh uynh ynh
	ap ăp âp ep êp ip iêp op ôp ơp up ươp oap oăp uyp yp
	at ăt ât et êt it iêt ot ôt ơt ut uôt ưt ươt oat oăt oet uât uyêt uyt yêt yt`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// IsSyllable reports whether s, in any case, is built like one Vietnamese syllable. It accepts both
// tone placements (hòa, hoà). Mixed case inside a syllable ("TRƯựC") is refused: only a wrong
// decoding writes so.
func IsSyllable(s string) bool {
	if !evenCase(s) {
		return false
	}
	base, tone, ok := splitTone(strings.ToLower(s))
	return ok && isOnsetRime(base, tone)
}

// evenCase accepts lower, Title and UPPER.
func evenCase(s string) bool {
	upper, lower, first := 0, 0, false
	for i, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper == 0 || lower == 0 || upper == 1 && first
}

const (
	toneAcute = '\u0301' // sắc
	toneDot   = '\u0323' // nặng
)

// splitTone takes the tone out of a lower-case syllable and keeps circumflex, breve and horn.
func splitTone(s string) (base string, tone rune, ok bool) {
	if isASCII(s) {
		return s, 0, s != ""
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !isTone(r) {
			b.WriteRune(r)
			continue
		}
		if tone != 0 {
			return "", 0, false
		}
		tone = r
	}
	return norm.NFC.String(b.String()), tone, true
}

func isOnsetRime(s string, tone rune) bool {
	for cut := 0; cut <= min(3, len(s)); cut++ {
		if onset, rime := cutOnset(s, cut); (onset == "" || onsets[onset]) && rimes[rime] && fits(onset, rime) && toneFits(rime, tone) {
			return true
		}
	}
	return false
}

// cutOnset cuts after n letters; đ is the one letter of an onset that has two bytes.
func cutOnset(s string, n int) (onset, rime string) {
	i := 0
	for range n {
		if strings.HasPrefix(s[i:], "đ") {
			i += 2
		} else if i < len(s) {
			i++
		}
	}
	return s[:i], s[i:]
}

// fits keeps the spelling rules: k, gh, ngh stand before e, ê, i, y and c, g, ng do not (g before i is
// gi; Kạn and Krông are names); qu stands before few vowels.
func fits(onset, rime string) bool {
	front := strings.HasPrefix(rime, "e") || strings.HasPrefix(rime, "ê") || strings.HasPrefix(rime, "i") || strings.HasPrefix(rime, "y")
	switch onset {
	case "k":
		return front || strings.HasPrefix(rime, "a") || rime == "on"
	case "gh", "ngh":
		return front
	case "c", "ng":
		return !front
	case "g":
		return !front || strings.HasPrefix(rime, "i")
	case "qu":
		return !strings.HasPrefix(rime, "u") && !strings.HasPrefix(rime, "ư") && !strings.HasPrefix(rime, "o")
	}
	return true
}

// toneFits: a syllable that ends in a stop carries sắc or nặng, always written. Rimes on k are spared.
func toneFits(rime string, tone rune) bool {
	if strings.HasSuffix(rime, "p") || strings.HasSuffix(rime, "t") || strings.HasSuffix(rime, "c") || strings.HasSuffix(rime, "ch") {
		return tone == toneAcute || tone == toneDot
	}
	return true
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
