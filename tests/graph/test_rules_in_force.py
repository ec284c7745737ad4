"""Which rules hold, and what a change of them does to the flags."""

import itertools
import tomllib
from typing import Any

import msgspec
import pytest

from graph.claims import Statement
from graph.flag import Flag
from graph.municipality import Municipality
from streams.rules_content import DEFAULT
from tests.graph.builders import GEMEENTE, RULES, day, event, retracts, said, town
from tests.graph.plots import PLOT

CONTENT = {**tomllib.loads(DEFAULT.read_text(encoding="utf-8")), "off": []}


def publishes(versie: str, number: int, *changes: tuple[str, str, float], **more: Any) -> Statement:
    """Give a publication by Jo and Mo: the rules that come along, all on, with some parameters changed."""
    indicators = {name: dict(parameters) for name, parameters in CONTENT["indicators"].items()}
    for indicator, name, value in changes:
        indicators[indicator][name] = value
    inhoud = {**CONTENT, "indicators": indicators} | {
        key: more.pop(key) for key in ("off", "shadow") if key in more
    }
    door = more.pop("door", ["jo", "mo"])
    return event("screening.regels-gepubliceerd", number, versie=versie, inhoud=inhoud, door=door, **more)


def on_trial(indicator: str, number: int) -> Statement:
    """Give Bo's decision to put an indicator in shadow."""
    return event("screening.indicator-in-schaduw", number, indicator=indicator, reden="proef", door="bo")


STRICTER = ("G2", "inspections", 9)


def _ids(flags: dict[str, Flag]) -> dict[str, list[str]]:
    return {name: [hit.id for hit in flag.indicators] for name, flag in flags.items()}


def _digests(municipality: Municipality) -> dict[str, str]:
    return {name: flag.digest for name, flag in municipality.flags.items()}


def test_without_a_publication_the_given_rules_hold() -> None:
    """They are nobody's in particular."""
    in_force = town(PLOT).in_force
    assert (in_force.rules, in_force.door, in_force.shadowed) == (RULES, (), {})


def test_a_publication_takes_a_flag_away_and_the_next_gives_it_back() -> None:
    """The reason says that it was the rules; each flag names the version that made it."""
    municipality = town(PLOT)
    (old,) = municipality.flags
    changes = said(municipality, publishes("2", 80, STRICTER))
    assert (changes.raised, changes.withdrawn) == ([], [(old, "rules")])
    changes = said(municipality, publishes("3", 81))
    assert [(flag.id, flag.rules) for flag in changes.raised] == [(old, "3")]


def test_a_flag_that_still_stands_says_by_which_rules() -> None:
    """It is raised again with the new version, and not withdrawn."""
    municipality = town(PLOT)
    changes = said(municipality, publishes("2", 80, ("G2", "inspections", 2)))
    assert ([flag.rules for flag in changes.raised], changes.withdrawn) == (["2"], [])


def test_the_order_of_arrival_plays_no_part() -> None:
    """Every order of two publications, a trial and the events gives the same flags, by the rules of the last."""
    parts: list[list[Statement] | Statement] = [
        PLOT[:4],
        PLOT[4:],
        publishes("2", 80, STRICTER),
        publishes("3", 82),
        on_trial("C1", 83),
    ]
    expected = town(*parts)
    assert expected.in_force.rules.version == "3"
    assert expected.flags
    for order in itertools.permutations(parts):
        municipality = town(*order)
        assert _digests(municipality) == _digests(expected)
        assert municipality.in_force == expected.in_force


def test_after_a_switch_events_are_evaluated_by_the_new_rules() -> None:
    """One at a time is as all at once."""
    first = publishes("2", -50, ("G2", "inspections", 2))
    assert _digests(town(*map(lambda one: [one], [first, *PLOT]))) == _digests(town([first, *PLOT]))  # noqa: C417


def test_a_publication_counts_from_its_day_and_while_it_stands() -> None:
    """As of a day before it, the rules of that day; corrected, the correction's."""
    stricter = publishes("2", 80, STRICTER, id_="two")
    assert town([*PLOT, stricter], today=day(79)).flags
    assert not town([*PLOT, stricter], today=day(80)).flags
    municipality = town([*PLOT, stricter])
    said(municipality, publishes("2b", 81, corrigeert="two"))
    assert municipality.in_force.rules.version == "2b"
    assert municipality.flags


def test_an_indicator_on_trial_makes_no_flag() -> None:
    """Nor does it count in one, and its author is known; off is off."""
    municipality = town(PLOT)
    (old,) = municipality.flags
    changes = said(municipality, on_trial("G2", 80))
    assert changes.withdrawn == [(old, "rules")]
    assert municipality.in_force.shadowed == {"G2": ("bo",)}
    said(municipality, publishes("2", 81))
    assert municipality.flags
    said(municipality, publishes("3", 82, shadow=["G2"], off=["B1"]), on_trial("B1", 83))
    assert municipality.flags == {}
    assert municipality.in_force.shadowed == {"G2": ("jo", "mo")}


def test_weights_of_identity_are_no_part_of_it() -> None:
    """Entities stay as they are."""
    municipality = Municipality(GEMEENTE, msgspec.structs.replace(RULES, identity=RULES.identity))
    said(municipality, publishes("2", 1))
    assert municipality.in_force.rules.identity is RULES.identity


@pytest.mark.parametrize("first", [True, False])
def test_folding_knows_the_rules_in_force(first: bool) -> None:
    """For commands that evaluate nothing."""
    log = [publishes("2", 80, STRICTER), *PLOT]
    municipality = Municipality(GEMEENTE, RULES)
    municipality.fold(log if first else log[::-1])
    assert municipality.in_force.rules.version == municipality.graph.view.rules.version == "2"


def test_flags_tell_what_they_rest_on_after_a_switch() -> None:
    """G2 with its new parameter."""
    municipality = town([*PLOT, publishes("2", 80, ("G2", "inspections", 2))])
    assert set(itertools.chain(*_ids(municipality.flags).values())) >= {"D1", "G2"}
    said(municipality, retracts(PLOT[4], at=90))
    assert municipality.flags == {}
