# Each verb is a line that can also be typed by hand. `make help` lists them.
SHELL := /bin/sh
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench journeys docs messages soak lock

help: ## say what can be done here
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 18

demo: .venv/demo.stamp ## set up and serve the demonstration on http://127.0.0.1:8000
	@MENTORHOUSE_MODE=demo exec $(BIN)/mentorhouse demo

test: .venv/dev.stamp ## every test: SQLite, PostgreSQL, browser
	@sh tests/run all

journeys: .venv/dev.stamp ## the stories in a real browser only
	@sh tests/run journeys

check: .venv/dev.stamp ## lint, types, structure
	$(BIN)/ruff format --check . && $(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint --quiet
	$(BIN)/python docs/make.py --check

fix: .venv/dev.stamp ## format, and mend what a machine can mend
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: .venv/dev.stamp ## measure; one JSON object a line
	@$(BIN)/python -m bench

docs: .venv/dev.stamp ## write the documents that come from the code
	$(BIN)/python docs/make.py

messages: .venv/dev.stamp ## gather what is said into the catalogues of other languages
	@$(BIN)/mentorhouse messages

soak: .venv/dev.stamp ## what takes long; before a release
	@sh tests/run soak

lock: ## choose newest versions within pyproject.toml, with hashes (needs uv)
	@sh requirements/lock

.venv/demo.stamp: requirements/build.txt pyproject.toml
	@sh requirements/install build.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml
	@sh requirements/install dev.txt
	@touch $@ .venv/demo.stamp
