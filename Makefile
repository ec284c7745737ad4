# One line or two a target; what each is for stands in README.md ("Make targets"), and a test holds the two together.
SHELL := /bin/sh
BIN := .venv/bin
PACKAGES := agents cli demo desk documents graph screening streams
# The stamp's name is the hash of all that set-up depends on: change one of these and the next `make` sets up again.
READY := .venv/.ready-$(shell { pwd; cat requirements-dev.txt pyproject.toml deploy/setup.sh; } | sha256sum | cut -c1-16)

.DEFAULT_GOAL := help
.PHONY: help setup demo kafka test check bench bench-identity soak demo-ops docs sbom audit clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

$(READY):
	@sh deploy/setup.sh $@

setup: $(READY) ## make .venv with the pinned, hash-checked dependencies; quick when nothing changed

demo: setup ## the made-up harbour town, end to end
	@$(BIN)/dwarsverband demo $(ARGS)

kafka: setup ## a real Apache Kafka on this machine, without containers; Ctrl-C stops it
	@$(BIN)/python deploy/kafka/broker.py $(ARGS)

test: check ## all checks, then all tests, those against a real Kafka included
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: setup ## ruff (rules and format), mypy --strict, import-linter
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: setup ## measure: prints medians of repeated runs
	@for file in embedded kafka; do $(BIN)/python -m benchmarks.$$file $(ARGS) || exit 1; done

bench-identity: setup ## identity beside Splink and nomenklatura on labelled sets, each in its own environment
	@$(BIN)/python -m benchmarks.identity.run $(ARGS)

soak: setup ## break a real Kafka installation in every way, 200 kills included; an hour and a half, goes on where it stopped
	@$(BIN)/python -m chaos.soak $(ARGS)

demo-ops: setup ## what operators see: a worker killed, the broker stopped, a source silent; alerts, recovery, nothing lost
	@$(BIN)/python -m chaos.demo_ops $(ARGS)

docs: setup ## write the generated documents (JSON Schema, AsyncAPI, OpenAPI, rules, registers, metrics, published pages), dashboards and manifests anew
	@$(BIN)/python -m streams.asyncapi docs && $(BIN)/python -m desk.api.openapi docs && $(BIN)/python -m streams.rules_page docs && $(BIN)/python -m streams.registers_page docs && $(BIN)/python -m streams.metrics_page docs && $(BIN)/python -m streams.published docs && $(BIN)/python deploy/grafana/dashboards.py && $(BIN)/python -m deploy.kubernetes.manifests

sbom: setup ## the bill of materials (CycloneDX) of the pinned dependencies, in build/sbom.cdx.json
	@$(BIN)/python deploy/sbom.py $(ARGS)

audit: setup ## known vulnerabilities of the pinned dependencies; fails where it could not look one up (needs the internet)
	@$(BIN)/python deploy/audit.py

clean: ## remove the environment, caches and build leftovers (not the Kafka cache, which lies outside)
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(PACKAGES) tests benchmarks chaos -name __pycache__ -type d -prune -exec rm -rf {} +
