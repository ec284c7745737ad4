"""The smallest log on which each indicator hits, with knobs at its thresholds; without a knob turned it hits."""

from collections.abc import Callable
from typing import Any

from graph.claims import Statement
from tests.graph import builders as b

__all__ = ["EXAMPLES", "OTHERS"]

Log = list[Statement]


def date(number: int) -> str:
    """Write a numbered day."""
    return b._iso(number)


def lives(who: b.Data, where: int, number: int, *, ends: bool = False, **more: Any) -> Statement:
    """Give somebody's moving in (or out); ``more`` is said of the place."""
    kind = "beeindigd" if ends else "begonnen"
    return b.event(f"registers.bewoning-{kind}", number, **who, locatie=b.spot(where, **more))


def owns(who: b.Data, where: int, number: int, *, ends: bool = False) -> Statement:
    """Give the buying (or selling) of a place."""
    return b.event(
        f"registers.eigendom-{'beeindigd' if ends else 'verkregen'}", number, **who, locatie=b.spot(where)
    )


def becomes(kind: str, org: b.Data, number: int, **more: Any) -> Statement:
    """Give the registration or change of a firm, with its state after it."""
    return b.event(f"registers.onderneming-{kind}", number, organisatie={**org["organisatie"], **more})


def a1(groups: int = 5, step: int = 270, owner_of: int = 0, share: float = 51) -> Log:
    """One director of unconnected firms, one a step of days; ``owner_of`` of them have one owner."""
    firms = [b.firm(f"F{number}") for number in range(groups)]
    return [
        *(b.leads(b.person("P"), firm, number * step) for number, firm in enumerate(firms)),
        *(b.holds(b.person("O"), firm, 0, share) for firm in firms[:owner_of]),
    ]


def a1_short(
    tenure: int = 365, gap: int = 182, count: int = 3, kind: str = "faillissement-uitgesproken"
) -> Log:
    """One director of firms that go under some days after a short tenure."""
    log: Log = []
    for number in range(count):
        firm, start = b.firm(f"F{number}"), number * 3000
        log += [
            b.leads(b.person("P"), firm, start),
            b.leads(b.person("P"), firm, start + tenure, ends=True),
            b.event(f"registers.{kind}", start + tenure + gap, **firm),
        ]
    return log


def a2(ties: str = "finance lease", share: float = 26, left: int = 500, *, head_share: bool = False) -> Log:
    """A head without shares applies on day 1000; another person has some ties."""
    x, who, holding, old = b.firm("X"), b.person("P"), b.firm("H"), b.firm("OLD")
    parts = {
        "finance": [b.lends(who, x, 900)],
        "lease": [b.lets(who, x, 1, 900)],
        "shares": [b.holds(who, holding, 800), b.holds(holding, x, 800, share)],
        "former": [
            b.leads(who, old, 0),
            b.registered(old, 1, 0),
            b.registered(old, 1, left, ends=True),
        ],
    }
    log = [b.leads(b.person("HEAD"), x, 900), b.applies(x, 1, 1000)]
    if head_share:
        log.append(b.holds(b.person("HEAD"), x, 950, 1))
    return log + [one for tie in ties.split() for one in parts[tie]]


def a3(visits: int = 2) -> Log:
    """One person in charge at some inspections of a place, fifty days apart."""
    parties = [b.party("exploitant", b.firm("X")), b.party("aangetroffen-leiding", b.person("P"))]
    return [b.inspects(b.firm("X"), 1, 100 + 50 * step, betrokkenen=parties) for step in range(visits)]


def a4(places: int = 4) -> Log:
    """One manager declared at some places at the same time."""
    manager = b.party("leidinggevende", b.person("P"))
    return [
        b.applies(b.firm(f"F{number}"), number + 1, 10 + number, manager, zaaknummer=f"Z{number}")
        for number in range(places)
    ]


