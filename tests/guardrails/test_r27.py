"""R27: beside a flag stands how many flags of its kind were confirmed here, never a figure from elsewhere."""

import json
from pathlib import Path

from screening.verdicts import ENOUGH, precision
from tests.guardrails.conftest import Run


def test_beside_a_flag_stands_how_many_of_its_kind_were_confirmed_here(run: Run, store: Path) -> None:
    """None before anybody judged; then of how many, without a share while they are few."""
    rows = [json.loads(line) for line in run("export", "flags", "--store", store)[1].splitlines()]
    flag = next(row for row in rows if row["route"] == "screening" and row["status"] != "withdrawn")
    asked = ("explain", flag["id"], "--store", store, "--evidence-only")
    before = json.loads(run(*asked, "--json")[1])["confirmed_here"]
    ids = sorted({hit["id"] for hit in flag["indicators"]})
    assert [(one["indicator"], one["judged"], one["share"]) for one in before] == [
        (id_, 0, None) for id_ in ids
    ]
    given = ("--verdict", "lawful", "--reason", "Alles is verklaard.", "--by", "a.analist")
    assert run("verdict", flag["id"], "--store", store, *given)[0] == 0
    after = json.loads(run(*asked, "--json")[1])["confirmed_here"]
    assert {(one["judged"], one["confirmed"], one["share"], one["interval"]) for one in after} == {
        (1, 0, None, None)
    }
    assert f"nog onbekend: een aandeel zegt pas iets vanaf {ENOUGH} oordelen" in run(*asked)[1]


def test_from_thirty_verdicts_on_the_share_has_its_interval() -> None:
    """Both ends of it, around the share."""
    (one,) = precision({"A1": [True] * 20 + [False] * 10})
    assert one.interval is not None
    assert one.share is not None
    assert one.interval[0] < one.share < one.interval[1]
