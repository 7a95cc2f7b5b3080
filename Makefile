# Everything one does here. `make check` is what CI asks for.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# One thing after the other: the steps share one build folder.
.NOTPARALLEL:

# Further options of every build. Others than those of the last build make everything anew.
BUILD_FLAGS ?=
# A target may import only what it declares; the compiler alone does not mind.
STRICT := --explicit-target-dependency-import-check error $(BUILD_FLAGS)
SHODO := .build/release/shodo
RULEBOOKS := $(sort $(patsubst %/rulebook.yaml,%,$(wildcard Rulebooks/*/rulebook.yaml)))
SWIFT := Package.swift Core/Package.swift Core/Sources Core/Tests Sources Tests $(wildcard Benchmarks)
CRASH_ROUNDS ?= 50
SERVER_ROUNDS ?= 10
TORTURE_ROUNDS ?= 1000
# Random walks through each rulebook, by its name; ten thousand in all is the least that counts. One through `kosen`
# takes as long as four through `village`.
WALKS ?= 3500 6500
DEMO ?= .build/demo
# Where the programs are that the browser tests serve with.
BROWSER_BIN ?= .build/release
BROWSER := .build/browser-venv/bin
# The folder that `make run` serves, and further options of `shodo serve`.
DATA ?= .build/run
SERVE ?=
# How the tests of the shell are built; debug to step through them. Testable imports would change the flags of every
# module, and so build everything a second time.
TEST_CONFIG ?= release
TEST_FLAGS ?= --disable-testable-imports
# `make test` builds once and says so to what it calls: two that look after the build wait for each other.
BUILT ?=
RELEASE := $(if $(BUILT),,release)

.PHONY: help setup build release release-tests test test-core test-shell test-rulebooks test-demo test-dist browser-setup browser-test screenshots crash record check static run story dist bench torture fmt clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the system packages that are missing, and say which.
	@scripts/setup.sh

build: setup ## Build everything for debugging.
	swift build $(STRICT)

release: setup ## Build .build/release/shodo.
	swift build -c release $(STRICT)

test: setup ## Set up, then run every test.
	@scripts/test.sh

# Program and tests in one build: its end, one module after the other, leaves a core to the tests.
release-tests: setup
	swift build -c $(TEST_CONFIG) --build-tests --disable-xctest $(STRICT)

test-core: ## The pure half: seconds.
	@echo "== Core"
	cd Core && swift test --disable-xctest $(STRICT)

# Optimised, so that one build serves the program, its tests and the benchmark, and the random walks end soon.
test-shell: setup ## The half that touches the world.
	@echo "== the shell"
	swift test -c $(TEST_CONFIG) $(if $(BUILT),--skip-build) --disable-xctest $(TEST_FLAGS) $(STRICT)

test-rulebooks: $(RELEASE) ## Check every rulebook: mistakes, scenarios, coverage, random walks.
	@scripts/check-rulebooks.sh $(SHODO) "$(WALKS)" $(RULEBOOKS)

test-demo: $(RELEASE) ## Play the demo, and hold the README's transcript to it.
	@echo "== the demo"
	@scripts/demo.sh $(SHODO) $(DEMO) >.build/demo.txt
	@scripts/check-transcript.py README.md .build/demo.txt

# Again whenever the list of packages changes; nothing of it is ever in the tree.
$(BROWSER)/pytest: Tests/browser/requirements.txt
	@scripts/setup.sh tests
	@rm -rf .build/browser-venv
	/usr/bin/python3 -m venv .build/browser-venv
	$(BROWSER)/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

browser-setup: $(BROWSER)/pytest

browser-test: $(RELEASE) $(BROWSER)/pytest ## Use the pages in a browser, as people would, with and without scripts.
	@echo "== the pages in a browser"
	SHODO_BIN=$(abspath $(BROWSER_BIN)) $(BROWSER)/pytest -q -p no:cacheprovider -o faulthandler_timeout=300 Tests/browser

screenshots: release $(BROWSER)/pytest ## Make docs/pages anew: every page, narrow and wide.
	SHODO_BIN=$(abspath $(BROWSER_BIN)) $(BROWSER)/python Tests/browser/screenshots.py docs/pages

test-dist: dist ## Unpack the archive, and report an incident with the network off.
	@scripts/dist-test.sh dist/shodo-*.tar.gz

record: release ## Record the golden files anew: books, touched lists, help, diagnostics, gallery. Read the difference.
	RECORD=1 swift test -c $(TEST_CONFIG) --disable-xctest $(TEST_FLAGS) $(STRICT) \
	    --filter 'BooksGoldenTests|CommandsTests|RulebookFilesTests'
	cd Core && RECORD=1 swift test --disable-xctest $(STRICT) --filter PagesTests.GalleryTests
	@git status --short Tests/Golden Tests/Fixtures Core/Tests/PagesTests/Golden

crash: release ## Kill the writing program 50 times (the tests of the shell do it too), and the server 10 times.
	@scripts/crash-test.sh $(CRASH_ROUNDS)
	@scripts/crash-test.sh $(SERVER_ROUNDS) http

# `make check TESTED=yes` leaves out the tests: .ci/run has just run them.
check: $(if $(TESTED),,test) static ## Everything: test, format, lint, links.

static: ## What needs no build: format, lint, links.
	swift format lint --strict --recursive --parallel $(SWIFT)
	@scripts/check-links.py

run: release ## Serve an invented college at http://127.0.0.1:8080 (SERVE='--port 8081').
	@scripts/run.sh $(SHODO) $(DATA) $(SERVE)

story: release ## Make a demo data folder and play one incident at the terminal.
	@scripts/demo.sh $(SHODO) $(DEMO)

dist: $(RELEASE) ## Pack dist/shodo-VERSION-linux-ARCH.tar.gz, for machines without Swift and without a network.
	@rm -f dist/shodo-*.tar.gz dist/shodo-*.tar.gz.sha256
	@scripts/dist.sh $(SHODO)

bench: release ## Measure; a table, and .build/bench.json.
	@scripts/bench.sh

torture: release ## The crash test, much longer: make torture TORTURE_ROUNDS=5000.
	@scripts/crash-test.sh $(TORTURE_ROUNDS)

fmt: ## Format all Swift.
	swift format --in-place --recursive --parallel $(SWIFT)

clean: ## Forget what was built.
	rm -rf .build Core/.build dist