def a4_absent(codes: str = "leidinggevende_afwezig leidinggevende_afwezig", kind: str = "horeca") -> Log:
    """Inspections of a place in a row, each with one finding."""
    return [
        b.inspects(
            b.firm("X"),
            1,
            10 + number,
            bevindingen=[{"code": code, "ernst": 1, "sanctionabel": False}],
            soortToezicht=kind,
        )
        for number, code in enumerate(codes.split())
    ]


def b1(count: int = 11) -> Log:
    """Some firms registered at one place."""
    return [b.registered(b.firm(f"F{number}"), 1, number) for number in range(count)]


def b2(residents: int = 3, area: int | None = 29, born: str = "1980-01-01") -> Log:
    """Some residents at one place at the same time."""
    said: dict[str, Any] = {} if area is None else {"oppervlakte": area}
    return [
        lives(b.person(f"P{number}", geboortedatum=born), 1, 10 + number, **said)
        for number in range(residents)
    ]


def b3(stays: int = 5, step: int = 80) -> Log:
    """Some short stays at one place, each a move in and a move out."""
    return [
        lives(b.person(f"P{number}"), 1, number * step + out, ends=bool(out))
        for number in range(stays)
        for out in (0, 10)
    ]


def b4(components: int = 3, others: int = 0, on: int = 0) -> Log:
    """A lessor of firms, each closed down some days after the lease began; others without a closure."""
    node, firms = b.person("N"), [b.firm(f"F{number}") for number in range(components)]
    return [
        *(b.lets(node, firm, number + 1, 100) for number, firm in enumerate(firms)),
        *(b.closed_down(firm, 50 + number, 100 + on) for number, firm in enumerate(firms)),
        *(b.lends(node, b.firm(f"O{number}"), 100) for number in range(others)),
    ]


def b5(residents: int = 2, uses: tuple[str, ...] = ("kantoorfunctie", "industriefunctie")) -> Log:
    """Some residents at a place of some uses."""
    return [
        lives(b.person(f"P{number}"), 1, 10 + number, gebruiksdoel=list(uses)) for number in range(residents)
    ]


def c1(gap: int = 500) -> Log:
    """Three operators of one lessor, one after another."""
    log: Log = []
    for number in range(3):
        firm = b.firm(f"F{number}")
        log += [
            b.registered(firm, 1, number * gap),
            b.registered(firm, 1, number * gap + gap - 1, ends=True),
            b.lets(b.person("L"), firm, 1, number * gap),
        ]
    return log


def c2(back: int = 1195, share: float = 26) -> Log:
    """A's share ends on day 100, B's begins, and A's begins again."""
    a, other, x = b.person("A"), b.person("B"), b.firm("X")
    return [
        b.holds(a, x, 0, share),
        b.holds(a, x, 100, ends=True),
        b.holds(other, x, 100, share),
        b.holds(other, x, 150, ends=True),
        b.holds(a, x, back, share),
    ]


def c2_round(last: int = 1295, holders: str = "ABCA", share: float = 51) -> Log:
    """Majorities of one firm one after another; the last three begin from day 200 to the last day."""
    log: Log = []
    for name, start, end in zip(holders, (0, 200, 700, last), (100, 600, 800, last + 50), strict=False):
        who = b.person(name)
        log += [b.holds(who, b.firm("X"), start, share), b.holds(who, b.firm("X"), end, ends=True)]
    return log


def c3(change: int = 90, *, on_place: bool = False, measure: str = "sluiting-opgelegd") -> Log:
    """A measure on day 100, and a new director some days from it."""
    x = b.firm("X")
    parties = [] if on_place else [b.party("exploitant", x)]
    return [
        becomes("ingeschreven", x, 0, naam="Oud BV"),
        b.registered(x, 1, 0),
        b.event(f"toezicht.{measure}", 100, locatie=b.spot(1), betrokkenen=parties),
        b.leads(b.person("P"), x, 100 + change),
    ]


