"""A verdict holds for the hits and hard events that it was given on, under whatever id the flag goes by now."""

from itertools import permutations

import pytest

from graph.claims import Statement
from screening import advisory as a
from screening.weighing import together
from tests.graph.builders import event, firm, inspects
from tests.graph.plots import HEIR, PLOT
from tests.screening.advised import docketed, judgement, one

GRANTED = event("vergunningen.vergunning-verleend", 80, zaaknummer="1")
RENUMBERED = event(
    "registers.onderneming-gewijzigd",
    85,
    organisatie={"sleutel": "A", "kvk": "00000001", "naam": "Anker"},
)
"""Moves the anchor of the flag to a smaller number, and so its id."""


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
