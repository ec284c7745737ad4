"""What is left of an event when one of its parties is erased."""

from typing import Any

import msgspec
import pytest

from streams.redaction import marks_of, mentioned, names_of, redacted

SOURCE = "urn:example:bron"
HIS: dict[str, Any] = {"sleutel": "P-1", "naam": {"geslachtsnaam": "Zonderling"}, "telefoon": "0612349876"}
HERS: dict[str, Any] = {"sleutel": "P-2", "naam": {"volledig": "A. Jansen"}}


def event(kind: str = "nl.vergunningen.aanvraag-ontvangen.v1", **data: Any) -> dict[str, Any]:
    """Give an event with this data."""
    return {"id": "e", "source": SOURCE, "type": kind, "time": "2021-01-01T00:00:00Z", "data": data}


def left(one: dict[str, Any]) -> dict[str, Any] | None:
    """Give the data that stays when P-1 is erased."""
    body = redacted(one, lambda party: party["sleutel"] == "P-1", marks_of(HIS, SOURCE))
    return None if body is None else msgspec.json.decode(body)["data"]


def party(person: dict[str, Any], rol: str = "exploitant") -> dict[str, Any]:
    """Give a Betrokkene."""
    return {"rol": rol, "persoon": person}


def test_of_an_event_about_others_too_the_others_stay() -> None:
    """The party goes, the other one stays, free text and unknown fields go."""
    one = event(betrokkenen=[party(HIS), party(HERS)], soort="overig", toelichting="Zonderling", vreemd="x")
    assert left(one) == {"betrokkenen": [party(HERS)], "soort": "overig"}


def test_a_lender_goes_and_the_amount_stays() -> None:
    """So that sums of a financing hold."""
    one = event(financiering=[{"soort": "familie", "bedrag": "1.00", "verstrekker": party(HIS, "financier")}])
    assert left(one) == {"financiering": [{"soort": "familie", "bedrag": "1.00"}]}


@pytest.mark.parametrize(
    "one",
    [
        event("nl.registers.bewoning-begonnen.v1", persoon=HIS),
        event("nl.registers.lening-verstrekt.v1", persoon=HERS, betrokkenen=[party(HIS, "financier")]),
        event("nl.screening.identiteit-beoordeeld.v1", a=f"{SOURCE}#P-1", b="x#1"),
        event(betrokkenen=[party(HIS)], zaaknummer="bel 0612349876"),
    ],
)
def test_what_is_about_him_alone_or_still_names_him_goes_whole(one: dict[str, Any]) -> None:
    """A register's relation, a decision, and an event in which a mark of his is still found."""
    assert left(one) is None


def test_names_are_ids_and_marks_are_what_bytes_are_searched_for() -> None:
    """Record, register numbers, pseudonym; of marks those that are long enough to prove something."""
    firm = {"sleutel": "K", "kvk": "69599084", "naam": "B.V."}
    assert list(names_of(firm, SOURCE)) == [f"{SOURCE}#K", "kvk:69599084"]
    assert marks_of(firm, SOURCE) == {f"{SOURCE}#K", '"sleutel":"K"'}
    assert "0612349876" in marks_of(HIS, SOURCE)
    assert [one["sleutel"] for one in mentioned(event(betrokkenen=[party(HIS)], persoon=HERS))] == [
        "P-1",
        "P-2",
    ]
