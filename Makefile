# Jaring: one command for each habit. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
BENCH ?= all

VENV := .venv
BIN := $(VENV)/bin
SEMGREP_VENV := .tools/semgrep
PIP_INSTALL = -m pip install -qq --disable-pip-version-check --no-input

# A stamp's name holds the fingerprint of what was installed: a changed lock file means a new name, hence work to do;
# an unchanged one means none, whatever the dates of the files say after a checkout.
fingerprint = $(shell cat $(1) 2>/dev/null | $(PYTHON) -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest()[:16])')
BASE_STAMP := $(VENV)/.stamp-base-$(call fingerprint,requirements/base.lock)
DEV_STAMP := $(VENV)/.stamp-dev-$(call fingerprint,requirements/dev.lock)
PROJECT_STAMP := $(VENV)/.stamp-project-$(call fingerprint,pyproject.toml)
SEMGREP_STAMP := $(SEMGREP_VENV)/.stamp-$(call fingerprint,requirements/semgrep.lock)
FRONTEND_STAMP := frontend/node_modules/.stamp-$(call fingerprint,frontend/package-lock.json)
BASE_SYSTEM_STAMP := $(VENV)/.stamp-system-base-$(call fingerprint,tools/system_packages.sh)
DEV_SYSTEM_STAMP := $(VENV)/.stamp-system-dev-$(call fingerprint,tools/system_packages.sh)

.PHONY: help
help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 18

# --- everyday commands ----------------------------------------------------------------------------------------------

.PHONY: setup demo test coverage check bench docs lock clean
setup: $(DEV_SYSTEM_STAMP) $(DEV_STAMP) $(PROJECT_STAMP) ## install all that development needs (quick when nothing changed)
	@:

demo: $(BASE_SYSTEM_STAMP) $(BASE_STAMP) $(PROJECT_STAMP) ## start Jaring with a fictional region on http://127.0.0.1:$PORT
	@PORT=$(PORT) exec $(BIN)/jaring demo

test: setup ## run every test (PYTEST="-k name" narrows)
	@$(BIN)/python -m pytest $(PYTEST)

coverage: setup ## run every test with branch coverage and hold the floor
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest $(PYTEST)
	@$(BIN)/coverage combine --quiet || true
	@$(BIN)/coverage report

check: setup lint types contracts templates semgrep deps sizes migrations docs-check frontend ## run every check that is not a test
	@echo "check: all is well"

bench: setup ## compare with goals and peers: make bench BENCH=rls
	@$(BIN)/python -m bench $(BENCH)

docs: setup ## build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "docs: open site/index.html"

lock: ## compile requirements/*.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml $(UV_COMPILE) -o requirements/base.lock
	uv pip compile pyproject.toml --group dev --group docs -c requirements/base.lock $(UV_COMPILE) -o requirements/dev.lock
	uv pip compile requirements/semgrep.in $(UV_COMPILE) -o requirements/semgrep.lock
UV_COMPILE := --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 $(UPGRADE)

clean: ## remove what was built; the demo's data in .jaring stays
	rm -rf $(VENV) .tools site dist build htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache frontend/node_modules
	find src tests tools bench -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# --- the single checks ----------------------------------------------------------------------------------------------

.PHONY: lint types contracts templates semgrep deps sizes migrations docs-check frontend format
# These two read the settings, which make secrets on first sight; the checks shall not touch the demo's.
types migrations: export JARING_HOME = $(CURDIR)/$(VENV)/check-home

lint: setup ## ruff: faults and formatting
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "run: make format"; exit 1; }

format: setup ## let ruff mend what it can
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .

types: setup ## mypy, strict
	@$(BIN)/mypy

contracts: setup ## who may import whom
	@PYTHONPATH=. $(BIN)/lint-imports

templates: setup ## djlint over the templates
	@$(BIN)/djlint src --lint --quiet

semgrep: $(SEMGREP_STAMP) ## our own rules in .semgrep, offline, and their tests
	@rules=$$(mktemp -d) && cp .semgrep/* $$rules && $(SEMGREP) --test $$rules >$$rules/report 2>&1 || \
		{ cat $$rules/report; exit 1; }
	@$(SEMGREP) --config .semgrep --error --quiet src
SEMGREP = PATH=$(CURDIR)/$(SEMGREP_VENV)/bin:$$PATH SEMGREP_ENABLE_VERSION_CHECK=0 semgrep scan --metrics=off --disable-version-check

deps: setup ## deptry: declared and used dependencies agree
	@$(BIN)/deptry src

sizes: setup ## files and templates stay short
	@$(BIN)/python -m tools.sizes

migrations: setup ## models and migrations agree
	@$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings=jaring.config.settings

docs-check: setup ## the documentation builds without a warning and its generated parts are current
	@$(BIN)/python -m cogapp --check --verbosity=0 docs/developers/commands.md
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir $(VENV)/docs-check

frontend: ## check the scripts, rebuild them and compare with the committed bundles (skipped without node)
	@if command -v npm >/dev/null; then $(MAKE) frontend-with-node; \
		else echo "frontend: skipped, this machine has no node (only needed to change frontend/)"; fi

.PHONY: frontend-with-node
frontend-with-node: $(FRONTEND_STAMP)
	@npm --prefix frontend run --silent check
	@$(BIN)/python tools/vendor_ui.py frontend/node_modules src/jaring/ui/static/ui/vendor
	@git diff --quiet -- src/jaring/ui/static/ui/vendor || { echo "the vendored theme, icons or htmx differ: commit them"; exit 1; }

# --- installing -----------------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Jaring needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "setup: making the environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The system packages come first: a virtual environment and PyICU cannot be made without some of them.
$(BASE_SYSTEM_STAMP):
	@PYTHON=$(PYTHON) tools/system_packages.sh base
	@mkdir -p $(VENV) && rm -f $(VENV)/.stamp-system-* && touch $@

$(DEV_SYSTEM_STAMP):
	@PYTHON=$(PYTHON) tools/system_packages.sh dev
	@mkdir -p $(VENV) && rm -f $(VENV)/.stamp-system-* && touch $@ $(BASE_SYSTEM_STAMP)

# dev.lock holds everything base.lock holds, at the same versions, so it satisfies both.
$(DEV_STAMP): | $(DEV_SYSTEM_STAMP) $(BIN)/python
	@echo "setup: installing the packages of requirements/dev.lock"
	@$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements/dev.lock
	@rm -f $(VENV)/.stamp-dev-* $(VENV)/.stamp-base-* && touch $@ $(BASE_STAMP)

$(BASE_STAMP): | $(BASE_SYSTEM_STAMP) $(BIN)/python
	@echo "setup: installing the packages of requirements/base.lock"
	@$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements/base.lock
	@rm -f $(VENV)/.stamp-base-* && touch $@

$(PROJECT_STAMP): | $(BIN)/python
	@$(BIN)/python $(PIP_INSTALL) --no-deps -e .
	@rm -f $(VENV)/.stamp-project-* && touch $@

$(SEMGREP_STAMP):
	@echo "setup: making semgrep's own environment $(SEMGREP_VENV)"
	@mkdir -p $(SEMGREP_VENV)
	@$(PYTHON) -m venv $(SEMGREP_VENV)
	@$(SEMGREP_VENV)/bin/python $(PIP_INSTALL) --require-hashes -r requirements/semgrep.lock
	@rm -f $(SEMGREP_VENV)/.stamp-* && touch $@

$(FRONTEND_STAMP):
	@echo "frontend: installing the packages of frontend/package-lock.json"
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
