"""All labelled sets by name: Febrl, and made-up Dutch and foreign ones (docs/identity-benchmarks.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.identity.dutch.firms import childcare, organisations, patent_applicants, restaurants
from benchmarks.identity.dutch.names import given_names, surnames
from benchmarks.identity.dutch.persons import councillors, initials_only, typing_errors
from benchmarks.identity.febrl import febrl
from benchmarks.identity.labelled import Labelled

__all__ = ["REPORTED_SEED", "made_up", "sets"]

REPORTED_SEED = 2027
"""Of the sets in the docs; weights and thresholds were looked at on other seeds only."""


def sets(febrl_folder: Path | None, names_file: Path | None, seed: int) -> Iterator[Labelled]:
    """Give the sets for which the files are there."""
    if febrl_folder is not None:
        yield from febrl(febrl_folder)
    if names_file is not None:
        yield from made_up(names_file, seed)


def made_up(names_file: Path, seed: int) -> Iterator[Labelled]:
    """Give the sets of our own making."""
    given, families = given_names(), surnames(names_file)
    yield initials_only(seed, given, families)
    yield councillors(seed, given, families)
    yield typing_errors(seed, given, families)
    yield organisations(seed, families)
    yield childcare(seed, families)
    yield restaurants(seed, families)
    yield patent_applicants(seed, families, given)
