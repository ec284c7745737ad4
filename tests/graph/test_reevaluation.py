"""Another set of rules on the same graph finds what a town finds that never knew other rules."""

import random
from collections.abc import Callable, Iterator

import msgspec
import pytest

from graph.evaluation import Place
from graph.flag import Flag
from graph.municipality import Municipality
from graph.reevaluation import anew, unchanged
from graph.rules import Rules
from tests.graph import builders as b
from tests.graph.random_logs import make_log

LOWER = 0.4
"""What a parameter is multiplied by, so that more is found; whole ones are rounded up."""


def _other(rules: Rules, chance: random.Random) -> Rules:
    """Give rules with some parameters lower, some indicators off, and now and then other hubs."""
    indicators = {name: dict(parameters) for name, parameters in rules.indicators.items()}
    for name in chance.sample(sorted(indicators), 5):
        for parameter, value in indicators[name].items():
            if chance.random() < 0.5:
                indicators[name][parameter] = -(-value * LOWER // 1) if float(value).is_integer() else value
    hubs = chance.choice([rules.general.hub_neighbours, rules.general.hub_neighbours, 4])
    return msgspec.structs.replace(
        rules,
        version="other",
        indicators=indicators,
        off=frozenset(chance.sample(sorted(indicators.keys() - {"G1"}), 3)),
        general=msgspec.structs.replace(rules.general, hub_neighbours=hubs),
    )


def _digests(flags: dict[str, Flag]) -> dict[str, str]:
    return {name: flag.digest for name, flag in flags.items()}


@pytest.mark.parametrize("seed", range(40))
def test_only_what_differs_is_looked_for_again_and_nothing_is_missed(seed: int) -> None:
    """Hits and flags by either set, evaluated on one graph one after the other."""
    chance = random.Random(seed)
    log = list(make_log(seed))
    first = _other(b.RULES, chance) if seed % 2 else b.RULES
    second = _other(b.RULES, chance)
    town = Municipality(b.GEMEENTE, first)
    town.fold(log)
    gave: set[Place] = set()

    def noting(places: list[Place], gives: Callable[[Place], bool]) -> Iterator[Place]:
        yield from places
        gave.update(place for place in places if gives(place))

    same = unchanged(first, second)

    def sparing(places: list[Place], _: Callable[[Place], bool]) -> Iterator[Place]:
        return (place for place in places if place[0] not in same or place in gave)

    found = [anew(town.graph, rules, {}, pace) for rules, pace in ((first, noting), (second, sparing))]
    for rules, (evaluation, flagging, _) in zip((first, second), found, strict=True):
        fresh = Municipality(b.GEMEENTE, rules)
        fresh.apply(log)
        assert _digests(flagging.flags) == _digests(fresh.flags)
        assert set(evaluation.findings) == set(fresh._evaluation.findings)


def test_what_an_indicator_reads_of_others_counts_as_its_own() -> None:
    """I2 rests on hits of B2 and B3, D2 looks for applicants as D1 does; another general number changes all."""

    def without(indicator: str, name: str) -> frozenset[str]:
        lower = {**b.RULES.indicators[indicator], name: 1}
        other = msgspec.structs.replace(b.RULES, indicators={**b.RULES.indicators, indicator: lower})
        return unchanged(b.RULES, b.RULES) - unchanged(b.RULES, other)

    assert without("B2", "area") == {"B2", "I2"}
    assert without("D1", "similarity") == {"D1", "D2"}
    assert without("G1", "half_life") == set()
    general = msgspec.structs.replace(b.RULES.general, sources=1)
    assert not unchanged(b.RULES, msgspec.structs.replace(b.RULES, general=general))
