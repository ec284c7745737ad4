"""Metrics are declared once, with labels from the allow-list, and named as Prometheus wants it."""

import re

import pytest
from prometheus_client import CollectorRegistry, Gauge

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


def test_what_nobody_told_is_not_there() -> None:
    """A process that does not know whether the account is whole must not say that it is not."""
    figure = metrics._Told("dwarsverband_test", "A test's.", registry=CollectorRegistry())
    assert list(figure.collect()) == []
    figure.set(0)
    assert [sample.value for family in figure.collect() for sample in family.samples] == [0]
