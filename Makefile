# make demo     plays the whole loop in this terminal
# make test     everything that must hold before a commit
# make venv     only the virtual environment
# make bench    measures; ONLY=name for one row
# make flows    writes docs/FLOWS.md: what each role sees
# make lock     resolves the dependencies anew (needs uv)
# make clean    removes what the others have made

VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# The first interpreter that is new enough, unless PYTHON names one.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
# One more than most machines of a pipeline have cores: the tests of screens and of the bot wait a good deal.
JOBS   ?= 3

.PHONY: venv demo test bench flows lock clean
.DEFAULT_GOAL := test

venv: $(STAMP)

# Two stamps: a change of pyproject.toml alone need not look at every dependency again.
$(VENV)/.locked: requirements-dev.lock
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "revmentor needs Python 3.11 or newer as python3; install it, or name one: make venv PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing; install it: apt-get install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python && $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(STAMP): $(VENV)/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

demo: $(STAMP)
	@$(BIN)/revmentor demo

test: $(STAMP)
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/mypy --no-error-summary core telegram_bot revmentor_tui
	@$(BIN)/lint-imports --no-logo --cache-dir build/import_linter
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

bench: $(STAMP)
	@$(BIN)/python -m tests.benchmarks $(if $(ONLY),--only $(ONLY))

flows: $(STAMP)
	@$(BIN)/python -m tests.flows

# Public packages only, whatever the machine's own pip or uv settings say.
UV_COMPILE := env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL uv --no-config pip compile -q pyproject.toml --universal \
	--python-version 3.11 --generate-hashes --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-find-links
lock:
	@$(UV_COMPILE) -o requirements.lock
	@$(UV_COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	@rm -rf $(VENV) build *.egg-info .hypothesis snapshot_report.html
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
