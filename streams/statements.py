"""What an accepted event states, by one pure function: the graph is folded from these and from nothing else.

A new release derives them anew from the journal, so nothing here may depend on anything but the event.
"""

import re
from collections.abc import Callable, Iterator

from graph.claims import Decision, Mention, Party, Ref, Relation, Statement, Step
from graph.identifiers import address_key, organisation_record, person_record, place_record
from graph.identity.record import REGISTER
from streams.events.common import Betrokkene, Data, Locatie, Organisatie, Persoon
from streams.events.decisions import (
    GegevensBeperkt,
    GegevensGewist,
    GegevensVrijgegeven,
    IdentiteitBeoordeeld,
    OordeelGegeven,
    VlagVerlopen,
)
from streams.events.event import Event
from streams.events.inspections import InspectionData
from streams.events.permits import PermitData
from streams.events.registry import RegistryData
from streams.events.retraction import Retraction
from streams.events.signals import SignalData
from streams.events.subsidies import SubsidyData

__all__ = ["statement_of"]

_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
_ENDS = ("-beeindigd", "-gesloten", "-afgelost", "-uitgeschreven")
_AMBIGUOUS = frozenset({"aanvraag-ontvangen", "aanvraag-ingetrokken"})


def statement_of(event: Event) -> Statement:
    """Give all that one accepted event states; cost O(its parties)."""
    return _Reading(event).statement()


