"""Logs drawn at random in which every indicator hits often, close to its thresholds, in one small town.

A log is a few plots, one for each of some indicators, played by the same few firms, persons and places so that they
meet; then people amend it: corrections, retractions, judgements on who is who, restrictions. Equal seeds, equal logs.
"""

import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import msgspec

from graph.claims import Statement
from tests.graph import builders as b

__all__ = ["PLOTS", "make_log"]

FIRMS, PERSONS, PLACES = 8, 6, 5


class Log:
    """The statements of one log, and the town that they are about."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.said: list[Statement] = []
        self.aliases: set[str] = set()

    def add(self, *statements: Statement) -> None:
        """Say something."""
        self.said.extend(statements)

    def firm(self) -> b.Data:
        """Draw a firm."""
        return self.some_firms(1)[0]

    def some_firms(self, count: int) -> list[b.Data]:
        """Draw different firms, some beyond the usual ones where many are needed."""
        pool = range(max(FIRMS, count + 1))
        return [b.firm(f"F{number}", naam=f"Firma {number} BV") for number in self.rng.sample(pool, count)]

    def person(self) -> b.Data:
        """Draw a person; now and then under a key that nobody knows yet to be the same one."""
        number = self.rng.randrange(PERSONS)
        if self.rng.random() < 0.1:
            self.aliases.add(f"P{number}")
            return b.person(f"P{number}x", pseudoniem=None)
        return b.person(
            f"P{number}",
            geboortedatum=f"{1960 + number * 9}-02-29"[:10]
            if number in (0, 4)
            else f"{1980 + number * 5}-03-04",
        )

    def anyone(self) -> b.Data:
        """Draw a person or a firm."""
        return self.person() if self.rng.random() < 0.7 else self.firm()

    def place(self) -> int:
        """Draw a place."""
        return self.rng.randrange(1, PLACES + 1)

    def day(self, least: int = 200) -> int:
        """Draw a day."""
        return least + self.rng.randrange(400)

    def pick(self, *values: int) -> int:
        """Draw one of some numbers, near a threshold."""
        return self.rng.choice(values)


def spot(log: Log, where: int) -> b.Data:
    """Give a place with what the register of addresses says of it."""
    uses = {
        1: ["woonfunctie"],
        2: ["industriefunctie"],
        3: ["woonfunctie", "winkelfunctie"],
        4: ["industriefunctie"],
        5: [],
    }
    return b.spot(
        where,
        oppervlakte=log.rng.choice([29, 30, 31]),
        gebruiksdoel=uses[(where - 1) % 5 + 1],
        buurt=f"B{where % 2}",
    )


def lives(log: Log, who: b.Data, where: int, day: int, *, ends: bool = False, **more: object) -> Statement:
    """Give somebody's moving in or out."""
    kind = "beeindigd" if ends else "begonnen"
    return b.event(f"registers.bewoning-{kind}", day, **who, locatie=spot(log, where), **more)


def owns(who: b.Data, where: int, day: int, *, ends: bool = False) -> Statement:
    """Give the buying or selling of a place."""
    kind = "beeindigd" if ends else "verkregen"
    return b.event(f"registers.eigendom-{kind}", day, **who, locatie=b.spot(where))


def joined(firm: b.Data, day: int, kind: str = "ingeschreven", **more: object) -> Statement:
    """Give the registration or the change of a firm."""
    return b.event(f"registers.onderneming-{kind}", day, organisatie={**firm["organisatie"], **more})


def a1(log: Log) -> None:
    """Let one person direct many firms, and some of them go under."""
    who, day = log.person(), log.day()
    owner = log.person()
    for index, firm in enumerate(log.some_firms(log.pick(4, 5, 6, 7))):
        start = day + index * log.pick(100, 240, 274)
        log.add(b.leads(who, firm, start))
        if log.rng.random() < 0.3:
            log.add(b.holds(owner, firm, start - 10, share=log.pick(50, 51)))
        if log.rng.random() < 0.6:
            end = start + log.pick(300, 365, 366, 400)
            log.add(b.leads(who, firm, end, ends=True))
            if log.rng.random() < 0.8:
                kind = log.rng.choice(["faillissement-uitgesproken", "onderneming-uitgeschreven"])
                log.add(b.event(f"registers.{kind}", end + log.pick(0, 182, 183), **firm))


