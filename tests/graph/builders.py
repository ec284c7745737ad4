"""Tiny literal logs for the graph, one call an event, through the gateway as every event goes.

Days are numbers, counted from the first of January 2020. An event's id follows from what it says, so that the same
call gives the same event; it is known at nine o'clock of its day unless told otherwise. A firm carries a KVK number
and a person a pseudonym that follow from the key, so that all sources speak of one; ``kvk=None`` and
``pseudoniem=None`` leave them out.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any
from zlib import crc32

import msgspec

from graph.claims import ORGANISATION, PERSON, Ref, Statement
from graph.identity.entity import Entity
from graph.indicators.indicator import Hit
from graph.instants import day_of
from graph.municipality import Changes, Municipality
from graph.rules import Rules
from graph.structures import Since
from streams.events import Event
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.statements import statement_of

__all__ = [
    "DESK",
    "GEMEENTE",
    "INSPECTIONS",
    "PERMITS",
    "REGISTER",
    "RULES",
    "SIGNALS",
    "SUBSIDIES",
    "Data",
    "accepted",
    "applies",
    "closed_down",
    "day",
    "day_began",
    "entity",
    "event",
    "firm",
    "firm_record",
    "grants",
    "hit",
    "hits",
    "holds",
    "inspects",
    "instant",
    "judged",
    "leads",
    "lends",
    "lets",
    "party",
    "person",
    "person_record",
    "place_record",
    "ref",
    "refuses",
    "registered",
    "restricts",
    "retracts",
    "said",
    "since_of",
    "spot",
    "struck_off",
    "town",
]

Data = dict[str, Any]

GEMEENTE = "0505"
REGISTER, PERMITS, SUBSIDIES, INSPECTIONS = (
    "urn:test:kvk",
    "urn:test:vth",
    "urn:test:sub",
    "urn:test:toezicht",
)
SIGNALS, DESK = "urn:test:meldingen", "urn:test:desk"
RULES: Rules = msgspec.structs.replace(load_rules(), off=frozenset())
"""The rules in force, with every indicator on."""

_SOURCES = {
    "registers": REGISTER,
    "vergunningen": PERMITS,
    "subsidies": SUBSIDIES,
    "toezicht": INSPECTIONS,
    "meldingen": SIGNALS,
    "screening": DESK,
}
_FIRST = dt.date(2020, 1, 1)
_KEYS = Keys.load(None)
_GATEWAY, _DECISIONS = Gateway(_KEYS), Gateway(_KEYS, decisions=True)


def day(number: int) -> int:
    """Give a numbered day as the graph counts days."""
    return _FIRST.toordinal() + number


def _iso(number: int) -> str:
    return dt.date.fromordinal(day(number)).isoformat()


def instant(number: int, seconds: int = 0) -> int:
    """Give nine o'clock of a numbered day, and some seconds, as the graph counts instants."""
    return (day(number) - dt.date(1970, 1, 1).toordinal()) * 86_400_000_000 + (32_400 + seconds) * 1_000_000


# Events


def accepted(
    kind: str,
    number: int,
    *,
    id_: str | None = None,
    source: str | None = None,
    at: int | None = None,
    seconds: int = 0,
    **data: Any,
) -> Event:
    """Give an accepted event of a kind such as ``registers.functie-aanvaard``; `at` is the day it was known."""
    whole = {"gemeente": GEMEENTE, "gebeurtenisdatum": _iso(number), **data}
    known = dt.datetime.combine(
        dt.date.fromordinal(day(number if at is None else at)), dt.time(9), tzinfo=dt.UTC
    )
    told = {
        "specversion": "1.0",
        "source": source or _SOURCES[kind.split(".", maxsplit=1)[0]],
        "type": f"nl.{kind}.v1",
        "time": (known + dt.timedelta(seconds=seconds)).isoformat(),
        "data": whole,
    }
    told["id"] = id_ or hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]
    gateway = _DECISIONS if kind.startswith("screening.") else _GATEWAY
    answer = gateway.check(json.dumps(told).encode())
    assert isinstance(answer, Accepted), answer
    return answer.event


