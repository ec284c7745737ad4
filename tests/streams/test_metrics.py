"""Metrics are declared once, with labels from the allow-list, and named as Prometheus wants it."""

import re

import pytest
from prometheus_client import Gauge

from streams import metrics

UNITS = {"seconds": "_seconds", "bytes": "_bytes", "ratio": "_ratio"}


def test_every_label_is_on_the_allow_list() -> None:
    """No label can hold anything of a person or an event."""
    assert metrics.DECLARED
    for metric in metrics.DECLARED:
        assert set(metric.labels) <= metrics.LABELS
        assert metric.meaning.endswith(".")
        assert metric.unit


def test_names_are_declared_once_and_say_their_unit() -> None:
    """Base units alone, at the end of the name; a counter ends in `_total`."""
    names = [metric.name for metric in metrics.DECLARED]
    assert len(names) == len(set(names))
    for metric in metrics.DECLARED:
        assert re.fullmatch(r"dwarsverband_[a-z][a-z_]*[a-z]", metric.name)
        assert metric.name.endswith("_total") is (metric.kind == "counter")
        if metric.unit in UNITS and metric.kind != "counter":
            assert metric.name.endswith(UNITS[metric.unit]), metric.name


def test_a_strange_label_stops_the_import() -> None:
    """A label outside the list is refused when it is declared."""
    with pytest.raises(ValueError, match="labels not allowed: \\['naam'\\]"):
        metrics._declare(Gauge, "wrong", "none", "Never.", ("naam",))
