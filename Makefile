# Needs only Python 3.11 or later, make and a package registry. The rest is fetched, from uv.lock.
#   make start          set everything up, grade the demonstration cohort, open the school
#   make start SERVE=0  the same, but stop after the reports
#   make test           every test      make check   format, lint, types, layering, docs
#   make test-slow      the long ones   make bench   the benchmarks

UV_FOUND := $(shell command -v uv 2>/dev/null)
UV := $(if $(UV_FOUND),$(UV_FOUND),.tools/bin/uv)
PYTHON ?= python3
SERVE ?= 1

# Compiled bytecode saves seconds at every start of a notebook; some machines switch it off.
export UV_COMPILE_BYTECODE = 1
unexport PYTHONDONTWRITEBYTECODE
unexport VIRTUAL_ENV

RUN := $(UV) run --frozen --no-sync

.PHONY: start test test-slow check format bench setup messages clean
.DEFAULT_GOAL := start

start: setup
	@$(RUN) bargain start $(if $(filter 0 no false,$(SERVE)),--no-serve)

setup: .venv/.ready

.venv/.ready: uv.lock pyproject.toml $(if $(UV_FOUND),,.tools/bin/uv)
	@$(UV) sync --frozen
	@touch $@

.tools/bin/uv:
	@echo "Fetching uv, the tool that sets up the rest ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or later, and $(PYTHON) is older. Install a newer Python, or type: make start PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"

# Browsers want the machine to themselves, so their tests come second, two browsers at a time.
test: setup
	@$(RUN) pytest -m "not slow and not browser" -n auto --dist loadfile
	@$(RUN) pytest -m browser -n 2 --dist worksteal

test-slow: setup
	@$(RUN) pytest

check: setup
	@$(UV) lock --check --quiet
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) pytest tests/rules

format: setup
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

messages: setup
	@$(RUN) python -m classroom.language

bench: setup
	@for file in bench/*.py; do echo "== $$file"; $(RUN) python $$file || exit 1; done

clean:
	rm -rf .venv .tools dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
