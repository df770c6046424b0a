# One command sets up and runs: `make demo`, `make test`. Needs make and Python 3.11 or newer, nothing else.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help demo test lint gold accuracy bench lock clean

help:
	@echo "make demo      keep the reports of examples/ in a case; show events, a contradiction, who held a town"
	@echo "make test      lint, types, layers and all tests"
	@echo "make lint      the checks without the tests"
	@echo "make gold      quality on the project's own annotated reports, field by field"
	@echo "make accuracy  write the figures in docs/accuracy.md"
	@echo "make bench     speed and memory"
	@echo "make lock      renew requirements.lock after a change of dependencies"
	@echo "make clean     remove the environment and every cache"

demo: $(READY)
	@rm -f demo.case demo.case-wal demo.case-shm
	@echo "━━━ One report, read" && $(BIN)/tawthiq read examples/sukhna_siege_ministry.txt
	@echo "━━━ All reports of examples/, kept in a case" && \
		$(BIN)/tawthiq add demo.case $(filter-out examples/README.md,$(wildcard examples/*))
	@echo "━━━ The events that three sources and more tell of" && $(BIN)/tawthiq events demo.case --sources 3
	@echo "━━━ A contradiction: how long a siege lasted" && $(BIN)/tawthiq show demo.case \
		$$($(BIN)/tawthiq events demo.case --json --disputed --kind siege_broken | head -n 1 | cut -d '"' -f 8)
	@echo "━━━ Who held a town, and who besieged it" && $(BIN)/tawthiq control demo.case --place السخنة
	@echo "━━━ The desk: run this, then open http://127.0.0.1:8765/ in a browser"
	@echo "$(BIN)/tawthiq desk demo.case"

test: lint
	$(BIN)/pytest -n auto -q -rs

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports

gold: $(READY)
	$(BIN)/pytest -q -s tests/test_gold.py

accuracy: $(READY)
	$(BIN)/python tests/accuracy.py --write

bench: $(READY)
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/case.py
	$(BIN)/python benchmarks/desk.py

# The environment: pinned packages by hash, then the project itself, built with the pinned setuptools.
$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tawthiq needs Python 3.11 or newer (make PYTHON=python3.12)")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock: $(READY)
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --extra dev --strip-extras --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