def event(kind: str, number: int, **data: Any) -> Statement:
    """Give what an accepted event states; arguments as of `accepted`."""
    return statement_of(accepted(kind, number, **data))


def retracts(what: Statement, *, at: int, **more: Any) -> Statement:
    """Give the retraction of an event by its source, known on a numbered day."""
    domain = next(name for name, source in _SOURCES.items() if source == what.ref.source)
    return event(f"{domain}.gebeurtenis-herroepen", at, herroept=what.ref.id, **more)


def day_began(number: int, **more: Any) -> Statement:
    """Give the event that a day began, which moves today."""
    return event("screening.dag-begonnen", number, **more)


def judged(one: str, other: str, verdict: str, number: int, **more: Any) -> Statement:
    """Give a judgement whether two records are one."""
    return event(
        "screening.identiteit-beoordeeld", number, a=one, b=other, oordeel=verdict, door="jo", **more
    )


def restricts(record: str, number: int, decision: str = "beperkt", **more: Any) -> Statement:
    """Give the decision that no rule may read a record (or ``vrijgegeven``: may read it again)."""
    return event(f"screening.gegevens-{decision}", number, records=[record], door="jo", **more)


# Parties and places


def firm(key: str, **more: Any) -> Data:
    """Give an organisation, as subject of an event or for `party`."""
    return {"organisatie": {"sleutel": key, "kvk": f"{crc32(key.encode()) % 10**8:08d}", **more}}


def person(key: str, **more: Any) -> Data:
    """Give a natural person, as subject of an event or for `party`."""
    pseudonym = hashlib.sha256(key.encode()).hexdigest()[:32]
    return {"persoon": {"sleutel": key, "pseudoniem": f"p1:{pseudonym}", **more}}


def party(rol: str, who: Data, **more: Any) -> Data:
    """Give a Betrokkene."""
    return {"rol": rol, **who, **more}


def spot(number: int, **more: Any) -> Data:
    """Give a place with a BAG id."""
    return {"adresseerbaarObject": f"050501{number:010d}", **more}


def firm_record(key: str, source: str = REGISTER) -> str:
    """Give the record key of a firm as a source keeps it."""
    return f"{ORGANISATION}{source}#{key}"


def person_record(key: str, source: str = REGISTER) -> str:
    """Give the record key of a person as a source keeps it."""
    return f"{PERSON}{source}#{key}"


def place_record(number: int) -> str:
    """Give the record key of a place of `spot`."""
    return f"lbag:050501{number:010d}"


# Facts of the register


def _other(who: Data, rol: str) -> Data:
    """Give a natural person as the register does, an organisation as a Betrokkene."""
    return who if "persoon" in who else {"betrokkenen": [party(rol, who)]}


def registered(org: Data, where: int, number: int, *, ends: bool = False, **more: Any) -> Statement:
    """Give the opening (or closing) of an establishment."""
    kind = "gesloten" if ends else "geopend"
    return event(f"registers.vestiging-{kind}", number, **org, **({"locatie": spot(where)} | more))


def leads(who: Data, org: Data, number: int, *, ends: bool = False, **more: Any) -> Statement:
    """Give the beginning (or end) of leading an organisation."""
    kind = "beeindigd" if ends else "aanvaard"
    said = {"functie": "bestuurder", **more}
    return event(f"registers.functie-{kind}", number, **org, **_other(who, "bestuurder"), **said)


def holds(
    who: Data, org: Data, number: int, share: float | None = 100, *, ends: bool = False, **more: Any
) -> Statement:
    """Give the beginning (or end) of a holding."""
    kind = "beeindigd" if ends else "verkregen"
    said = more if ends else {"aandeel": share, **more}
    return event(f"registers.belang-{kind}", number, **org, **_other(who, "aandeelhouder"), **said)


def lets(
    lessor: Data, tenant: Data, where: int | None, number: int, *, ends: bool = False, **more: Any
) -> Statement:
    """Give the beginning (or end) of a lease."""
    kind = "beeindigd" if ends else "begonnen"
    place = {} if where is None else {"locatie": spot(where)}
    said = {"betrokkenen": [party("verhuurder", lessor)], **place, **more}
    return event(f"registers.huur-{kind}", number, **tenant, **said)


