package viet

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// All persons, numbers and addresses here are invented.
func TestMask(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Citizen numbers, by their structure.
		{"CCCD 001085123456", "CCCD [số giấy tờ]"},
		{"số 024 205 001 234 cấp tại", "số [số giấy tờ] cấp tại"},
		{"căn cước công dân số: 001.085.123.456", "căn cước công dân số: [số giấy tờ]"},
		{"０２４２０５００１２３４", "[số giấy tờ]"}, // full-width digits
		{"CMND số 123456789 do công an cấp", "CMND số [số giấy tờ] do công an cấp"},
		{"chứng minh nhân dân: 123 456 789", "chứng minh nhân dân: [số giấy tờ]"},
		// Phones.
		{"ĐT: 0912345678.", "ĐT: [số điện thoại]."},
		{"gọi 0912 345 678 nhé", "gọi [số điện thoại] nhé"},
		{"0912.345.678 hoặc 098-765-4321", "[số điện thoại] hoặc [số điện thoại]"},
		{"+84 912 345 678", "[số điện thoại]"},
		{"(84) 912345678", "[số điện thoại]"},
		{"(024) 3825 1234", "[số điện thoại]"},
		{"0204.3856.624", "[số điện thoại]"},
		{"SĐT 912345678", "SĐT [số điện thoại]"},
		{"03 ý kiến, 03 0912345678", "03 ý kiến, 03 [số điện thoại]"},
		{"SĐT0912345678", "SĐT[số điện thoại]"},
		{"0912345678/0987654321,0912345679.Đề nghị", "[số điện thoại]/[số điện thoại],[số điện thoại].Đề nghị"},
		// E-mail, birth.
		{"gửi về nguyenvana@example.com.", "gửi về [email]."},
		{"sinh năm 1980, sinh ngày 1/1/1980", "sinh năm [ngày sinh], sinh ngày [ngày sinh]"},
		// Names after a form of address, or of unmistakable build.
		{"Ông Nguyễn Văn A đề nghị sửa đường", "Ông [họ tên] đề nghị sửa đường"},
		{"ông (bà) Trần Thị B, thôn 3", "ông (bà) [họ tên], thôn 3"},
		{"bà B phản ánh", "bà [họ tên] phản ánh"},
		{"anh Hội đề nghị", "anh [họ tên] đề nghị"},
		{"cô giáo Lê Thị C kiến nghị", "cô giáo [họ tên] kiến nghị"},
		{"cử tri Phạm Văn D và hộ Bùi Thị E", "cử tri [họ tên] và hộ [họ tên]"},
		{"Nguyễn Thị B nêu ý kiến", "[họ tên] nêu ý kiến"},
		{"ÔNG NGUYỄN VĂN A", "ÔNG [họ tên]"},
		{norm.NFD.String("bà Trần Thị B"), "bà [họ tên]"},
		{"bà Trần Thị С", "bà [họ tên]"}, // a Cyrillic С
		// House addresses: the number goes, the street stays.
		{"số nhà 12A ngõ 34 phố Khâm Thiên", "[địa chỉ] phố Khâm Thiên"},
		{"nhà số 5/12, ngách 7 bị ngập", "[địa chỉ] bị ngập"},
		{"số 12, ngõ 34, đường Láng", "[địa chỉ], đường Láng"},
		{"trú tại số 12 đường Láng", "trú tại [địa chỉ] đường Láng"},
		{"căn hộ số 1203 chung cư", "[địa chỉ] chung cư"},
	} {
		got, n, kinds := Mask(c.text)
		if got != c.want || n != strings.Count(c.want, "[") || len(kinds) == 0 {
			t.Errorf("Mask(%q)\n got %q (%d, %v)\nwant %q", c.text, got, n, kinds, c.want)
		}
	}
}

// Money, areas, file codes, documents, dates, places and officials are no personal data.
func TestMaskLeavesAlone(t *testing.T) {
	for _, text := range []string{
		"", "7.320 ý kiến", "kinh phí 1.234.567.890 đồng", "84.912.345.678 đồng", "840.912.345.678 đồng", "diện tích 123456789 m2", "500.000.000đ",
		"hồ sơ 20190916163012", "mã hồ sơ 000.00.16.H24-240912-0001", "mã H24.10-0912345678", "số 2200-QĐ/TU ngày 25/5/2017", "Quyết định số 12 và số 15",
		"Nghị định số 356/2025/NĐ-CP", "giai đoạn 2020-2025, 2022-2025", "từ 12 giờ ngày 25-9 đến 12 giờ ngày 25-10-2025", "14.707 = 14.311 + 396",
		"phát sinh năm 2019", "học sinh năm 2019", "thuyết minh 123456789", "đối thoại 1022 lần", "22/27 ý kiến, 81,5 %",
		"tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa", "quận Hai Bà Trưng", "đặc khu Cô Tô", "huyện Anh Sơn", "làm theo lời Bác Hồ", "anh em, bà con, ông bà",
		"đồng chí Nguyễn Văn A, Bí thư Đảng ủy", "đường Nguyễn Văn Cừ ngập", "Trường THCS Lê Thị Hồng", "ông Chủ tịch UBND xã", "bà Phó Chủ tịch",
		"cử tri Hà Nội", "nhân dân Hoàng Mai", "Phó Trưởng Ban Dân vận Thành ủy Nguyễn Văn A", "Nguyễn Văn A, Phó Bí thư", "mã A-0912345678", "bác Tổ trưởng", "người dân Bắc Giang", "hộ nghèo", "tổ dân phố số 5", "ngõ 34 xuống cấp", "thôn 12", "khu phố 3, phường Thổ Quan", "@", "a@b", "nước Anh",
	} {
		if got, n, kinds := Mask(text); got != text || n != 0 || kinds != nil {
			t.Errorf("Mask(%q) = %q, %d, %v", text, got, n, kinds)
		}
	}
}

