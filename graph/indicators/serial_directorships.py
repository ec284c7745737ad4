"""A1: one person is director of many unconnected organisations, or of several that went under soon after."""

from collections.abc import Iterator

from graph.claims import ORGANISATION, PERSON, Relation
from graph.control import downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown, found
from graph.instants import END_OF_TIME, MONTH
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import changes_of_shares, owner_on
from graph.view import HOLDING, View
from graph.wording import counted

__all__ = ["SERIAL_DIRECTORSHIPS"]

_DIRECTING = frozenset({"bestuurder"})
_ENDINGS = frozenset({"failliet", "uitgeschreven"})


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit | Due]:
    """One natural person was director of many unconnected organisations, or of several until shortly before their end."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    tenures = view.outgoing(person, _DIRECTING)
    if len({one.to for one in tenures}) < min(p["groups"], p["organisations"]):
        return
    crowd: dict[Interval, None] = {}
    groups = 0
    for day in sorted(_moments(view, tenures, p)):
        if day > view.today:
            yield Due(day)
            continue
        owners, used = _groups(view, tenures, day, p)
        if len(owners) >= p["groups"]:
            crowd.update(dict.fromkeys(used))
            groups = max(groups, len(owners))
    short = _short(view, tenures, p)
    if crowd or short:
        yield _hit(view, focus, person, list(crowd), groups, short, p)


def _moments(view: View, tenures: list[Interval], p: Parameters) -> set[int]:
    """Give the last days of the windows that can hold most groups: somebody begins, or an owner changes."""
    if len({one.to for one in tenures}) < p["groups"]:
        return set()
    days = {one.start for one in tenures}
    for organisation in {one.to for one in tenures}:
        days |= changes_of_shares(view, organisation)
    return {day for day in days if day < END_OF_TIME}


def _groups(
    view: View, tenures: list[Interval], last: int, p: Parameters
) -> tuple[set[Entity], list[Interval]]:
    """Give the owners of the organisations directed in the months up to a day, and the relations that say so."""
    first = last - p["months"] * MONTH
    present = [one for one in tenures if one.start <= last and one.end >= first]
    if len({one.to for one in present}) < p["groups"]:
        return set(), []
    owners: set[Entity] = set()
    used: list[Interval] = []
    for one in present:
        owner, path = owner_on(view, one.to, min(one.end, last))
        owners.add(owner)
        used += (one, *path)
    return owners, used


def _short(view: View, tenures: list[Interval], p: Parameters) -> dict[Interval, Relation]:
    """Give short tenures that ended not long before bankruptcy or striking-off, each with that event."""
    gone: dict[Interval, Relation] = {}
    for one in tenures:
        if one.end == END_OF_TIME or one.end - one.start >= p["tenure"] * MONTH:
            continue
        for claim in view.happened(one.to):
            if claim.relation in _ENDINGS and 0 <= claim.day - one.end <= p["before_end"] * MONTH:
                gone[one] = claim
                break
    return gone if len({one.to for one in gone}) >= p["organisations"] else {}


def _hit(
    view: View,
    focus: Focus,
    person: Entity,
    crowd: list[Interval],
    groups: int,
    short: dict[Interval, Relation],
    p: Parameters,
) -> Hit:
    directed = [one for one in (*crowd, *short) if one.frm is person and one.relation in _DIRECTING]
    organisations = list(dict.fromkeys(one.to for one in directed))
    names = ", ".join(view.name(organisation) for organisation in organisations)
    nl, en = [], []
    if crowd:
        nl.append(
            f"was binnen {p['months']:g} maanden bestuurder van organisaties van {groups} verschillende eigenaren"
        )
        en.append(f"was director of organisations of {groups} different owners within {p['months']:g} months")
    if short:
        count = len({one.to for one in short})
        nl.append(
            f"was kort bestuurder van {count} organisaties die daarna failliet gingen of werden uitgeschreven"
        )
        en.append(
            f"was for a short time director of {count} organisations that then went bankrupt or were struck off"
        )
    return found(
        "A1",
        focus,
        (person, *organisations),
        (*crowd, *short),
        (),
        p,
        (
            f"Een natuurlijk persoon {' en '.join(nl)} ({names}).",
            f"A natural person {' and '.join(en)} ({names}).",
        ),
        more=[claim.ref for claim in short.values()],
    )


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """The owners of organisations that one person directs are unknown."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    directed = {one.to for one in view.outgoing(person, _DIRECTING)}
    unowned = [one for one in directed if not view.has_tie(one, HOLDING, incoming=True)]
    if len(directed) >= p["groups"] and unowned:
        yield Unknown(
            "A1",
            focus,
            "belang-verkregen",
            f"Van {counted(len(unowned), 'organisatie', 'organisaties')} van één bestuurder is geen aandeelhouder bekend: elke telt als een eigen eigenaar.",
            f"Of {counted(len(unowned), 'organisation', 'organisations')} of one director no shareholder is known: each counts as an owner of its own.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched person, and the directors of a touched organisation and of what it may hold."""
    if entity.kind == PERSON and view.has_tie(entity, _DIRECTING, incoming=False):
        yield (entity.key,)
    organisations = downstream(view, entity) | ({entity} if entity.kind == ORGANISATION else set())
    for organisation in organisations:
        yield from (
            (one.frm.key,) for one in view.incoming(organisation, _DIRECTING) if one.frm.kind == PERSON
        )


SERIAL_DIRECTORSHIPS = Indicator(
    id="A1",
    version="1",
    nl="Veel bestuursfuncties na elkaar of tegelijk",
    en="Serial directorships",
    group="A",
    phase="stroom",
    purpose="registers",
    basis="Handelsregisterwet 2007 art. 28; Wet Bibob art. 7a",
    reach="director → organisations ← holders (≤ 4 holdings)",
    needs=(
        Need("registers.functie-aanvaard", "wie waar bestuurder is of was", "who is or was director where"),
        Need(
            "registers.belang-verkregen",
            "of de organisaties van één eigenaar zijn; zonder dit telt elke organisatie als een eigen eigenaar",
            "whether the organisations have one owner; without this each counts as an owner of its own",
        ),
        Need(
            "registers.onderneming-uitgeschreven",
            "of een korte functie eindigde vlak voordat de organisatie verdween",
            "whether a short function ended just before the organisation went",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c",
    refusal="Schijnbeheer (Alcoholwet art. 27 lid 1 onder b; APV)",
    innocent=(
        Said(
            "Een houdsterstructuur: kijk of één eigenaar boven de organisaties staat.",
            "A holding structure: see whether one owner stands above the organisations.",
        ),
        Said(
            "Een accountant, curator of interim-bestuurder: kijk naar het beroep.",
            "An accountant, receiver or interim director: look at the profession.",
        ),
        Said(
            "Verenigingen en stichtingen: iemand die vrijwillig in veel besturen zit.",
            "Associations and foundations: a volunteer on many boards.",
        ),
    ),
    triggers=frozenset({*_DIRECTING, *HOLDING, *_ENDINGS}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
