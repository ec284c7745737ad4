"""A made-up log in the making: organisations, persons and places, and how sources describe them."""

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "DESK",
    "FIRMS",
    "GEMEENTE",
    "KVK",
    "SUB",
    "VTH",
    "Log",
    "Org",
    "Person",
    "anyone",
    "new_org",
    "new_person",
    "new_place",
    "some_day",
]

GEMEENTE = "0505"
KVK = "urn:nld:kvk"
VTH = "urn:nld:oin:1:vth"
SUB = "urn:nld:oin:1:subsidies"
DESK = "urn:nld:oin:1:desk"
FIRMS = 5
# The firms that plots are about: few, so that plots meet; other firms only crowd a place.

START = dt.date(2016, 1, 1).toordinal()

_WORDS = ["Alfa", "Bever", "Cirkel", "Dolfijn", "Egel", "Fazant", "Gans", "Havik", "Ibis", "Jager", "Kievit",
          "Lepelaar", "Meeuw", "Nachtegaal", "Otter", "Parel", "Quagga", "Reiger", "Specht", "Tjiftjaf", "Uil",
          "Valk", "Wulp", "Xerus", "Yak", "Zwaan", "Aalscholver", "Boomklever", "Condor", "Das", "Ekster"]  # fmt: skip
_TRADES = ["Horeca", "Transport", "Zorg", "Vastgoed", "Handel"]
_SBI = ["5610", "5630", "4941", "8899", "6820"]


