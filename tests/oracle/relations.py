"""Relations out of the registers: openings and endings paired in the order of events, over entities."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.oracle.cases import own_parties
from tests.oracle.records import place_record
from tests.oracle.standing import Ev, Key
from tests.oracle.when import day_of

__all__ = ["Relation", "paired"]

_OPENS = {
    "functie-aanvaard": "functie",
    "belang-verkregen": "belang",
    "vestiging-geopend": "vestiging",
    "bewoning-begonnen": "bewoning",
    "eigendom-verkregen": "eigendom",
    "huur-begonnen": "huur",
    "lening-verstrekt": "lening",
}
_ENDS = {
    "functie-beeindigd": "functie",
    "belang-beeindigd": "belang",
    "vestiging-gesloten": "vestiging",
    "bewoning-beeindigd": "bewoning",
    "eigendom-beeindigd": "eigendom",
    "huur-beeindigd": "huur",
    "lening-afgelost": "lening",
}
_BETWEEN_PARTIES = {"functie", "belang", "huur", "lening"}
_ENDED_BY_STRIKING_OFF = {"functie", "belang", "vestiging"}


@dataclass(frozen=True)
class Relation:
    """One interval of one relation. Subject, other party and place are entities."""

    kind: str
    name: str
    subject: str
    other: str | None
    place: str | None
    start: int
    end: int | None
    opened: Key
    closed: Key | None
    share: float = 0.0

    def on(self, day: int) -> bool:
        """Whether the relation holds on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


def _subject(event: Ev, kind: str) -> str | None:
    names = ["organisatie"] if kind in ("functie", "belang", "vestiging") else ["organisatie", "persoon"]
    thing = next((event.data[n] for n in names if n in event.data), None)
    return f"{event.source}#{thing['sleutel']}" if thing else None


def _others(event: Ev, kind: str) -> list[str]:
    """Give the other party: the person beside the led or held organisation, else the Betrokkenen."""
    if kind in ("functie", "belang") and "persoon" in event.data:
        return [f"{event.source}#{event.data['persoon']['sleutel']}"]
    return [p.record for p in own_parties(event)]


def _name(event: Ev, kind: str) -> str:
    named = {"functie": event.data.get("functie", "functie"), "belang": "aandeelhouder"}
    return str(named.get(kind, kind))


def _statements(event: Ev, kind: str, entity: Callable[[str], str]) -> Iterator[Relation]:
    """Give what an event says of a relation, as an open relation that starts on its day."""
    subject = _subject(event, kind)
    if subject is None:
        return
    needs_place = kind in ("vestiging", "bewoning", "eigendom", "huur")
    where = place_record(event.data.get("locatie")) if needs_place else None
    place = entity(where) if where else None
    if kind in ("vestiging", "bewoning", "eigendom") and place is None:
        return
    others = [entity(o) for o in _others(event, kind)] if kind in _BETWEEN_PARTIES else [None]
    start = day_of(event.data, "sinds") or event.day
    for other in others:
        yield Relation(kind, _name(event, kind), entity(subject), other, place, start,
                       day_of(event.data, "tot"), event.key, None, float(event.data.get("aandeel", 0)))  # fmt: skip


def _same(a: Relation, b: Relation) -> bool:
    return (a.kind, a.name, a.subject, a.other, a.place) == (b.kind, b.name, b.subject, b.other, b.place)


class _Book:
    """The relations so far; the open ones are those without an end."""

    def __init__(self) -> None:
        self.rows: list[Relation] = []

    def close(self, chosen: list[int], day: int, event: Ev) -> None:
        for index in chosen:
            self.rows[index] = replace(self.rows[index], end=day, closed=event.key)

    def open_where(self, test: Callable[[Relation], bool]) -> list[int]:
        return [i for i, r in enumerate(self.rows) if r.end is None and test(r)]

    def begin(self, new: Relation, event: Ev) -> None:
        if new.kind == "belang":
            self.close(self.open_where(lambda r: _same(r, new)), new.start - 1, event)
        self.rows.append(new)

    def finish(self, said: Relation, event: Ev) -> None:
        found = self.open_where(lambda r: _same(r, said))
        day = said.end if said.end is not None else event.day
        if said.kind != "belang":
            found = sorted(found, key=lambda i: self.rows[i].start)[:1]
        self.close(found, day, event)

    def strike_off(self, organisation: str, event: Ev) -> None:
        def ends(r: Relation) -> bool:
            return r.kind in _ENDED_BY_STRIKING_OFF and r.subject == organisation and r.start <= event.day

        self.close(self.open_where(ends), event.day, event)


def _order(event: Ev) -> tuple[int, int, str, str]:
    """Give the order of what an event states: by the valid date of the statement, then as events."""
    opens = event.kind in _OPENS
    said = day_of(event.data, "sinds" if opens else "tot") if event.kind in _OPENS | _ENDS else None
    return (event.day if said is None else said, event.known, event.source, event.id)


def paired(events: list[Ev], entity: Callable[[str], str]) -> list[Relation]:
    """Give every interval of every registered relation."""
    book = _Book()
    for event in sorted((e for e in events if e.topic == "registry"), key=_order):
        if event.kind in _OPENS:
            for said in _statements(event, _OPENS[event.kind], entity):
                book.begin(said, event)
        elif event.kind in _ENDS:
            for said in _statements(event, _ENDS[event.kind], entity):
                book.finish(said, event)
        elif event.kind == "onderneming-uitgeschreven":
            subject = _subject(event, "vestiging")
            if subject:
                book.strike_off(entity(subject), event)
    return [r for r in book.rows if r.end is None or r.end >= r.start]