def c4(size: int = 3) -> Log:
    """Firms that hold each other in a circle."""
    firms = [b.firm(f"F{number}") for number in range(size)]
    return [b.holds(firms[number - 1], firm, 10, 40) for number, firm in enumerate(firms)]


def c4_chain(holdings: int = 4, person: float = 25) -> Log:
    """Firms that hold one another upwards, and a person who holds a share of the second."""
    stack = [b.holds(b.firm(f"F{number + 1}"), b.firm(f"F{number}"), 10, 60) for number in range(holdings)]
    return [*stack, *([b.holds(b.person("P"), b.firm("F1"), 10, person)] if person else [])]


def d1() -> Log:
    """One person leads a firm that is refused, and one that applies for the same place."""
    x, y, who = b.firm("X"), b.firm("Y"), b.person("P")
    return [b.leads(who, x, 0), b.leads(who, y, 0), b.refuses(x, 1, 50), b.applies(y, 1, 100)]


def d2(withdrawn: int = 60, later: int = 365, soort: str = "alcoholwet", where: int = 2) -> Log:
    """One person leads a firm that withdraws under screening, and one that applies later."""
    x, y, who = b.firm("X"), b.firm("Y"), b.person("P")
    return [
        b.leads(who, x, 0),
        b.leads(who, y, 0),
        b.applies(x, 1, 100, zaaknummer="Z1", soort=soort),
        b.event("vergunningen.aanvraag-ingetrokken", 100 + withdrawn, zaaknummer="Z1"),
        b.applies(y, where, 100 + withdrawn + later, soort="overig"),
    ]


def d2_weak(telephone: str = "0781234567") -> Log:
    """A firm withdraws under screening, and one with the same telephone applies for the same place."""
    x, y = (b.firm(name, telefoon=said) for name, said in (("X", "0781234567"), ("Y", telephone)))
    return [
        b.applies(x, 1, 100, zaaknummer="Z1", soort="alcoholwet"),
        b.event("vergunningen.aanvraag-ingetrokken", 130, zaaknummer="Z1"),
        b.applies(y, 1, 200),
    ]


def d3(left: int = 365, lease_until: int | None = None, today: int = 30, soort: str = "alcoholwet") -> Log:
    """A director leaves some days after an application on day 100, and lets to the applicant."""
    x, who = b.firm("X"), b.person("P")
    log = [
        b.leads(who, x, 0),
        b.lets(who, x, 1, 0),
        b.applies(x, 1, 100, soort=soort),
        b.leads(who, x, 100 + left, ends=True),
    ]
    if lease_until is not None:
        log.append(b.lets(who, x, 1, 100 + left + lease_until, ends=True))
    return [*log, b.day_began(100 + left + today)]


def e1(schemes: int = 3) -> Log:
    """Grants under some schemes to one applicant."""
    return [b.grants(b.firm("X"), number, f"s{number}", zaaknummer=f"g{number}") for number in range(schemes)]


def e2(overlap: int = 14, text: str = "Buurtfeest voor jong en oud!") -> Log:
    """Two grants whose periods overlap some days."""
    return [
        b.grants(
            b.firm("X"),
            number,
            f"s{number}",
            zaaknummer=f"g{number}",
            activiteit=activity,
            periode={"van": date(start), "tot": date(start + 99)},
        )
        for number, (activity, start) in enumerate(
            (("buurtfeest voor jong en oud", 100), (text, 200 - overlap))
        )
    ]


def e3(share: float | None = None, since: int = 100) -> Log:
    """A granted firm rents from one that its leader leads, or holds a share of, since some day."""
    x, lessor, who = b.firm("X"), b.firm("L"), b.person("P")
    behind = b.leads(who, lessor, 100) if share is None else b.holds(who, lessor, 100, share)
    return [b.grants(x, 50, "s"), b.leads(who, x, 100), behind, b.lets(lessor, x, 1, since)]


