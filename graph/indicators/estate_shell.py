"""H2: a young firm in transport or trade at an industrial place changes its name or branch; context only."""

from collections.abc import Iterator
from itertools import pairwise

from graph.claims import ORGANISATION, PLACE, VALUES, Relation
from graph.declaration import Need, Said
from graph.identity import organisation_names
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.instants import MONTH
from graph.percentiles import Threshold
from graph.premises import uses_of
from graph.rules import Parameters
from graph.view import REGISTERED, View
from graph.wording import in_dutch, in_english

__all__ = ["ESTATE_SHELL"]

_BRANCHES = ("46", "49", "50", "51", "52", "53")
"""First digits of SBI codes: wholesale, transport, storage, post (domain.md section 2, H2)."""

_STATES = frozenset({"ingeschreven", "gewijzigd"})
_INDUSTRY = "industriefunctie"


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """A young firm in transport or wholesale at a place for industry changed its name or branch within months."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION or not _is_logistic(view, organisation):
        return
    states = [claim for claim in view.happened(organisation) if claim.relation in _STATES]
    founded = next((claim.day for claim in states if claim.relation == "ingeschreven"), None)
    if founded is None:
        return
    young = founded + p["months"] * MONTH
    there = [
        one
        for one in view.outgoing(organisation, REGISTERED)
        if founded <= one.start < young and _INDUSTRY in uses_of(view, one.to)
    ]
    changed = [(one, other) for one, other in pairwise(states) if other.day < young and _differ(one, other)]
    if not there or not changed:
        return
    who, where, when = view.name(organisation), view.name(there[0].to), changed[0][1].day
    yield found(
        "H2",
        focus,
        (),
        there,
        (),
        p,
        (
            (
                f"{who} vestigde zich jong op {where} (industriefunctie) en wijzigde op {in_dutch(when)} naam of branche."
                " Personeel en onderhuur zijn niet bekend. Dit is achtergrond, geen reden voor een signaal."
            ),
            (
                f"{who} established itself at {where} (for industry) when young, and changed name or branch on {in_english(when)}."
                " Staff and sub-letting are unknown. This is context, no reason for a flag."
            ),
        ),
        more=[claim.ref for pair in changed for claim in pair] + [states[0].ref],
    )


def _is_logistic(view: View, organisation: Entity) -> bool:
    return any(code.replace(".", "").startswith(_BRANCHES) for code in view.values(organisation, "sbi"))


def _differ(one: Relation, other: Relation) -> bool:
    names, others = (
        {organisation_names.normalised(name) for name in claim.names} - {""} for claim in (one, other)
    )
    return bool(names and others and others - names) or bool(
        one.sbi and other.sbi and set(one.sbi) != set(other.sbi)
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """The contract holds neither staff nor sub-letting."""
    organisation = view.at(focus[0])
    if organisation is not None and organisation.kind == ORGANISATION and _is_logistic(view, organisation):
        who = view.name(organisation)
        yield Unknown(
            "H2",
            focus,
            "personeel",
            f"Van {who} zijn personeel en onderhuur niet bekend.",
            f"Staff and sub-letting of {who} are unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched organisation, or those registered at a touched place."""
    if entity.kind == ORGANISATION:
        yield (entity.key,)
    else:
        yield from ((one.frm.key,) for one in view.incoming(entity, REGISTERED))


ESTATE_SHELL = Indicator(
    id="H2",
    version="1",
    nl="Jonge lege onderneming op een bedrijventerrein",
    en="Port or estate shell",
    group="H",
    phase="stroom",
    purpose="registers",
    basis="Gemeentewet art. 172",
    reach="organisation → places; changes of its name and branch",
    needs=(
        Need(
            "registers.onderneming-ingeschreven",
            "wanneer een organisatie begon en in welke branche",
            "when an organisation began and in which branch",
        ),
        Need(
            "registers.onderneming-gewijzigd", "of naam of branche wijzigde", "whether name or branch changed"
        ),
        Need("registers.vestiging-geopend", "waar zij is gevestigd", "where it is established"),
    ),
    hook="Wet Bibob art. 3 lid 3 (achtergrond)",
    refusal="Geen",
    innocent=(Said("Een startende onderneming die nog zoekt.", "A starting firm still finding its way."),),
    triggers=frozenset({*REGISTERED, *_STATES, "uitgeschreven", VALUES[ORGANISATION], VALUES[PLACE]}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION + PLACE,
    cannot_tell=cannot_tell,
    context=True,
)
