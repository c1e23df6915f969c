# The front door. Each target makes its tools ready first; see docs/operating.md.
.DEFAULT_GOAL := help
.PHONY: help run dev build test bench fuzz screenshots

help: ## what can be done here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## build the release, import the reference data, serve on http://127.0.0.1:3000
	@scripts/run.sh

dev: ## serve and rebuild at each change
	@scripts/dev.sh

build: ## build the release: target/release/civis and target/site
	@scripts/build.sh

test: ## everything that must hold: format, lints, tests on both databases, budgets, journeys
	@scripts/test.sh

bench: ## measure speed and size, print one table
	@scripts/bench.sh

fuzz: ## fuzz the parsers of questions, a minute each
	@scripts/fuzz.sh

screenshots: ## pictures of the pages, three widths, four themes, into screenshots/
	@scripts/screenshots.sh