class _Reading:
    """One event while it is being read: collects mentions as parties and places come by."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.source = event.source
        self.ref = Ref(event.day, event.known, event.source, event.id)
        self.marks = (REGISTER,) if event.topic == "registry" else ()
        self.mentions: dict[Mention, None] = {}

    def statement(self) -> Statement:
        data = self.event.data
        relations: tuple[Relation, ...] = ()
        step: Step | None = None
        if isinstance(data, RegistryData):
            relations = tuple(self._relations(data))
        elif isinstance(data, PermitData | SubsidyData | InspectionData | SignalData):
            step = self._step(data)
        return Statement(
            ref=self.ref,
            gemeente=self.event.gemeente,
            topic=self.event.topic,
            corrigeert=data.corrigeert,
            herroept=data.herroept if isinstance(data, Retraction) else None,
            mentions=tuple(self.mentions),
            relations=relations,
            step=step,
            decision=_decision(self.ref, self.event.kind, data),
        )

    def organisation(self, organisation: Organisatie) -> str:
        """Mention an organisation; give its record key."""
        record = organisation_record(self.source, organisation.sleutel)
        self._mention(record, _organisation_values(organisation))
        return record

    def person(self, person: Persoon) -> str:
        """Mention a person; give its record key."""
        record = person_record(self.source, person.sleutel)
        self._mention(record, _person_values(person))
        return record

    def place(self, place: Locatie | None) -> str | None:
        """Mention a place; give its record key, or None where it cannot be told which place it is."""
        if place is None:
            return None
        address = _address(place)
        record = place_record(place.adresseerbaarObject, address)
        if record is not None:
            self._mention(record, _place_values(place, address))
        return record

    def party(self, party: Betrokkene) -> str:
        """Mention whoever takes part; give the record key."""
        if party.persoon is not None:
            return self.person(party.persoon)
        assert party.organisatie is not None
        return self.organisation(party.organisatie)

    def _mention(self, record: str, values: Iterator[tuple[str, str]]) -> None:
        self.mentions[Mention(record, (*self.marks, *values))] = None

    def _relations(self, data: RegistryData) -> Iterator[Relation]:
        organisation = None if data.organisatie is None else self.organisation(data.organisatie)
        person = None if data.persoon is None else self.person(data.persoon)
        others = [(party, self.party(party)) for party in data.betrokkenen]
        place = self.place(data.locatie)
        what, _, _ = self.event.kind.partition("-")
        make = self._maker(data)
        match what:
            case "onderneming" if self.event.kind.endswith("-uitgeschreven") and organisation is not None:
                yield make("uitgeschreven", organisation, None)
            case "functie" if organisation is not None:
                for leader in [*([person] if person else []), *(record for _, record in others)]:
                    yield make(data.functie or "functie", leader, organisation)
            case "belang" if organisation is not None:
                if person is not None:
                    yield make("belang", person, organisation, share=data.aandeel)
                for party, holder in others:
                    share = data.aandeel if data.aandeel is not None else party.aandeel
                    yield make("belang", holder, organisation, share=share)
            case "vestiging" if (
                organisation is not None and data.organisatie is not None and place is not None
            ):
                yield make("vestiging", organisation, place)
            case "bewoning" if person is not None and place is not None:
                yield make("bewoning", person, place)
            case "eigendom" if place is not None:
                for owner in filter(None, (organisation, person)):
                    yield make("eigendom", owner, place, share=data.aandeel, amount=_cents(data.bedrag))
            case "huur":
                yield from self._leases(data, organisation or person, others, place)
            case "lening" if (borrower := organisation or person) is not None:
                for party, lender in others:
                    amount = _cents(data.bedrag if data.bedrag is not None else party.bedrag)
                    yield make("lening", lender, borrower, amount=amount, soort=party.soort)

    def _leases(
        self, data: RegistryData, tenant: str | None, others: list[tuple[Betrokkene, str]], place: str | None
    ) -> Iterator[Relation]:
        if tenant is None:
            return
        make = self._maker(data)
        lessors = [record for party, record in others if party.rol == "verhuurder"]
        for lessor in lessors:
            yield make("huur", lessor, tenant, place=place, amount=_cents(data.bedrag))
        if not lessors and place is not None:
            yield make("huur", tenant, place, amount=_cents(data.bedrag))

    def _maker(self, data: RegistryData) -> Callable[..., Relation]:
        """Give a function that dates relations: a beginning from ``sinds``, an ending on ``tot``, else the event's day."""
        ends = self.event.kind.endswith(_ENDS)
        said = data.tot if ends else data.sinds
        day = self.ref.day if said is None else said.toordinal()
        until = None if ends or data.tot is None else data.tot.toordinal()

        def make(
            relation: str,
            frm: str,
            to: str | None,
            *,
            place: str | None = None,
            share: float | None = None,
            amount: int | None = None,
            soort: str | None = None,
        ) -> Relation:
            return Relation(
                self.ref, relation, frm, to, -1 if ends else 1, day, until, place, share, amount, soort
            )

        return make

    def _step(self, data: PermitData | SubsidyData | InspectionData | SignalData) -> Step:
        kind = self.event.kind
        if self.event.topic == "subsidies" and kind in _AMBIGUOUS:
            kind = f"subsidie-{kind}"
        common = {
            "ref": self.ref,
            "topic": self.event.topic,
            "kind": kind,
            "zaaknummer": data.zaaknummer,
            "place": self.place(data.locatie),
        }
        match data:
            case PermitData():
                lenders = tuple(self._financing(data))
                return Step(
                    **common,
                    parties=(*self._parties(data.betrokkenen), *lenders),
                    soort=data.soort,
                    sbi=data.sbi,
                    reden=data.reden,
                )
            case SubsidyData():
                return Step(
                    **common,
                    parties=tuple(self._parties(data.betrokkenen)),
                    regeling=data.regeling,
                    activiteit=data.activiteit,
                    jaar=data.jaar,
                    verleend=_cents(data.bedragVerleend),
                    undated=bool(data.datumOnbekend),
                    iban=None if data.iban is None else _iban(data.iban),
                )
            case InspectionData():
                return Step(
                    **common,
                    parties=tuple(self._parties(data.betrokkenen)),
                    uitkomst=data.uitkomst,
                    sanctionable=any(finding.sanctionabel for finding in data.bevindingen),
                    findings=tuple(finding.code for finding in data.bevindingen),
                    grondslag=None if data.maatregel is None else data.maatregel.grondslag,
                    rechtsmiddel=data.rechtsmiddel,
                    aanleiding=data.aanleiding,
                )
        return Step(
            **common, categorie=data.categorie, kanaal=data.kanaal, betrouwbaarheid=data.betrouwbaarheid
        )

    def _parties(self, parties: tuple[Betrokkene, ...]) -> Iterator[Party]:
        for party in parties:
            yield Party(
                party.rol,
                self.party(party),
                None if party.sinds is None else party.sinds.toordinal(),
                None if party.tot is None else party.tot.toordinal(),
                party.aandeel,
                _cents(party.bedrag),
                party.soort,
            )

    def _financing(self, data: PermitData) -> Iterator[Party]:
        for part in data.financiering:
            if part.verstrekker is not None:
                yield Party(
                    "financier",
                    self.party(part.verstrekker),
                    amount=_cents(part.bedrag),
                    soort=part.soort or part.verstrekker.soort,
                )


