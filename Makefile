# fury-tui: targets for users and developers. `make` alone lists them.
#
#   make run                  see it work: builds, opens `fury-tui demo` here
#   make run SCENE=surface    scenes: tracts, spheres, surface, spin
#   make run ARGS="--renderer blocks"                options of `fury-tui demo`
#   make run-fury             the same with a FURY scene in Python that it attaches to
#   make test                 everything, on real terminals and a real FURY; pictures in artifacts/
#   make install PREFIX=~/.local
#
# A fresh Debian 12 needs only Swift (6.2 or newer), make and git: `deps` installs the rest, with
# apt-get and into .venv; every target that needs it runs it, and it is quick when all is there.

PREFIX ?= /usr/local
SCENE ?= tracts
FURY_SCENE ?= tracts
FURY_ARGS ?= --spin 0.5
ARGS ?=
SWIFT ?= swift
BUILD ?= .build
ARTIFACTS ?= $(CURDIR)/artifacts
SECONDS ?= 600
DIR ?=

swift_paths = Package.swift Sources Tests
release = $(BUILD)/release
# The viewer with the address sanitizer, for the soak test.
sanitized = $(BUILD)/sanitized
build_sanitized = $(SWIFT) build -c release --sanitize=address --scratch-path $(sanitized) --product fury-tui
# Suites that start Python, X servers, browsers and terminals, or count what their process holds: one
# after the other, after the rest.
live = ^(InteropTests|EndToEndTests|BrowserTests)\.|ServerLoadTests

# Swift Testing starts all tests at once, and one that waits for a turn may then wait for all others:
# a few at a time, where this Swift can (6.3), keep every wait short.
width = --experimental-maximum-parallelization-width
a_few = $(if $(shell $(SWIFT) test --help-hidden 2>&1 | grep -e '$(width)'),$(width) 4)

.DEFAULT_GOAL := help
.PHONY: help deps build viewer run run-fury test test-unit test-live lint format bench bench-render bench-serve pictures soak model install install-viewer clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install missing packages and make .venv with FURY
	@scripts/deps.sh all

build: ## build all programs for use (release)
	@scripts/deps.sh renderer
	@scripts/deps.sh server
	$(SWIFT) build -c release --scratch-path $(BUILD)

viewer: ## build only fury-tui (release); needs no VTK, no Python and no X
	@scripts/deps.sh viewer
	$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui
	@echo "viewer: $(release)/fury-tui"

run: programs ## show a built-in scene in this terminal; needs no Python and no X
	@FURY_TUI_NO_SUSPEND=1 $(release)/fury-tui demo $(SCENE) $(ARGS)

run-fury: ## show a live FURY scene in this terminal: Python, on a virtual X server
	@scripts/deps.sh viewer
	@scripts/deps.sh scene
	@echo "run: building fury-tui"
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui
	@scripts/run.sh $(release)/fury-tui $(FURY_SCENE) $(FURY_ARGS) -- $(ARGS)

# fury-tui and the renderer that it starts.
.PHONY: programs
programs:
	@scripts/deps.sh renderer
	@scripts/deps.sh server
	@echo "building fury-tui"
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui-render
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui-serve

test: test-unit test-live ## build and run every test
	@echo "test: all passed; screenshots are in $(ARTIFACTS)/screenshots"

test-unit: ## the tests that need neither Python nor X
	@scripts/deps.sh renderer
	@scripts/deps.sh server
	@echo "test: building"
	@$(SWIFT) build --build-tests --scratch-path $(BUILD)
	@echo "test: unit tests"
	@$(SWIFT) test --disable-xctest --skip-build --scratch-path $(BUILD) $(a_few) \
	  --skip '$(live)'

test-live: ## the tests against FURY in Python and in real terminals
	@scripts/deps.sh all
	@echo "test: building"
	@$(SWIFT) build --build-tests --scratch-path $(BUILD)
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui-render
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui-serve
	@$(build_sanitized)
	@echo "test: FURY 0.12 and real terminals, one test at a time; screenshots go to $(ARTIFACTS)/screenshots"
	@FURY_TUI_PROGRAM="$(abspath $(release))/fury-tui" FURY_TUI_ARTIFACTS="$(ARTIFACTS)" \
	  FURY_TUI_SANITIZED="$(abspath $(sanitized))/release/fury-tui" \
	  $(SWIFT) test --disable-xctest --skip-build --scratch-path $(BUILD) --no-parallel --filter '$(live)'

lint: ## check the format, as CI does
	@$(SWIFT) format lint --strict --parallel --recursive $(swift_paths)

format: ## rewrite the sources in the project's format
	@$(SWIFT) format --in-place --parallel --recursive $(swift_paths)

bench: ## run every benchmark, write BENCHMARKS.md; DIR=folder adds its PNG sequences
	@scripts/deps.sh viewer
	@scripts/deps.sh tests
	$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui
	$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-bench
	$(release)/fury-bench report $(DIR) --output BENCHMARKS.md

bench-render: programs ## the renderer against FURY 0.12 and VTK, write BENCHMARKS-RENDERER.md
	@scripts/deps.sh scene
	@scripts/deps.sh tests
	@xvfb-run -a "$${FURY_TUI_PYTHON:-.venv/bin/python}" -W ignore scripts/bench_render $(release) --output BENCHMARKS-RENDERER.md
	@echo "bench-render: BENCHMARKS-RENDERER.md"

pictures: programs ## draw docs/view.png anew
	@scripts/deps.sh scene
	@scripts/deps.sh tests
	@"$${FURY_TUI_PYTHON:-.venv/bin/python}" scripts/pictures.py $(release)/fury-tui docs/view.png

bench-serve: ## measure the server against FURY's own, write BENCHMARKS-SERVER.md
	@scripts/deps.sh all
	$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-tui-serve
	$(SWIFT) build -c release --scratch-path $(BUILD) --product fury-bench
	$(release)/fury-bench serve --output BENCHMARKS-SERVER.md

soak: ## ten minutes (SECONDS=...) of a spinning FURY scene under the address sanitizer
	@scripts/deps.sh all
	@$(build_sanitized)
	@$(SWIFT) build --build-tests --scratch-path $(BUILD)
	@echo "soak: $(SECONDS) seconds"
	@FURY_TUI_SANITIZED="$(abspath $(sanitized))/release/fury-tui" FURY_TUI_SOAK_SECONDS=$(SECONDS) \
	  $(SWIFT) test --disable-xctest --skip-build --scratch-path $(BUILD) --filter SoakTests

model: ## check the event queue's rule with spin
	@scripts/deps.sh tests
	@model/check.sh

install: programs ## install fury-tui, its renderer and its server under PREFIX (/usr/local)
	install -D -m 755 $(release)/fury-tui $(DESTDIR)$(PREFIX)/bin/fury-tui
	install -D -m 755 $(release)/fury-tui-render $(DESTDIR)$(PREFIX)/libexec/fury-tui/fury-tui-render
	install -D -m 755 $(release)/fury-tui-serve $(DESTDIR)$(PREFIX)/libexec/fury-tui/fury-tui-serve

install-viewer: viewer ## install only fury-tui, which attaches and does not render
	install -D -m 755 $(release)/fury-tui $(DESTDIR)$(PREFIX)/bin/fury-tui

clean: ## remove what was built (not .venv)
	rm -rf $(BUILD) artifacts
