// The few words that JS itself puts on a page. Everything else comes from the server's catalogues.
const catalogue = {
  vi: {
    chart: "Biểu đồ",
    table: "Bảng",
    view: "Xem dạng",
    copyLink: "Chép liên kết",
    linkCopied: "Đã chép liên kết đến hình này",
    linkNotCopied: "Không chép được. Địa chỉ của hình:",
    saveImage: "Tải hình SVG",
    chartFailed: "Không vẽ được biểu đồ; số liệu vẫn có trong bảng.",
    noLower: "không có cận dưới",
    noUpper: "không có cận trên",
    days: (n) => `${n} ngày`,
    dropHere: "Thả tệp vào đây, hoặc bấm để chọn",
    sending: (percent) => `Đang gửi: ${percent}%`,
    checking: (seconds) => `Đang đọc và đối chiếu … ${seconds} giây`,
    saved: (name) => `Đã tải về ${name}`,
    notSent: "Không gửi được. Kiểm tra kết nối rồi thử lại.",
    stop: "Dừng",
  },
  en: {
    chart: "Chart",
    table: "Table",
    view: "Show as",
    copyLink: "Copy link",
    linkCopied: "Link to this figure copied",
    linkNotCopied: "Could not copy. Address of the figure:",
    saveImage: "Save SVG",
    chartFailed: "The chart could not be drawn; its figures are in the table.",
    noLower: "no lower bound",
    noUpper: "no upper bound",
    days: (n) => (n === "1" ? "1 day" : `${n} days`),
    dropHere: "Drop files here, or press to choose",
    sending: (percent) => `Sending: ${percent}%`,
    checking: (seconds) => `Reading and comparing … ${seconds} s`,
    saved: (name) => `Downloaded ${name}`,
    notSent: "Could not be sent. Check the connection and try again.",
    stop: "Stop",
  },
};

export const lang = document.documentElement.lang === "en" ? "en" : "vi";
export const words = catalogue[lang];
