# make run   opens the dashboard        make test  checks everything
# Both set up what they need: a virtual environment with pinned packages, and, for the tests, Chromium.

PYTHON ?= python3
VENV := .venv
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests
ENGINES := $(VENV)/.engines
DATA ?= data
ACTIVITIES ?=
PORT ?= 8501
SHELL := /bin/bash

# what the tests of deploy/ need beside the others
DEPLOYS := $(VENV)/.deploys

.PHONY: run test test-deploy test-engines engines check publish format words data example reference screens bench fuzz lock sbom browser proxy clean

run: $(RUNS) $(if $(findstring spark://,$(ACTIVITIES)$(DASHBOARD_ACTIVITIES)),$(ENGINES))  ## the dashboard and its data API, on this machine only
	DASHBOARD_DATA="$(DATA)" DASHBOARD_ACTIVITIES="$${ACTIVITIES:-$$DASHBOARD_ACTIVITIES}" FORWARDED_ALLOW_IPS="" $(VENV)/bin/streamlit run server.py --server.address localhost --server.port $(PORT)

test: $(TESTS) browser  ## style, types, and every test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -n auto --ignore=tests/browser
	$(VENV)/bin/pytest --reruns 1 tests/browser

test-deploy: $(DEPLOYS) browser proxy  ## deploy/: two replicas behind nginx for real, the image, compose, Kubernetes
	$(VENV)/bin/pytest tests/deploy

test-engines: $(TESTS) $(ENGINES) engines  ## the same answers on DuckDB, PostgreSQL and Spark
	$(VENV)/bin/pytest tests/engines --override-ini norecursedirs=.*

check: $(RUNS)  ## the data files, or any: make check FILE=…
	$(VENV)/bin/python -m lib.check $(FILE)

publish: $(RUNS)  ## new data, as a new version: make publish FILE=… [DATA=…] (docs/publishing.md)
	$(VENV)/bin/python -m lib.publish $(FILE) --data "$(DATA)"

format: $(TESTS)  ## the code, as the style asks
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

words: $(TESTS)  ## beside each translation the English it is of, and the Serbian words in Cyrillic
	$(VENV)/bin/python -m scripts.build_words

data: $(TESTS)  ## data/ from data/sources/, the same to the byte
	$(VENV)/bin/python -m scripts.build_municipalities
	$(VENV)/bin/python -m scripts.build_activities

example: $(TESTS)  ## examples/ellorin/: an invented country, the same to the byte
	$(VENV)/bin/python -m scripts.build_example

reference: $(TESTS)  ## docs/another_country.md: every key of dashboard.toml
	$(VENV)/bin/python -m scripts.build_reference

screens: $(TESTS) browser  ## docs/screens/: every page at three widths, of the dashboard on PORT
	$(VENV)/bin/python -m scripts.screenshots http://localhost:$(PORT)

fuzz: $(TESTS)  ## 10,000 generated files, links and calls; the last line is how many broke a promise
	$(VENV)/bin/python -m fuzz $(CASES) $(SEED)

lock sbom: $(VENV)/bin/python  ## requirements*.txt with hashes and docs/sbom.cdx.json, from requirements*.in
	"$(PYTHON)" -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lock.txt
	scripts/lock $(VENV)/lock/bin

bench: $(TESTS) .bench browser  ## how fast it is, against others: docs/benchmarks.md; make bench PART=viewers
	$(VENV)/bin/python -m benchmarks $(PART)

.bench: requirements-bench.txt  ## what only the apps need that are compared
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade --target .bench -r requirements-bench.txt
	npm ci --prefix benchmarks/static --ignore-scripts --no-audit --no-fund || echo "npm is missing: the static page is left out"
	@touch .bench

browser:  ## Chromium for the tests, where it may be installed
	@scripts/browser

proxy:  ## nginx for the tests of deploy/, where it may be installed
	@scripts/proxy

engines:  ## PostgreSQL and Java for the tests, where they may be installed
	@scripts/engines

clean:
	rm -rf $(VENV) .bench benchmarks/static/node_modules

$(VENV)/bin/python:
	@scripts/environment "$(PYTHON)" "$(VENV)"

$(RUNS): requirements.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(TESTS): requirements-dev.txt requirements-official.txt $(RUNS)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-official.txt
	@touch $@

$(DEPLOYS): requirements-deploy.txt $(TESTS)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-deploy.txt
	@touch $@

$(ENGINES): requirements-engines.txt $(RUNS)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-engines.txt
	@touch $@
