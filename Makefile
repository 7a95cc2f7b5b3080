# Everything one does here. `make check` is what CI asks for.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# One thing after the other: the steps share one build folder.
.NOTPARALLEL:

# A target may import only what it declares; the compiler alone does not mind.
STRICT := --explicit-target-dependency-import-check error
SHODO := .build/release/shodo
RULEBOOKS := $(sort $(patsubst %/rulebook.yaml,%,$(wildcard Rulebooks/*/rulebook.yaml)))
SWIFT := Package.swift Core/Package.swift Core/Sources Core/Tests Sources Tests $(wildcard Benchmarks)
CRASH_ROUNDS ?= 50
TORTURE_ROUNDS ?= 1000
# Random walks for each rulebook; ten thousand in all is the least that counts.
WALKS ?= 7000
DEMO ?= .build/demo
# How the tests of the shell are built; debug to step through them. Testable imports would change the flags of every
# module, and so build everything a second time.
TEST_CONFIG ?= release
TEST_FLAGS ?= --disable-testable-imports

.PHONY: help setup build release test test-core test-shell test-rulebooks test-demo crash record check static run bench torture fmt clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the system packages that are missing, and say which.
	@scripts/setup.sh

build: setup ## Build everything for debugging.
	swift build $(STRICT)

release: setup ## Build .build/release/shodo.
	swift build -c release $(STRICT)

test: setup test-core release test-shell test-rulebooks test-demo ## Set up, then run every test there is.

test-core: ## The pure half: seconds.
	@echo "== Core"
	cd Core && swift test --disable-xctest $(STRICT)

# Optimised, so that one build serves the program, its tests and the benchmark, and the random walks end soon.
test-shell: setup ## The half that touches the world.
	@echo "== the shell"
	swift test -c $(TEST_CONFIG) --disable-xctest $(TEST_FLAGS) $(STRICT)

test-rulebooks: release ## Check every rulebook: mistakes, scenarios, coverage, random walks.
	@scripts/check-rulebooks.sh $(SHODO) $(WALKS) $(RULEBOOKS)

test-demo: release ## Play the demo, and hold the README's transcript to it.
	@echo "== the demo"
	@scripts/demo.sh $(SHODO) $(DEMO) >.build/demo.txt
	@scripts/check-transcript.py README.md .build/demo.txt

record: release ## Record the golden files anew: books, touched lists, help, diagnostics, gallery. Read the difference.
	RECORD=1 swift test -c $(TEST_CONFIG) --disable-xctest $(TEST_FLAGS) $(STRICT) \
	    --filter 'BooksGoldenTests|CommandsTests|RulebookFilesTests'
	cd Core && RECORD=1 swift test --disable-xctest $(STRICT) --filter PagesTests.GalleryTests
	@git status --short Tests/Golden Tests/Fixtures Core/Tests/PagesTests/Golden

crash: release ## Kill the writing program 50 times (the tests of the shell do it too).
	@scripts/crash-test.sh $(CRASH_ROUNDS)

# `make check TESTED=yes` leaves out the tests: .ci/run has just run them.
check: $(if $(TESTED),,test) static ## Everything: test, format, lint, links.

static: ## What needs no build: format, lint, links.
	swift format lint --strict --recursive --parallel $(SWIFT)
	@scripts/check-links.py

run: release ## Make a demo data folder and play one incident at the terminal.
	@scripts/demo.sh $(SHODO) $(DEMO)

bench: release ## Measure; a table, and .build/bench.json.
	@scripts/bench.sh

torture: release ## The crash test, much longer: make torture TORTURE_ROUNDS=5000.
	@scripts/crash-test.sh $(TORTURE_ROUNDS)

fmt: ## Format all Swift.
	swift format --in-place --recursive --parallel $(SWIFT)

clean: ## Forget what was built.
	rm -rf .build Core/.build
