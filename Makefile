# make run    from nothing to the sample plan on the screen
# make test   from nothing to lint, types and the whole suite
# make check  lint and types only       make fix    format and mend what can be mended
# make bench  print the figures         make wheel  build what is installed elsewhere
# make keys   write the tables of keys into the documentation
# make pictures  the same with the pictures of the rules
# make fuzz   give every parser RUNS inputs    make audit  look for known flaws in what is installed
# make soak   kill it, cut its power, fill its disk, hang up on it: some thousand times

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
BENCHMARKS := machine engine screens peers parts files memory journal line exchange
SOAK := kill=1000 two=60 failing=12 power=5000 hangup=150 terminal=300 screens=10000
WORDS := README.md CHANGELOG.md CONTRIBUTING.md docs models tui sample_configs tests

.PHONY: run test check fix bench fuzz soak audit keys pictures wheel clean
.DELETE_ON_ERROR:

run: .venv/installed
	@$(BIN)/asrnet demo

test: check
	$(BIN)/python -m pytest -q -n 3 --dist worksteal || \
		$(BIN)/python -m pytest -q --last-failed --last-failed-no-failures none
	$(BIN)/python -m tests.benchmarks.quick >/dev/null

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
	@for name in $(BENCHMARKS); do echo && echo "== $$name" && \
		$(BIN)/python -m tests.benchmarks.$$name || exit; done

fuzz: .venv/installed-dev
	$(BIN)/python -m tests.fuzz $(or $(RUNS),5000)
	$(BIN)/python -m tests.fuzz.exports $(or $(STRINGS),100)

soak: .venv/installed-dev
	@for run in $(SOAK); do echo && echo "== $$run" && \
		$(BIN)/python -m tests.soak.$$(echo $$run | tr = ' ') || exit; done

audit: .venv/bin/python
	$(BIN)/python .ci/audit

keys: .venv/installed-dev
	$(BIN)/python -m tui.key_table

pictures: .venv/installed-dev
	$(BIN)/python -m pytest -q tests/tui/test_rule_pictures.py --snapshot-update -k program
	@for name in mapping subnet available failover test-failover failback; do \
		cp "tests/tui/__snapshots__/test_rule_pictures/test_a_rule_as_the_program_shows_it[$$name].svg" \
		docs/pictures/$$name.svg; done

wheel: .venv/installed-dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .fuzz

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
