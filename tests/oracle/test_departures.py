"""Sentences of the text that the engine departs from or once did, each with the smallest log that shows it."""

from typing import Any

import pytest

from tests.oracle.engine import disagreements
from tests.oracle.tiny import DESK, GEMEENTE, KVK, SUB, VTH, event, firm, leads, opened, party, place

Events = list[dict[str, Any]]


def phoenix(withdrawn: Events) -> Events:
    """Let firm x lose what makes a phoenix of firm y, both led by q; and fine y, so that something is hard."""
    return [
        *withdrawn,
        event(VTH, "ap", "aanvraag-ontvangen", 60, locatie=place(1), betrokkenen=[party("aanvrager", o="y")]),
        leads("lx", "x", "q", 0),
        leads("ly", "y", "q", 0),
    ]


def closed() -> Events:
    """Close the place of firm x."""
    parties = [party("exploitant", o="x")]
    return [event(VTH, "cl", "toezicht.sluiting-opgelegd", 50, locatie=place(1), betrokkenen=parties)]


def numbered(events: Events) -> Events:
    """Give each firm a number of its own wherever it is named, so that sources agree on it."""
    for e in events:
        e["specversion"] = "1.0"
        e["source"] = e["source"].replace("urn:x:", "urn:xx:")
        for who in [e["data"], *e["data"].get("betrokkenen", [])]:
            if "organisatie" in who:
                who["organisatie"]["kvk"] = (
                    f"{int.from_bytes(who['organisatie']['sleutel'].encode()[:3]):08d}"
                )
    return events


def agree(events: Events) -> bool:
    """Say whether engine and oracle agree on a log."""
    return disagreements(numbered(events), GEMEENTE) == []


def test_a_closing_ends_what_is_open_not_what_a_striking_off_ended() -> None:
    """Rules: "count as ended on that day"; so the closing finds only the later establishment open."""
    struck = event(KVK, "s", "onderneming-uitgeschreven", 100, organisatie=firm("x"))
    assert agree([opened("a", "x", 0), struck, opened("b", "x", 200), opened("c", "x", 300, kind="gesloten")])


def test_the_place_of_a_b_hit_joins_although_it_is_a_hub() -> None:
    """Rules, 4: "The place of a B hit joins although it is a hub"."""
    crowd = [opened(f"c{i}", f"f{i}", i) for i in range(26)]
    assert agree([*crowd, *phoenix(closed())])


def test_a_withdrawal_lies_on_the_applicant_of_the_case_whatever_their_order() -> None:
    """Rules, 2 and 3: the applicant of a case is that of the application; a withdrawal lies on the applicant."""
    case: dict[str, Any] = {"zaaknummer": "1", "locatie": place(1)}
    crowd = [opened(f"c{i}", f"f{i}", i) for i in range(11)]
    application = event(
        VTH, "xa", "aanvraag-ontvangen", 50, 55, betrokkenen=[party("aanvrager", o="x")], **case
    )
    withdrawal = event(VTH, "xw", "vergunning-ingetrokken", 50, 52, reden="bibob", **case)
    assert agree([*crowd, *phoenix([application, withdrawal])])


def test_leases_and_loans_of_one_party_are_not_added_up() -> None:
    """Rules, C1: "the same lessor in all their leases of that place or the same lender to all"."""
    rows: Events = []
    for i in range(3):
        rows += [opened(f"o{i}", f"f{i}", i * 300), opened(f"x{i}", f"f{i}", i * 300 + 300, kind="gesloten")]
    lease: dict[str, Any] = {"locatie": place(1), "betrokkenen": [party("verhuurder", p="m")]}
    rows.append(event(KVK, "h0", "huur-begonnen", 0, organisatie=firm("f0"), **lease))
    for i in (1, 2):
        loan: dict[str, Any] = {"betrokkenen": [party("financier", p="m", soort="onderhands")]}
        rows.append(event(KVK, f"n{i}", "lening-verstrekt", i * 300, organisatie=firm(f"f{i}"), **loan))
    assert agree([*rows, *phoenix(closed())])


def test_a_restricted_record_makes_nobody_a_hub() -> None:
    """Rules, 8: a restricted record "is read by no rule until released"; hubs are what rules read."""
    led = [leads(f"q{i}", f"f{i}", "q", 0) for i in range(24)]
    grants = [
        event(SUB, f"g{i}", "subsidie-verleend", 60 + i, regeling=f"r{i}", jaar=2020,
              betrokkenen=[party("aanvrager", o="y")])
        for i in range(3)
    ]  # fmt: skip
    hidden = event(DESK, "b", "gegevens-beperkt", 90, records=["urn:xx:kvk#f7"], grond="bezwaar", door="u1")
    assert agree([*led, *grants, *phoenix(closed()), hidden])


@pytest.mark.parametrize(
    ("places", "crowded", "crowd"), [(99, 2, 11), (100, 1, 11), (100, 2, 11), (100, 2, 12)]
)
def test_the_percentile_counts_from_a_hundred_places_of_one_use(
    places: int, crowded: int, crowd: int
) -> None:
    """Rules, 5: the nearest rank over the places of the same first `gebruiksdoel`, from 100 places on."""
    rows = [opened(f"s{p}", f"s{p}", 0, where=p) for p in range(crowded + 1, places + 1)]
    for p in range(1, crowded + 1):
        rows += [opened(f"c{p}-{i}", f"c{p}{i}", i, where=p) for i in range(11 if p > 1 else crowd)]
    for row in rows:
        row["data"]["locatie"]["gebruiksdoel"] = ["winkelfunctie"]
    assert agree([*rows, *phoenix(closed())])


@pytest.mark.parametrize("later", [{}, {"regeling": "r0", "jaar": 2020}])
def test_a_later_grant_of_a_case_replaces_the_amount_alone(later: dict[str, Any]) -> None:
    """Rules, E1: "a later `subsidie-verleend` in it replaces the amount, the first gives the date"."""
    applicant = [party("aanvrager", o="y")]
    grants = [
        event(SUB, f"g{i}", "subsidie-verleend", 60 + i, zaaknummer=f"{i}", regeling=f"r{i}", jaar=2020,
              betrokkenen=applicant)
        for i in range(3)
    ]  # fmt: skip
    changed = event(SUB, "g", "subsidie-verleend", 80, zaaknummer="2", bedragVerleend="900.00", **later)
    assert agree([*grants, changed, *phoenix(closed())])


def test_an_ending_without_an_open_relation_makes_no_neighbour() -> None:
    """Contracts, 4: "without an open one it changes nothing"; 25 firms at a place make no hub."""
    crowd = [opened(f"c{i}", f"f{i}", i) for i in range(25)]
    phantom = opened("z", "z", 30, kind="gesloten")
    seen = event(VTH, "i", "toezicht.controle-uitgevoerd", 70, uitkomst="overtreding", locatie=place(1))
    assert agree([*crowd, phantom, seen, *phoenix(closed())])
