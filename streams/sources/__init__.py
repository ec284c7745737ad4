"""Readers of real-world formats: rows of a file become events of the contract. They know no rules."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from streams.sources import amsterdam_subsidies, childcare_inspections, koop_publications
from streams.sources.row import Refusal, Row

__all__ = ["READERS", "Reader", "Refusal", "Row"]


class Reader(msgspec.Struct, frozen=True):
    """One format: how to read it, and how many physical lines that goes through (for a progress bar)."""

    read: Callable[[Path], Iterator[Row]]
    size: Callable[[Path], int]


READERS = {
    "amsterdam-subsidies": Reader(amsterdam_subsidies.read, amsterdam_subsidies.size),
    "childcare-inspections": Reader(childcare_inspections.read, childcare_inspections.size),
    "koop-publications": Reader(koop_publications.read, koop_publications.size),
}
"""Every format by the name that `--source NAME=PATH` takes."""