def a2(log: Log) -> None:
    """Let a head without shares apply while somebody else has ties."""
    firm, head, who, where, day = log.firm(), log.person(), log.person(), log.place(), log.day(700)
    log.add(b.leads(head, firm, day - 50))
    ties = log.rng.sample(range(4), log.pick(1, 2, 3))
    if 0 in ties:
        log.add(b.lends(who, firm, day - log.pick(0, 10)))
    if 1 in ties:
        log.add(b.lets(who, firm, where, day - log.pick(0, 10)))
        if log.rng.random() < 0.3:
            log.add(b.lets(who, firm, where, day - log.pick(0, 1), ends=True))
    if 2 in ties:
        holding = log.firm()
        log.add(b.holds(who, holding, day - 60, share=log.pick(50, 100)))
        if holding != firm:
            log.add(b.holds(holding, firm, day - 60, share=log.pick(50, 51, 100)))
    if 3 in ties:
        other = log.firm()
        log.add(b.leads(who, other, day - 600), b.registered(other, where, day - 600))
        log.add(b.registered(other, where, day - log.pick(0, 300, 500), ends=True))
    if log.rng.random() < 0.2:
        log.add(b.holds(head, firm, day - 5, share=5))
    log.add(b.applies(firm, where, day))


def a3(log: Log) -> None:
    """Find one person in charge without a role, or with one."""
    firm, who, where, day = log.firm(), log.person(), log.place(), log.day()
    for step in range(log.pick(1, 2, 3)):
        log.add(
            b.inspects(
                firm,
                where,
                day + step * 50,
                betrokkenen=[b.party("exploitant", firm), b.party("aangetroffen-leiding", who)],
            )
        )
    if log.rng.random() < 0.4:
        log.add(b.leads(who, firm, day + log.pick(0, 49, 51, 101)))
    if log.rng.random() < 0.2:
        log.add(b.applies(firm, where, day + 20, b.party("leidinggevende", who)))


def a4(log: Log) -> None:
    """Let one manager be everywhere, or nobody be there."""
    who, day = log.person(), log.day()
    for firm in log.some_firms(log.pick(3, 4, 5)):
        where, number = log.rng.randrange(1, 8), f"Z{log.rng.randrange(10**6)}"
        log.add(b.applies(firm, where, day, b.party("leidinggevende", who), zaaknummer=number))
        if log.rng.random() < 0.3:
            log.add(b.holds(log.person(), firm, day - 3, share=60))
        if log.rng.random() < 0.2:
            log.add(b.refuses(firm, where, day + log.pick(1, 60), zaaknummer=number))
    where = log.place()
    for step in range(3):
        code = log.rng.choice(["leidinggevende_afwezig", "leidinggevende_afwezig", "anders"])
        finding = {"code": code, "ernst": 1, "sanctionabel": False}
        kind = log.rng.choice(["horeca", "integraal", "horeca", "bouw"])
        log.add(b.inspects(log.firm(), where, day + step, bevindingen=[finding], soortToezicht=kind))


def b1(log: Log) -> None:
    """Crowd one place with firms, now and then so that it is a hub."""
    where, day = log.place(), log.day()
    count = log.pick(10, 11, 12, 26, 27)
    for index in range(count):
        firm = b.firm(f"F{index}", naam=f"Firma {index} BV", sbi=["5610"])
        log.add(b.registered(firm, where, day + index % 3, locatie=b.spot(where, buurt="B1")))
        if log.rng.random() < 0.1:
            log.add(b.registered(firm, where, day + log.pick(2, 40), ends=True))


def b2_b5(log: Log) -> None:
    """Fill a place with people."""
    where, day = log.place(), log.day()
    for _ in range(log.pick(2, 3, 4, 5)):
        who = log.person()
        until: dict[str, Any] = {"tot": b._iso(day + log.pick(5, 30, 900))} if log.rng.random() < 0.2 else {}
        log.add(lives(log, who, where, day + log.pick(0, 1, 20), **until))
        if log.rng.random() < 0.3:
            log.add(lives(log, who, where, day + log.pick(20, 21, 60), ends=True))