def e4(places: int = 3, visits: int = 2) -> Log:
    """Grants at some places of one controller's firm, and inspections without activity at the first."""
    x = b.firm("X")
    return [
        b.leads(b.person("P"), x, 0),
        *(
            b.grants(x, 10 + number, "s", zaaknummer=f"g{number}", locatie=b.spot(number + 1))
            for number in range(places)
        ),
        *(
            b.inspects(b.firm("Y"), 1, 50 + number, sanctionable=False, uitkomst="geen_activiteit")
            for number in range(visits)
        ),
    ]


def f1(borrowers: int = 3, lender: b.Data | None = None, soort: str = "onderhands") -> Log:
    """One lender of some firms that apply."""
    who = b.person("L") if lender is None else lender
    log: Log = []
    for number in range(borrowers):
        firm = b.firm(f"F{number}")
        log += [
            b.lends(who, firm, 10, betrokkenen=[b.party("financier", who, soort=soort)]),
            b.applies(firm, number + 1, 20),
        ]
    return log


def f2(investment: str = "50000.00", financed: str = "39999.99") -> Log:
    """An application with an investment and its financing."""
    part = {"soort": "eigen_middelen", "bedrag": financed}
    return [b.applies(b.firm("X"), 1, 10, investering=investment, financiering=[part])]


def f3(rent: str = "5400.00", others: int = 4, crowd: int = 0) -> Log:
    """Leases at 3,000 a year for 30 m², one at another rent, and firms ever established there."""
    said = {"oppervlakte": 30, "gebruiksdoel": ["winkelfunctie", "woonfunctie"]}
    leases = [
        b.lets(b.person("L"), b.firm(f"T{where}"), where, 10, locatie=b.spot(where, **said), bedrag=amount)
        for where, amount in enumerate(["3000.00"] * others + [rent], start=1)
    ]
    return [*leases, *(b.registered(b.firm(f"C{number}"), others + 1, number) for number in range(crowd))]


def f3_round(size: int = 3) -> Log:
    """Loans that go round."""
    firms = [b.firm(f"F{number}") for number in range(size)]
    return [b.lends(firms[number - 1], firm, 10) for number, firm in enumerate(firms)]


def g2(inspections: int = 3) -> Log:
    """Inspections with a sanctionable finding at two firms of one person."""
    firms, who = [b.firm("X"), b.firm("Y")], b.person("P")
    return [
        *(b.leads(who, firm, 0) for firm in firms),
        *(b.inspects(firms[number % 2], 1, 10 + number) for number in range(inspections)),
    ]


def h1(risk: int = 6, others: int = 24) -> Log:
    """Horeca in one neighbourhood, other firms elsewhere."""
    return [
        *(
            b.registered(b.firm(f"R{number}", sbi=["56.10"]), 1, 0, locatie=b.spot(1, buurt="Kade"))
            for number in range(risk)
        ),
        *(
            b.registered(b.firm(f"N{number}", sbi=["8899"]), 2, 0, locatie=b.spot(2, buurt="Dorp"))
            for number in range(others)
        ),
    ]


def h2(changed: int = 182, uses: str = "industriefunctie") -> Log:
    """A young firm at an industrial place gets another name."""
    x = b.firm("X", sbi=["49.41"])
    return [
        becomes("ingeschreven", x, 0, naam="Oud BV"),
        b.registered(x, 1, 10, locatie=b.spot(1, gebruiksdoel=[uses])),
        becomes("gewijzigd", x, changed, naam="Nieuw BV"),
    ]


def i1(places: int = 2, apart: int = 1095, ground: str = "opiumwet_13b") -> Log:
    """Closures at some places of one owner, some days apart."""
    log: Log = []
    for number in range(places):
        log += [
            owns(b.person("O"), number + 1, 0),
            b.closed_down(
                b.firm(f"T{number}"), number + 1, 100 + number * apart, maatregel={"grondslag": ground}
            ),
        ]
    return log


