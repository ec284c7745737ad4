"""B4: one lessor or lender joins organisations that otherwise have nobody in common, each with a hard event."""

from collections.abc import Iterator

from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON, PLACE
from graph.declaration import Need, Said
from graph.hard_events import HARD_KINDS, hard_events_on
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import independent
from graph.view import HOLDING, LEADING, LENDING, LETTING, View
from graph.wording import counted

__all__ = ["FACILITATOR_HUB"]

_SERVING = LETTING | LENDING
_OVER = LEADING | HOLDING
_FAR = 5
"""Times as many as may be: a bank or large lessor is left out without a look at each of its relations."""


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """One party lets or lends to organisations that share nobody, and a hard event came to each while it did."""
    node = view.at(focus[0])
    if node is None:
        return
    if view.has_more_than(int(p["neighbours"]) * _FAR, node, _SERVING):
        return
    served = [one for one in view.outgoing(node, _SERVING) if one.to.kind != PLACE]
    neighbours = {one.to for one in served}
    if not p["components"] <= len(neighbours) <= p["neighbours"]:
        return
    struck: dict[Entity, tuple[list[Interval], list[Fact]]] = {}
    for neighbour in neighbours:
        relations, facts = _struck(view, neighbour, [one for one in served if one.to is neighbour])
        if facts:
            struck[neighbour] = relations, facts
    if len(struck) < max(p["components"], p["part"] / 100 * len(neighbours)):
        return
    components = independent(view, struck, without=node, hubs=False)
    if len(components) < p["components"]:
        return
    names = ", ".join(sorted(view.name(neighbour) for neighbour in struck if neighbour.kind == ORGANISATION))
    yield found(
        "B4",
        focus,
        (node, *sorted(struck, key=lambda entity: entity.key)),
        [one for relations, _ in struck.values() for one in relations],
        [fact for _, facts in struck.values() for fact in facts],
        p,
        (
            (
                f"Eén verhuurder of geldverstrekker verbindt {len(components)} groepen die verder niets met elkaar te maken"
                f" hebben. Bij elke groep was er in die tijd een overtreding, boete, sluiting of intrekking ({names})."
            ),
            (
                f"One lessor or lender joins {len(components)} groups that otherwise share nobody."
                f" Each had an offence, fine, closure or withdrawal at the time ({names})."
            ),
        ),
    )


def _struck(view: View, neighbour: Entity, served: list[Interval]) -> tuple[list[Interval], list[Fact]]:
    """Give the hard events on a neighbour itself while it was served, and the relations that held on those days."""
    relations: dict[Interval, None] = {}
    facts: list[Fact] = []
    for fact in view.still(hard_events_on, neighbour):
        held = [one for one in served if one.holds_on(fact.ref.day)]
        if held:
            relations |= dict.fromkeys(held)
            facts.append(fact)
    return list(relations), facts


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """Who leads or holds the tenants and borrowers of one party is unknown: whether they share anybody."""
    node = view.at(focus[0])
    if node is None or view.has_more_than(int(p["neighbours"]), node, _SERVING):
        return
    served = {one for one in view.tied(node, _SERVING, incoming=False) if one.kind == ORGANISATION}
    unled = [one for one in served if not view.has_tie(one, _OVER, incoming=True)]
    if len(served) >= p["components"] and unled:
        yield Unknown(
            "B4",
            focus,
            "functie-aanvaard",
            f"Van {counted(len(unled), 'huurder of lener', 'huurders of leners')} van één partij is geen bestuurder of aandeelhouder bekend: of zij iemand delen, is niet te zeggen.",
            f"Of {counted(len(unled), 'tenant or borrower', 'tenants or borrowers')} of one party no director or shareholder is known: whether they share anybody cannot be told.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched entity, who serves it, and who serves those that it leads or holds."""
    if view.has_tie(entity, _SERVING, incoming=False):
        yield (entity.key,)
    served = {entity}
    if view.has_tie(entity, _OVER, incoming=False) and not view.is_hub(entity):
        served |= view.tied(entity, _OVER, incoming=False)
    for one in served:
        yield from ((node.key,) for node in view.tied(one, _SERVING, incoming=True))


FACILITATOR_HUB = Indicator(
    id="B4",
    version="1",
    nl="Verhuurder of geldverstrekker die losse verbanden verbindt",
    en="Facilitator hub",
    group="B",
    phase="stroom",
    purpose="registers",
    basis="Wet Bibob art. 7a; Gemeentewet art. 172",
    reach="node → tenants, borrowers ← directors, holders; hard events on them",
    needs=(
        Need("registers.huur-begonnen", "wie aan wie verhuurt", "who lets to whom"),
        Need("registers.lening-verstrekt", "wie aan wie leent", "who lends to whom"),
        Need(
            "toezicht.sluiting-opgelegd",
            "of de huurders of leners iets is opgelegd",
            "whether anything was imposed on the tenants or borrowers",
        ),
        Need(
            "registers.functie-aanvaard",
            "of de groepen dezelfde bestuurder hebben",
            "whether the groups have a director in common",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c (vermogen, samenwerkingsverband)",
    refusal="Slecht levensgedrag of schijnbeheer van de aanvrager zelf (Alcoholwet art. 8 en 27)",
    innocent=(
        Said(
            "Een grote verhuurder of belegger: kijk hoeveel huurders geen probleem hebben.",
            "A large lessor or investor: see how many tenants have no trouble.",
        ),
        Said(
            "Een bank, notaris of brouwerij die aan een hele branche levert.",
            "A bank, notary or brewery that serves a whole branch.",
        ),
        Said(
            "Een straat of pand met bekende problemen waar de verhuurder juist optreedt.",
            "A street or building with known trouble in which the lessor does act.",
        ),
    ),
    triggers=frozenset({*_SERVING, *LEADING, *HOLDING, "uitgeschreven", *HARD_KINDS}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
