"""Small made-up logs in which hits and flags occur often, close to every threshold, and sources disagree."""

import copy
import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

__all__ = ["GEMEENTE", "Log", "make_log"]

GEMEENTE = "0505"
_KVK = "urn:nld:kvk"
_VTH = "urn:nld:oin:1:vth"
_SUB = "urn:nld:oin:1:subsidies"
_DESK = "urn:nld:oin:1:desk"
_FIRMS = 5
# The firms that plots are about: few, so that plots meet; other firms only crowd a place.

_START = dt.date(2016, 1, 1).toordinal()

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
        if source == _KVK:
            said |= {"sleutel": f"{org.number}", "kvk": org.kvk, "rsin": org.rsin}
        elif how in ("kvk", "both"):
            said["kvk"] = org.kvk
        elif how == "rsin":
            said["rsin"] = org.rsin
        if how in ("branch", "both"):
            said["vestigingsnummer"] = org.branch
        said["naam"] = rng.choice([org.name, org.name, org.name.upper(), org.name.replace(" B.V.", " BV")])
        if how == "address" or source == _KVK:
            said["adres"] = dict(org.address)
        if rng.random() < 0.3:
            said["telefoon"] = rng.choice([org.phone, org.phone.replace("0", "+31", 1)])
        if rng.random() < 0.2:
            said["iban"] = org.iban
        if source == _KVK or rng.random() < 0.3:
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


def _make_org(log: Log, address: dict[str, Any] | None = None) -> Org:
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


def _make_place(log: Log) -> None:
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


def _make_person(log: Log) -> None:
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


def _some_day(log: Log) -> int:
    return _START + log.rng.randrange(0, 1100)


def _anyone(log: Log) -> Org | Person:
    everyone: list[Org | Person] = [*log.orgs[:_FIRMS], *log.persons]
    return log.rng.choice(everyone)


def _lead(log: Log, org: Org, who: Person | Org, day: int) -> None:
    """Let somebody lead or hold an organisation from a day on, perhaps not for ever."""
    rng = log.rng
    share = rng.choice([50, 50.5, 51, 100, 71, 72])
    if isinstance(who, Person):
        other: dict[str, Any] = {"persoon": log.person(who)}
    else:
        other = {"betrokkenen": [log.party("bestuurder", who, _KVK)]}
    if rng.random() < 0.7:
        what: dict[str, Any] = {
            "functie": rng.choice(["bestuurder", "bestuurder", "vennoot", "eigenaar", "commissaris"])
        }
        kinds = "functie-aanvaard", "functie-beeindigd"
    else:
        what, kinds = {"aandeel": share}, ("belang-verkregen", "belang-beeindigd")
        if isinstance(who, Org):
            other["betrokkenen"][0]["rol"] = "aandeelhouder"
    base = {"organisatie": log.org(org, _KVK), **other, **what}
    log.add(_KVK, f"registers.{kinds[0]}", day, base)
    if rng.random() < 0.3:
        log.add(_KVK, f"registers.{kinds[1]}", day + rng.choice([0, 200, 500, 1200]), copy.deepcopy(base))
    if kinds[0] == "belang-verkregen" and rng.random() < 0.3:
        log.add(
            _KVK,
            "registers.belang-verkregen",
            day + 300,
            {**copy.deepcopy(base), "aandeel": rng.choice([20, 60])},
        )


def _establish(log: Log, org: Org, place: dict[str, Any], day: int, until: int | None = None) -> None:
    base = {"organisatie": log.org(org, _KVK) | {"vestigingsnummer": org.branch}}
    log.add(_KVK, "registers.vestiging-geopend", day, {**base, "locatie": log.place(place)})
    if until is not None and log.rng.random() < 0.15:
        log.add(_KVK, "registers.onderneming-uitgeschreven", until, base)
    elif until is not None:
        log.add(_KVK, "registers.vestiging-gesloten", until, {**base, "locatie": log.place(place)})


def _mass(log: Log) -> None:
    """Register nine to thirteen organisations at one place; now and then enough to make it a hub."""
    rng = log.rng
    place = log.places[0]
    count = rng.choice([10, 11, 11, 12, 12, 13, 13, 26, 27])
    start = _some_day(log)
    orgs = [*log.orgs[: rng.choice([1, 2, 3])]]
    while len(orgs) < count:
        orgs.append(_make_org(log))
    for org in orgs:
        begin = start + rng.randrange(0, 60)
        _establish(log, org, place, begin, begin + rng.choice([30, 60, 400]) if rng.random() < 0.15 else None)