def b3(log: Log) -> None:
    """Let people come and go."""
    where, day = log.place(), log.day()
    for step in range(log.pick(4, 5, 6)):
        who = log.person()
        start = day + step * log.pick(30, 81, 82)
        log.add(lives(log, who, where, start), lives(log, who, where, start + 20, ends=True))


def b4(log: Log) -> None:
    """Let one party serve firms to which something hard comes."""
    node, day = log.anyone(), log.day()
    for firm in log.some_firms(log.pick(3, 4, 5)):
        if firm == node:
            continue
        log.add(b.lets(node, firm, log.place(), day) if log.rng.random() < 0.5 else b.lends(node, firm, day))
        if log.rng.random() < 0.8:
            log.add(b.closed_down(firm, log.place(), day + log.pick(-1, 0, 30)))
        if log.rng.random() < 0.3:
            log.add(b.leads(log.person(), firm, day))


def c1(log: Log) -> None:
    """Let operators follow one another under one lessor."""
    where, lessor, day = log.place(), log.anyone(), log.day()
    for index, firm in enumerate(log.some_firms(3)):
        if firm == lessor:
            continue
        start = day + index * log.pick(200, 547, 548)
        log.add(b.registered(firm, where, start), b.lets(lessor, firm, where, start))
        log.add(b.registered(firm, where, start + log.pick(200, 289, 640), ends=True))


def c2(log: Log) -> None:
    """Pass shares round."""
    firm, day = log.firm(), log.day()
    holders = [log.anyone() for _ in range(2)]
    for step in range(log.pick(3, 4, 5)):
        who = holders[step % 2] if log.rng.random() < 0.9 else log.anyone()
        if who == firm:
            continue
        start = day + step * log.pick(200, 400, 547, 548)
        log.add(b.holds(who, firm, start, share=log.pick(25, 26, 50, 51, 100)))
        log.add(b.holds(who, firm, start + log.pick(190, 200), ends=True))


def c3(log: Log) -> None:
    """Change leaders, holders or names around a measure."""
    firm, where, day = log.firm(), log.place(), log.day()
    if log.rng.random() < 0.5:
        log.add(joined(firm, day - log.pick(25, 27, 200)))
    log.add(b.registered(firm, where, day - 100))
    measure = log.rng.choice(["boete-opgelegd", "sluiting-opgelegd"])
    parties = [b.party("exploitant", firm)] if log.rng.random() < 0.5 else []
    log.add(
        b.event(f"toezicht.{measure}", day, locatie=b.spot(where), betrokkenen=parties, zaaknummer=f"M{day}")
    )
    who, when = log.anyone(), day + log.pick(-31, -30, -28, 0, 90, 91)
    if who != firm:
        log.add(b.leads(who, firm, when) if log.rng.random() < 0.5 else b.holds(who, firm, when, share=10))
        if log.rng.random() < 0.4:
            log.add(b.leads(who, firm, when + log.pick(20, 90), ends=True))
    if log.rng.random() < 0.4:
        log.add(
            joined(
                firm, day + log.pick(89, 90, 91), "gewijzigd", naam=log.rng.choice(["Nieuw BV", "Firma 1 BV"])
            )
        )
    if log.rng.random() < 0.2:
        log.add(b.registered(log.firm(), where, day - 50))
    if log.rng.random() < 0.2:
        log.add(
            b.event(
                "toezicht.maatregel-ingetrokken", day + 100, zaaknummer=f"M{day}", rechtsmiddel="vernietigd"
            )
        )
    if log.rng.random() < 0.2:
        log.add(b.struck_off(firm, when))


