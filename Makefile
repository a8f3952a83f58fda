# make run    the dashboard, from a fresh clone to its address     make run PORT=8502 DATA=/my/files
# make test   all checks and tests                                 make soak   the tests that take long
# make check  style, types, who may know whom                      make bench  seconds and megabytes
# make setup  only .venv                                           make lock   renew the requirements files
# make audit  known leaks in what we install    make pictures  the screenshots in the README

PYTHON ?= python3
PORT ?= 8501
DATA ?= data/inbox
STORE ?= data/store
BIN = .venv/bin
RESIDENTS ?= 8000
UV = 0.13.9

.NOTPARALLEL:
.PHONY: setup run test check bench soak audit pictures lock development browser lint

setup:
	@$(PYTHON) scripts/setup.py

run:  # exec: what stops make stops the page
	@exec $(PYTHON) scripts/run.py --port "$(PORT)" --data "$(DATA)" --store "$(STORE)"

test: development browser lint
	@$(BIN)/python -m pytest -n 2

check: development lint

soak: development browser
	@SOAK=1 $(BIN)/python -m pytest -m 'soak or sampled or hypothesis'

bench: development
	@$(BIN)/python -m benchmarks --residents $(RESIDENTS) $(QUESTIONS)

audit: development  # needs the internet; without it, it says so
	@$(BIN)/python scripts/audit.py

pictures: development browser  # the screenshots of the README
	@$(BIN)/python scripts/pictures.py

lock: development
	@$(BIN)/python -m pip install --quiet uv==$(UV)
	@$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 \
		--custom-compile-command "make lock" --quiet -o requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 \
		--custom-compile-command "make lock" --quiet -c requirements.txt --generate-hashes -o requirements-dev.txt

development:
	@$(PYTHON) scripts/setup.py --development

browser:
	@$(PYTHON) scripts/browser.py

lint:
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