def _turnover(log: Log) -> None:
    """Let three or four operators follow one another, with one lessor or one lender, or nearly so."""
    rng = log.rng
    place = rng.choice(log.places[:3])
    lessor, lender = _anyone(log), _anyone(log)
    day = _some_day(log)
    gap = rng.choice([200, 400, 547, 548])
    by_lease = rng.random() < 0.7
    for index, org in enumerate(rng.sample(log.orgs[:_FIRMS], rng.choice([3, 3, 3, 4]))):
        begin = day + gap * index
        lasts = rng.random() < 0.8 or index < 2
        _establish(
            log, org, place, begin, begin + gap + rng.choice([-30, 0, 80, 89, 90, 91, 92]) if lasts else None
        )
        if by_lease:
            owner = lessor if rng.random() < 0.9 else _anyone(log)
            if owner is not org:
                lease = {"organisatie": log.org(org, _KVK), "locatie": log.place(place),
                         "betrokkenen": [log.party("verhuurder", owner, _KVK)]}  # fmt: skip
                log.add(_KVK, "registers.huur-begonnen", begin, lease)
                if rng.random() < 0.2:
                    log.add(_KVK, "registers.huur-beeindigd", begin + gap, copy.deepcopy(lease))
        elif lender is not org:
            _lend(log, org, lender, begin)


def _lend(log: Log, org: Org, lender: Org | Person, day: int) -> None:
    if log.rng.random() < 0.6:
        loan = {"organisatie": log.org(org, _KVK), "bedrag": "10000.00",
                "betrokkenen": [log.party("financier", lender, _KVK, soort="onderhands")]}  # fmt: skip
        log.add(_KVK, "registers.lening-verstrekt", day, loan)
        if log.rng.random() < 0.2:
            log.add(_KVK, "registers.lening-afgelost", day + 250, copy.deepcopy(loan))
    else:
        financing = {"soort": "onderhands", "bedrag": "5000.00",
                     "verstrekker": log.party("financier", lender, _VTH, soort="onderhands")}  # fmt: skip
        _apply(log, org, log.rng.choice(log.places), day, financiering=[financing])


def _apply(log: Log, org: Org, place: dict[str, Any], day: int, parties: list[dict[str, Any]] | None = None,
           **more: Any) -> str:  # fmt: skip
    number = log.case()
    rol = log.rng.choice(["aanvrager", "aanvrager", "houder"])
    data = {"zaaknummer": number, "soort": log.rng.choice(["alcoholwet", "overig"]), "locatie": log.place(place),
            "sbi": [org.sbi], "betrokkenen": [log.party(rol, org, _VTH), *(parties or [])], **more}  # fmt: skip
    log.add(_VTH, "vergunningen.aanvraag-ontvangen", day, data)
    return number


def _strike(log: Log, org: Org, place: dict[str, Any], day: int) -> None:
    """Let something hard, or nearly hard, happen to an organisation at a place."""
    rng = log.rng
    kind = rng.choice(["geweigerd", "sluiting", "sluiting", "ingetrokken", "boete", "controle"])
    if kind in ("geweigerd", "ingetrokken"):
        number = _apply(log, org, place, day - rng.choice([0, 30, 400]))
        reason = rng.choice(["bibob", "wangedrag", "op_verzoek", "overig"])
        log.add(_VTH, f"vergunningen.vergunning-{kind}", day, {"zaaknummer": number, "reden": reason})
        return
    number = log.case()
    parties = [log.party("exploitant", org, _VTH)]
    if rng.random() < 0.2:
        parties.append(log.party("aangetroffen-leiding", rng.choice(log.persons), _VTH))
    first: dict[str, Any] = {"zaaknummer": number, "locatie": log.place(place), "betrokkenen": parties}
    if kind == "controle":
        outcome = rng.choice(["overtreding", "ernstige_overtreding", "aandachtspunt"])
        log.add(_VTH, "toezicht.controle-uitgevoerd", day, {**first, "uitkomst": outcome})
        return
    ground = rng.choice(["opiumwet_13b", "alcoholwet", None])
    measure = {"maatregel": {"grondslag": ground}} if ground else {}
    event = "sluiting-opgelegd" if kind == "sluiting" else "boete-opgelegd"
    log.add(_VTH, f"toezicht.{event}", day, {**first, **measure})
    if rng.random() < 0.3:
        grounds = rng.choice([measure, {}, {"maatregel": {"grondslag": "omgevingswet"}}])
        status = rng.choice(["vernietigd", "vernietigd", "bezwaar", "onherroepelijk"])
        log.add(_VTH, "toezicht.maatregel-ingetrokken", day + rng.choice([20, 300]),
                {"zaaknummer": number, **grounds, "rechtsmiddel": status})  # fmt: skip