def lends(lender: Data, borrower: Data, number: int, *, ends: bool = False, **more: Any) -> Statement:
    """Give the beginning (or end) of a loan."""
    kind = "afgelost" if ends else "verstrekt"
    said = {"betrokkenen": [party("financier", lender, soort="onderhands")], "bedrag": "50000.00", **more}
    return event(f"registers.lening-{kind}", number, **borrower, **said)


def struck_off(org: Data, number: int, **more: Any) -> Statement:
    """Give the striking-off of an organisation."""
    return event("registers.onderneming-uitgeschreven", number, **org, **more)


# Steps of cases


def applies(org: Data, where: int, number: int, *parties: Data, **more: Any) -> Statement:
    """Give the application for a permit."""
    said = {
        "soort": "exploitatie_horeca",
        "betrokkenen": [party("aanvrager", org), *parties],
        "locatie": spot(where),
        **more,
    }
    return event("vergunningen.aanvraag-ontvangen", number, **said)


def refuses(org: Data, where: int, number: int, **more: Any) -> Statement:
    """Give the refusal of a permit."""
    said = {"betrokkenen": [party("aanvrager", org)], "locatie": spot(where), **more}
    return event("vergunningen.vergunning-geweigerd", number, **said)


def closed_down(org: Data, where: int, number: int, **more: Any) -> Statement:
    """Give the closure of a place that an organisation runs: a hard event."""
    said = {"betrokkenen": [party("exploitant", org)], "locatie": spot(where), **more}
    return event("toezicht.sluiting-opgelegd", number, **said)


def inspects(org: Data, where: int, number: int, *, sanctionable: bool = True, **more: Any) -> Statement:
    """Give an inspection at a place that an organisation runs, with one finding."""
    said = {
        "betrokkenen": [party("exploitant", org)],
        "locatie": spot(where),
        "bevindingen": [{"code": "x", "ernst": 2, "sanctionabel": sanctionable}],
        **more,
    }
    return event("toezicht.controle-uitgevoerd", number, **said)


def grants(org: Data, number: int, scheme: str, **more: Any) -> Statement:
    """Give the grant of a subsidy, in a case of its own, in 2020."""
    said = {"betrokkenen": [party("aanvrager", org)], "regeling": scheme, "jaar": 2020, **more}
    return event("subsidies.subsidie-verleend", number, **said)


# Reading the answer


def town(*batches: Statement | Iterable[Statement], today: int | None = None) -> Municipality:
    """Give the municipality after these statements, each batch in one go."""
    municipality = Municipality(GEMEENTE, RULES, today=today)
    said(municipality, *batches)
    return municipality


def said(municipality: Municipality, *batches: Statement | Iterable[Statement]) -> Changes:
    """Apply batches; give the changes of the last. No indicator may fail."""
    changes = Changes([], [], set(), {}, [])
    for batch in batches:
        changes = municipality.apply([batch] if isinstance(batch, Statement) else batch)
        assert not changes.failed, changes.failed
    return changes


def hits(municipality: Municipality, indicator: str) -> list[Hit]:
    """Give the standing hits of an indicator, by focus."""
    findings = municipality._evaluation.findings
    return [findings[name].hit for name in sorted(findings) if name[0] == indicator]


def hit(municipality: Municipality, indicator: str) -> Hit:
    """Give the one hit of an indicator."""
    (one,) = hits(municipality, indicator)
    return one


def since_of(municipality: Municipality, one: Hit) -> Since:
    """Give since when a hit holds, as a flag would ask."""
    evaluation = municipality._evaluation
    finding = evaluation.findings[one.name]
    since = evaluation.dated(municipality.graph.view, [finding])[0].since
    assert since is not None
    return since


def entity(municipality: Municipality, record: str) -> Entity:
    """Give the entity that a record key belongs to."""
    return municipality.graph.resolver.entity_of[record]


def ref(number: int, id_: str, source: str = REGISTER, *, at: int | None = None) -> Ref:
    """Give the reference of an event."""
    known = instant(number if at is None else at)
    assert day_of(known) == day(number if at is None else at)
    return Ref(day(number), known, source, id_)
