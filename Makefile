# Two commands are enough: `make demo` and `make test`. Everything lands in .venv; wheels only, no compiler.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := demo

.PHONY: install demo test test-fast check types layers lint docs bench wheel clean

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml scripts/python_version.py
	$(PYTHON) scripts/python_version.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-binary=tocsin \
	    --editable ".[pg]" --group dev
	touch $@

demo: install
	$(BIN)/tocsin demo --folder $(DEMO)

test: install
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-fast: install
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python scripts/house.py
	$(BIN)/deptry src

types: install
	$(BIN)/mypy

layers: install
	$(BIN)/lint-imports

docs: install
	$(BIN)/python scripts/reference.py --check

check: lint types layers docs

bench: install
	$(BIN)/python -m bench

wheel: install
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist
	$(BIN)/python scripts/try_wheel.py dist

clean:
	rm -rf $(VENV) $(DEMO) dist build
