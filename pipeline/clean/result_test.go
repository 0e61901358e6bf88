package clean

import (
	"encoding/csv"
	"testing"

	"nhipcau/data"
	"nhipcau/internal/viet"
)

// reviewed are the words of the reference data.
func reviewed(t *testing.T) Words {
	t.Helper()
	f, err := data.FS.Open("reference/vocabulary.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	words := Words{}
	for _, r := range rows[1:] {
		if words[r[0]] == nil {
			words[r[0]] = map[string]string{}
		}
		words[r[0]][viet.Key2(r[4])], words[r[0]][r[1]] = r[1], r[1]
	}
	return words
}

// TestResults: officials' words for a result (domain.md §1.3, §2.1, §8), with what they say besides the outcome.
func TestResults(t *testing.T) {
	words := reviewed(t)
	for text, want := range map[string]Result{
		"Đã trả lời trực tiếp tại hội nghị":                    {"explained", "at_session", ""},
		"trả lời trực tiếp":                                    {"explained", "at_session", ""},
		"Đã trả lời tại chỗ":                                   {"explained", "at_session", ""},
		"đã giải đáp trực tiếp":                                {"explained", "at_session", ""},
		"Đã tiếp thu, giải trình tại hội nghị":                 {"explained", "at_session", ""},
		"Đã được giải đáp ngay tại hội nghị":                   {"explained", "at_session", ""},
		"Đã làm rõ (tại hội nghị)":                             {"explained", "at_session", ""},
		"Giải đáp, trả lời trực tiếp tại Hội nghị":             {"explained", "at_session", ""},
		"Đã giải quyết xong tại hội nghị":                      {"resolved", "at_session", ""},
		"Chưa trả lời tại hội nghị":                            {},
		"Đang xử lý tại chỗ":                                   {},
		"Đã trả lời bằng văn bản":                              {"explained", "", ""},
		"Đã có văn bản trả lời":                                {"explained", "", ""},
		"Đã giải trình, cung cấp thông tin":                    {"explained", "", ""},
		"Tiếp thu để chỉ đạo giải quyết":                       {"in_progress", "", ""},
		"Tập trung chỉ đạo, giải quyết hoàn thành":             {"resolved", "", ""},
		"Chưa giải quyết do nguyên nhân khách quan":            {"not_resolved", "", "objective"},
		"Chưa giải quyết":                                      {"not_resolved", "", ""},
		"Chưa giải quyết được vì thiếu kinh phí":               {"not_resolved", "", "resources"},
		"Chưa giải quyết (vướng quy hoạch)":                    {"not_resolved", "", "legal"},
		"Đang giải quyết do chờ hướng dẫn":                     {"in_progress", "", ""},
		"Chưa cân đối được nguồn lực, có lộ trình":             {"in_progress", "", ""},
		"Đã giải quyết xong do xã thực hiện":                   {},
		"Ngoài/vượt thẩm quyền, chuyển cấp trên":               {"forwarded", "", ""},
		"Thuộc thẩm quyền cấp dưới":                            {"forwarded", "", ""},
		"Phức tạp, cần thời gian nghiên cứu":                   {"in_progress", "", ""},
		"Công dân đã rút kiến nghị":                            {"out_of_scope", "withdrawn", ""},
		"Đã rút đơn":                                           {"out_of_scope", "withdrawn", ""},
		"Đã rút kiến nghị theo Văn bản số 12/UBND ngày 3/4":    {"out_of_scope", "withdrawn", ""},
		"Đã giải quyết xong một phần tại Công văn số 225/UBND": {},
		"Đã giải quyết (xong)":                                 {"resolved", "", ""},
		"trễ hạn":                                              {"unknown", "late", ""},
		"Quá hạn":                                              {"unknown", "late", ""},
		"Quá hạn 15 ngày":                                      {"unknown", "late", ""},
		"Trong hạn":                                            {"unknown", "in_time", ""},
		"Quá hạn, đang giải quyết":                             {"in_progress", "late", ""},
		"Đang giải quyết (quá hạn)":                            {"in_progress", "late", ""},
		"Trễ hạn - Chưa giải quyết":                            {"not_resolved", "late", ""},
		"Đã giải quyết, đúng hạn":                              {"resolved", "in_time", ""},
		"Đã giải quyết trễ hạn":                                {"resolved", "late", ""},
		"Đã trả lời bằng văn bản đúng hạn":                     {"explained", "in_time", ""},
		"Đã giải quyết quá hạn":                                {"resolved", "late", ""},
		"Quá hạn 15 ngày - hoàn thành":                         {"resolved", "late", ""},
		"Quá hạn 15 ngày chưa giải quyết":                      {"not_resolved", "late", ""},
		"Quá hạn (đã trả lời)":                                 {"explained", "late", ""},
		"Chưa đến hạn hoàn thành":                              {},
		"Quá hạn hoàn thành":                                   {},
		"Quá hạn trả lời":                                      {},
		"Quá hạn 15 ngày trả lời":                              {},
		"Chưa đến hạn trả lời":                                 {},
		"Giải quyết trễ hạn":                                   {},
		"Trả lời bằng văn bản":                                 {"explained", "", ""},
		"Gửi bằng văn bản":                                     {},
		"Đã giải quyết\n(CV số 123/UBND-TH)":                   {"resolved", "", ""},
		"Đã giải quyết\r\nVăn bản số 12/UBND\nngày 3/4/2024":   {"resolved", "", ""},
		"Đã giải quyết xong\nXã đã đổ bê tông 200 m đường":     {"resolved", "", ""},
		"Đã giải quyết\n(một phần)":                            {},
		"Đã giải quyết\nnhưng dân chưa đồng ý":                 {},
		"Đã giải quyết\nĐang giải quyết":                       {},
		"Đã giải\nquyết":                                       {"resolved", "", ""},
		"Đang giải quyết\nGiao Phòng Kinh tế":                  {"in_progress", "", ""},
		"Chưa giải quyết\nLý do: thiếu kinh phí":               {"not_resolved", "", "resources"},
		"Công văn 12\nĐã giải quyết":                           {},
	} {
		if got := words.Result(text); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
	for _, c := range []struct{ field, text, want string }{
		{"session_kind", "Đột xuất (khiếu kiện)", "dot_xuat"}, {"session_kind", "Đối thoại chuyên đề về đất đai", "chuyen_de"}, {"session_kind", "Định kỳ và chuyên đề", ""},
		{"reply_kind", "Gửi bằng văn bản", "written"}, {"reply_kind", "Văn bản\n(số 12/UBND-TH)", "written"}, {"reply_kind", "Trả lời bằng văn bản", "written"},
		{"authority", "Cấp tỉnh", "province"}, {"authority", "Thuộc thẩm quyền cấp huyện", "district"}, {"authority", "thẩm quyền của cấp xã", "commune"},
		{"authority", "Cấp Trung ương", "central"}, {"authority", "cấp trên", "higher"}, {"authority", "các cấp", ""}, {"authority", "Cấp tỉnh, cấp huyện", ""},
	} {
		if got := words.Code(c.field, c.text); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.field, c.text, got, c.want)
		}
	}
	for text, want := range map[string]string{"Do chưa bố trí được vốn đầu tư công": "resources", "Vướng mắc về pháp lý": "legal", "Khách quan": "objective",
		"nguyên nhân khác": "other", "Quy định của pháp luật chưa rõ; thiếu kinh phí": "legal", "Trưởng thôn đi vắng": ""} {
		if got := words.Code("reason", text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
