package dashboards

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"nhipcau/internal/i18n"
)

const (
	checkPath = "/kiem-tra"
	backPath  = checkPath + "/tai-ve"
)

// ErrCheckTooLarge is a Checker's word for files that unpack to more than may be held.
var ErrCheckTooLarge = errors.New("the check needs too much memory")

// What stops a check before it can report.
var (
	errCheckNothing = errors.New("no file was handed in")
	errCheckMany    = errors.New("too many files")
	errCheckHeavy   = errors.New("the files are larger than the limit")
	errCheckBusy    = errors.New("other checks are running")
	errCheckForeign = errors.New("the form was sent from another site")
	errCheckBroken  = errors.New("the request is no form with files")
)

// checkProblem is what the reader is told of an error, and with which status. Longer waits come with Retry-After.
func checkProblem(err error) (status int, key string) {
	switch {
	case errors.Is(err, errCheckNothing):
		return http.StatusBadRequest, "check.problem.nothing"
	case errors.Is(err, errCheckMany):
		return http.StatusBadRequest, "check.problem.many"
	case errors.Is(err, errCheckHeavy):
		return http.StatusRequestEntityTooLarge, "check.problem.heavy"
	case errors.Is(err, errCheckBusy):
		return http.StatusServiceUnavailable, "check.problem.busy"
	case errors.Is(err, errCheckForeign):
		return http.StatusForbidden, "check.problem.foreign"
	case errors.Is(err, errCheckBroken):
		return http.StatusBadRequest, "check.problem.broken"
	case errors.Is(err, ErrCheckTooLarge):
		return http.StatusUnprocessableEntity, "check.problem.memory"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return http.StatusServiceUnavailable, "check.problem.time"
	}
	return http.StatusInternalServerError, "check.problem.fault"
}

// checkView answers: would this file be taken in, and if not, which cell is to be mended?
type checkView struct {
	layout
	Action, Back string
	Accept       string
	Choose       string
	Rules        []string // what becomes of what is handed in
	Problem      string   // why nothing was checked
	Files        []checkedView
}

// Readable reports whether there is a file that can be given back with its cells marked.
func (v checkView) Readable() bool {
	return slices.ContainsFunc(v.Files, func(f checkedView) bool { return f.Refused == "" })
}

// checks are the page's own state: how many are waiting, and the one that runs.
type checks struct {
	waiting chan struct{} // those that are received, wait or run
	running chan struct{}
	site    *http.CrossOriginProtection
}

// mostWaiting counts the running check too: more than that and the disk would hold too many uploads.
const mostWaiting = 4

func newChecks() *checks {
	return &checks{waiting: make(chan struct{}, mostWaiting), running: make(chan struct{}, 1), site: http.NewCrossOriginProtection()}
}

// checkable wraps what answers /kiem-tra: it needs no snapshot, and nothing of it may be kept by anybody.
func (s *Server) checkable(v view, h func(*request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := &request{Printer: i18n.For(v.lang), view: v, server: s, http: r, values: r.URL.Query(), w: w, held: s.live.acquire()}
		if q.held != nil {
			defer func() {
				if err := q.held.release(); err != nil {
					s.log.Error("cannot close the old snapshot", "error", err)
				}
			}()
		}
		// With no-referrer a browser would send "Origin: null" with the form, and an own form could not be told from a foreign one.
		w.Header().Set("Referrer-Policy", "same-origin")
		err := h(q)
		if err == nil || errors.Is(err, context.Canceled) {
			return
		}
		status, key := checkProblem(err)
		if status == http.StatusInternalServerError {
			s.log.Error("check failed", "path", r.URL.Path, "error", err)
		}
		if status == http.StatusServiceUnavailable {
			w.Header().Set("Retry-After", "15")
		}
		page := q.checkView()
		page.Problem = q.T(key, "mb", s.checkBytes()>>20, "n", mostCheckFiles)
		q.sendCheck(status, page)
	}
}

func (s *Server) checkBytes() int64 {
	if s.config.CheckBytes > 0 {
		return s.config.CheckBytes
	}
	return 64 << 20
}

func (s *Server) checkTime() time.Duration {
	if s.config.CheckTime > 0 {
		return s.config.CheckTime
	}
	return 2 * time.Minute
}

// checkForm is the page before anything was handed in.
func checkForm(q *request) error {
	q.sendCheck(http.StatusOK, q.checkView())
	return nil
}

// checkFiles is the page with the report.
func checkFiles(q *request) error {
	return q.checked(false, func(rep CheckReport, _ string) error {
		page := q.checkView()
		for _, f := range rep.Files {
			page.Files = append(page.Files, q.checkedFile(f))
		}
		q.sendCheck(http.StatusOK, page)
		return nil
	})
}

// checkBack gives the files back with their problem cells marked. Nothing was kept since the report, so they come once more.
func checkBack(q *request) error {
	return q.checked(true, func(rep CheckReport, back string) error {
		f, err := os.Open(back)
		if errors.Is(err, os.ErrNotExist) && len(rep.Files) > 0 { // a column map that cannot be read: nothing was checked
			page := q.checkView()
			page.Files = append(page.Files, q.checkedFile(rep.Files[0]))
			q.sendCheck(http.StatusUnprocessableEntity, page)
			return nil
		}
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		kind := "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		if filepath.Ext(rep.BackName) == ".zip" {
			kind = "application/zip"
		}
		h := q.w.Header()
		h.Set("Content-Type", kind)
		h.Set("Content-Length", strconv.FormatInt(info.Size(), 10))
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": rep.BackName}))
		h.Set("Cache-Control", "no-store")
		if _, err := io.Copy(q.w, f); err != nil {
			q.server.log.Debug("the reader went away", "error", err)
		}
		return nil
	})
}

// checked receives the files of a request, has them checked and tells; nothing of it is left when it returns or panics.
func (q *request) checked(giveBack bool, tell func(rep CheckReport, back string) error) (err error) {
	s := q.server
	if s.checks.site.Check(q.http) != nil {
		return errCheckForeign
	}
	select {
	case s.checks.waiting <- struct{}{}:
		defer func() { <-s.checks.waiting }()
	default:
		return errCheckBusy
	}
	dir, err := os.MkdirTemp("", "nhipcau-kiem-tra-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ask := CheckRequest{Lang: string(q.lang)}
	if giveBack {
		ask.Back = filepath.Join(dir, "back")
	}
	if ask.Files, err = q.receive(dir); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(q.ctx(), s.checkTime())
	defer cancel()
	select {
	case s.checks.running <- struct{}{}:
		defer func() { <-s.checks.running }()
	case <-time.After(queueTime):
		return errCheckBusy
	case <-ctx.Done():
		return ctx.Err()
	}
	rep, err := s.config.Check.Check(ctx, dir, ask)
	if err != nil {
		return err
	}
	return tell(rep, ask.Back)
}

// queueTime is how long a received check waits for the one before it.
const queueTime = 20 * time.Second

// sendCheck writes the page; it holds what somebody sent, so no cache may keep it.
func (q *request) sendCheck(status int, page checkView) {
	var b bytes.Buffer
	if err := q.server.pages.execute(&b, "check.html", page); err != nil {
		q.server.log.Error("check page failed", "error", err)
		http.Error(q.w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	h := q.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(q.lang))
	h.Set("Cache-Control", "no-store")
	q.w.WriteHeader(status)
	if _, err := b.WriteTo(q.w); err != nil {
		q.server.log.Debug("the reader went away", "error", err)
	}
}
