"""Metrics are declared once, with labels from the allow-list, and served."""

import urllib.request

import pytest
from prometheus_client import Gauge

from streams import metrics
from streams.errors import Failure


def test_every_label_is_on_the_allow_list() -> None:
    """No label can hold anything of a person or an event."""
    assert metrics.DECLARED
    for metric in metrics.DECLARED:
        assert set(metric.labels) <= metrics.LABELS
        assert metric.meaning.endswith(".")
        assert metric.unit


def test_names_are_declared_once() -> None:
    """Two declarations of one name would hide each other."""
    names = [metric.name for metric in metrics.DECLARED]
    assert len(names) == len(set(names))


def test_a_strange_label_stops_the_import() -> None:
    """A label outside the list is refused when it is declared."""
    with pytest.raises(ValueError, match="labels not allowed: \\['naam'\\]"):
        metrics._declare(Gauge, "wrong", "none", "Never.", ("naam",))


def test_metrics_are_served_and_a_taken_port_is_named() -> None:
    """A process serves what it counted; a second one on the port fails by name."""
    metrics.OWNED.labels(partition="3").set(1)
    stop = metrics.serve(19_123)
    try:
        with urllib.request.urlopen("http://127.0.0.1:19123/metrics") as answer:
            assert b'dwarsverband_owned{partition="3"} 1.0' in answer.read()
        with pytest.raises(Failure, match="--metrics-port 19123"):
            metrics.serve(19_123)
    finally:
        stop()
