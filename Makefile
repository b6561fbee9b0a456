# make warehouse   build data/warehouse.duckdb from raw/   (RAW=dir DATA=dir WORKERS=n VERBOSE=1)
# make test        run the tests, one process more than cores   (PROCESSES=n)
# make check       lint, check types, load the Dagster definitions
# make dev         open Dagster's UI on http://localhost:3000
# Each makes .venv first: Python 3.11 or newer is all that is needed.

PYTHON ?= python3
RAW ?= raw
DATA ?= data
VERBOSE ?=
PORT ?= 3000
PROCESSES ?= auto

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: warehouse test check dev venv
.DEFAULT_GOAL := warehouse

warehouse: $(STAMP)
	@VERBOSE=$(VERBOSE) $(BIN)/duixian build --raw "$(RAW)" --data "$(DATA)" $(if $(WORKERS),--workers $(WORKERS))

test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadscope --no-loadscope-reorder

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy
	VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(BIN)/dg check defs

dev: $(STAMP)
	@mkdir -p "$(DATA)/dagster" && cp dagster.yaml "$(DATA)/dagster/dagster.yaml"
	DAGSTER_HOME="$$(cd "$(DATA)/dagster" && pwd)" DUIXIAN_RAW="$(RAW)" DUIXIAN_DATA="$(DATA)" \
		$(BIN)/dagster dev --workspace workspace.yaml --host 127.0.0.1 --port $(PORT)

venv: $(STAMP)

# versions are those of requirements.lock; the project itself is installed in place
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned packages into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q pipelines  # once: each worker process would do it again where Python may write no caches
	@touch $@