def c4(log: Log) -> None:
    """Stack holdings, or close them to a circle."""
    firms, day = log.some_firms(log.pick(2, 3, 5, 6)), log.day()
    for held, holder in pairwise(firms):
        more: dict[str, Any] = {"tot": b._iso(day + log.pick(100, 700))} if log.rng.random() < 0.15 else {}
        log.add(b.holds(holder, held, day + log.pick(0, 20), share=log.pick(30, 60, 100), **more))
    if log.rng.random() < 0.5:
        log.add(b.holds(firms[0], firms[-1], day, share=30))
    if log.rng.random() < 0.4:
        log.add(b.holds(log.person(), log.rng.choice(firms), day, share=log.pick(20, 25, 26)))
    if log.rng.random() < 0.3:
        log.add(b.holds(firms[1], firms[0], day + 300, ends=True))


def _tie(log: Log, firms: list[b.Data], day: int) -> dict[str, object]:
    """Tie two firms."""
    who, how = log.person(), log.rng.randrange(3)
    if how == 0:
        log.add(*(b.leads(who, firm, day - log.pick(100, 10)) for firm in firms))
    elif how == 1:
        log.add(*(b.lets(who, firm, log.place(), day - 100) for firm in firms))
    return {"telefoon": "0781111111"} if how == 2 else {}


def d1_d2(log: Log) -> None:
    """Refuse or withdraw, and let somebody with ties apply."""
    first, second = log.some_firms(2)
    where, day, number = log.place(), log.day(), f"W{log.rng.randrange(10**6)}"
    more = _tie(log, [first, second], day)
    first, second = ({"organisatie": {**firm["organisatie"], **more}} for firm in (first, second))
    log.add(b.applies(first, where, day, zaaknummer=number, soort=log.rng.choice(["alcoholwet", "overig"])))
    ends = log.rng.choice(["vergunning-geweigerd", "aanvraag-ingetrokken", "aanvraag-ingetrokken"])
    when = day + log.pick(30, 60, 61)
    log.add(b.event(f"vergunningen.{ends}", when, zaaknummer=number))
    log.add(
        b.applies(second, where if log.rng.random() < 0.7 else log.place(), when + log.pick(0, 300, 365, 366))
    )


def d3(log: Log) -> None:
    """Let somebody leave while a lease or loan goes on."""
    firm, who, day = log.firm(), log.anyone(), log.day()
    if who == firm:
        return
    log.add(b.leads(who, firm, day - 200), b.applies(firm, log.place(), day))
    left = day + log.pick(0, 1, 100, 365, 366)
    log.add(b.leads(who, firm, left, ends=True))
    log.add(
        b.lets(who, firm, log.place(), day - 100) if log.rng.random() < 0.5 else b.lends(who, firm, day - 100)
    )
    if log.rng.random() < 0.3:
        log.add(b.lends(who, firm, left + log.pick(29, 30, 31), ends=True))
    if log.rng.random() < 0.2:
        log.add(b.holds(who, firm, day - 100, share=20))
    log.add(b.day_began(left + log.pick(5, 29, 30, 31)))


def e1_e2(log: Log) -> None:
    """Grant to the firms of one person."""
    who, day = log.person(), log.day()
    firms = log.some_firms(2)
    log.add(*(b.leads(who, firm, day - log.pick(0, 100)) for firm in firms))
    for step in range(log.pick(2, 3, 4)):
        start = day + log.pick(0, 10, 87, 88, 200)
        period = {"van": b._iso(start), "tot": b._iso(start + 100)}
        text = log.rng.choice(
            [
                "Buurtfeest voor jong en oud",
                "Buurtfeest voor oud en jong",
                "buurtfeest voor jong en oud!",
                "Zorg",
            ]
        )
        log.add(
            b.grants(
                log.rng.choice(firms),
                day + step,
                f"r{step}",
                activiteit=text,
                periode=period,
                bedragVerleend="24000.00",
            )
        )


def e3(log: Log) -> None:
    """Let a subsidised firm rent from its leader's firm."""
    firm, lessor = log.some_firms(2)
    who, day = log.anyone(), log.day()
    if who in (firm, lessor):
        return
    log.add(
        b.grants(firm, day, "r"),
        b.leads(who, firm, day - 100),
        b.lets(lessor, firm, log.place(), day - log.pick(-50, 50, 100, 101)),
    )
    log.add(
        b.leads(who, lessor, day - 150)
        if log.rng.random() < 0.5
        else b.holds(who, lessor, day - 150, share=log.pick(25, 26))
    )


