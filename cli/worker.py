"""`dwarsverband worker`: one worker on Kafka, in the foreground."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from agents.intake import Checks
from agents.worker import work
from cli.keys import load_keys
from graph.municipality import Municipality
from screening.docket import Docket
from streams import rules_file, settings
from streams.dossier.case_record import recorded
from streams.gateway import Gateway

__all__ = ["command"]


def command(
    store: Annotated[
        Path, typer.Option("--store", metavar="DIR", help="Holds one store a partition.")
    ] = Path("store"),
    metrics_port: Annotated[
        int | None,
        typer.Option("--metrics-port", min=1, max=65535, help="Serve metrics for Prometheus here."),
    ] = None,
) -> None:
    """Run one worker until SIGTERM or Ctrl-C; start more of them to share the partitions."""
    configured = settings.load()
    keys = load_keys(configured)
    rules = rules_file.load_rules()
    checks = Checks(Gateway(keys), Gateway(keys, decisions=True), keys)
    waits = configured.profile == "production"
    work(
        configured,
        store,
        checks,
        lambda gemeente: Municipality(gemeente, rules, waits_for_case=waits),
        metrics_port=metrics_port,
        docket=partial(Docket, dossiers=partial(recorded, store)),
    )