def _organisation_values(organisation: Organisatie) -> Iterator[tuple[str, str]]:
    for field, value in (
        ("kvk", organisation.kvk),
        ("rsin", organisation.rsin),
        ("vestigingsnummer", organisation.vestigingsnummer),
        ("naam", organisation.naam),
        ("rechtsvorm", organisation.rechtsvorm),
        ("land", organisation.land),
    ):
        if value is not None:
            yield field, value
    yield from (("handelsnaam", name) for name in organisation.handelsnamen)
    yield from (("sbi", code) for code in organisation.sbi)
    yield from _contact_values(organisation)


def _person_values(person: Persoon) -> Iterator[tuple[str, str]]:
    if person.pseudoniem is not None:
        yield "pseudoniem", person.pseudoniem
    name = person.naam
    if name is not None:
        parts = (name.voornamen or name.voorletters, name.voorvoegsel, name.geslachtsnaam)
        whole = name.volledig or " ".join(filter(None, parts))
        if whole:
            yield "naam", whole
    if person.geboortedatum is not None:
        yield "geboortedatum", person.geboortedatum
    yield from _contact_values(person)


def _contact_values(party: Persoon | Organisatie) -> Iterator[tuple[str, str]]:
    if party.adres is not None:
        if party.adres.adresseerbaarObject is not None:
            yield "adres", f"bag:{party.adres.adresseerbaarObject}"
        address = _address(party.adres)
        if address is not None:
            yield "adres", address
    if party.telefoon is not None:
        yield "telefoon", _telephone(party.telefoon)
    if party.email is not None:
        yield "email", party.email.strip().lower()
    if party.iban is not None:
        yield "iban", _iban(party.iban)


def _place_values(place: Locatie, address: str | None) -> Iterator[tuple[str, str]]:
    if place.adresseerbaarObject is not None and address is not None:
        yield "adres", address
    for field, value in (
        ("straat", place.straat),
        ("huisnummer", place.huisnummer),
        ("huisletter", place.huisletter),
        ("toevoeging", place.toevoeging),
        ("postcode", place.postcode),
        ("plaats", place.plaats),
        ("oppervlakte", place.oppervlakte),
        ("wijk", place.wijk),
        ("buurt", place.buurt),
    ):
        if value is not None:
            yield field, str(value)
    if place.gebruiksdoel:
        yield "gebruiksdoel", ", ".join(place.gebruiksdoel)
    if place.punt is not None:
        yield "punt", f"{place.punt[0]},{place.punt[1]}"


def _address(place: Locatie) -> str | None:
    postcode = place.postcode
    if postcode is None or _POSTCODE.fullmatch(postcode) is None:
        return None
    return address_key(postcode, place.huisnummer, place.huisletter, place.toevoeging)


def _telephone(number: str) -> str:
    """Give the digits, with 0 for the Dutch country code (rules.md, J2)."""
    digits = "".join(filter(str.isdigit, number))
    for prefix in ("0031", "31") if number.strip().startswith("+") else ("0031",):
        if digits.startswith(prefix):
            return "0" + digits[len(prefix) :].removeprefix("0")
    return digits


def _iban(iban: str) -> str:
    return "".join(iban.split()).upper()


def _cents(amount: str | None) -> int | None:
    return None if amount is None else int(amount.replace(".", ""))


def _decision(ref: Ref, kind: str, data: Data) -> Decision | None:
    match data:
        case IdentiteitBeoordeeld():
            return Decision(ref, kind, (data.a, data.b), data.oordeel)
        case GegevensBeperkt() | GegevensVrijgegeven() | GegevensGewist():
            return Decision(ref, kind, data.records)
        case OordeelGegeven():
            return Decision(ref, kind, (), data.oordeel, data.flag)
        case VlagVerlopen():
            return Decision(ref, kind, (), None, data.flag)
    return None
