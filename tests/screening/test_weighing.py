"""A verdict holds for the hits and hard events that it was given on, under whatever id the flag goes by now."""

from itertools import permutations

import pytest

from graph.claims import Statement
from graph.judged import hard_of, hits_of
from screening import advisory as a
from screening.weighing import together
from tests.graph.builders import REGISTER, event, firm, inspects, leads, person, retracts
from tests.graph.plots import HEIR, PLOT
from tests.screening.advised import docketed, judgement, one

GRANTED = event("vergunningen.vergunning-verleend", 80, zaaknummer="1")
RENUMBERED = event(
    "registers.onderneming-gewijzigd",
    85,
    organisatie={"sleutel": "A", "kvk": "00000001", "naam": "Anker"},
)
"""Moves the anchor of the flag to a smaller number, and so its id."""


def _on(*statements: Statement) -> dict[str, list[str]]:
    """Give what a verdict on the one flag of a log is given on."""
    town, _ = docketed(list(statements))
    (flag,) = town.flags.values()
    return {"treffers": hits_of(flag), "hard": hard_of(flag)}


def _id(*statements: Statement) -> str:
    town, _ = docketed(list(statements))
    (flag,) = town.flags
    return flag


def test_a_confirmed_verdict_follows_the_flag_to_its_new_id() -> None:
    """What was granted is still looked at, however the events came."""
    old = _id(*PLOT, GRANTED)
    assert _id(*PLOT, GRANTED, RENUMBERED) != old
    told = [judgement(old, "confirmed")]
    for batches in permutations(([*PLOT, GRANTED], [RENUMBERED], told)):
        _, docket = docketed(*batches)
        (made,) = docket.advisories.values()
        assert (made.aanleiding, made.weging) == (a.Aanleiding.LOPENDE_VERGUNNING, a.Weging.BEVESTIGD)


def test_an_unfounded_verdict_covers_no_hard_event_that_came_after_it() -> None:
    """The flag asks for review again; a confirmed one stays confirmed for what was judged."""
    flag = _id(*PLOT)
    later = inspects(HEIR, 1, 120, id_="later")
    for verdict in ("not_confirmed", "lawful"):
        assert one([*PLOT, judgement(flag, verdict)]).weging is a.Weging.NIET_BEVESTIGD
        assert one([*PLOT, judgement(flag, verdict), later]).weging is a.Weging.NIET_GEWOGEN
        again = judgement(flag, verdict, 130, id_="again")
        assert one([*PLOT, judgement(flag, verdict), later, again]).weging is a.Weging.NIET_BEVESTIGD
    assert one([*PLOT, judgement(flag, "confirmed"), later]).weging is a.Weging.BEVESTIGD


def test_an_unfounded_verdict_asks_for_review_when_a_hard_event_fell_away() -> None:
    """However the events came; a later verdict on what is left covers it, and a confirmed one stays for what stands."""
    more = inspects(HEIR, 1, 75, id_="fourth")
    flag, taken_back = _id(*PLOT, more), retracts(more, at=110)
    for verdict, weighed in (("lawful", a.Weging.NIET_GEWOGEN), ("confirmed", a.Weging.BEVESTIGD)):
        told = judgement(flag, verdict, 90, **_on(*PLOT, more))
        for batches in permutations((PLOT, [more], [told], [taken_back])):
            _, docket = docketed(*batches)
            assert [made.weging for made in docket.advisories.values()] == [weighed]
    told, again = (
        judgement(flag, "lawful", 90, **_on(*PLOT, more)),
        judgement(flag, "lawful", 120, id_="again"),
    )
    assert one([*PLOT, more, told]).weging is a.Weging.NIET_BEVESTIGD
    assert one([*PLOT, more, told, taken_back, again]).weging is a.Weging.NIET_BEVESTIGD


def test_a_hit_whose_member_gains_a_record_is_the_same_hit() -> None:
    """The person is called by one record more; that asks nobody for review."""
    flag = _id(*PLOT)
    told = judgement(flag, "lawful", 90, **_on(*PLOT))
    more = event(
        "screening.identiteit-beoordeeld", 95, a=f"{REGISTER}#P", b=f"{REGISTER}#R", oordeel="same", door="jo"
    )
    other = leads(person("R"), firm("Z"), 94)
    assert one([*PLOT, told, other, more]).weging is a.Weging.NIET_BEVESTIGD


def test_the_last_verdict_counts_and_one_that_cannot_tell_is_none() -> None:
    """By the moment at which it was known."""
    flag = _id(*PLOT)
    first, last = judgement(flag, "confirmed", 90, id_="1"), judgement(flag, "cannot_tell", 95, id_="2")
    assert one([*PLOT, last, first]).weging is a.Weging.NIET_GEWOGEN
    assert one([*PLOT, first, judgement(flag, "lawful", 95)]).weging is a.Weging.NIET_BEVESTIGD


def test_a_verdict_given_before_a_hit_held_says_nothing_of_it() -> None:
    """It was not there to be judged."""
    assert one([*PLOT, judgement(_id(*PLOT), "confirmed", 10)]).weging is a.Weging.NIET_GEWOGEN


def test_a_verdict_ends_with_its_day_by_time_alone() -> None:
    """No event about the case is needed, only that today moves."""
    flag = _id(*PLOT, GRANTED)
    told = judgement(flag, "confirmed", vervalt="2020-03-31")
    elsewhere = event("registers.onderneming-ingeschreven", 150, **firm("Z"), id_="elsewhere")
    town, docket = docketed([*PLOT, GRANTED, told])
    assert docket.advisories
    renewed = docket.renew(town, town.apply([elsewhere]))
    assert len(renewed.lapsed) == 1
    assert not docket.advisories


@pytest.mark.parametrize(
    ("several", "whole"),
    [
        ([a.Weging.BEVESTIGD, a.Weging.NIET_BEVESTIGD], a.Weging.BEVESTIGD),
        ([a.Weging.NIET_BEVESTIGD, a.Weging.NIET_BEVESTIGD], a.Weging.NIET_BEVESTIGD),
        ([a.Weging.NIET_BEVESTIGD, a.Weging.NIET_GEWOGEN], a.Weging.NIET_GEWOGEN),
        ([], a.Weging.NIET_GEWOGEN),
    ],
)
def test_of_several_flags_one_confirmed_is_enough_and_all_must_be_unfounded(
    several: list[a.Weging], whole: a.Weging
) -> None:
    """As before, now a flag each."""
    assert together(several) is whole