def e4(log: Log) -> None:
    """Find nothing at subsidised places."""
    who, day = log.person(), log.day()
    firms = log.some_firms(2)
    log.add(*(b.leads(who, firm, day - 10) for firm in firms))
    for step in range(log.pick(2, 3, 4)):
        log.add(b.grants(log.rng.choice(firms), day + step, "r", locatie=b.spot(step + 1)))
    for step in range(log.pick(1, 2, 3)):
        log.add(
            b.inspects(
                log.firm(), log.pick(1, 2, 3), day + step, uitkomst="geen_activiteit", sanctionable=False
            )
        )


def f1(log: Log) -> None:
    """Let one party lend to applicants."""
    lender, day = log.anyone(), log.day()
    for firm in log.some_firms(log.pick(3, 4)):
        if firm == lender:
            continue
        soort = log.rng.choice(["onderhands", "onderhands", "onderhands", "bank", "familie"])
        if log.rng.random() < 0.5:
            log.add(
                b.lends(lender, firm, day, betrokkenen=[b.party("financier", lender, soort=soort)]),
                b.applies(firm, log.place(), day + 5),
            )
        else:
            part = {"soort": soort, "bedrag": "1000.00", "verstrekker": b.party("financier", lender)}
            log.add(b.applies(firm, log.place(), day + 5, financiering=[part]))
        if log.rng.random() < 0.2:
            log.add(b.leads(log.person(), firm, day))


def f2(log: Log) -> None:
    """Let applications miss part of their financing."""
    for _ in range(2):
        part = {
            "soort": "eigen_middelen",
            "bedrag": log.rng.choice(["40000.00", "39999.99", "80000.00", "1.00"]),
        }
        log.add(
            b.applies(
                log.firm(),
                log.place(),
                log.day(),
                investering=log.rng.choice(["50000.00", "100000.00", "9000.00"]),
                financiering=[part],
            )
        )


def f3(log: Log) -> None:
    """Let places for rents around a median, and loans go round."""
    for _ in range(log.pick(4, 5, 6, 8)):
        where = log.rng.randrange(1, 9)
        rent = log.rng.choice(
            ["3000.00", "3000.00", "3100.00", "5400.00", "5399.00", "1650.00", "1600.00", "9000.00"]
        )
        lessor, tenant = log.anyone(), log.firm()
        if lessor != tenant:
            said = b.spot(where, oppervlakte=30, gebruiksdoel=["winkelfunctie"])
            log.add(b.lets(lessor, tenant, where, log.day(), locatie=said, bedrag=rent))
    circle = log.some_firms(log.pick(2, 3, 4))
    for lender, borrower in zip(circle, [*circle[1:], circle[0]], strict=True):
        if log.rng.random() < 0.9:
            log.add(b.lends(lender, borrower, log.day()))


def g2(log: Log) -> None:
    """Inspect the firms of one person."""
    who, day = log.person(), log.day()
    firms = log.some_firms(2)
    log.add(*(b.leads(who, firm, day - 10) for firm in firms))
    for step in range(log.pick(2, 3, 4)):
        log.add(b.inspects(log.rng.choice(firms), log.place(), day + step * log.pick(100, 365, 366)))


def i1(log: Log) -> None:
    """Find hemp at places of one owner."""
    owner, day = log.anyone(), log.day()
    for step in range(log.pick(1, 2, 3)):
        where, when = log.place(), day + step * log.pick(100, 1095, 1096)
        if log.rng.random() < 0.6:
            log.add(owns(owner, where, when - log.pick(-1, 0, 50)))
        else:
            tenant = log.firm()
            if tenant != owner:
                log.add(b.lets(owner, tenant, where, when - log.pick(0, 50)))
        if log.rng.random() < 0.5:
            log.add(
                b.closed_down(
                    log.firm(),
                    where,
                    when,
                    maatregel={"grondslag": log.rng.choice(["opiumwet_13b", "opiumwet_13b", "alcoholwet"])},
                )
            )
        else:
            log.add(
                b.event(
                    "meldingen.melding-ontvangen",
                    when,
                    locatie=b.spot(where),
                    categorie="hennep",
                    kanaal=log.rng.choice(["partner", "partner", "bewoner"]),
                    betrouwbaarheid=log.rng.choice("ABC"),
                )
            )
    if log.rng.random() < 0.4:
        number = f"I{log.rng.randrange(10**6)}"
        rol = log.rng.choice(["houder", "eigenaar", "adviseur"])
        log.add(
            b.applies(
                log.firm(), log.place(), day - log.pick(0, 1, 30), b.party(rol, owner), zaaknummer=number
            )
        )
        if log.rng.random() < 0.5:
            log.add(b.event("vergunningen.vergunning-verleend", day + log.pick(-1, 0, 1), zaaknummer=number))


