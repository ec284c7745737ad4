"""Under which keys a record can meet another: a function of what stands about the record, and of nothing else.

Certain keys are those of rules.md section 4. Probable keys are an equal normalised name with an equal address, or
with an equal full birth date. A probable key counts while at most `BLOCK_LIMIT` records carry it: beyond that it says
nothing, and the links that it alone gave are taken back.
"""

from collections.abc import Iterator

from graph.claims import ORGANISATION, PERSON, record_id
from graph.identity import organisation_names, person_names
from graph.identity.record import Record

__all__ = [
    "ADDRESS",
    "BLOCKING",
    "BLOCK_LIMIT",
    "CERTAIN",
    "PROBABLE",
    "SHARED",
    "block_keys",
    "is_full_date",
]

BLOCK_LIMIT = 50
"""Records under one probable key, beyond which it is no evidence of identity (an address with 400 firms)."""

CERTAIN, PROBABLE, ADDRESS, SHARED = "=", "~", "@", "#"
"""First letter of a block key: what meeting under it means. A shared telephone or account links nobody."""

_SHARED_FIELDS = ("telefoon", "email", "iban")
"""Values under which rules look for what two parties have in common."""

_CERTAIN_FIELDS = {
    ORGANISATION: ("kvk", "rsin", "vestigingsnummer"),
    PERSON: ("pseudoniem",),
}

BLOCKING = frozenset({"naam", "adres", "geboortedatum", *_SHARED_FIELDS, *sum(_CERTAIN_FIELDS.values(), ())})
"""Fields whose values make block keys."""

_FULL_DATE = 10
"""Length of YYYY-MM-DD; a shorter birth date is partial and proves nothing."""


def is_full_date(date: str) -> bool:
    """Tell whether a birth date is known to the day."""
    return len(date) == _FULL_DATE


def block_keys(record: Record) -> frozenset[str]:
    """Give the keys under which this record meets others."""
    return frozenset(_keys(record))


def _keys(record: Record) -> Iterator[str]:
    kind = record.key[0]
    if kind not in _CERTAIN_FIELDS:
        yield from (ADDRESS + address for address in _addresses(record))
        return
    for field in _CERTAIN_FIELDS[kind]:
        yield from (f"{CERTAIN}{field}:{value}" for value in record.values(field))
    for field in _SHARED_FIELDS:
        yield from (f"{SHARED}{field}:{value}" for value in record.values(field))
    names = {_normalised(kind, name) for name in record.values("naam")} - {""}
    if not names:
        return
    companions = {f"adres|{value}" for value in record.values("adres")}
    if kind == PERSON:
        companions |= {
            f"geboortedatum|{date}" for date in record.values("geboortedatum") if is_full_date(date)
        }
    yield from (f"{PROBABLE}{kind}|{name}|{companion}" for name in names for companion in companions)


def _addresses(record: Record) -> set[str]:
    own = record_id(record.key)
    return {own} if own.startswith("adres:") else set(record.values("adres"))


def _normalised(kind: str, name: str) -> str:
    return person_names.normalised(name) if kind == PERSON else organisation_names.normalised(name)
