# Minuted. `make demo` shows what it is for, `make test` tries everything; both install what is missing.

SWIFT ?= swift
RELEASE = .build/release
RELEASE_FLAGS = -c release --static-swift-stdlib

.PHONY: all demo test build lint replay bench bench-peers campaign hostile simulate install deb clean dependencies

all: build

## Minuted in three seconds: a council's decision, its attendance, and the notice to its leaders. Builds it first.
demo: build
	scripts/demo

## Everything that can be tried on this machine; what cannot is said.
test: dependencies
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	$(MAKE) --no-print-directory build
	scripts/test-release

## Power cuts and failing disks, simulated: make simulate SEEDS=100000 for a night, FIRST=1 to begin elsewhere.
SEEDS ?= 1000
FIRST ?= 1
simulate: dependencies
	$(SWIFT) build --build-tests
	MINUTED_SEEDS=$(SEEDS) MINUTED_FIRST_SEED=$(FIRST) $(SWIFT) test --skip-build --filter SimulationTests

## The release binaries, with Swift's libraries inside: .build/release/minuted and minutectl.
build: dependencies
	@[ -x $(RELEASE)/minutectl ] || echo "Building minuted, minutectl and four Swift packages that they use, optimised." \
		"The first time this takes five to ten minutes on two processors."
	$(SWIFT) build $(RELEASE_FLAGS) --product minuted
	$(SWIFT) build $(RELEASE_FLAGS) --product minutectl

dependencies:
	@scripts/install-dependencies

lint:
	$(SWIFT) format lint --strict -r Sources Tests

## Records the histories under replay/ anew, restores them through the real daemon, and compares the answers.
replay: dependencies
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter "ReplayTests|StocktonTests"

## How fast this machine folds, appends and asks: docs/BENCHMARKS.md says what the figures mean.
BENCH_ENTRIES ?= 1000000
bench: dependencies
	$(SWIFT) build $(RELEASE_FLAGS) --product benchmarks
	$(SWIFT) build $(RELEASE_FLAGS) --product minuted
	$(SWIFT) build $(RELEASE_FLAGS) --product minutectl
	$(RELEASE)/benchmarks all $(BENCH_ENTRIES)

## Other stores beside it in one run: installs PostgreSQL, Redis and PyPI's eventsourcing where it can.
bench-peers: dependencies
	$(SWIFT) build $(RELEASE_FLAGS) --product benchmarks
	$(SWIFT) build $(RELEASE_FLAGS) --product minuted
	scripts/bench-peers

## Tries to break the programs: kills, power cuts, failing disks, rubbish, extreme values, hostile files, roles.
## make campaign SECONDS=3600 SEED=7 CAMPAIGNS="kills frames"
SECONDS ?= 60
SEED ?= $(shell date +%s)
campaign: build
	Tests/Campaigns/run --seconds $(SECONDS) --seed $(SEED) --keep $(CAMPAIGNS)

## One daemon under all badly behaved clients at once, held to its figures: make hostile MINUTES=10 SEED=7. Needs root.
MINUTES ?= 10
hostile: build
	Tests/Campaigns/run --seconds $$(( $(MINUTES) * 60 )) --seed $(SEED) --figures --keep hostile

PREFIX ?= /usr
DESTDIR ?=

## Puts everything into place: make install DESTDIR=/staging PREFIX=/usr/local
install: build
	PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install

## The Debian package: .build/deb/minuted_VERSION_ARCHITECTURE.deb; who answers for it: make deb MAINTAINER="Name <address>"
deb: build
	scripts/make-deb

clean:
	$(SWIFT) package clean
