# The project's vocabulary: CI, hooks and people call these and nothing else.

PYTHON ?= python3
BIN := .venv/bin
SITE_READY := .venv/.site
TEST_READY := .venv/.test
LOCK_READY := .venv/.lock
STRENGTH_READY := .venv/.strength
AUDIT := .cache/audit
TYPESCRIPT := .cache/typescript/node_modules
TYPESCRIPT_HASH := sha512-jl1vZzPDinLr9eUt3J/t7V6FgNEw9QjvBPdysz9KfQDD41fQrC2Y4vKQdiaUpFT4bXlb1RHhLpp8wtm6M5TgSw==

.DEFAULT_GOAL := help
.PHONY: help site preview serve check fix diff due quotes test lint types unit soak fuzz mutants coverage bundle sbom audit \
	bench contract lighthouse pictures lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(SITE_READY) ## check the data and build the site into site/
	@$(BIN)/tracker build

preview: $(SITE_READY) ## build the site into site/ so that it can be read from the disk, without a server
	@$(BIN)/tracker build --from-disk

serve: $(SITE_READY) ## serve the site at 127.0.0.1:8000, built again on every change
	@$(BIN)/tracker serve

check: $(SITE_READY) ## report every problem of the data (FORMAT=json or github; BASE=revision: of its history too)
	@$(BIN)/tracker check $(if $(FORMAT),--format $(FORMAT)) $(if $(BASE),--base '$(BASE)')

fix: $(SITE_READY) ## put the fields of the data files in order and fold long texts
	@$(BIN)/tracker fix

diff: $(SITE_READY) ## tell what a reader will see changed against BASE=revision (main; FORMAT=markdown)
	@$(BIN)/tracker diff $(if $(FORMAT),--format $(FORMAT)) -- '$(or $(BASE),main)'

due: $(SITE_READY) ## list what is due for review (FORMAT=markdown)
	@$(BIN)/tracker due $(if $(FORMAT),--format $(FORMAT))

quotes: $(SITE_READY) ## look quotes up in their sources (COMPANY=id, COPIES=folder, MINUTES=number; BASE=revision: new ones)
	@$(BIN)/tracker quotes $(if $(BASE),new '$(BASE)',check $(COMPANY)) $(if $(COPIES),--copies '$(COPIES)' --offline) \
		$(if $(MINUTES),--minutes $(MINUTES)) || test $$? -eq 1 # which says that a quote was not found again

bundle: $(SITE_READY) ## pack a release of the data into dist/
	@$(BIN)/tracker bundle

test: lint check unit ## lint, check the data, run every test, in a browser too

