# Two commands matter: `make demo` and `make test`. Both set up what is missing.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
SRC := src tests bench bin conftest.py manage.py
NODE_BIN = $$(command -v npm >/dev/null 2>&1 && dirname "$$(command -v npm)" || echo "$(CURDIR)/$(BIN)")

.DEFAULT_GOAL := help
.PHONY: help setup browser demo test check lint types contracts migrations-check catalogues docs-check figures \
        front journey plaintext-search soak bench-enrolment bench-pages bench-programme bench-feeds bench-imports bench-certificates bench-verify bench-checkin bench-forming bench-conversations bench-conversation-browser audit-verify format requirements messages reference bench-coalitions bench-ledger ledger-check bench-wishes bench-newsletter bench-search bench-pauses check-template check-thorough attack releases-check leaks bench-monitoring bench-rollup check-acro check-spark

help: ## What you can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

# Setting up: each step is done once, and again when what it reads has changed

.venv/ready: requirements/dev.txt
	@./bin/prepare-python
	@touch $@

node_modules/ready: package.json package-lock.json .venv/ready
	@./bin/prepare-front
	@touch $@

STYLED := $(shell find src/veerkracht -name '*.html' -o -name '*.css' -o -path '*templatetags*.py' 2>/dev/null)
var/styles/ready: node_modules/ready $(STYLED) src/veerkracht/ui/stylesheet.py
	@mkdir -p var/styles
	@PYTHONPATH=src $(RUN) -m veerkracht.ui.stylesheet
	@touch $@

