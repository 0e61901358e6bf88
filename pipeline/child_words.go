package pipeline

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"

	"nhipcau/internal/viet"
	"nhipcau/pipeline/ingest"
)

// ruleMemory names the refusal of a file whose reading took more memory than it may.
const ruleMemory = "reader_memory"

// What became of the process that read a file, said to the one who sent it.

func tooMuchMemory(mb int) error {
	return &ingest.Refusal{
		Rule: ruleMemory,
		Vi: fmt.Sprintf("Tệp cần quá nhiều bộ nhớ (hơn %s MiB): hãy chia thành nhiều tệp nhỏ hơn hoặc lưu lại dưới dạng .csv rồi gửi lại (người quản trị có thể tăng giới hạn bằng --read-memory)",
			viet.FormatInt(int64(mb), viet.Locale("vi"))),
		En: fmt.Sprintf("The file needs too much memory (more than %s MiB): split it or save it as .csv and send it again (an administrator can raise the limit with --read-memory)",
			viet.FormatInt(int64(mb), viet.Locale("en"))),
	}
}

func machineMemory() error {
	return &ingest.Refusal{
		Rule: ruleMemory,
		Vi:   "Tệp cần quá nhiều bộ nhớ: máy không còn đủ để đọc. Hãy chia thành nhiều tệp nhỏ hơn, hoặc đóng bớt chương trình khác, rồi gửi lại",
		En:   "The file needs too much memory: this machine has not enough left to read it. Split it, or close other programs, and send it again",
	}
}

func tooLong(limit time.Duration) error {
	minutes := max(1, int(limit.Round(time.Minute)/time.Minute))
	return &ingest.Refusal{
		Rule: "reader_time",
		Vi:   fmt.Sprintf("Đọc tệp quá %d phút mà chưa xong nên đã dừng: hãy chia thành nhiều tệp nhỏ hơn hoặc lưu lại dưới dạng .csv rồi gửi lại", minutes),
		En:   fmt.Sprintf("Reading the file took more than %d min and was stopped: split it or save it as .csv and send it again", minutes),
	}
}

// crashed: how is a state or signal, never the file's own words.
func crashed(vi, en string) error {
	return &ingest.Refusal{
		Rule: "reader_crashed",
		Vi:   "Chương trình đọc dừng đột ngột khi đọc tệp này (" + vi + "): tệp có thể hỏng. Hãy mở và lưu lại rồi gửi lại; nếu vẫn vậy, xin báo cho người quản trị",
		En:   "The reading program stopped on this file (" + en + "): the file may be damaged. Open it, save it again and send that; if it happens again, tell the administrator",
	}
}

func tooLarge() error {
	return &ingest.Refusal{
		Rule: "reader_size",
		Vi:   "Tệp bung ra quá lớn khi đọc: từ chối để bảo vệ máy. Hãy chia thành nhiều tệp nhỏ hơn rồi gửi lại",
		En:   "The file grows far too large when it is read: refused to protect this machine. Split it and send it again",
	}
}

// DiskFull reports whether an error comes from a full disk or a used-up quota. The engine tells it in words only.
func DiskFull(err error) bool {
	return err != nil && (errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		strings.Contains(err.Error(), "No space left on device") || strings.Contains(err.Error(), "Disk quota exceeded"))
}
