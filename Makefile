# What people type. Needs Python 3.11 and make; everything else is fetched into this folder.

# A name on the PATH may be a shim that does not run, and a Python may lack the part that makes
# environments, so each candidate is asked; one that is only new enough is the second choice.
candidates = python3.11 python3 python3.12 python3.13
is_new = import sys; sys.exit(sys.version_info < (3, 11))
first_that = for p in $(candidates); do "$$p" -c '$(1)' 2>/dev/null && { echo "$$p"; break; }; done
ifeq ($(origin PYTHON), undefined)
PYTHON := $(or $(shell $(call first_that,import ensurepip; $(is_new))),$(shell $(call first_that,$(is_new))))
endif

.PHONY: help run test check fix lock install bench kill-rounds

help:
	@echo "make run     the whole portal on http://localhost:8000 (or PORT=...)"
	@echo "make test    all tests; ARGS=\"tests/clients -k name\" for some"
	@echo "make check   style, types, floors and settings"
	@echo "make fix     mend what a machine can mend"
	@echo "make lock    pin the libraries anew after a change in pyproject.toml"
	@echo "make install     only set everything up, for the other commands"
	@echo "make bench   how fast it is; SIZE=smoke, 1x or 10x, JSON=path, or only FILL=1"
	@echo "make kill-rounds half an hour of kill -9, to see that nothing is lost"

run test check fix lock install:
	@test -n "$(PYTHON)" || { echo "The portal needs Python 3.11 or newer: install it, or name\
	 one with 'make PYTHON=/path/to/python3.11 $@'." >&2; exit 1; }
	@exec "$(PYTHON)" -m portal.embedded.bootstrap $@ $(ARGS)

# docs/performance.md says what it measures.
bench: install
	@exec .venv/bin/python -m portal.bench $(or $(SIZE),smoke) $(if $(JSON),--json $(JSON)) \
 $(if $(FILL),--fill)

# Twenty rounds of `kill -9` for each process; takes about half an hour.
kill-rounds: install
	@exec .venv/bin/python -m tests.embedded.kill_rounds $(or $(ROUNDS),20)
