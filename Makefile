# make run    from nothing to the sample plan on the screen
# make test   from nothing to lint, types and the whole suite
# make check  lint and types only       make fix    format and mend what can be mended
# make bench  print the figures         make wheel  build what is installed elsewhere
# make keys   write the tables of keys into the documentation

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
WORDS := README.md CHANGELOG.md CONTRIBUTING.md docs models tui sample_configs tests

.PHONY: run test check fix bench keys wheel clean
.DELETE_ON_ERROR:

run: .venv/installed
	@$(BIN)/asrnet demo

test: check
	$(BIN)/python -m pytest -q -n 3 --dist worksteal
	$(BIN)/python -m tests.benchmarks.engine 100 >/dev/null
	$(BIN)/python -m tests.benchmarks.exchange 100 >/dev/null

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/codespell $(WORDS)

fix: .venv/installed-dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: .venv/installed-dev
	$(BIN)/python -m tests.benchmarks.engine
	$(BIN)/python -m tests.benchmarks.exchange

keys: .venv/installed-dev
	$(BIN)/python -m tui.key_table

wheel: .venv/installed-dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "asrnet needs Python 3.11 or newer; make run PYTHON=/path/to/it"; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 2; }

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
