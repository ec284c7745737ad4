"""Whatever the batches and their order, what is kept current is what is computed anew over the whole graph."""

import random
from collections import Counter
from typing import Any

import msgspec
import pytest

from graph.claims import Statement
from graph.indicators import INDICATORS
from graph.municipality import Municipality
from graph.structures import Finding
from tests.graph import builders as b
from tests.graph.random_logs import make_log

SEEDS = range(240)
CHUNK = 20

_LOW = {
    "B1": {"organisations": 1, "percentile": 60, "places": 2},
    "B3": {"moves": 2, "percentile": 60, "places": 2},
    "F3": {"leases": 2},
}
"""Parameters under which a few places make a percentile or a median."""

FEW_PLACES = msgspec.structs.replace(
    b.RULES, indicators={name: {**p, **_LOW.get(name, {})} for name, p in b.RULES.indicators.items()}
)


def town_of(seed: int) -> Municipality:
    """Give an empty municipality; every second one with percentiles that few places make."""
    return Municipality(b.GEMEENTE, FEW_PLACES if seed % 2 else b.RULES)


def shown(finding: Finding) -> tuple[Any, ...]:
    """Give a finding in values, so that those of two towns can be compared."""
    hit = finding.hit
    return (
        hit.name,
        sorted(member.ids for member in hit.members),
        sorted(hit.refs),
        sorted((one.relation, one.frm.ids, one.to.ids, one.start, one.end) for one in hit.relations),
        hit.parameters,
        hit.nl,
        hit.en,
        hit.use,
        finding.since,
    )


def findings(town: Municipality) -> dict[Any, tuple[Any, ...]]:
    """Give what is kept current, in values."""
    evaluation = town._evaluation
    dated = evaluation.dated(town.graph.view, list(evaluation.findings.values()))
    assert not evaluation.failed, evaluation.failed
    return {one.hit.name: shown(one) for one in dated}


def anew(town: Municipality) -> dict[Any, tuple[Any, ...]]:
    """Give what every indicator finds at every focus of every entity, in values."""
    entities = set(town.graph.resolver.entity_of.values())
    return {name: shown(one) for name, one in town._evaluation.everywhere(town.graph.view, entities).items()}


def flags(town: Municipality) -> dict[str, Any]:
    """Give the standing flags, without the moment of their evaluation."""
    return {key: {**msgspec.to_builtins(flag), "as_of": None} for key, flag in town.flags.items()}


def context(town: Municipality) -> list[tuple[Any, ...]]:
    """Give all that is context."""
    entities = set(town.graph.resolver.entity_of.values())
    return sorted(map(shown, town._evaluation.context(town.graph.view, entities)))


def in_batches(town: Municipality, log: list[Statement], rng: random.Random, *, check: bool = False) -> None:
    """Apply a log in batches of random size; with ``check`` look after each batch."""
    rest = list(log)
    while rest:
        size = rng.choice([1, 1, 2, 5, 20])
        changes = town.apply(rest[:size])
        rest = rest[size:]
        assert not changes.failed, changes.failed
        if check:
            assert findings(town) == anew(town)


@pytest.mark.parametrize("start", range(0, len(SEEDS), CHUNK))
def test_batches_in_any_order_end_where_one_batch_ends(start: int) -> None:
    """Shuffled, in batches of random size, hits, flags and context are those of all at once, and of every focus."""
    for seed in SEEDS[start : start + CHUNK]:
        log = make_log(seed)
        once, batched = town_of(seed), town_of(seed)
        assert not once.apply(log).failed
        assert findings(once) == anew(once), seed
        rng = random.Random(seed)
        rng.shuffle(log)
        in_batches(batched, log, rng)
        assert findings(batched) == findings(once), seed
        assert flags(batched) == flags(once), seed
        assert context(batched) == context(once), seed


@pytest.mark.parametrize("seed", range(1000, 1030))
def test_it_holds_after_every_batch(seed: int) -> None:
    """On the way, with half of the log there, nothing is stale either."""
    rng = random.Random(seed)
    log = make_log(seed)
    rng.shuffle(log)
    in_batches(town_of(seed), log, rng, check=True)


def test_every_indicator_hits_often() -> None:
    """The logs are worth comparing: each indicator hits in at least five of them."""
    hit_in: Counter[str] = Counter()
    for seed in SEEDS:
        town = town_of(seed)
        town.apply(make_log(seed))
        entities = set(town.graph.resolver.entity_of.values())
        found = {name[0] for name in town._evaluation.findings}
        found |= {one.hit.indicator for one in town._evaluation.context(town.graph.view, entities)}
        hit_in.update(found)
    assert {one.id: hit_in[one.id] for one in INDICATORS if hit_in[one.id] < 5} == {}