def i2(log: Log) -> None:
    """Let one person have an employer and crowded housing."""
    who, day, where = log.person(), log.day(), log.place()
    employer, housing = log.some_firms(2)
    log.add(
        b.leads(
            who,
            {"organisatie": {**employer["organisatie"], "sbi": [log.rng.choice(["78.20", "9604", "5610"])]}},
            day - 30,
        )
    )
    if log.rng.random() < 0.5:
        log.add(owns(who, where, day - 40))
    else:
        log.add(b.leads(who, housing, day - 30), owns(housing, where, day - log.pick(-20, 40)))
    log.add(
        *(
            lives(log, b.person(f"P{number}", geboortedatum="1980-01-01"), where, day + number)
            for number in range(log.pick(2, 3, 4))
        )
    )


def j1(log: Log) -> None:
    """Let an application and the register differ."""
    firm, who, other, day = log.firm(), log.person(), log.person(), log.day()
    day = log.pick(300, 400, 500)
    if log.rng.random() < 0.7:
        log.add(b.holds(who, firm, day - 50, share=log.pick(24, 25, 60)))
    if log.rng.random() < 0.5:
        log.add(b.leads(who, firm, day - 50))
    if log.rng.random() < 0.5:
        log.add(
            b.lends(
                who,
                firm,
                day - log.pick(29, 30, 31),
                bedrag=log.rng.choice(["10000.00", "9999.99", "20000.00"]),
            )
        )
    parties = []
    if log.rng.random() < 0.7:
        parties.append(b.party("aandeelhouder", other, aandeel=50))
    if log.rng.random() < 0.5:
        parties.append(b.party("bestuurder", other))
    more = {
        "financiering": [{"soort": "bank", "bedrag": "5.00"}],
        "investering": log.rng.choice(["90000.00", "150000.00"]),
    }
    log.add(b.applies(firm, log.place(), day, *parties, **(more if log.rng.random() < 0.7 else {})))
    if log.rng.random() < 0.4:
        log.add(b.leads(other, firm, day + log.pick(89, 90, 91)))
    log.add(b.day_began(day + log.pick(20, 89, 90, 91)))


def j2(log: Log) -> None:
    """Let applicants give one contact."""
    day = log.day()
    for firm in log.some_firms(log.pick(2, 3, 4)):
        contact = log.rng.choice(
            [{"telefoon": "+31 78 123 45 67"}, {"telefoon": "0781234567"}, {"email": "A@b.nl "}]
        )
        said = {"organisatie": {**firm["organisatie"], **contact}}
        if log.rng.random() < 0.6:
            log.add(b.applies(said, log.place(), day))
        else:
            log.add(
                b.event(
                    "subsidies.aanvraag-ontvangen",
                    day,
                    betrokkenen=[b.party("aanvrager", said)],
                    iban="NL91ABNA0417164300",
                )
            )
        if log.rng.random() < 0.2:
            log.add(b.leads(log.person(), firm, day))


def h2(log: Log) -> None:
    """Let a young firm change its name at a place for industry."""
    day, firm = log.day(), log.firm()
    log.add(
        joined(firm, day, sbi=["4941"]),
        b.registered(firm, 2, day + log.pick(5, 182, 183), locatie=spot(log, 2)),
    )
    log.add(joined(firm, day + log.pick(100, 182, 183), "gewijzigd", sbi=["4941"], naam="Anders BV"))