def _elfproef(rng: random.Random) -> str:
    """Give nine digits that pass the elfproef, as a BSN and an RSIN do."""
    while True:
        digits = [rng.randint(1, 9), *(rng.randint(0, 9) for _ in range(7))]
        check = sum(d * w for d, w in zip(digits, range(9, 1, -1), strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def _iban(rng: random.Random) -> str:
    account = "ABNA" + "".join(str(rng.randint(0, 9)) for _ in range(10))
    digits = "".join(str(int(c, 36)) for c in account + "NL00")
    return f"NL{98 - int(digits) % 97:02d}{account}"


@dataclass
class Org:
    """An organisation as it really is."""

    number: int
    kvk: str
    rsin: str
    branch: str
    name: str
    address: dict[str, Any]
    phone: str
    iban: str
    sbi: str


@dataclass
class Person:
    """A person as he or she really is."""

    number: int
    bsn: str
    surname: str
    birth: str
    address: dict[str, Any]


@dataclass
class Log:
    """The events of one log, as raw CloudEvents."""

    rng: random.Random
    events: list[dict[str, Any]] = field(default_factory=list)
    orgs: list[Org] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    cases: int = 0

    def add(
        self, source: str, kind: str, day: int, data: dict[str, Any], lag: int | None = None
    ) -> dict[str, Any]:
        """Append one event that happened on a day and was logged soon after (or before)."""
        rng = self.rng
        known = day + (rng.choice([0, 0, 1, 3, 10, 40, -5]) if lag is None else lag)
        second = rng.choice([0, 0, rng.randrange(86_400)])
        when = dt.datetime.fromordinal(known) + dt.timedelta(seconds=second)
        event = {
            "specversion": "1.0", "id": f"e{len(self.events):03d}", "source": source, "type": f"nl.{kind}.v1",
            "time": when.isoformat() + "Z", "datacontenttype": "application/json",
            "data": {"gemeente": GEMEENTE, "gebeurtenisdatum": dt.date.fromordinal(day).isoformat(), **data},
        }  # fmt: skip
        self.events.append(event)
        return event

    def case(self) -> str:
        """Give a new case number."""
        self.cases += 1
        return f"Z{self.cases}"

    def org(self, org: Org, source: str) -> dict[str, Any]:
        """Describe an organisation as one source would, with more or less to know it by."""
        rng = self.rng
        said: dict[str, Any] = {"sleutel": f"O{org.number}{rng.choice(['', '', '', 'b'])}"}
        how = rng.choice(["kvk", "kvk", "rsin", "branch", "address", "both"])
        if source == KVK:
            said |= {"sleutel": f"{org.number}", "kvk": org.kvk, "rsin": org.rsin}
        elif how in ("kvk", "both"):
            said["kvk"] = org.kvk
        elif how == "rsin":
            said["rsin"] = org.rsin
        if how in ("branch", "both"):
            said["vestigingsnummer"] = org.branch
        said["naam"] = rng.choice([org.name, org.name, org.name.upper(), org.name.replace(" B.V.", " BV")])
        if how == "address" or source == KVK:
            said["adres"] = dict(org.address)
        if rng.random() < 0.3:
            said["telefoon"] = rng.choice([org.phone, org.phone.replace("0", "+31", 1)])
        if rng.random() < 0.2:
            said["iban"] = org.iban
        if source == KVK or rng.random() < 0.3:
            said["sbi"] = [org.sbi]
        return said

    def person(self, person: Person) -> dict[str, Any]:
        """Describe a person as one source would."""
        rng = self.rng
        said: dict[str, Any] = {"sleutel": f"P{person.number}{rng.choice(['', '', '', 'b'])}"}
        said["naam"] = {"voorletters": "J.", "geslachtsnaam": person.surname}
        how = rng.choice(["bsn", "bsn", "birth", "address", "all"])
        if how in ("bsn", "all"):
            said["bsn"] = person.bsn
        if how in ("birth", "all"):
            said["geboortedatum"] = person.birth
        if how in ("address", "all"):
            said["adres"] = dict(person.address)
        return said

    def place(self, place: dict[str, Any]) -> dict[str, Any]:
        """Name a place by its BAG id, its address or both."""
        how = self.rng.choice(["both", "both", "both", "bag", "address"])
        if how == "both":
            return dict(place)
        names = ("adresseerbaarObject",) if how == "bag" else ("postcode", "huisnummer", "huisletter")
        return {k: place[k] for k in names if k in place}

    def party(self, rol: str, who: Org | Person, source: str, **more: Any) -> dict[str, Any]:
        """Give a Betrokkene."""
        if isinstance(who, Org):
            return {"rol": rol, "organisatie": self.org(who, source), **more}
        return {"rol": rol, "persoon": self.person(who), **more}


def new_org(log: Log, address: dict[str, Any] | None = None) -> Org:
    """Add an organisation to a log."""
    rng, number = log.rng, len(log.orgs)
    org = Org(
        number=number,
        kvk=f"{rng.randrange(10_000_000, 99_999_999)}",
        rsin=_elfproef(rng),
        branch=f"{rng.randrange(10**11, 10**12)}",
        name=f"{_WORDS[number % len(_WORDS)]} {rng.choice(_TRADES)} B.V.",
        address=address or {"postcode": f"3311G{'ABCDEFG'[number % 7]}", "huisnummer": 500 + number},
        phone=f"078{6_000_000 + number}",
        iban=_iban(rng),
        sbi=rng.choice(_SBI[:2] if rng.random() < 0.6 else _SBI),
    )
    log.orgs.append(org)
    return org


def new_place(log: Log) -> None:
    """Add a place to a log, some near others, some large."""
    rng, number = log.rng, len(log.places)
    place: dict[str, Any] = {
        "adresseerbaarObject": f"05050100000{number:05d}",
        "postcode": "3311GR",
        "huisnummer": 1 + number,
        "punt": [4.66 + rng.choice([0, 0.005, 0.0147, 0.03]) * number, 51.81],
    }
    if rng.random() < 0.2:
        place["huisletter"] = "a"
    if rng.random() < 0.3:
        place["oppervlakte"] = rng.choice([80, 1499, 1500, 2000])
    log.places.append(place)


def new_person(log: Log) -> None:
    """Add a person to a log; now and then one with the name and address of the last."""
    rng, number = log.rng, len(log.persons)
    namesake = log.persons and rng.random() < 0.15
    log.persons.append(
        Person(
            number=number,
            bsn=_elfproef(rng),
            surname=log.persons[-1].surname if namesake else f"{_WORDS[-number - 1]}stra",
            birth=f"19{50 + number}-0{rng.randint(1, 9)}-11",
            address=log.persons[-1].address
            if namesake
            else {"postcode": "3312AB", "huisnummer": 10 + number},
        )
    )


def some_day(log: Log) -> int:
    """Give a day of the first three years."""
    return START + log.rng.randrange(0, 1100)


def anyone(log: Log) -> Org | Person:
    """Give one of the firms or persons that plots are about."""
    everyone: list[Org | Person] = [*log.orgs[:FIRMS], *log.persons]
    return log.rng.choice(everyone)
