"""What an accepted event states, in the graph's own terms: mentions, relations, a step in a case, a decision."""

from typing import NamedTuple

import msgspec

from graph.rules import Rules

__all__ = [
    "DECLARED",
    "EVERYTHING",
    "ORGANISATION",
    "PERSON",
    "PLACE",
    "VALUES",
    "Decision",
    "Mention",
    "Party",
    "Ref",
    "Relation",
    "Statement",
    "Step",
    "record_id",
]

PERSON, ORGANISATION, PLACE = "p", "o", "l"
"""First letter of a record key: records of different kind are never linked, even under one source key."""

EVERYTHING = "*"
"""The aspect of an entity that is new, or whose every reading may have changed."""

VALUES = {PERSON: "values of a person", ORGANISATION: "values of an organisation", PLACE: "values of a place"}
"""By kind of record, the word for "something else is said of it than before" among what a change touches."""

DECLARED = "+"
"""First letter of a relation that a form or report states; the register's relations go without."""


class Ref(NamedTuple):
    """An event, in the one order that holds everywhere: valid date, known time, source, id."""

    day: int
    known: int
    source: str
    id: str


def record_id(record: str) -> str:
    """Give the public id (``source#sleutel``, ``bag:…``, ``adres:…``) of a record key."""
    return record[1:]


class Mention(NamedTuple):
    """What one event says of one record: the record's key, and pairs of field and value."""

    record: str
    values: tuple[tuple[str, str], ...]


class Relation(msgspec.Struct, frozen=True, gc=False):
    """One statement about a relation: that it begins, ends, or held. Without ``to``: what happened to ``frm`` itself.

    ``sign`` is 1 (begins), -1 (ends) or 0 (held from ``day`` through ``until``). ``place`` narrows a lease;
    where the relation is with a place itself, ``to`` is that place. ``share`` is in per cent, ``amount`` in cents.
    ``topic`` is that of the case in which a role was declared. ``names`` and ``sbi`` are the whole state of an
    organisation after it was registered or changed.
    """

    ref: Ref
    relation: str
    frm: str
    to: str | None
    sign: int
    day: int
    until: int | None = None
    place: str | None = None
    share: float | None = None
    amount: int | None = None
    soort: str | None = None
    establishment: str | None = None
    topic: str | None = None
    names: tuple[str, ...] = ()
    sbi: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Valid date first, then known time, source and id."""
        return (self.day, self.ref.known, self.ref.source, self.ref.id)


class Party(msgspec.Struct, frozen=True, gc=False):
    """One Betrokkene of a step in a case; days are ordinals, share per cent, amount cents."""

    rol: str
    record: str
    since: int | None = None
    until: int | None = None
    share: float | None = None
    amount: int | None = None
    soort: str | None = None


class Step(msgspec.Struct, frozen=True, gc=False):
    """One event of a case: who and where as that event itself says it, and what the rules read of it.

    ``kind`` is that of the event type, with ``subsidie-`` before it where a permit event is called the same.
    ``soort`` is the kind of permit or of inspection; ``verleend``, ``investering`` and ``financed`` are in cents;
    ``financed`` is the sum of the whole financing, None where a part has no amount, and ``financing`` says that one is
    given at all; ``period`` holds the days (ordinals) from and to, ``until`` the last day
    of a permit; ``contacts`` are telephone, e-mail and account of
    the applicant as this event gives them; ``undated`` says that the source does not know the day.
    """

    ref: Ref
    topic: str
    kind: str
    zaaknummer: str | None = None
    parties: tuple[Party, ...] = ()
    place: str | None = None
    soort: str | None = None
    sbi: tuple[str, ...] = ()
    reden: str | None = None
    uitkomst: str | None = None
    sanctionable: bool = False
    findings: tuple[str, ...] = ()
    grondslag: str | None = None
    rechtsmiddel: str | None = None
    aanleiding: str | None = None
    regeling: str | None = None
    activiteit: str | None = None
    jaar: int | None = None
    verleend: int | None = None
    undated: bool = False
    iban: str | None = None
    investering: int | None = None
    financing: bool = False
    financed: int | None = None
    period: tuple[int, int] | None = None
    until: int | None = None
    contacts: tuple[tuple[str, str], ...] = ()
    categorie: str | None = None
    kanaal: str | None = None
    betrouwbaarheid: str | None = None


class Decision(msgspec.Struct, frozen=True, gc=False):
    """A human decision that came back as an event; what it names depends on ``kind``."""

    ref: Ref
    kind: str
    records: tuple[str, ...] = ()
    oordeel: str | None = None
    flag: str | None = None
    door: tuple[str, ...] = ()
    indicator: str | None = None
    until: int | None = None
    """Last day of a verdict that must be given again (ordinal)."""
    rules: Rules | None = None
    hits: tuple[str, ...] = ()
    """What a verdict or an expiry was given on, as `graph.judged` writes it; none where the decision does not say."""
    hard: tuple[str, ...] = ()


class Statement(msgspec.Struct, frozen=True, gc=False):
    """All that one accepted event states. ``names`` is the id it corrects or retracts."""

    ref: Ref
    gemeente: str
    topic: str
    corrigeert: str | None = None
    herroept: str | None = None
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    step: Step | None = None
    decision: Decision | None = None
    purpose: str | None = None
    """The ``doelbinding`` of the event, its own or that of its topic; decisions have none."""

    @property
    def names(self) -> str | None:
        """The id of the event of the same source that this one takes out."""
        return self.corrigeert if self.corrigeert is not None else self.herroept
