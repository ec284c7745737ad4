"""One law suite for every reader, on the real files where they are at hand."""

import json
import os
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.identity.organisation_names import normalised
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.sources import READERS, Row

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("DWARSVERBAND_TEST_DATA") or ROOT.parent / "shared" / "data")
FOLDERS = {
    "amsterdam-subsidies": "amsterdam_subsidies",
    "childcare-inspections": "kinderopvang",
    "koop-publications": "koop_publications",
}

real = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data is not at {DATA}; DWARSVERBAND_TEST_DATA names another folder"
)


@cache
def rows(reader: str) -> list[Row]:
    """Read the real files once."""
    return list(READERS[reader].read(DATA / FOLDERS[reader]))


def events(reader: str) -> list[dict[str, Any]]:
    """Decode the events of the real files."""
    return [json.loads(row.event) for row in rows(reader) if row.event is not None]


def test_every_reader_is_documented() -> None:
    """A format that `--source` takes has its heading in the docs."""
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert [name for name in READERS if f"## `{name}`" not in text] == []


@real
@pytest.mark.parametrize("reader", READERS)
def test_every_event_is_taken_by_the_gateway(reader: str) -> None:
    """A reader gives events of the contract or a refusal of its own: the gateway finds nothing more."""
    gateway = Gateway(Keys.load(None))
    answers = [gateway.check(row.event) for row in rows(reader) if row.event is not None]
    assert [answer for answer in answers if not isinstance(answer, Accepted)] == []


@real
@pytest.mark.parametrize("reader", READERS)
def test_each_row_is_an_event_or_a_refusal(reader: str) -> None:
    """Nothing is lost in silence, and what is refused says why in both languages."""
    for row in rows(reader):
        assert (row.event is None) != (row.refusal is None)
        if row.refusal is not None:
            assert row.refusal.nl
            assert row.refusal.en


@real
@pytest.mark.parametrize("reader", READERS)
def test_one_id_has_one_content(reader: str) -> None:
    """No two events share an id unless they are the same event: nothing is refused as a conflict."""
    by_id: dict[str, bytes] = {}
    for row in rows(reader):
        if row.event is not None:
            assert by_id.setdefault(json.loads(row.event)["id"], row.event) == row.event


@real
@pytest.mark.parametrize("reader", READERS)
def test_lines_stay_within_the_size(reader: str) -> None:
    """The size for a progress bar is at least the number of lines that give rows."""
    lines = {(row.topic_path, row.line) for row in rows(reader)}
    assert len(lines) <= READERS[reader].size(DATA / FOLDERS[reader])


@real
def test_all_inspections_are_accounted_for() -> None:
    """2,951 real inspections: none refused; three repeat one that stands there already, one is the very same row."""
    assert len(rows("childcare-inspections")) == len(events("childcare-inspections")) == 2951
    assert len({event["id"] for event in events("childcare-inspections")}) == 2947
    assert Counter(event["data"]["uitkomst"] for event in events("childcare-inspections")) == {
        "geen_bevindingen": 1045,
        "aandachtspunt": 1162,
        "overtreding": 498,
        "ernstige_overtreding": 246,
    }


@real
def test_no_branch_number_joins_two_holders() -> None:
    """A branch number is a certain link, so each stands with one holder."""
    holders: dict[str, set[str]] = {}
    for event in events("childcare-inspections"):
        for party in event["data"]["betrokkenen"]:
            organisation = party["organisatie"]
            if "vestigingsnummer" in organisation:
                holders.setdefault(organisation["vestigingsnummer"], set()).add(organisation["sleutel"])
    assert [number for number, keys in holders.items() if len(keys) > 1] == []


@real
def test_snapshots_become_events_in_their_true_order() -> None:
    """Time never runs back, every id of a dossier sorts after the one before, and no text changed by encoding alone."""
    found = events("amsterdam-subsidies")
    assert all(one["time"] <= other["time"] for one, other in pairwise(found))
    last: dict[str, str] = {}
    for event in found:
        case = event["data"]["zaaknummer"]
        assert last.get(case, "") < event["id"]
        last[case] = event["id"]
    kinds = Counter(event["type"] for event in found)
    assert kinds["nl.subsidies.aanvraag-ontvangen.v1"] > 17_600
    corrected = [event for event in found if "corrigeert" in event["data"]]
    assert len([event for event in corrected if event["time"] < "2019-07"]) < 20


@real
def test_only_the_opening_state_is_undated() -> None:
    """What the first snapshot tells has no known date, and only corrections of it keep the mark later."""
    for event in events("amsterdam-subsidies"):
        undated = event["data"].get("datumOnbekend", False)
        if event["time"] == "2019-05-21T00:00:00Z":
            assert undated
        elif undated:
            assert "corrigeert" in event["data"]


@real
def test_holders_that_are_applicants_too_can_be_found_by_name() -> None:
    """At least the 44 names that are in both sources after plain normalisation."""
    names = {
        reader: {
            normalised(party["organisatie"]["naam"])
            for event in events(reader)
            for party in event["data"].get("betrokkenen", [])
        }
        for reader in ("childcare-inspections", "amsterdam-subsidies")
    }
    assert len(names["childcare-inspections"] & names["amsterdam-subsidies"]) >= 44
