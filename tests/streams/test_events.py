"""The typed records: every type of the contract decodes, strictly and forgiving where the contract says so."""

from typing import Any

import msgspec
import pytest

from streams.events import RETRACTION, TOPICS, TYPES, PermitData, Retraction, event_from_body

COMMON: dict[str, Any] = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08"}
MORE: dict[str, dict[str, Any]] = {
    "oordeel-gegeven": {"flag": "f:1", "oordeel": "confirmed", "door": "u1"},
    "identiteit-beoordeeld": {"a": "s#1", "b": "s#2", "oordeel": "same", "door": "u1"},
    "advies-ondertekend": {"advies": "a", "versie": 1, "rol": "opsteller", "door": "u1"},
    "dossier-aangevuld": {"sleutel": "a:1", "inhoud": [], "door": "u1"},
    "vlag-verlopen": {"flag": "f:1", "door": "u1"},
    "gegevens-beperkt": {"records": ["s#1"], "door": "u1"},
    "gegevens-vrijgegeven": {"records": ["s#1"], "door": "u1"},
    "gegevens-gewist": {"records": ["s#1"], "door": "u1"},
    "regels-gepubliceerd": {"versie": "2", "inhoud": {"x": 1}, "door": ["u1", "u2"]},
    "indicator-in-schaduw": {"indicator": "B1", "door": "u1"},
    RETRACTION: {"herroept": "x"},
}


def body_of(name: str, data: dict[str, Any]) -> bytes:
    """Write the body of an event of a type with this data."""
    return msgspec.json.encode(
        {
            "specversion": "1.0",
            "id": "e1",
            "source": "urn:nld:oin:1",
            "type": name,
            "time": "2021-11-10T09:12:33Z",
            "data": data,
        }
    )


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_reads_from_the_least_that_the_contract_asks(name: str) -> None:
    """No type needs more than the contract requires."""
    known = TYPES[name]
    event = event_from_body(body_of(name, COMMON | MORE.get(known.kind, {})))
    assert type(event.data) is known.record
    assert (event.topic, event.kind, event.gemeente, event.day) == (known.topic, known.kind, "0505", 738102)
    assert event.known == 1_636_535_553_000_000


@pytest.mark.parametrize("name", sorted(TYPES))
@pytest.mark.parametrize("field", ["gemeente", "gebeurtenisdatum"])
def test_no_type_reads_without_municipality_and_date(name: str, field: str) -> None:
    """The two fields that every event must have."""
    data = COMMON | MORE.get(TYPES[name].kind, {}) | {field: None}
    with pytest.raises(msgspec.ValidationError):
        event_from_body(body_of(name, data))


def test_the_table_of_types_is_the_contracts() -> None:
    """Counts of contracts.md section 2, a retraction for each of the five source domains; `dossier-aangevuld` was added."""
    counts = {topic: sum(known.topic == topic for known in TYPES.values()) for topic in TOPICS}
    assert counts == {
        "permits": 8,
        "subsidies": 9,
        "inspections": 7,
        "registry": 19,
        "signals": 2,
        "decisions": 11,
    }
    assert sum(known.record is Retraction for known in TYPES.values()) == 5


def test_null_counts_as_absent_at_any_depth() -> None:
    """A null list, object or value reads like one that is not there."""
    data = COMMON | {
        "betrokkenen": [
            {"rol": "houder", "persoon": None, "organisatie": {"sleutel": "K", "sbi": None, "adres": None}}
        ],
        "financiering": None,
        "locatie": {"gebruiksdoel": None, "punt": None},
    }
    permit = event_from_body(body_of("nl.vergunningen.vergunning-verleend.v1", data)).data
    assert isinstance(permit, PermitData)
    assert permit.financiering == ()
    assert permit.betrokkenen[0].organisatie is not None
    assert permit.betrokkenen[0].organisatie.sbi == ()