def h1(log: Log) -> None:
    """Crowd one neighbourhood with a branch at risk, and others with none."""
    day = log.day()
    for index in range(log.pick(4, 5, 6, 9)):
        firm = b.firm(f"R{index}", sbi=["56.10"])
        log.add(b.registered(firm, 21, day, locatie=b.spot(21, buurt="Kade")))
    for index in range(30):
        log.add(
            b.registered(
                b.firm(f"N{index}", sbi=["8899"]),
                22 + index % 3,
                day,
                locatie=b.spot(22 + index % 3, buurt="Dorp"),
            )
        )


PLOTS: tuple[Callable[[Log], None], ...] = (
    a1, a2, a3, a4, b1, b2_b5, b3, b4, c1, c2, c3, c4, d1_d2, d3, e1_e2, e3, e4, f1, f2, f3, g2, i1, i2, j1, j2, h1, h2,
)  # fmt: skip


def _hubs(log: Log) -> None:
    """Make a person or firm a hub by many loans, and perhaps take it back."""
    who, day = log.anyone(), log.day()
    for index in range(log.pick(24, 25, 26)):
        log.add(b.lends(who, b.firm(f"H{index}"), day))


def _corrected(said: Statement, days: int, number: int) -> Statement:
    """Give the correction of an event that says it was some days earlier or later."""
    ref = said.ref._replace(
        day=said.ref.day + days, known=said.ref.known + number * 1_000_000, id=f"{said.ref.id}c{number}"
    )
    return msgspec.structs.replace(
        said,
        ref=ref,
        corrigeert=said.ref.id,
        relations=tuple(msgspec.structs.replace(one, ref=ref, day=one.day + days) for one in said.relations),
        step=None if said.step is None else msgspec.structs.replace(said.step, ref=ref),
    )


def _amend(log: Log) -> None:
    rng = log.rng
    latest = max(said.ref.known for said in log.said)
    when = (latest - b.instant(0)) // 86_400_000_000
    for _ in range(rng.choice([0, 1, 3, 6])):
        target = rng.choice(log.said)
        if target.ref.source == b.DESK or target.herroept is not None:
            continue
        if rng.random() < 0.5:
            log.add(b.retracts(target, at=when + rng.choice([-100, 0, 20])))
        else:
            log.add(_corrected(target, rng.choice([-200, -1, 1, 30]), len(log.said)))
    _judge(log, when)
    if rng.random() < 0.5:
        log.add(b.day_began(when + rng.choice([10, 100, 400, 2500])))


def _judge(log: Log, when: int) -> None:
    """Let people say who is who, and hide a record."""
    rng = log.rng
    for key in sorted(log.aliases):
        if rng.random() < 0.7:
            verdict = rng.choice(["same", "same", "different"])
            log.add(b.judged(f"{b.REGISTER}#{key}", f"{b.REGISTER}#{key}x", verdict, when))
    if rng.random() < 0.2:
        one, other = rng.sample(range(FIRMS), 2)
        log.add(b.judged(f"{b.REGISTER}#F{one}", f"{b.REGISTER}#F{other}", "same", when))
        if rng.random() < 0.5:
            log.add(b.judged(f"{b.REGISTER}#F{one}", f"{b.REGISTER}#F{other}", "different", when + 1))
    if rng.random() < 0.2:
        record = rng.choice([f"{b.REGISTER}#F1", f"{b.REGISTER}#P1", f"{b.PERMITS}#F2", f"{b.REGISTER}#P0"])
        log.add(b.restricts(record, when))
        if rng.random() < 0.4:
            log.add(b.restricts(record, when + 1, "vrijgegeven"))


def make_log(seed: int) -> list[Statement]:
    """Give one log, each event once, in the order of its making."""
    log = Log(seed)
    for plot in log.rng.choices(PLOTS, k=log.rng.choice([2, 4, 8, 12])):
        plot(log)
    if log.rng.random() < 0.15:
        _hubs(log)
    _amend(log)
    return list({(said.ref.source, said.ref.id): said for said in log.said}.values())
