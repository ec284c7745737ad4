"""C3: leadership, holders or name of an organisation change around a fine, closure or withdrawal."""

import itertools
from collections.abc import Iterator

import msgspec

from graph.cases import Fact
from graph.claims import ORGANISATION, PLACE, Ref
from graph.declaration import Need, Said
from graph.hard_events import lies_on
from graph.identity import organisation_names
from graph.identity.entity import Entity
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown, found
from graph.instants import END_OF_TIME
from graph.intervals import Interval, spans
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import HOLDING, LEADING, REGISTERED, View
from graph.wording import counted, in_dutch, in_english

__all__ = ["CHANGE_AROUND_EVENT"]

_MEASURES = ("boete-opgelegd", "sluiting-opgelegd", "vergunning-ingetrokken")
_REASONS = frozenset({"bibob", "wangedrag"})
_STATES = frozenset({"ingeschreven", "gewijzigd"})
_WHAT = {
    "boete-opgelegd": ("een boete", "a fine"),
    "sluiting-opgelegd": ("een sluiting", "a closure"),
    "vergunning-ingetrokken": ("de intrekking van een vergunning", "the withdrawal of a permit"),
}


class _Change(msgspec.Struct, frozen=True, gc=False):
    """A director or holder who begins or ends, or another trade name, on a day."""

    day: int
    who: Entity | None
    parts: tuple[Interval, ...]
    refs: tuple[Ref, ...]


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit | Due]:
    """Directors, holders or trade names of an organisation changed shortly before or after a measure against it."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION:
        return
    measures = list(_measures(view, organisation))
    if not measures:
        return
    changes = _changes(view, organisation, p)
    facts: dict[Fact, None] = {}
    used: dict[_Change, None] = {}
    alone: dict[Interval, None] = {}
    for fact, established in measures:
        for change in changes:
            if not -p["before"] <= change.day - fact.ref.day <= p["after"]:
                continue
            if any(part.foreseen and part.end == change.day for part in change.parts):
                yield Due(change.day)
            if change.day <= view.today:
                facts[fact] = None
                used[change] = None
                alone |= dict.fromkeys(established)
    if used:
        yield _hit(view, focus, organisation, list(facts), list(used), list(alone), p)


def _measures(view: View, organisation: Entity) -> Iterator[tuple[Fact, tuple[Interval, ...]]]:
    """Give the measures on the organisation, and those on a place where it alone is established."""
    own = {fact.ref for fact in view.still(_on, organisation)}
    yield from ((fact, ()) for fact in view.still(_on, organisation))
    for established in view.outgoing(organisation, REGISTERED):
        for fact in view.still(_on, established.to):
            day = fact.ref.day
            if fact.ref in own or not established.holds_on(day):
                continue
            if sole(view, established.to, day) is organisation:
                yield fact, (established,)


def _on(view: View, entity: Entity) -> list[Fact]:
    """Give the fines, closures and withdrawals for misconduct that lie on an entity and were not annulled."""
    return [
        fact
        for kind in _MEASURES
        for fact in view.facts(entity, kind)
        if not fact.annulled
        and (kind != "vergunning-ingetrokken" or fact.step.reden in _REASONS)
        and lies_on(fact, entity)
    ]


def sole(view: View, place: Entity, day: int) -> Entity | None:
    """Give the one organisation that is established at a place on a day; None where there are more or none."""
    present = {one.frm for one in view.incoming(place, REGISTERED) if one.holds_on(day)}
    return present.pop() if len(present) == 1 else None


def _changes(view: View, organisation: Entity, p: Parameters) -> list[_Change]:
    happened = view.happened(organisation)
    founded = [claim.day for claim in happened if claim.relation == "ingeschreven"]
    struck = {claim.day for claim in happened if claim.relation == "uitgeschreven"}
    found_changes: list[_Change] = []
    for relations in (LEADING, HOLDING):
        by_party: dict[Entity, list[Interval]] = {}
        for one in view.incoming(organisation, relations):
            by_party.setdefault(one.frm, []).append(one)
        for who, some in by_party.items():
            for span in spans(some):
                first, last = span.parts[0], max(span.parts, key=lambda part: part.end)
                if not any(abs(span.start - day) <= p["founding"] for day in founded):
                    found_changes.append(_Change(span.start, who, (first,), first.refs[:1]))
                if span.end != END_OF_TIME and span.end not in struck:
                    found_changes.append(_Change(span.end, who, (last,), last.refs))
    states = [claim for claim in happened if claim.relation in _STATES]
    for before, after in itertools.pairwise(states):
        if before.names and after.names and _normalised(after.names) - _normalised(before.names):
            found_changes.append(_Change(after.day, None, (), (before.ref, after.ref)))
    return found_changes


def _normalised(names: tuple[str, ...]) -> set[str]:
    return {organisation_names.normalised(name) for name in names} - {""}


def _hit(
    view: View,
    focus: Focus,
    organisation: Entity,
    facts: list[Fact],
    changes: list[_Change],
    alone: list[Interval],
    p: Parameters,
) -> Hit:
    who, first = view.name(organisation), facts[0]
    nl, en = _WHAT[first.step.kind]
    count, when = len(changes), first.ref.day
    return found(
        "C3",
        focus,
        (organisation, *(change.who for change in changes)),
        (*alone, *(part for change in changes for part in change.parts)),
        facts,
        p,
        (
            f"Bij {who} wijzigde rond {nl} van {in_dutch(when)} {count} keer een bestuurder, een aandeelhouder of de handelsnaam.",
            f"At {who} a director, holder or trade name changed {counted(count, 'time', 'times')} around {en} of {in_english(when)}.",
        ),
        more=[ref for change in changes for ref in change.refs],
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """No director or holder is known of an organisation on which a measure was imposed."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION:
        return
    if not view.has_tie(organisation, LEADING | HOLDING, incoming=True) and any(
        _measures(view, organisation)
    ):
        yield Unknown(
            "C3",
            focus,
            "functie-aanvaard",
            f"Van {view.name(organisation)} is geen bestuurder of aandeelhouder bekend: of er rond de maatregel iets wisselde, is niet te zeggen.",
            f"No director or shareholder of {view.name(organisation)} is known: whether anything changed around the measure cannot be told.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched organisation, and who alone was established at a touched place on the day of a measure."""
    if entity.kind == ORGANISATION:
        yield (entity.key,)
        return
    for day in {fact.ref.day for fact in view.still(_on, entity)}:
        organisation = sole(view, entity, day)
        if organisation is not None:
            yield (organisation.key,)


CHANGE_AROUND_EVENT = Indicator(
    id="C3",
    version="1",
    nl="Wisseling rond een boete, sluiting of intrekking",
    en="Change around an event",
    group="C",
    phase="stroom",
    purpose="registers",
    basis="Handelsregisterwet 2007 art. 28; Wet Bibob art. 7a",
    reach="organisation ← directors, holders; organisation → place → measures",
    needs=(
        Need("registers.functie-aanvaard", "of de leiding wisselde", "whether the leadership changed"),
        Need(
            "registers.belang-verkregen", "of de aandeelhouders wisselden", "whether the shareholders changed"
        ),
        Need(
            "registers.onderneming-gewijzigd", "of de handelsnaam wijzigde", "whether the trade name changed"
        ),
        Need("toezicht.sluiting-opgelegd", "of er een sluiting was", "whether there was a closure"),
        Need("toezicht.boete-opgelegd", "of er een boete was", "whether there was a fine"),
    ),
    hook="Wet Bibob art. 3 lid 4 (verleden tijd)",
    refusal="Schijnbeheer (Alcoholwet art. 27 lid 1 onder b; APV)",
    innocent=(
        Said(
            "Een echte verkoop van de zaak: vraag de koopovereenkomst.",
            "A genuine sale of the business: ask for the contract.",
        ),
        Said(
            "Een bestuurder die vertrekt vanwege de maatregel: dat kan juist goed zijn.",
            "A director who leaves because of the measure: that may be a good thing.",
        ),
        Said("Een wisseling die al langer was gepland.", "A change planned long before."),
    ),
    triggers=frozenset({*LEADING, *HOLDING, *REGISTERED, *_STATES, "uitgeschreven", *_MEASURES}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION + PLACE,
    cannot_tell=cannot_tell,
)