def i1_pending(applied: int = 99, decided: int | None = None, rol: str = "eigenaar") -> Log:
    """A report of hemp at a place let since day 100, and an application of the lessor."""
    report = {"categorie": "hennep", "kanaal": "partner", "betrouwbaarheid": "B"}
    log = [
        b.lets(b.firm("O"), b.firm("T"), 1, 100),
        b.event("meldingen.melding-ontvangen", 100, locatie=b.spot(1), **report),
        b.applies(b.firm("X"), 2, applied, b.party(rol, b.firm("O")), zaaknummer="Z"),
    ]
    if decided is not None:
        log.append(b.event("vergunningen.vergunning-verleend", decided, zaaknummer="Z"))
    return log


def i2(sbi: str = "78.20", residents: int = 3) -> Log:
    """One person leads an employer, and a firm that owns crowded housing."""
    who = b.person("C")
    return [
        b.leads(who, b.firm("E", sbi=[sbi]), 0),
        b.leads(who, b.firm("H"), 0),
        owns(b.firm("H"), 1, 0),
        *b2(residents),
    ]


def j1(share: float = 25) -> Log:
    """A holder whom the application leaves out, while it names another."""
    x = b.firm("X")
    declared = b.party("aandeelhouder", b.person("D"), aandeel=50)
    return [
        b.holds(b.person("D"), x, 0, 50),
        b.holds(b.person("H"), x, 0, share),
        b.applies(x, 1, 100, declared),
    ]


def j1_loan(
    amount: str = "10000.00", since: int = 69, soort: str = "onderhands", investment: str = "90000.00"
) -> Log:
    """A loan that an application on day 100 leaves out."""
    x, lender = b.firm("X"), b.person("L")
    return [
        b.lends(lender, x, since, bedrag=amount, betrokkenen=[b.party("financier", lender, soort=soort)]),
        b.applies(x, 1, 100, financiering=[{"soort": "bank", "bedrag": "1.00"}], investering=investment),
    ]


def j1_unknown(today: int = 90, known: int | None = None) -> Log:
    """A declared director whom the register does not know, or only some days later."""
    x, declared = b.firm("X"), b.person("D")
    log = [b.leads(b.person("K"), x, 0), b.applies(x, 1, 100, b.party("bestuurder", declared))]
    if known is not None:
        log.append(b.leads(declared, x, 100 + known))
    return [*log, b.day_began(100 + today)]


def j2(
    count: int = 3,
    contact: tuple[b.Data, ...] = ({"telefoon": "+31 78 123 45 67"}, {"telefoon": "078-1234567"}),
) -> Log:
    """Applicants with one contact, in more than one spelling."""
    return [
        b.applies(
            {"organisatie": {**b.firm(f"F{number}")["organisatie"], **contact[number % len(contact)]}},
            number + 1,
            10,
        )
        for number in range(count)
    ]


EXAMPLES: dict[str, Callable[[], Log]] = {
    "A1": a1, "A2": a2, "A3": a3, "A4": a4, "B1": b1, "B2": b2, "B3": b3, "B4": b4, "B5": b5, "C1": c1, "C2": c2,
    "C3": c3, "C4": c4, "D1": d1, "D2": d2, "D3": d3, "E1": e1, "E2": e2, "E3": e3, "E4": e4, "F1": f1, "F2": f2,
    "F3": f3, "G2": g2, "H1": h1, "H2": h2, "I1": i1, "I2": i2, "J1": j1, "J2": j2,
}  # fmt: skip
"""By indicator, the log on which it hits."""

OTHERS: dict[str, tuple[Callable[[], Log], ...]] = {
    "A1": (a1_short,),
    "A2": (lambda: a2("lease former"), lambda: a2("finance shares")),
    "A4": (a4_absent,),
    "C2": (c2_round,),
    "C3": (lambda: c3(on_place=True),),
    "C4": (c4_chain,),
    "D2": (d2_weak,),
    "E3": (lambda: e3(share=26),),
    "F3": (f3_round,),
    "I1": (i1_pending,),
    "J1": (j1_loan, j1_unknown),
}
"""By indicator, logs on which its other computations hit."""