CATALOGUES := $(wildcard src/veerkracht/locale/*/LC_MESSAGES/*.po)
var/catalogues-ready: .venv/ready $(CATALOGUES)
	@mkdir -p var
	@$(RUN) bin/compile_catalogues.py
	@touch $@

setup: .venv/ready node_modules/ready var/styles/ready var/catalogues-ready ## Install everything, once

browser: ## Chromium for the browser tests, where it may be installed
	@./bin/prepare-browser

# The two commands

demo: setup ## Start the demo on this machine; Ctrl-C ends it
	@PYTHONPATH=src $(RUN) -m veerkracht.config.demo.start

test: setup browser ## Every test, in parallel, on a database of its own
	@$(RUN) -m tests.run $(ARGS)

# Checks

check: lint types contracts migrations-check catalogues docs-check figures front ## Everything but the tests

lint: setup
	@$(BIN)/ruff format --check $(SRC)
	@$(BIN)/ruff check $(SRC)

types: setup
	@VEERKRACHT_MODE=test DATABASE_URL=postgresql://nobody@localhost/none $(BIN)/mypy src tests bench conftest.py

contracts: setup
	@PYTHONPATH=src $(BIN)/lint-imports

migrations-check: setup
	@$(RUN) -m tests.with_database $(RUN) manage.py makemigrations --check --dry-run

catalogues: setup
	@$(RUN) bin/check_catalogues.py

docs-check: setup
	@$(RUN) -m tests.with_database $(RUN) manage.py write_reference --check

figures: setup
	@$(RUN) -m tests.architecture.figures

front: setup
	@PATH="$(NODE_BIN):$$PATH" npm run --silent lint && PATH="$(NODE_BIN):$$PATH" npm run --silent types && PATH="$(NODE_BIN):$$PATH" npm run --silent test

format: setup ## Put the code in shape
	@$(BIN)/ruff check --fix-only -q $(SRC); $(BIN)/ruff format -q $(SRC)

# Long runs, by hand

journey: setup browser ## One journey with pictures in var/journeys: make journey NAME=find_and_book
	@PICTURES=yes $(RUN) -m tests.run tests/journeys/test_$(NAME).py

plaintext-search: setup browser ## Planted words, marks and keys are looked for wherever they may not be
	@$(RUN) -m tests.run -n 0 -s tests/journeys/test_plaintext_search.py > var/plaintext-search.log 2>&1; status=$$?; tail -3 var/plaintext-search.log; exit $$status

soak: setup ## Random sequences from many connections against a simple model
	@$(RUN) -m bench.soak $(ARGS)
	@$(RUN) -m bench.conversation_faults

bench-enrolment: setup ## Places under load over HTTP
	@$(RUN) -m bench.enrolment $(ARGS)

bench-ledger: setup ## Money under load over HTTP, and a million entries looked at
	@$(RUN) -m bench.ledger $(ARGS)

bench-wishes: setup ## The board with 5,000 wishes, and finding wishes that are alike
	@$(RUN) -m bench.wishes

bench-newsletter: setup ## 5,000 readers, with processes killed in between
	@$(RUN) -m bench.newsletter

bench-search: setup ## The search over 100,000 documents
	@$(RUN) -m bench.search

bench-pauses: setup ## The longest wait for a page, with Python's search for garbage as it is and as we set it
	@$(RUN) -m bench.pauses

bench-certificates: setup ## 10,000 certificates with their badges
	@$(RUN) -m bench.certificates

bench-verify: setup ## Strangers check certificates
	@$(RUN) -m bench.verify

bench-checkin: setup ## 300 people note themselves within a minute
	@$(RUN) -m bench.checkin $(ARGS)

bench-forming: setup ## Groups for intervision: how good, and how good they could be at most
	@$(RUN) -m bench.forming $(ARGS)

bench-conversation-browser: setup browser ## The conversation on a slow phone on a slow line
	@$(RUN) -m bench.conversation_browser $(ARGS)

bench-coalitions: setup ## Pages with 40 coalitions and ten years of meetings
	@$(RUN) -m bench.coalitions

bench-conversations: setup ## Residents save their webs, over HTTP
	@$(RUN) -m bench.conversations $(ARGS)

bench-imports: setup ## Moving in with a list of 20,000 people
	@$(RUN) -m bench.imports $(ARGS)

bench-pages: setup ## Public pages and the finder under load
	@$(RUN) -m bench.pages $(ARGS)

bench-programme: setup ## Pages of a programme with 5,000 actions and 1,000 budget lines
	@$(RUN) -m bench.programme

bench-feeds: setup ## The agenda as feeds: 5,000 events, and coming back for news
	@PAGE_CACHE=yes $(RUN) -m bench.feeds

audit-verify: setup ## Does the audit trail of the demo still hold?
	@VEERKRACHT_MODE=demo VEERKRACHT_VAR=$(CURDIR)/var/demo $(RUN) manage.py audit_verify

ledger-check: setup ## Is the subsidy ledger of the demo right to the cent?
	@VEERKRACHT_MODE=demo VEERKRACHT_VAR=$(CURDIR)/var/demo $(RUN) manage.py check_ledger

DEMO := VEERKRACHT_MODE=demo VEERKRACHT_VAR=$(CURDIR)/var/demo

attack: setup ## Can anything be found about somebody in the demo's releases? GATE=off shows what protection is for
	@$(DEMO) $(RUN) manage.py attack_releases --gate $(or $(GATE),on)

releases-check: setup ## Are the demo's releases signed, whole, and the same when they are built again?
	@$(DEMO) $(RUN) manage.py check_releases

leaks: setup browser ## Planted people of whom there are too few are looked for at every exit
	@LEAKS=all $(RUN) -m tests.run -n 0 -s tests/leaks $(ARGS)

bench-monitoring: setup ## Ten million records: recounts, dashboards and protection
	@$(RUN) -m bench.monitoring $(ARGS)

bench-rollup: setup ## How soon a fact stands in the cells
	@$(RUN) -m bench.rollup $(ARGS)

check-acro: setup ## Another program's verdict on what must be hidden; in an environment of its own
	@$(RUN) -m bench.acro_check

check-spark: setup ## The same expressions on Spark, with a worker that is killed; in an environment of its own
	@$(RUN) -m bench.check_spark

check-thorough: setup browser ## What `make test` leaves out: the other journeys by keyboard and without scripts, more attackers
	@$(RUN) -m tests.run -m thorough $(ARGS)

check-template: setup ## Does the quick way of migrating for tests make the same tables?
	@$(RUN) -m tests.with_database $(RUN) -m tests.template_alike

# Upkeep

requirements: setup ## Lock the packages again
	@$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-header --python-version 3.11 --universal -q -o requirements/run.txt
	@$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-header --python-version 3.11 --universal -q -o requirements/dev.txt

messages: setup ## Gather the sentences to translate (needs gettext)
	@$(RUN) bin/gather_messages.py

reference: setup ## Write docs/reference anew
	@$(RUN) -m tests.with_database $(RUN) manage.py write_reference
