package viet

import "strings"

// Personal names a kind of personal data (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; NĐ 356/2025).
type Personal string

const (
	PersonName    Personal = "ho_ten"
	PersonAddress Personal = "dia_chi"
	PersonPhone   Personal = "dien_thoai"
	PersonID      Personal = "giay_to" // căn cước, CMND, hộ chiếu, mã số BHXH
	PersonEmail   Personal = "email"   // and other accounts: Zalo, Facebook, bank
	PersonBirth   Personal = "ngay_sinh"
	PersonOrigin  Personal = "nhay_cam" // dân tộc, tôn giáo: sensitive by law
)

// personalHeaders are phrases of column headers, whole words. A column so headed is dropped before
// anything of it is kept, and the report says so.
var personalHeaders = keyPhrases(map[Personal]string{
	PersonName: "họ tên|họ và tên|họ, tên|họ tên người nêu|tên người|tên công dân|tên cử tri|người nêu|người kiến nghị|người phản ánh|người phát biểu|" +
		"người gửi|người đề nghị|người nộp đơn|người khiếu nại|người tố cáo|người dân nêu|người có ý kiến|công dân kiến nghị|tên đại biểu|chữ ký|ký tên|full name",
	PersonAddress: "địa chỉ|nơi ở|nơi cư trú|chỗ ở|hộ khẩu|nơi thường trú|địa chỉ thường trú|nơi tạm trú|số nhà|quê quán|nguyên quán|address",
	PersonPhone:   "số điện thoại|điện thoại|sđt|số đt|đt|đtdđ|di động|số di động|số liên hệ|thông tin liên hệ|phone|mobile",
	PersonID: "cccd|cmnd|cmt|cmtnd|căn cước|số căn cước|căn cước công dân|chứng minh nhân dân|chứng minh thư|số định danh|mã định danh cá nhân|" +
		"số định danh cá nhân|hộ chiếu|số bhxh|mã số bhxh|số thẻ bhyt|số giấy tờ|giấy tờ tùy thân",
	PersonEmail:  "email|e-mail|thư điện tử|hộp thư|zalo|facebook|số tài khoản|stk",
	PersonBirth:  "ngày sinh|năm sinh|ngày tháng năm sinh|ngày, tháng, năm sinh|sinh ngày|sinh năm|tuổi|giới tính|date of birth",
	PersonOrigin: "dân tộc|tôn giáo|thành phần dân tộc",
})

// notPersonal are headers that hold such a phrase and no person.
var notPersonal = keyPhrases(map[Personal]string{
	"": "số người|lượt người|tổng số người|chức danh|chức vụ|địa chỉ cơ quan|lứa tuổi|nhóm tuổi|số người có ý kiến|nhóm người|đối tượng|" +
		"số lượng|số cuộc|số buổi|số hội nghị|số ý kiến|số kiến nghị|hình thức|lĩnh vực|chính sách dân tộc|công tác dân tộc|ban dân tộc",
})

type keyPhrase struct {
	key1, key4 string
	kind       Personal
}

func keyPhrases(words map[Personal]string) []keyPhrase {
	var phrases []keyPhrase
	for kind, list := range words {
		for _, w := range strings.Split(list, "|") {
			key := headerKey(w)
			phrases = append(phrases, keyPhrase{key1: " " + key + " ", key4: " " + plainWords(key) + " ", kind: kind})
		}
	}
	return phrases
}

// IsPersonalHeader reports whether a column header announces personal data, and of which kind. Headers
// without diacritics ("Ho va ten") are compared without them.
func IsPersonalHeader(header string) (Personal, bool) {
	key := headerKey(header)
	plain := !HasDiacritics(header)
	if plain {
		key = plainWords(key)
	}
	key = " " + key + " "
	if _, ok := longestPhrase(key, notPersonal, plain); ok {
		return "", false
	}
	return longestPhrase(key, personalHeaders, plain)
}

// longestPhrase prefers the longest phrase and, among equals, the first kind by name, so that the
// answer does not hang on the order of a map.
func longestPhrase(key string, phrases []keyPhrase, plain bool) (kind Personal, ok bool) {
	longest := 0
	for _, p := range phrases {
		want := p.key1
		if plain {
			want = p.key4
		}
		if !strings.Contains(key, want) || len(want) < longest || len(want) == longest && p.kind > kind {
			continue
		}
		longest, kind, ok = len(want), p.kind, true
	}
	return kind, ok
}

// headerKey is Key1 with every other sign a blank: "Họ, tên / địa chỉ" is four words.
func headerKey(s string) string {
	clean := strings.Map(func(r rune) rune {
		if r < 0x80 && !isASCIILetter(byte(r)) && !isDigit(byte(r)) {
			return ' '
		}
		return r
	}, Tidy(s))
	return Key1(clean)
}

// plainWords takes the diacritics off a key, word by word.
func plainWords(key1 string) string {
	words := strings.Fields(key1)
	for i, w := range words {
		words[i] = Key4Of(w)
	}
	return strings.Join(words, " ")
}