def _phoenix(log: Log) -> None:
    """Strike one organisation, then let another with ties apply, at the same place or near it."""
    rng = log.rng
    x, y = rng.sample(log.orgs[:_FIRMS], 2)
    place = rng.choice(log.places)
    other = place if rng.random() < 0.7 else rng.choice(log.places)
    day = _some_day(log) + 500
    later = day + rng.choice([0, 30, 300, 729, 730, 731])
    parties: list[dict[str, Any]] = []
    tie = rng.choice([_tie_by_person, _tie_by_lender, _tie_by_lessor, _tie_by_text])
    if rng.random() < 0.9:
        parties = tie(log, (x, place, day), (y, other, later))
    _strike(log, x, place, day)
    number = _apply(log, y, other, later, parties)
    if rng.random() < 0.5:
        log.add(_VTH, "vergunningen.vergunning-verleend", later + 30, {"zaaknummer": number})


Side = tuple[Org, dict[str, Any], int]


def _tie_by_person(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    """Let one person lead both, in the register or as declared."""
    rng, who = log.rng, log.rng.choice(log.persons)
    if rng.random() < 0.6:
        _lead(log, x[0], who, x[2] - rng.choice([100, 800]))
        _lead(log, y[0], who, y[2] + rng.choice([-30, 59, 60, 61]))
        return []
    rol = rng.choice(["leidinggevende", "bestuurder", "gemachtigde"])
    _apply(log, x[0], x[1], x[2] - rng.choice([10, 300]), [log.party(rol, who, _VTH)])
    return [log.party(rng.choice(["leidinggevende", "aandeelhouder"]), who, _VTH)]


def _tie_by_lender(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    lender = _anyone(log)
    for org, when in ((x[0], x[2] - 90), (y[0], y[2] - 10)):
        if lender is not org:
            _lend(log, org, lender, when)
    return []


def _tie_by_lessor(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    lessor = _anyone(log)
    for org, where, when in ((x[0], x[1], x[2] - 90), (y[0], y[1], y[2] - 10)):
        if lessor is not org:
            lease = {"organisatie": log.org(org, _KVK), "locatie": log.place(where),
                     "betrokkenen": [log.party("verhuurder", lessor, _KVK)]}  # fmt: skip
            log.add(_KVK, "registers.huur-begonnen", when, lease)
    return []


def _tie_by_text(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    """Give both one telephone, one account or nearly one name."""
    how = log.rng.choice(["phone", "iban", "name"])
    if how == "name":
        y[0].name = x[0].name.replace(" B.V.", " Dordrecht B.V.")
    else:
        setattr(y[0], how, getattr(x[0], how))
    return []


def _stacking(log: Log) -> None:
    """Give one person's organisations, or one of them, grants just inside or outside the rule."""
    rng = log.rng
    who = rng.choice(log.persons)
    orgs = rng.sample(log.orgs[:_FIRMS], rng.choice([1, 2, 3]))
    day = _some_day(log) + 300
    for org in orgs:
        _lead(log, org, who, day - rng.choice([0, 100, 700]))
        if rng.random() < 0.2:
            _lead(log, org, rng.choice([o for o in log.orgs[:_FIRMS] if o is not org]), day - 300)
    schemes = ["cultuur", "sport", "zorg", "jeugd"]
    near = rng.random() < 0.5
    for index in range(rng.choice([3, 3, 4])):
        amount = rng.choice(
            ["22499.99", "22500.00", "24000.00", "24999.99", "25000.00"] if near else ["900.00"]
        )
        number = log.case()
        when = day + rng.choice([0, 1, 100, 182, 183]) * index
        org = rng.choice(orgs)
        grant = {"zaaknummer": number, "regeling": schemes[0 if near else index % rng.choice([3, 4])],
                 "jaar": 2018 + (rng.random() < 0.1), "bedragVerleend": amount}  # fmt: skip
        applicant = {"betrokkenen": [log.party("aanvrager", org, _SUB)]}
        if rng.random() < 0.5:
            log.add(_SUB, "subsidies.aanvraag-ontvangen", when - 40, {"zaaknummer": number, **applicant})
            log.add(_SUB, "subsidies.subsidie-verleend", when, grant)
        else:
            log.add(_SUB, "subsidies.subsidie-verleend", when, {**grant, **applicant})
        if rng.random() < 0.15:
            changed = {**grant, "bedragVerleend": rng.choice(["23000.00", "30000.00"])}
            log.add(_SUB, "subsidies.subsidie-verleend", when + 50, changed)
        if rng.random() < 0.15:
            log.add(_SUB, "subsidies.subsidie-ingetrokken", when + 90, {"zaaknummer": number})


def _offenders(log: Log) -> None:
    """Inspect the organisations of one person, with sanctionable findings near the rule."""
    rng = log.rng
    who = rng.choice(log.persons)
    orgs = rng.sample(log.orgs[:_FIRMS], 2)
    day = _some_day(log) + 300
    for org in orgs:
        _lead(log, org, who, day - rng.choice([0, 50, 400]))
    numbers = [log.case(), log.case()]
    for index in range(rng.choice([3, 3, 4])):
        org = orgs[index % 2]
        finding = {"code": "overig", "ernst": 1, "sanctionabel": rng.random() < 0.9}
        if rng.random() < 0.7:
            numbers[index % 2] = log.case()
        rol = rng.choice(["exploitant", "exploitant", "exploitant", "eigenaar"])
        data = {"zaaknummer": numbers[index % 2], "locatie": log.place(rng.choice(log.places)), "bevindingen": [finding],
                "betrokkenen": [log.party(rol, org, _VTH)]}  # fmt: skip
        if rng.random() < 0.2:
            data["aanleiding"] = "hercontrole"
        log.add(_VTH, "toezicht.controle-uitgevoerd", day + rng.choice([100, 365, 366]) * index, data)


def _amend(log: Log) -> None:
    """Correct, correct again, retract, and retract what corrected, before or after what they name."""
    rng = log.rng
    for _ in range(rng.choice([0, 0, 1, 2, 4])):
        target = rng.choice(log.events)
        domain = target["type"].split(".")[1]
        day = dt.date.fromisoformat(target["data"]["gebeurtenisdatum"]).toordinal()
        lag = rng.choice([-3, 5, 200])
        if domain == "screening":
            continue
        if rng.random() < 0.4:
            log.add(
                target["source"], f"{domain}.gebeurtenis-herroepen", day + 1, {"herroept": target["id"]}, lag
            )
            continue
        data = copy.deepcopy(target["data"]) | {"corrigeert": target["id"]}
        data.pop("gemeente")
        data.pop("gebeurtenisdatum")
        if rng.random() < 0.3 and "locatie" in data:
            data["locatie"] = log.place(rng.choice(log.places))
        kind = target["type"].removeprefix("nl.").removesuffix(".v1")
        if kind.endswith("herroepen"):
            continue
        log.add(target["source"], kind, day + rng.choice([0, 0, 1, 100]), data, lag)


def _decide(log: Log) -> None:
    """Let people judge identities, restrict and release records, and let time pass."""
    rng = log.rng
    records = sorted({f"{e['source']}#{t['sleutel']}" for e in log.events for t in _things(e["data"])})
    latest = max(dt.date.fromisoformat(e["data"]["gebeurtenisdatum"]).toordinal() for e in log.events)
    for _ in range(rng.choice([0, 0, 1, 3])):
        a, b = rng.sample(records, 2)
        if rng.random() < 0.7:  # two keys for one thing are what people judge
            near = [
                r for r in records if r.split("#")[1].strip("OPb") == a.split("#")[1].strip("OPb") and r != a
            ]
            b = rng.choice(near or [b])
        verdict = rng.choice(["same", "different", "different", "unsure"])
        log.add(_DESK, "screening.identiteit-beoordeeld", latest + rng.randrange(9),
                {"a": a, "b": b, "oordeel": verdict, "reden": "dossier", "door": "u1"}, 0)  # fmt: skip
    if rng.random() < 0.1:
        some = {"records": rng.sample(records, 2), "grond": "bezwaar", "door": "u1"}
        log.add(_DESK, "screening.gegevens-beperkt", latest + 10, some, 0)
        if rng.random() < 0.4:
            log.add(
                _DESK,
                "screening.gegevens-vrijgegeven",
                latest + 12,
                {**some, "records": some["records"][:1]},
                0,
            )
    if rng.random() < 0.3:
        later = latest + rng.choice([10, 1200, 1700, 2200])
        log.add(_DESK, "screening.dag-begonnen", later, {"door": "klok"}, 0)


def _things(data: dict[str, Any]) -> list[dict[str, Any]]:
    parties = [data, *data.get("betrokkenen", [])]
    return [p[n] for p in parties for n in ("persoon", "organisatie") if n in p]


def make_log(seed: int) -> list[dict[str, Any]]:
    """Give one log: raw CloudEvents with BSNs, in the order of their making. Equal seeds, equal logs."""
    log = Log(random.Random(seed))
    rng = log.rng
    for _ in range(rng.choice([2, 3])):
        _make_place(log)
    for _ in range(rng.choice([2, 3, 4])):
        _make_person(log)
    for _ in range(8):
        _make_org(log)
    plots = [_phoenix, _stacking, _offenders, _turnover, _mass]
    chosen = rng.sample(plots, rng.choice([1, 3, 4, 5]))
    for plot in chosen + rng.choices(plots[:4], k=rng.choice([0, 1, 3])):
        plot(log)
    for _ in range(rng.choice([0, 1, 2, 3])):
        _strike(log, rng.choice(log.orgs[:_FIRMS]), rng.choice(log.places), _some_day(log) + 600)
    _amend(log)
    _decide(log)
    return log.events
