# Everything a person types here. `make run` needs Python 3.11 to 3.13, make and this folder.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
export KB_HOME ?= var
export PORT ?= 8000

# What the tests use beside Python packages: a browser, and the reader of scanned pages.
DEBIAN_PACKAGES := chromium tesseract-ocr tesseract-ocr-fra tesseract-ocr-spa

.PHONY: help setup setup-dev debian run test lint bench bench-starter relevance screenshots docs lock clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.project ## Install what the site needs into .venv/ (the command is .venv/bin/kb).

setup-dev: $(VENV)/.dev ## Install what tests and checks need as well.

# An interpreter that can make a virtual environment. Debian ships `venv` as a package of its own.
$(VENV)/.made:
	@python=
	for name in "$${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
	  [ -n "$$name" ] && command -v "$$name" >/dev/null || continue
	  "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	    || continue
	  python=$$name
	  "$$name" -c 'import ensurepip, venv' 2>/dev/null && break
	done
	if [ -z "$$python" ]; then
	  echo "Python 3.11, 3.12 or 3.13 is needed. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
	  exit 1
	fi
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then
	  package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	    echo "Installing Debian's $$package"
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$$package" >/dev/null
	  else
	    echo "$$python cannot make a virtual environment. On Debian or Ubuntu: apt-get install $$package" >&2
	    exit 1
	  fi
	fi
	echo "Setting up $(VENV) with $$("$$python" --version)"
	"$$python" -m venv --clear $(VENV)
	touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock
	@echo "Installing what the site needs; the first time takes some minutes"
	$(PIP) install -r requirements.lock
	touch $@

# The project itself, editable: hatchling comes from the lock, so nothing is fetched for it.
$(VENV)/.project: $(VENV)/.runtime pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.project requirements-dev.lock
	@echo "Installing what tests and checks need"
	$(PIP) install -r requirements-dev.lock
	touch $@

debian:
	@missing=
	for package in $(DEBIAN_PACKAGES); do
	  dpkg -s "$$package" >/dev/null 2>&1 || missing="$$missing $$package"
	done
	[ -z "$$missing" ] && exit 0
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	  echo "Installing for the tests:$$missing"
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing >/dev/null; } && exit 0
	fi
	echo "Not installed, so the tests that use them are skipped:$$missing" >&2
	echo "To run them too: apt-get install$$missing" >&2

run: setup ## Make or update the home folder (KB_HOME) and serve the site (PORT).
	@$(BIN)/kb init
	exec $(BIN)/kb serve --port "$$PORT"

test: setup-dev debian lint ## Check everything.
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup-dev ## Check style, types and the directions of imports.
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The systems that search is measured beside see this project's packages, so there is one torch.
$(VENV)-bench/.made: $(VENV)/.dev requirements-bench.txt requirements.lock
	@echo "Installing what search is measured beside"
	$(BIN)/python -m venv --clear $(VENV)-bench
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	  > "$$($(VENV)-bench/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/project.pth"
	$(VENV)-bench/bin/python -m pip --disable-pip-version-check -qq install \
	  -c requirements.lock -r requirements-bench.txt
	touch $@

bench: setup-dev $(VENV)-bench/.made ## Measure search beside other systems (ARGS="--sizes 10000"); write docs/performance.md.
	@$(BIN)/python -m tests.bench $(ARGS)

bench-starter: setup-dev ## Measure conversion and search over FOLDER, default the shared samples.
	@$(BIN)/python -m tests.bench.starter $(FOLDER)

relevance: setup-dev ## Measure the search on ../shared/eval and tests/relevance; write docs/relevance.md.
	@$(BIN)/python -m tests.relevance.everything $(ARGS)

screenshots: setup-dev debian ## Take a picture of every page of KB_HOME into build/screenshots/.
	@$(BIN)/kb init
	mkdir -p build
	$(BIN)/kb serve --port 0 >build/screenshots.log 2>&1 &
	site=$$!
	trap 'kill $$site' EXIT
	until address=$$(grep -o -m1 'http://[^ ]*' build/screenshots.log); do
	  kill -0 $$site 2>/dev/null || { cat build/screenshots.log >&2; exit 1; }
	  sleep 0.2
	done
	$(BIN)/python -m tests.browser.screenshots "$$address"

docs: setup-dev ## Make docs/settings.md, docs/starter-library.md and the list of texts to translate anew.
	@$(BIN)/python -m web.docs > docs/.settings.md
	mv docs/.settings.md docs/settings.md
	$(BIN)/python -m tests.guards.content.report docs/starter-library.md
	$(BIN)/python -m web.gathered > web/translations/.messages.pot
	mv web/translations/.messages.pot web/translations/messages.pot

COMPILE := build/lock/bin/pip-compile --quiet --strip-extras --no-header --annotation-style=line \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --allow-unsafe \
  --upgrade --build-deps-for editable

# Resolved with the oldest Python that the site runs on (Debian 12 has 3.11.2), so that the versions
# suit every later one. A local build of a package, such as torch's `+cpu`, is the machine's business:
# the lock names the public version and pip takes whichever build its own configuration offers.
lock: ## Resolve the exact versions anew from pyproject.toml; OLDEST names the oldest Python.
	@rm -rf build/lock
	$(or $(OLDEST),/usr/bin/python3.11) -m venv build/lock
	build/lock/bin/pip --disable-pip-version-check --quiet install --upgrade pip pip-tools
	$(COMPILE) --output-file requirements.lock pyproject.toml
	sed -i -E 's/^([a-z0-9.-]+==[^+ ]+)\+[a-z0-9.]+/\1/' requirements.lock
	$(COMPILE) --extra dev -c requirements.lock --output-file requirements-dev.lock pyproject.toml
	sed -i -E 's/^([a-z0-9.-]+==[^+ ]+)\+[a-z0-9.]+/\1/' requirements-dev.lock

clean: ## Remove what was built, the home folder excepted.
	@rm -rf $(VENV) $(VENV)-bench build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
