# Two commands matter: `make run` and `make test`. Each makes the environment when it is not there.
.PHONY: help setup run test bench tables clean
.DEFAULT_GOAL := help

BIN := .venv/bin

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv from requirements.lock; does nothing when it is up to date
	@bash .ci/setup.sh

run: setup ## simulate 2024 and print the probabilities; ARGS="run=smoke" passes overrides
	@$(BIN)/linping $(ARGS)

test: setup ## run the tests; ARGS="tests/house" picks some
	@$(BIN)/python -m pytest $(ARGS)

bench: setup ## time the district month by phase; never part of the tests
	@$(BIN)/python tests/bench/bench_region.py $(ARGS)

tables: setup ## write the tables of ODD, evidence, experiments, doses and clauses anew into their documents
	@PYTHONPATH=. $(BIN)/python tests/documents/generated.py
	@PYTHONPATH=. $(BIN)/python tests/evidence/table.py
	@PYTHONPATH=. $(BIN)/python tests/evidence/truths.py
	@PYTHONPATH=. $(BIN)/python tests/evidence/scales.py
	@PYTHONPATH=. $(BIN)/python tests/evidence/records.py
	@PYTHONPATH=. $(BIN)/python tests/evidence/backtest.py
	@PYTHONPATH=. $(BIN)/python tests/liveness/experiments.py
	@PYTHONPATH=. $(BIN)/python tests/liveness/doses.py
	@PYTHONPATH=. $(BIN)/python tests/liveness/trace.py

clean: ## remove .venv and caches; results stay
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .benchmarks
	find agents sim scenarios analysis tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +
