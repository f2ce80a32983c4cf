# Two commands are enough:
#
#   make        set everything up on a fresh machine, and build every paper in source/
#   make test   set everything up, and run every test
#
# What set-up does, and how it knows that there is nothing to do: masthead/setup/.

# A Python that is new enough; the system's own first, since it is built for speed and stays where
# it is. `make PYTHON=…` takes another one.
PYTHON ?= $(shell for python in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv/bin/python
SETUP := $(PYTHON) -m masthead.setup

# Tests that start LibreOffice or Chromium are grouped, so that two processes never share one.
WORKERS ?= 2
PYTEST := $(VENV) -m pytest -n $(WORKERS) --dist loadgroup

.DEFAULT_GOAL := all
.PHONY: all setup setup-test test coverage lint format bench scale fuzz tracked official imported words roundtrip edits wheel lock clean distclean help

all: setup ## set up, and build every paper (the default)
	@$(VENV) build.py

setup: need-python ## only set up for building
	@$(SETUP) build

setup-test: need-python ## only set up for testing
	@$(SETUP) test

test: setup-test ## set up, and run every test (PYTEST_ARGS="-k name" for some)
	@$(PYTEST) $(PYTEST_ARGS)

coverage: setup-test ## run every test, and fail where they reach too little of the code
	@rm -rf .coverage
	@mkdir .coverage
	@$(VENV) -m coverage run -m pytest -n $(WORKERS) --dist loadgroup $(PYTEST_ARGS)
	@$(VENV) -m coverage combine --quiet
	@$(VENV) -m coverage report

lint: setup-test ## look for faults and untidiness: ruff, mypy, layers
	@$(VENV) -m ruff check
	@$(VENV) -m ruff format --check
	@$(VENV) -m mypy
	@.venv/bin/lint-imports --no-logo

format: setup-test ## tidy up what ruff can
	@$(VENV) -m ruff check --fix --quiet
	@$(VENV) -m ruff format

bench: setup-test ## measure time and memory, beside the same work done by hand
	@$(VENV) -m tests.bench $(BENCH_ARGS)

same: setup-test ## say which files differ from what another revision builds (BASE=main)
	@$(VENV) -m tests.same $(or $(BASE),main)

fuzz: setup-test ## the long runs on random input (minutes to hours)
	@$(PYTEST) -m fuzz --hypothesis-profile=fuzz $(PYTEST_ARGS)

scale: setup-test ## measure clusters and very many papers (SCALE_ARGS="planning" for some; hours)
	@$(VENV) -m tests.scale $(SCALE_ARGS)

tracked: setup-test ## compare 500 random pairs of papers, and read what is tracked back three ways
	@$(PYTEST) -m fuzz tests/compare tests/render/tracked $(PYTEST_ARGS)

official: setup-test ## measure the rules on official texts: FOLDER=… holds Akoma Ntoso files
	@$(VENV) -m tests.check.official.measure $(FOLDER) $(OFFICIAL_ARGS)

imported: setup-test ## import official files, build them, compare what they say: FOLDER=… holds Akoma Ntoso files
	@$(VENV) -m tests.importing.official.measure $(FOLDER) $(IMPORTED_ARGS)

words: setup-test ## import real Word files, and measure what of them arrives: FOLDER=… holds .docx files
	@$(VENV) -m tests.importing.word.measure $(FOLDER) $(WORDS_ARGS)

roundtrip: setup-test ## 500 random papers become Word files and come back: how many are the same (ROUNDTRIP_ARGS=--bare: by their words alone)
	@$(VENV) -m tests.importing.word.roundtrip $(ROUNDTRIP_ARGS)

edits: setup-test ## 300 random papers are edited in Word files and brought home: is the source changed exactly so? (EDITS_ARGS=--papers=1000)
	@$(VENV) -m tests.importing.word.homecoming $(EDITS_ARGS)

wheel: need-python ## build the wheel into dist/
	@$(SETUP) wheel
	@$(VENV) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: setup-test ## write all lock files anew (LOCK_ARGS=--upgrade for newer releases)
	@$(VENV) -m masthead.setup relock $(LOCK_ARGS)

clean: ## remove what builds and tests made; what set-up brought stays
	@find output -mindepth 1 ! -name .gitkeep -delete
	@rm -rf build dist .bench .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find masthead tests -name node_modules -prune -o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean ## remove what set-up brought, too
	@rm -rf .venv .setup styles/fonts tests/node/node_modules

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 18

need-python:
	@test -n "$(PYTHON)" || { echo "set-up: Masthead needs Python 3.11 or newer, and there is none (on Debian and Ubuntu: sudo apt-get install python3)" >&2; exit 1; }
.PHONY: need-python
