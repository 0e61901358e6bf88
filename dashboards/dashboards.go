// Package dashboards serves the pages.
//
// It reads one published snapshot per request, through internal/semantic for every computed number and through the SELECT
// files of queries/ for everything else, and the reviewed gazetteer for names and successors. It writes nothing. It promises
// that all numbers of a page come from one snapshot, named in the footer and in the header X-Snapshot; that a rate never
// stands without x/n, interval and cut-off date; that what was published stands beside what was computed and never inside
// it; that simulated rows are seen only below /mo-phong; and that no page needs a script, a cookie or another host.
//
// One page is one Go file and one template of the same name in pages/. routes.go has all addresses in one screenful.
package dashboards

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
	"nhipcau/internal/unit"
)

// Config says what to serve.
type Config struct {
	Warehouse *store.Warehouse
	Reference fs.FS          // the reviewed inputs, with reference/units in it: data.FS or a folder of the user's
	Options   engine.Options // bounds of each opened snapshot
	Logger    *slog.Logger   // nil: nothing is logged
	Poll      time.Duration  // how often CURRENT is looked at; 0: every 2 s

	Check      Checker       // reads the files of /kiem-tra; nil: there is no such page
	CheckBytes int64         // how much may be handed in at a time; 0: 64 MiB
	CheckTime  time.Duration // how long one check may take; 0: 2 minutes
}

// Server serves the pages of a warehouse. It is an http.Handler; Close lets go of the snapshot.
type Server struct {
	config    Config
	log       *slog.Logger
	live      *live
	pages     templates
	routes    http.Handler
	checks    *checks
	gazetteer func() (*unit.Gazetteer, error)
	stop      context.CancelFunc
	stopped   sync.WaitGroup
}

// New opens the live snapshot, if there is one, and follows CURRENT until Close.
func New(ctx context.Context, c Config) (*Server, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Poll == 0 {
		c.Poll = 2 * time.Second
	}
	pages, err := parseTemplates()
	if err != nil {
		return nil, err
	}
	s := &Server{config: c, log: c.Logger, pages: pages, live: &live{warehouse: c.Warehouse, options: c.Options}, checks: newChecks()}
	s.gazetteer = sync.OnceValues(func() (*unit.Gazetteer, error) {
		units, err := fs.Sub(c.Reference, "reference/units")
		if err != nil {
			return nil, err
		}
		return unit.Load(units)
	})
	s.routes = s.router()
	if err := s.live.refresh(ctx); err != nil && !errors.Is(err, store.ErrNone) {
		return nil, err
	}
	follow, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.stop = stop
	s.stopped.Go(func() { s.follow(follow) })
	return s, nil
}

// follow moves to a new CURRENT. A snapshot that cannot be opened is logged once, and the old one stays.
func (s *Server) follow(ctx context.Context) {
	tick := time.NewTicker(s.config.Poll)
	defer tick.Stop()
	var said string
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := s.live.refresh(ctx)
		switch {
		case err == nil || errors.Is(err, store.ErrNone) || ctx.Err() != nil:
			said = ""
		case err.Error() != said:
			said = err.Error()
			s.log.Error("cannot move to the new snapshot", "error", err)
		}
	}
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.routes.ServeHTTP(w, r) }

// Close stops following CURRENT and closes the snapshot when its last request has ended.
func (s *Server) Close() error {
	s.stop()
	s.stopped.Wait()
	return s.live.close()
}

// Serve listens on addr until ctx ends, then lets running requests finish. listening is told the address; it may be nil.
func (s *Server) Serve(ctx context.Context, addr string, listening func(net.Addr)) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	if listening != nil {
		listening(l.Addr())
	}
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() {
		<-ctx.Done()
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		done <- server.Shutdown(closing)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-done
}
