"""One small town, made and screened once for all tests of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from demo.town import FEWEST, Town, generate
from graph.municipality import Municipality
from streams import rules_file
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.statements import statement_of

SEED = 11
BATCH = 2_000


@dataclass(frozen=True)
class Screened:
    """What the engine makes of a town: its flags as rows, and which indicators, and which context, hold on each record."""

    flags: list[dict[str, Any]]
    holding: dict[str, set[str]]
    context: dict[str, set[str]]


@pytest.fixture(scope="session")
def town() -> Town:
    """Give the smallest town there is."""
    return generate(SEED, FEWEST)


@pytest.fixture(scope="session")
def screened(town: Town) -> Screened:
    """Run the town through gateway and engine."""
    gateway = Gateway(Keys.load(None))
    answers = [gateway.check(line) for line in town.lines()]
    once = {
        (answer.event.source, answer.event.id): answer.event
        for answer in reversed(answers)
        if isinstance(answer, Accepted)
    }
    statements = [statement_of(event) for event in reversed(once.values())]
    municipality = Municipality(town.truth.gemeente, rules_file.load_rules())
    for start in range(0, len(statements), BATCH):
        municipality.apply(statements[start : start + BATCH])
    holding: dict[str, set[str]] = {}
    for finding in municipality._evaluation.findings.values():
        for member in finding.hit.members:
            for record in member.ids:
                holding.setdefault(record, set()).add(finding.hit.name[0])
    flags = msgspec.json.decode(msgspec.json.encode(list(municipality.flags.values())))
    return Screened(flags, holding, _context(municipality))


def _context(municipality: Municipality) -> dict[str, set[str]]:
    """Give the indicators of group H by the records of those whom they name."""
    view, entities = municipality.graph.view, set(municipality.graph.resolver.entity_of.values())
    context: dict[str, set[str]] = {}
    for finding in municipality._evaluation.context(view, entities):
        for relation in finding.hit.relations:
            for record in (*relation.frm.ids, *relation.to.ids):
                context.setdefault(record, set()).add(finding.hit.name[0])
    return context
