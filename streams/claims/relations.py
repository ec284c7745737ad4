"""Relations: what a register event says that begins or ends (contracts.md section 4)."""

from collections.abc import Callable, Iterator

from graph.claims import Ref, Relation
from streams.claims.amounts import cents
from streams.claims.mentions import Mentions
from streams.events.common import Betrokkene
from streams.events.registry import RegistryData

__all__ = ["relations_of"]

_ENDS = ("-beeindigd", "-gesloten", "-afgelost", "-uitgeschreven")


class _Told:
    """A register event taken apart: subject, other parties and place, mentioned once each."""

    def __init__(self, ref: Ref, kind: str, data: RegistryData, mentions: Mentions) -> None:
        self.data = data
        self.organisation = None if data.organisatie is None else mentions.organisation(data.organisatie)
        self.person = None if data.persoon is None else mentions.person(data.persoon)
        self.others: list[tuple[Betrokkene, str]] = [
            (party, mentions.party(party)) for party in data.betrokkenen
        ]
        self.place = mentions.place(data.locatie)
        self._ref = ref
        self._ends = kind.endswith(_ENDS)
        said = data.tot if self._ends else data.sinds
        self._day = ref.day if said is None else said.toordinal()
        self._until = None if self._ends or data.tot is None else data.tot.toordinal()

    def make(
        self,
        relation: str,
        frm: str,
        to: str | None,
        *,
        place: str | None = None,
        share: float | None = None,
        amount: int | None = None,
        soort: str | None = None,
        names: tuple[str, ...] = (),
        sbi: tuple[str, ...] = (),
    ) -> Relation:
        """Date a relation: a beginning from ``sinds``, an ending on ``tot``, else on the day of the event."""
        sign = -1 if self._ends else 1
        return Relation(
            ref=self._ref,
            relation=relation,
            frm=frm,
            to=to,
            sign=sign,
            day=self._day,
            until=self._until,
            place=place,
            share=share,
            amount=amount,
            soort=soort,
            names=names,
            sbi=sbi,
        )


def relations_of(ref: Ref, kind: str, data: RegistryData, mentions: Mentions) -> tuple[Relation, ...]:
    """Give the relations that a register event begins or ends; none where a party or the place is lacking."""
    read = _READERS.get(kind.partition("-")[0])
    told = _Told(ref, kind, data, mentions)
    if kind in _HAPPENINGS:
        return tuple(_happening(told, _HAPPENINGS[kind]))
    return () if read is None else tuple(read(told))


def _happening(told: _Told, what: str) -> Iterator[Relation]:
    """Give what happened to the organisation itself; registered or changed, with its whole state after it."""
    organisation = told.data.organisatie
    if told.organisation is not None and organisation is not None:
        names = tuple(filter(None, (organisation.naam, *organisation.handelsnamen)))
        yield told.make(what, told.organisation, None, names=names, sbi=organisation.sbi)


def _function(told: _Told) -> Iterator[Relation]:
    if told.organisation is not None:
        for leader in [*([told.person] if told.person else []), *(record for _, record in told.others)]:
            yield told.make(told.data.functie or "functie", leader, told.organisation)


def _share(told: _Told) -> Iterator[Relation]:
    if told.organisation is None:
        return
    if told.person is not None:
        yield told.make("belang", told.person, told.organisation, share=told.data.aandeel)
    for party, holder in told.others:
        share = told.data.aandeel if told.data.aandeel is not None else party.aandeel
        yield told.make("belang", holder, told.organisation, share=share)


def _establishment(told: _Told) -> Iterator[Relation]:
    if told.organisation is not None and told.place is not None:
        yield told.make("vestiging", told.organisation, told.place)


def _residence(told: _Told) -> Iterator[Relation]:
    if told.person is not None and told.place is not None:
        yield told.make("bewoning", told.person, told.place)


def _ownership(told: _Told) -> Iterator[Relation]:
    if told.place is not None:
        amount = cents(told.data.bedrag)
        for owner in filter(None, (told.organisation, told.person)):
            yield told.make("eigendom", owner, told.place, share=told.data.aandeel, amount=amount)


def _lease(told: _Told) -> Iterator[Relation]:
    tenant = told.organisation or told.person
    if tenant is None:
        return
    amount = cents(told.data.bedrag)
    lessors = [record for party, record in told.others if party.rol == "verhuurder"]
    for lessor in lessors:
        yield told.make("huur", lessor, tenant, place=told.place, amount=amount)
    if not lessors and told.place is not None:
        yield told.make("huur", tenant, told.place, amount=amount)


def _loan(told: _Told) -> Iterator[Relation]:
    borrower = told.organisation or told.person
    if borrower is not None:
        for party, lender in told.others:
            amount = cents(told.data.bedrag if told.data.bedrag is not None else party.bedrag)
            yield told.make("lening", lender, borrower, amount=amount, soort=party.soort)


_HAPPENINGS = {
    "onderneming-ingeschreven": "ingeschreven",
    "onderneming-gewijzigd": "gewijzigd",
    "onderneming-uitgeschreven": "uitgeschreven",
    "faillissement-uitgesproken": "failliet",
}
"""Kinds of register events about an organisation itself, and our word for what happened to it."""

_READERS: dict[str, Callable[[_Told], Iterator[Relation]]] = {
    "functie": _function,
    "belang": _share,
    "vestiging": _establishment,
    "bewoning": _residence,
    "eigendom": _ownership,
    "huur": _lease,
    "lening": _loan,
}