func TestMaskCounts(t *testing.T) {
	_, n, kinds := Mask("Ông Nguyễn Văn A (0912345678, a@example.com) và bà Trần Thị B (0987654321)")
	if got := fmt.Sprint(n, kinds); got != "5 [dien_thoai email ho_ten]" {
		t.Error(got)
	}
}

func TestIsPersonalHeader(t *testing.T) {
	for header, want := range map[string]Personal{
		"Họ tên": PersonName, "HỌ VÀ TÊN": PersonName, "Ho va ten": PersonName, "Người kiến nghị": PersonName, "Tên công dân": PersonName,
		"Họ tên, địa chỉ người nêu": PersonName, "Họ tên/địa chỉ": PersonAddress, "Địa chỉ": PersonAddress, "Dia chi": PersonAddress, "Nơi cư trú": PersonAddress,
		"SĐT": PersonPhone, "Số điện thoại": PersonPhone, "So dien thoai": PersonPhone, "Điện thoại liên hệ": PersonPhone,
		"CCCD": PersonID, "Số CMND/CCCD": PersonID, "Căn cước công dân": PersonID, "Số định danh": PersonID,
		"Email": PersonEmail, "E-mail": PersonEmail, "Ngày sinh": PersonBirth, "Ngày, tháng, năm sinh": PersonBirth, "Dân tộc": PersonOrigin,
		norm.NFD.String("Họ tên"): PersonName,
	} {
		if got, ok := IsPersonalHeader(header); !ok || got != want {
			t.Errorf("IsPersonalHeader(%q) = %q, %v; want %q", header, got, ok, want)
		}
	}
	for _, header := range []string{
		"", "STT", "Tên đơn vị", "Địa phương", "Số người dự", "Số lượt người tham dự", "Người chủ trì (chức danh)", "Nội dung kiến nghị", "Ngày đối thoại",
		"Đơn vị tổ chức", "Tên địa phương", "Doi thoai", "Số cuộc", "Người đứng đầu trực tiếp chủ trì", "Ghi chú", "Cơ quan được giao", "Chính sách dân tộc", "Số ý kiến phát biểu",
		"Kết quả", "Lĩnh vực", "Địa bàn", "Cử tri",
	} {
		if got, ok := IsPersonalHeader(header); ok {
			t.Errorf("IsPersonalHeader(%q) = %q", header, got)
		}
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"Ông Nguyễn Văn A, số nhà 12A ngõ 34, ĐT +84 912 345 678", "CCCD ０２４２０５００１２３４", "a@b.vn", "sinh ngày 1/1/1980", "1.234.567.890 đồng"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		masked, n, kinds := Mask(s)
		if (n == 0) != (masked == s) && n != 0 || n == 0 && (masked != s || kinds != nil) {
			t.Fatalf("Mask(%q) = %q, %d, %v", s, masked, n, kinds)
		}
		for _, found := range numberSpans(foldLookalikes(s), maskTokens(foldLookalikes(s))) {
			if found.start >= found.end {
				t.Fatalf("empty span %+v in %q", found, s)
			}
		}
	})
}

func BenchmarkMask(b *testing.B) {
	for name, s := range map[string]string{
		"clean":    "Đề nghị UBND phường sớm sửa chữa tuyến đường liên thôn đã xuống cấp, thường xuyên ngập úng khi mưa lớn, ảnh hưởng đến việc đi lại của nhân dân.",
		"personal": "Ông Nguyễn Văn A, số nhà 12A ngõ 34 phố Khâm Thiên, ĐT 0912 345 678, đề nghị UBND phường sớm sửa chữa tuyến đường liên thôn đã xuống cấp.",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Mask(s)
			}
		})
	}
}

// A header of the lexicon must never be taken for a personal one: its column would vanish.
func TestLexiconHeadersAreNotPersonal(t *testing.T) {
	f, err := os.Open("../../data/reference/headers.csv")
	if err != nil {
		t.Skip("the header lexicon is not here: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for _, header := range append(strings.Split(row[6], "|"), row[2]) {
			if kind, ok := IsPersonalHeader(header); ok {
				t.Errorf("%s.%s: %q is taken for %s", row[0], row[1], header, kind)
			}
		}
	}
}
