"""Rows of the graph as messages."""

from typing import Any

import msgspec
import pytest

from agents.graph_messages import LARGEST_ROW, message


def _row(records: int, values: int) -> dict[str, Any]:
    return {
        "id": "e:1",
        "gemeente": "0505",
        "records": [f"urn:test#{number:05}" for number in range(records)],
        "values": [{"field": "naam", "value": f"{number:05}" * 4, "count": 1} for number in range(values)],
    }


def test_a_row_that_fits_is_itself() -> None:
    """Nothing is added."""
    assert msgspec.json.decode(message(_row(2, 2))) == _row(2, 2)


@pytest.mark.parametrize(("records", "values"), [(0, 5_000), (5_000, 0), (5_000, 5_000), (900, 900)])
def test_a_larger_one_says_how_much_was_left_out(records: int, values: int) -> None:
    """What comes first stays, as much as fits, and what is there and what is not add up."""
    whole = _row(records, values)
    body = message(whole)
    cut = msgspec.json.decode(body)
    assert len(body) <= LARGEST_ROW
    for name in ("records", "values"):
        kept = len(cut[name])
        assert cut[name] == whole[name][:kept]
        assert cut["more"][name] == len(whole[name]) - kept
    if values:
        assert len(body) > LARGEST_ROW - 100


def test_one_value_larger_than_a_message_is_left_out() -> None:
    """And counted."""
    row = _row(1, 0) | {"values": [{"field": "naam", "value": "x" * 70_000}]}
    assert msgspec.json.decode(message(row))["more"] == {"records": 0, "values": 1}


def test_a_relation_keeps_its_first_events() -> None:
    """Its only long list."""
    row = {"id": "r:1", "events": [{"source": "urn:test", "id": f"{number:030}"} for number in range(3_000)]}
    cut = msgspec.json.decode(message(row))
    assert cut["more"] == {"events": 3_000 - len(cut["events"])}
