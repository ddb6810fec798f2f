# tlsjs. The targets and what they do: make help.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
PLATFORMS ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

GO ?= go
export CGO_ENABLED ?= 0

.PHONY: all build demo test check lint race fuzz timing suites bench microbench cross docs help

all: build

# build the command: bin/tlsjs
build:
	$(GO) build -trimpath -o bin/tlsjs ./cmd/tlsjs

# demo: key material, then the documents' echo server and client as two processes
demo: build
	@rm -rf demo && bin/tlsjs cert --dir demo >/dev/null
	@cp examples/echo-server.js examples/echo-client.js demo/
	@cd demo && sh ../examples/demo.sh ../bin/tlsjs

# test: everything; says aloud what it skips for want of openssl, node or the documents
test:
	$(GO) vet ./...
	@$(GO) test -timeout 20m -json ./... | $(GO) run ./internal/testsum

# check: what CI runs: format, vet, staticcheck, all tests
check: lint test

# lint: gofmt, vet, staticcheck (skipped aloud where it cannot be fetched)
lint:
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo "gofmt: the files above need formatting" >&2; exit 1; }
	$(GO) vet ./...
	@if $(GO) install $(STATICCHECK) 2>/dev/null; then $$($(GO) env GOPATH)/bin/staticcheck ./...; \
	else echo "SKIPPED: staticcheck cannot be fetched here"; fi

# race: all Go tests under the race detector (needs cgo)
race:
	CGO_ENABLED=1 $(GO) test -race ./...

# fuzz: every fuzz target for FUZZTIME each
FUZZTIME ?= 20s
fuzz:
	@$(GO) list ./... | while read pkg; do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

# timing: asks with a clock, as dudect does, whether secrets show in time; wants an idle machine
timing:
	TLSJS_TIMING=1 $(GO) test -count=1 -v -run '^TestTiming$$' ./tlscore/tls12

# suites: the outside suites that TLSJS_BOGO, TLSJS_NODE_SUITE, TLSJS_OLD_SUITES, TLSJS_TEST262 name; tells what it skips
suites:
	@test -n "$$TLSJS_BOGO" || echo "SKIPPED: BoringSSL's runner; TLSJS_BOGO names no folder (tlscore/internal/bogo/doc.go)"
	@test -z "$$TLSJS_BOGO" || $(GO) test -count=1 -v -timeout 60m -run '^TestBoGo$$' ./tlscore/internal/bogo
	@test -n "$$TLSJS_NODE_SUITE" || echo "SKIPPED: Node's own tests; TLSJS_NODE_SUITE names no folder with Node's test/ tree"
	@test -z "$$TLSJS_NODE_SUITE" || $(GO) test -count=1 -v -timeout 60m -run '^TestNodeSuite$$' ./js-tests
	@test -n "$$TLSJS_OLD_SUITES" || echo "SKIPPED: the tests of Node 0.8 to 0.12; TLSJS_OLD_SUITES names no folder"
	@test -z "$$TLSJS_OLD_SUITES" || $(GO) test -count=1 -v -timeout 60m -run '^TestOldSuites$$' ./js-tests
	@test -n "$$TLSJS_TEST262" || echo "SKIPPED: the language's conformance suite; TLSJS_TEST262 names no folder with test262"
	@test -z "$$TLSJS_TEST262" || $(GO) test -count=1 -v -timeout 120m -run '^TestTest262$$' ./js-tests/test262

# bench: side by side with Node, Bun, Deno and plain Go; writes docs/performance.md and its plot
bench:
	$(GO) run ./bench -growth -report docs $(BENCH)

# microbench: Go benchmarks
microbench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# cross: builds the command, and with it all packages, for every platform we promise
cross:
	@for p in $(PLATFORMS); do echo $$p; GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -o /dev/null ./cmd/tlsjs || exit 1; done

# docs: write the tables that are made from the scripts, then run what the documents show
docs:
	$(GO) test . -run 'TestCountedTable|TestDocumentedRows' -update
	$(GO) test . -run 'TestDocumentedTable' -update
	$(GO) test ./js-tests/test262 -run TestTable -update
	$(GO) test . -run 'TestDocument|TestCountedTable'

# help: this list
help:
	@grep -B1 -E '^[a-z]+:' Makefile | grep '^# ' | sed 's/^# //'
