package clean

import "strings"

// covers are phrases that hold a word of the lexicon and do not mean it: "đất nước" is no land, "trường hợp" no school,
// "đường lối" no road, "quỹ đất" no fund. The longest phrase wins, so a cover takes its words out of play. They stand here and
// not in topic_phrase.csv because they point to no topic.
var covers = strings.Split(strings.TrimSpace(coverList), "\n")

const coverList = `
đất nước
trường hợp
thị trường
hiện trường
lập trường
công trường
thương trường
quảng trường
trường kỳ
trường tồn
môi trường làm việc
môi trường sống lành mạnh
môi trường mạng
môi trường pháp lý
môi trường quốc tế
đường lối
đường hướng
đường mía
đường sữa
giá đường
đường dây nóng
đường dây cho vay
đường dây lừa đảo
đường dây ma túy
đường dây đánh bạc
con đường phát triển
con đường thành công
con đường làm giàu
con đường đổi mới
con đường lập nghiệp
lên đường
quỹ đất
quỹ thời gian
quỹ đạo
giống như
giống nhau
giống hệt
giống nòi
cũng giống
không giống
gia đình
đình chỉ
đình trệ
đề ra
đền tiền
đền đáp
chợ đen
chợ mạng
lãnh đạo
chỉ đạo
chủ đạo
nhân đạo
điện thoại
điện tử
điện ảnh
điện mừng
xe đạp điện
xe điện
kênh thông tin
kênh truyền hình
kênh phân phối
kênh tiếp nhận
đánh đập
đập phá
làn sóng
sóng gió
phát sóng
nghèo nàn
tòa soạn
mùi vị
thông tin truyền thông
một cửa hàng
một cửa sổ
chờ đợi
chế độ ăn
chế độ dinh dưỡng
tái diễn
hỗ trợ kinh phí
bố trí kinh phí
đầu tư kinh phí
cấp kinh phí
`