lint: $(TEST_READY) ## lint code, types, workflows and forms
	@$(BIN)/ruff check scripts tests
	@$(BIN)/ruff format --check scripts tests
	@$(BIN)/mypy
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms \
		$(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(BIN)/zizmor --offline --quiet --persona=auditor .github
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory types; \
		else echo "no npm here: the types of the browser's code are not checked"; fi

# TypeScript is one package of plain JavaScript without dependencies or a binary for each platform: a hash is its lock.
types: ## check the types of the browser's code (needs npm; part of lint where npm is)
	@test -x $(TYPESCRIPT)/.bin/tsc \
		|| npm install --silent --no-save --ignore-scripts --prefix .cache/typescript typescript@5.9.3
	@grep --quiet --fixed-strings '$(TYPESCRIPT_HASH)' $(TYPESCRIPT)/.package-lock.json
	@$(TYPESCRIPT)/.bin/tsc --noEmit --strict --noUncheckedIndexedAccess --allowJs --checkJs --target es2023 \
		--module es2022 --lib es2023,dom,dom.iterable docs/assets/*.js scripts/tracker/pages/theme/assets/theme/*.js

unit: $(TEST_READY) ## run the tests alone, in a browser too (WORKERS=number of processes, else one a core)
	@.ci/install-chromium
	@$(BIN)/pytest --numprocesses=$(or $(WORKERS),auto) --dist=worksteal

soak: $(TEST_READY) fuzz ## fuzz, and try many more generated examples of each property than `make unit` does
	@$(BIN)/pytest --numprocesses=$(or $(WORKERS),auto) --dist=worksteal -m hypothesis --hypothesis-profile=soak

MINUTES ?= 10
fuzz: $(STRENGTH_READY) ## let a fuzzer that follows the program's branches look for what breaks it (MINUTES=10; Linux, Python < 3.14)
	@$(BIN)/python -m tests.fuzz $(MINUTES)

# In a copy, where the program is in `src`: mutmut knows no other folder, and writes into it.
mutants: $(STRENGTH_READY) ## change the program in small ways, and see whether a test fails (ONLY=src/tracker/status.py)
	@rm -rf .cache/mutants && mkdir -p .cache/mutants
	@git ls-files -z | xargs -0 cp --parents -t .cache/mutants
	@cp -r .cache/mutants/scripts .cache/mutants/src
	@$(if $(ONLY),sed -i 's|^only_mutate = .*|only_mutate = ["$(ONLY)"]|' .cache/mutants/pyproject.toml)
	@cd .cache/mutants && git init --quiet && ../../$(BIN)/mutmut run && ../../$(BIN)/mutmut results

coverage: $(STRENGTH_READY) ## measure which branches of the program the tests take; fails below 95 %
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -q --numprocesses=0
	@$(BIN)/coverage report --skip-covered

audit: $(SITE_READY) $(AUDIT)/.ready ## look the locked packages up in the list of known faults, and check their licences
	@$(AUDIT)/bin/pip-audit --progress-spinner off --require-hashes --disable-pip $(addprefix -r ,$(wildcard requirements*.txt))
	@$(AUDIT)/bin/pip-licenses --python=$(BIN)/python --partial-match --allow-only='$(LICENCES)' \
		--ignore-packages axe-playwright-python >.cache/audit/licences.txt # which is only for tests, and names none

# Of a package with several licences, one of these is enough.
LICENCES := MIT;BSD;Apache;MPL;Mozilla Public License;PSF;ISC;Artistic;Python Software Foundation

sbom: $(AUDIT)/.ready ## write the bill of materials of the locked packages into dist/
	@mkdir -p dist
	@$(AUDIT)/bin/cyclonedx-py requirements requirements.txt --output-reproducible --output-format JSON \
		--output-file dist/bill-of-materials.cdx.json

bench: $(TEST_READY) ## measure speed and memory beside others, needs npm (ONLY=parts; BEFORE=revisions; ONCE, WRITE=yes)
	@$(BIN)/python -m tests.bench $(if $(ONLY),--only '$(ONLY)') $(if $(BEFORE),--before '$(BEFORE)') \
		$(if $(ONCE),--once) $(if $(WRITE),--write)

contract: $(SITE_READY) ## write schema/published.json again; refuses a break without a new version
	@$(BIN)/tracker contract

lighthouse: $(TEST_READY) ## measure pages with Lighthouse, and waits at a slow processor (needs npm, Chromium)
	@test -x .cache/lighthouse/node_modules/.bin/lighthouse \
		|| npm install --silent --no-save --prefix .cache/lighthouse lighthouse@12.8.2
	@$(BIN)/python -m tests.lighthouse

pictures: $(TEST_READY) ## take the picture of the table that README.md shows
	@$(BIN)/python -m tests.pictures

lock: $(LOCK_READY) ## write the locked requirements again from pyproject.toml (UPGRADE=yes: with the newest versions)
	@$(call compile,pyproject.toml,requirements.txt)
	@$(call compile,--extra test pyproject.toml,requirements-test.txt)
	@$(call compile,--group lock,requirements-lock.txt)
	@$(call compile,--group audit,requirements-audit.txt)
	@$(call compile,--constraints requirements-test.txt --group strength,requirements-strength.txt)

define compile
$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	$(if $(UPGRADE),--upgrade) $(1) -o $(2)
endef

clean: ## remove everything that the targets made
	rm -rf .venv site dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is older or missing:" \
			"install a newer one, or name it, as in make PYTHON=python3.12 site" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

$(SITE_READY): requirements.txt pyproject.toml | .venv
	@$(call install,requirements.txt)

$(TEST_READY): requirements-test.txt pyproject.toml | .venv
	@$(call install,requirements-test.txt)
	@touch $(SITE_READY)

$(LOCK_READY): requirements-lock.txt | .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lock.txt
	@touch $@

$(STRENGTH_READY): requirements-strength.txt $(TEST_READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-strength.txt
	@touch $@

$(AUDIT)/.ready: requirements-audit.txt
	@$(PYTHON) -m venv $(AUDIT)
	@$(AUDIT)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

define install
$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
touch $@
endef
