package viet

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSecrecyMark(t *testing.T) {
	for line, want := range map[string]Secrecy{
		"MẬT": Mat, " (MẬT) ": Mat, "M Ậ T": Mat, norm.NFD.String("MẬT"): Mat, "Độ mật: MẬT": Mat, "Độ mật: Mật": Mat, "MËT": Mat,
		"TỐI MẬT": ToiMat, "TỐI\u00a0MẬT": ToiMat, "T Ố I M Ậ T": ToiMat, "Độ mật: Tối mật": ToiMat, "TèI MËT": ToiMat,
		"TUYỆT MẬT": TuyetMat, "* TUYỆT MẬT *": TuyetMat, "TUYEÄT MAÄT": TuyetMat,
	} {
		if got, ok := SecrecyMark(line); !ok || got != want {
			t.Errorf("SecrecyMark(%q) = %q, %v; want %q", line, got, ok, want)
		}
	}
	for _, line := range []string{
		"", "Mật", "mật", "xã Yên Mật", "XÃ YÊN MẬT", "bảo mật", "BẢO MẬT", "Mật độ dân cư", "mật ong", "Độ mật: Không", "Độ mật:",
		"Đề nghị giữ bí mật", "BÍ MẬT NHÀ NƯỚC", "MẠT", "MAT", "Các văn bản MẬT chưa xử lý",
	} {
		if got, ok := SecrecyMark(line); ok {
			t.Errorf("SecrecyMark(%q) = %q", line, got)
		}
	}
}

func TestFindSecrecy(t *testing.T) {
	for text, want := range map[string]Secrecy{
		"TỈNH ỦY\tMẬT\nBÁO CÁO":                     Mat,
		"ĐẢNG ỦY XÃ      TỐI MẬT\nSố 12-BC/ĐU":      ToiMat,
		"MẬT\nTUYỆT MẬT\n":                          TuyetMat,
		"Nội dung | MẬT | 3":                        Mat,
		"BÁO CÁO\nvề bảo mật thông tin, xã Yên Mật": "",
	} {
		if got, _ := FindSecrecy(text); got != want {
			t.Errorf("FindSecrecy(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzSecrecy(f *testing.F) {
	f.Add("Độ mật: TỐI MẬT")
	f.Add("M Ậ T\tx")
	f.Fuzz(func(t *testing.T, s string) {
		if _, ok := SecrecyMark(s); ok {
			if _, found := FindSecrecy("BÁO CÁO\n" + s + "\n"); !found && !hasLineBreak(s) {
				t.Fatalf("SecrecyMark finds %q and FindSecrecy does not", s)
			}
		}
	})
}

func hasLineBreak(s string) bool {
	for i, r := range s {
		if r == '\n' || r == '\t' || r == '|' || i+3 <= len(s) && s[i:i+3] == "   " {
			return true
		}
	}
	return false
}

// TestSecrecyInNames: names of files and sheets.
func TestSecrecyInNames(t *testing.T) {
	for name, want := range map[string]Secrecy{
		"Báo cáo (MẬT).csv": Mat, "Công văn MẬT số 3.docx": Mat, "TUYET MAT bao cao.xlsx": TuyetMat, "TOI MAT - bao cao.xlsx": ToiMat, "TỐI MẬT.pdf": ToiMat, "bao_cao_MẬT_2024.xlsx": Mat, "MẬT": Mat,
		"BÁO CÁO MẬT.docx": Mat, "BÁO CÁO - MẬT - 2024.docx": Mat, "Ma\u0323\u0302t MA\u0323\u0302T.docx": Mat, "Tối mật.docx": "", "Danh sách xã YÊN MẬT (MẬT).csv": Mat, "Danh sách xã Tân Yên MẬT.csv": Mat,
		"xã Yên Mật 2024.csv": "", "BÁO CÁO XÃ YÊN MẬT.xlsx": "", "Danh sách xã YÊN MẬT.csv": "", "Xã YÊN MẬT": "", "Quy chế BẢO MẬT 2024.docx": "", "MẬT ĐỘ DÂN SỐ.xlsx": "", "bảo mật thông tin.docx": "", "QUY CHẾ BẢO MẬT.docx": "", "mat bang gia.xlsx": "", "BAO CAO MAT BANG.xlsx": "", "": "",
	} {
		if got, _ := SecrecyInName(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
