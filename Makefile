# The commands of this project. `make setup` works on a bare Debian or Ubuntu machine and on a laptop.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo lint types imports check test test-full bench regen lock wheel clean

BIN := .venv/bin
# A browser takes a core; more workers than cores only make each test slower.
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest
TEST_FOLDERS = $(wildcard $(addprefix tests/,architecture unit golden contract integration e2e))

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install everything: .venv, Node, its packages, a Chromium
	@.ci/setup.sh

demo: setup ## Start the demo shop, run the whole job on it, say where the results are
	@$(BIN)/greenroom demo

lint: setup ## Style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup ## mypy, strict
	@$(BIN)/mypy

imports: setup ## Who may import whom
	@$(BIN)/lint-imports

check: lint types imports ## The quick checks before a commit
	@$(PYTEST) -n $(WORKERS) --dist loadgroup -m "not browser and not node and not full" \
	  $(wildcard tests/architecture tests/unit tests/golden)

test: lint types imports ## Everything that a change must pass, with coverage
	@rm -f .coverage .coverage.*
	@$(PYTEST) -n $(WORKERS) --dist loadgroup -m "not full" --cov --cov-report=term $(TEST_FOLDERS)

test-full: setup ## The long tests
	@$(PYTEST) -m full tests

bench: setup ## Measure, in the short form (`.venv/bin/python -m benchmarks --list` names all)
	@$(BIN)/python -m benchmarks

regen: setup ## Write the golden files anew (look at the difference before you commit it)
	@$(PYTEST) --regen tests/golden

lock: setup ## Resolve the dependencies anew, Python's and Node's
	@.ci/lock.sh

wheel: setup ## Build the wheel into dist/
	@$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist

clean: ## Remove what was made here (the user cache stays)
	@rm -rf .venv dist build .coverage .coverage.* htmlcov .mypy_cache .ruff_cache .pytest_cache \
	  .hypothesis .import_linter_cache .greenroom greenroom-out
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
