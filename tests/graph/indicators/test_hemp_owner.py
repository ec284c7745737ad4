"""I1: hemp at two places of one owner within 36 months, or during an application."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import i1, i1_pending, owns


def test_the_owner_and_the_places_are_members() -> None:
    """The tenants are evidence at most."""
    one = hit(town(i1()), "I1")
    assert {m.key for m in one.members} == {b.person_record("O"), b.place_record(1), b.place_record(2)}


@pytest.mark.parametrize(
    ("places", "apart", "ground", "found"),
    [
        (2, 1095, "opiumwet_13b", 1),
        (2, 1096, "opiumwet_13b", 0),
        (1, 0, "opiumwet_13b", 0),
        (2, 10, "alcoholwet", 0),
    ],
)
def test_two_places_within_the_months(places: int, apart: int, ground: str, found: int) -> None:
    """Of closures under the Opium Act."""
    assert len(hits(town(i1(places, apart, ground)), "I1")) == found


@pytest.mark.parametrize(
    ("applied", "decided", "rol", "found"),
    [
        (99, None, "eigenaar", 1),
        (100, None, "eigenaar", 0),
        (99, 100, "eigenaar", 0),
        (99, 101, "eigenaar", 1),
        (99, None, "adviseur", 0),
        (99, None, "gemachtigde", 0),
    ],
)
def test_one_place_during_an_application(applied: int, decided: int | None, rol: str, found: int) -> None:
    """Received before it, not decided by that day, in any role but two."""
    assert len(hits(town(i1_pending(applied, decided, rol)), "I1")) == found


@pytest.mark.parametrize(
    "change",
    [{"kanaal": "bewoner"}, {"betrouwbaarheid": "C"}, {"categorie": "drugs"}, {"betrouwbaarheid": None}],
)
def test_other_reports_do_not_count(change: dict[str, str | None]) -> None:
    """Only a grid operator's reliable report of hemp does."""
    said = {"categorie": "hennep", "kanaal": "partner", "betrouwbaarheid": "A", **change}
    log = [one for one in i1_pending() if one.topic != "signals"]
    assert not hits(
        town([*log, b.event("meldingen.melding-ontvangen", 100, locatie=b.spot(1), **said)]), "I1"
    )


def test_who_sold_before_is_no_owner() -> None:
    """Ownership is of that day."""
    assert not hits(town([*i1(), owns(b.person("O"), 2, 1000, ends=True)]), "I1")


def test_a_large_owner_is_left_out() -> None:
    """A housing association is a hub."""
    assert not hits(town([*i1(), *(owns(b.person("O"), number, 0) for number in range(10, 35))]), "I1")


def test_an_annulled_closure_is_none() -> None:
    """It counts as never imposed."""
    closed = b.closed_down(b.firm("T"), 3, 200, maatregel={"grondslag": "opiumwet_13b"}, zaaknummer="M")
    log = [*i1(places=1), owns(b.person("O"), 3, 0), closed]
    annulled = b.event("toezicht.maatregel-ingetrokken", 300, zaaknummer="M", rechtsmiddel="vernietigd")
    assert hits(town(log), "I1")
    assert not hits(town(log, annulled), "I1")
