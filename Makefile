# Parvis: `make run` is all a fresh machine needs. Each target says what it does in `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
UV_LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header
WEB := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print 2>/dev/null)
BUILT := src/parvis/platform/static/built

# Prerequisites run in the order written: the steps share .venv.
.NOTPARALLEL:
.PHONY: help run build dev check test bench lock clean system messages

help: ## print this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

run: build ## install, build, load the demonstration once, serve on 127.0.0.1:8000
	@test -e "$${PARVIS_DATA:-data}/demonstration" || .venv/bin/parvis demo load
	@exec .venv/bin/parvis run

build: ## what the run needs: .venv, web pages' assets, French catalogues
	@ops/dev/python.sh build
	@$(MAKE) -s --no-print-directory .make/web messages

dev: ## what checks need on top
	@ops/dev/python.sh dev
	@$(MAKE) -s --no-print-directory .make/node_modules messages

messages:
	@$(PY) ops/dev/messages.py compile

.make/node_modules: web/package-lock.json
	@mkdir -p .make
	@echo "Installation des outils des pages (web/package-lock.json)…"
	@ops/dev/node.sh npm ci --silent --prefix web
	@touch $@

.make/web: .make/node_modules $(WEB)
	@echo "Construction des pages…"
	@ops/dev/node.sh npm run --silent --prefix web build >.make/web.log 2>&1 || { cat .make/web.log; exit 1; }
	@rm -rf $(BUILT).new && mkdir -p $(dir $(BUILT)) && cp -r web/dist $(BUILT).new
	@$(PY) -m whitenoise.compress -q $(BUILT).new
	@rm -rf $(BUILT) && mv $(BUILT).new $(BUILT)
	@touch $@

check: dev ## format, types, layers, rules, migrations, templates, styles (about a minute)
	@$(PY) ops/dev/check.py

system: ## Debian's chromium and postgresql, for the tests
	@ops/dev/system.sh

test: dev build system ## everything: SQLite, PostgreSQL, real servers, browser
	@ops/dev/test.sh

bench: dev build system ## the measures of docs/dev/measures.md
	@$(PY) -m tests.benchmarks

lock: dev ## compile requirements/*.lock again, with hashes and without any registry address
	@$(UV_LOCK) requirements/bootstrap.in -o requirements/bootstrap.lock >/dev/null
	@$(UV_LOCK) requirements/run.in -o requirements/run.lock >/dev/null
	@$(UV_LOCK) -c requirements/run.lock requirements/build.in -o requirements/build.lock >/dev/null
	@$(UV_LOCK) -c requirements/build.lock requirements/dev.in -o requirements/dev.lock >/dev/null

clean: ## remove what make built; the data folder stays
	rm -rf .venv .make web/node_modules web/dist $(BUILT)
	find src -name '*.mo' -delete
