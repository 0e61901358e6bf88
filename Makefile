# Nhịp Cầu. `make` prints the targets; README.md opens with `make run` and `make test`.
SHELL := /bin/bash
TAGS := duckdb_arrow
GOFLAGS_BUILD := -tags $(TAGS) -trimpath
WAREHOUSE ?= warehouse
ADDR ?= 127.0.0.1:8080
WEB := dashboards/web
WEB_SRC := $(shell find $(WEB)/js $(WEB)/css -type f 2>/dev/null) $(WEB)/package.json
GO_SRC := $(shell find . -name '*.go' -not -path './dashboards/web/node_modules/*' -not -path './internal/tools/*') \
	$(shell find pipeline data dashboards internal cmd -type f \( -name '*.sql' -o -name '*.csv' -o -name '*.json' -o -name '*.html' \) -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/testdata/*') go.mod go.sum

.PHONY: help run test faults lint bench fuzz shots build assets clean toolchain chromium
.DEFAULT_GOAL := help

help: ## print the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

SIM := bin/mo-phong

run: build $(SIM)/.done ## build, take in the bundled figures and serve http://127.0.0.1:8080
	@# The published figures are built in. A simulated country fills the simulation view (/mo-phong) and nothing else.
	bin/nhipcau --warehouse $(WAREHOUSE) ingest $(SIM)/2024-2025 $(SIM)/2026
	bin/nhipcau --warehouse $(WAREHOUSE) --addr $(ADDR) serve

build: bin/nhipcau ## build bin/nhipcau

bin/nhipcau: $(WEB)/dist/manifest.json $(GO_SRC) | toolchain
	go build $(GOFLAGS_BUILD) -o $@ ./cmd/nhipcau

# Few opinions that reach every unit of a level: districts before the reform of 1/7/2025, communes after it. The rule of coverage
# leaves a thinner country out of every comparison.
$(SIM)/.done: | bin/nhipcau
	rm -rf $(SIM)
	bin/nhipcau simulate --seed 1 --opinions 40000 --years 2024-2025 --levels province,district --single --out $(SIM)/2024-2025
	bin/nhipcau simulate --seed 2 --opinions 50000 --years 2026-2026 --until 2026-10-31 --levels province,commune --single --out $(SIM)/2026
	@touch $@

assets: $(WEB)/dist/manifest.json ## bundle the browser code from npm packages

$(WEB)/node_modules/.package-lock.json: $(WEB)/package.json $(WEB)/package-lock.json
	cd $(WEB) && npm ci --ignore-scripts --no-fund --no-audit
	@touch $@

$(WEB)/dist/manifest.json: $(WEB)/node_modules/.package-lock.json $(WEB_SRC)
	go -C internal/tools run ./assets
	@touch $@

test: build chromium ## run every test: Go, tools, browser
	@.ci/test

faults: build ## kill -9, full disks, two processes: NHIPCAU_KILLS points
	go test -tags $(TAGS) -timeout 2h -run 'Kill|DiskFull|TwoProcesses|Truncated' -v ./cmd/nhipcau ./pipeline

lint: $(WEB)/dist/manifest.json | toolchain ## gofmt, vet, staticcheck
	@unformatted=$$(gofmt -l cmd data dashboards/*.go dashboards/chart dashboards/web/*.go internal pipeline); \
	  if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	go vet -tags $(TAGS) ./...
	go tool -modfile=internal/tools/go.mod staticcheck -tags $(TAGS) ./...
	cd internal/tools && go vet ./... && go tool staticcheck ./...

bench: build ## ingest against DuckDB's own read_csv, page time, snapshot build
	go test -tags $(TAGS) -run '^$$' -bench . -benchtime 3x ./pipeline/... ./dashboards/... ./internal/stat ./internal/unit ./internal/viet

# FUZZ names the targets, FUZZTIME how long each runs. A crash leaves its input in testdata/fuzz, where it becomes a test.
FUZZ ?= ^Fuzz
FUZZTIME ?= 1h
fuzz: $(WEB)/dist/manifest.json | toolchain ## give the parsers made-up bytes, FUZZTIME (1h) for each of their fuzz targets
	@failed=; for package in ./pipeline/ingest ./internal/viet ./internal/unit; do \
	  list=$$(go test -tags $(TAGS) -list '$(FUZZ)' $$package) || failed="$$failed $$package"; \
	  for target in $$(echo "$$list" | grep '^Fuzz'); do \
	    echo "== $$package $$target"; \
	    go test -tags $(TAGS) -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x $$package || failed="$$failed $$target"; \
	  done; \
	done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

shots: build chromium ## pictures of every page, desk, phone and print, in shots/
	@SHOTS=$(CURDIR)/shots .ci/browser

clean: ## remove what was built (the warehouse stays)
	rm -rf bin $(WEB)/node_modules shots
	find $(WEB)/dist -mindepth 1 -not -name .keep -delete

# DuckDB's library needs the C++ standard library to link. A machine with only a C compiler gets it here.
toolchain:
	@echo 'int main(void){return 0;}' | cc -x c - -lstdc++ -o /dev/null 2>/dev/null || .ci/install g++ "the C++ standard library (package g++)"

chromium:
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || .ci/install chromium "Debian's Chromium (package chromium)"
