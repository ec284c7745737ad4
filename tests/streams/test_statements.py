"""What accepted events state: one statement of each type there is."""

import json
from typing import Any

import pytest

from graph.claims import Decision, Statement
from streams.events import RETRACTION, TYPES, event_from_body
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.statements import statement_of
from tests.graph.builders import GEMEENTE, event, firm, instant, leads, person, ref, retracts

_NEEDED: dict[str, dict[str, Any]] = {
    RETRACTION: {"herroept": "x"},
    "oordeel-gegeven": {"flag": "f:1", "oordeel": "confirmed", "door": "jo"},
    "identiteit-beoordeeld": {"a": "x", "b": "y", "oordeel": "same", "door": "jo"},
    "advies-ondertekend": {"advies": "a", "versie": 1, "door": "jo"},
    "dossier-aangevuld": {"sleutel": "a:1", "inhoud": [], "door": "jo"},
    "vlag-verlopen": {"flag": "f:1", "door": "jo"},
    "gegevens-beperkt": {"records": ["x"], "door": "jo"},
    "gegevens-vrijgegeven": {"records": ["x"], "door": "jo"},
    "gegevens-gewist": {"records": ["x"], "door": "jo"},
    "regels-gepubliceerd": {"versie": 1, "door": ["jo", "mo"]},
    "indicator-in-schaduw": {"indicator": "B1", "door": "jo"},
}


def _told(name: str) -> Statement:
    return event(name.removeprefix("nl.").removesuffix(".v1"), 1, **_NEEDED.get(TYPES[name].kind, {}))


@pytest.mark.parametrize("name", TYPES)
def test_every_type_states_something(name: str) -> None:
    """Who, when and where from; a step only where there are cases, a decision only from the desk."""
    told = _told(name)
    assert (told.gemeente, told.topic, told.ref.known) == (GEMEENTE, TYPES[name].topic, instant(1))
    assert (told.step is not None) == (
        told.topic in {"permits", "subsidies", "inspections", "signals"} and TYPES[name].kind != RETRACTION
    )
    assert (told.decision is not None) <= (told.topic == "decisions")


def test_a_statement_names_what_its_event_corrects_or_retracts() -> None:
    """The id of an event of the same source."""
    first = leads(person("P"), firm("A"), 1)
    assert first.names is None
    assert retracts(first, at=2).herroept == first.ref.id
    assert leads(person("P"), firm("A"), 2, corrigeert=first.ref.id).corrigeert == first.ref.id


@pytest.mark.parametrize(
    ("kind", "records", "oordeel", "flag"),
    [
        ("identiteit-beoordeeld", ("x", "y"), "same", None),
        ("gegevens-beperkt", ("x",), None, None),
        ("gegevens-vrijgegeven", ("x",), None, None),
        ("gegevens-gewist", ("x",), None, None),
        ("oordeel-gegeven", (), "confirmed", "f:1"),
        ("vlag-verlopen", (), None, "f:1"),
    ],
)
def test_a_decision_says_what_about_what(
    kind: str, records: tuple[str, ...], oordeel: str | None, flag: str | None
) -> None:
    """What the graph needs of it, no more."""
    told = _told(f"nl.screening.{kind}.v1")
    assert told.decision == Decision(told.ref, kind, records, oordeel, flag)


def test_an_event_read_back_from_its_body_states_the_same() -> None:
    """A rebuild from the journal gives the same graph; nulls and blanks make no difference."""
    raw = {
        "specversion": "1.0", "id": "1", "source": "urn:test:x", "type": "nl.registers.functie-aanvaard.v1",
        "time": "2020-01-02T10:00:00+01:00",
        "data": {"gemeente": GEMEENTE, "gebeurtenisdatum": "2020-01-02", "functie": "bestuurder", "tot": None,
                 "organisatie": {"sleutel": "A", "kvk": None}, "persoon": {"sleutel": "P", "bsn": "123456782"}},
    }  # fmt: skip
    answer = Gateway(Keys.load(None)).check(json.dumps(raw, indent=1).encode())
    assert isinstance(answer, Accepted)
    told = statement_of(answer.event)
    assert told == statement_of(event_from_body(answer.body))
    assert told.ref == ref(1, "1", "urn:test:x")
    assert len(told.relations) == 1
    assert "123456782" not in repr(told)
