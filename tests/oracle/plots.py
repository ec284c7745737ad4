"""Plots: what happens in a log, close to a threshold of an indicator, on one side of it or the other."""

import copy
from typing import Any

from tests.oracle.town import FIRMS, KVK, SUB, VTH, Log, Org, Person, anyone, new_org, some_day

__all__ = [
    "apply",
    "establish",
    "lead",
    "lend",
    "mass",
    "offenders",
    "phoenix",
    "stacking",
    "strike",
    "turnover",
]


def lead(log: Log, org: Org, who: Person | Org, day: int) -> None:
    """Let somebody lead or hold an organisation from a day on, perhaps not for ever."""
    rng = log.rng
    share = rng.choice([50, 50.5, 51, 100, 71, 72])
    if isinstance(who, Person):
        other: dict[str, Any] = {"persoon": log.person(who)}
    else:
        other = {"betrokkenen": [log.party("bestuurder", who, KVK)]}
    if rng.random() < 0.7:
        what: dict[str, Any] = {
            "functie": rng.choice(["bestuurder", "bestuurder", "vennoot", "eigenaar", "commissaris"])
        }
        kinds = "functie-aanvaard", "functie-beeindigd"
    else:
        what, kinds = {"aandeel": share}, ("belang-verkregen", "belang-beeindigd")
        if isinstance(who, Org):
            other["betrokkenen"][0]["rol"] = "aandeelhouder"
    base = {"organisatie": log.org(org, KVK), **other, **what}
    log.add(KVK, f"registers.{kinds[0]}", day, base)
    if rng.random() < 0.3:
        log.add(KVK, f"registers.{kinds[1]}", day + rng.choice([0, 200, 500, 1200]), copy.deepcopy(base))
    if kinds[0] == "belang-verkregen" and rng.random() < 0.3:
        log.add(
            KVK,
            "registers.belang-verkregen",
            day + 300,
            {**copy.deepcopy(base), "aandeel": rng.choice([20, 60])},
        )


def establish(log: Log, org: Org, place: dict[str, Any], day: int, until: int | None = None) -> None:
    """Register a firm at a place from a day on, perhaps until another."""
    base = {"organisatie": log.org(org, KVK) | {"vestigingsnummer": org.branch}}
    log.add(KVK, "registers.vestiging-geopend", day, {**base, "locatie": log.place(place)})
    if until is not None and log.rng.random() < 0.15:
        log.add(KVK, "registers.onderneming-uitgeschreven", until, base)
    elif until is not None:
        log.add(KVK, "registers.vestiging-gesloten", until, {**base, "locatie": log.place(place)})


def mass(log: Log) -> None:
    """Register nine to thirteen organisations at one place; now and then enough to make it a hub."""
    rng = log.rng
    place = log.places[0]
    count = rng.choice([10, 11, 11, 12, 12, 13, 13, 26, 27])
    start = some_day(log)
    orgs = [*log.orgs[: rng.choice([1, 2, 3])]]
    while len(orgs) < count:
        orgs.append(new_org(log))
    for org in orgs:
        begin = start + rng.randrange(0, 60)
        establish(log, org, place, begin, begin + rng.choice([30, 60, 400]) if rng.random() < 0.15 else None)


def turnover(log: Log) -> None:
    """Let three or four operators follow one another, with one lessor or one lender, or nearly so."""
    rng = log.rng
    place = rng.choice(log.places[:3])
    lessor, lender = anyone(log), anyone(log)
    day = some_day(log)
    gap = rng.choice([200, 400, 547, 548])
    by_lease = rng.random() < 0.7
    for index, org in enumerate(rng.sample(log.orgs[:FIRMS], rng.choice([3, 3, 3, 4]))):
        begin = day + gap * index
        lasts = rng.random() < 0.8 or index < 2
        establish(
            log, org, place, begin, begin + gap + rng.choice([-30, 0, 80, 89, 90, 91, 92]) if lasts else None
        )
        if by_lease:
            owner = lessor if rng.random() < 0.9 else anyone(log)
            if owner is not org:
                lease = {"organisatie": log.org(org, KVK), "locatie": log.place(place),
                         "betrokkenen": [log.party("verhuurder", owner, KVK)]}  # fmt: skip
                log.add(KVK, "registers.huur-begonnen", begin, lease)
                if rng.random() < 0.2:
                    log.add(KVK, "registers.huur-beeindigd", begin + gap, copy.deepcopy(lease))
        elif lender is not org:
            lend(log, org, lender, begin)


def lend(log: Log, org: Org, lender: Org | Person, day: int) -> None:
    """Let somebody lend to a firm, as registered or as declared with an application."""
    if log.rng.random() < 0.6:
        loan = {"organisatie": log.org(org, KVK), "bedrag": "10000.00",
                "betrokkenen": [log.party("financier", lender, KVK, soort="onderhands")]}  # fmt: skip
        log.add(KVK, "registers.lening-verstrekt", day, loan)
        if log.rng.random() < 0.2:
            log.add(KVK, "registers.lening-afgelost", day + 250, copy.deepcopy(loan))
    else:
        financing = {"soort": "onderhands", "bedrag": "5000.00",
                     "verstrekker": log.party("financier", lender, VTH, soort="onderhands")}  # fmt: skip
        apply(log, org, log.rng.choice(log.places), day, financiering=[financing])


def apply(log: Log, org: Org, place: dict[str, Any], day: int, parties: list[dict[str, Any]] | None = None,
           **more: Any) -> str:  # fmt: skip
    """Let a firm apply for a permit; give the case number."""
    number = log.case()
    rol = log.rng.choice(["aanvrager", "aanvrager", "houder"])
    data = {"zaaknummer": number, "soort": log.rng.choice(["alcoholwet", "overig"]), "locatie": log.place(place),
            "sbi": [org.sbi], "betrokkenen": [log.party(rol, org, VTH), *(parties or [])], **more}  # fmt: skip
    log.add(VTH, "vergunningen.aanvraag-ontvangen", day, data)
    return number


def strike(log: Log, org: Org, place: dict[str, Any], day: int) -> None:
    """Let something hard, or nearly hard, happen to an organisation at a place."""
    rng = log.rng
    kind = rng.choice(["geweigerd", "sluiting", "sluiting", "ingetrokken", "boete", "controle"])
    if kind in ("geweigerd", "ingetrokken"):
        number = apply(log, org, place, day - rng.choice([0, 30, 400]))
        reason = rng.choice(["bibob", "wangedrag", "op_verzoek", "overig"])
        log.add(VTH, f"vergunningen.vergunning-{kind}", day, {"zaaknummer": number, "reden": reason})
        return
    number = log.case()
    parties = [log.party("exploitant", org, VTH)]
    if rng.random() < 0.2:
        parties.append(log.party("aangetroffen-leiding", rng.choice(log.persons), VTH))
    first: dict[str, Any] = {"zaaknummer": number, "locatie": log.place(place), "betrokkenen": parties}
    if kind == "controle":
        outcome = rng.choice(["overtreding", "ernstige_overtreding", "aandachtspunt"])
        log.add(VTH, "toezicht.controle-uitgevoerd", day, {**first, "uitkomst": outcome})
        return
    ground = rng.choice(["opiumwet_13b", "alcoholwet", None])
    measure = {"maatregel": {"grondslag": ground}} if ground else {}
    event = "sluiting-opgelegd" if kind == "sluiting" else "boete-opgelegd"
    log.add(VTH, f"toezicht.{event}", day, {**first, **measure})
    if rng.random() < 0.3:
        grounds = rng.choice([measure, {}, {"maatregel": {"grondslag": "omgevingswet"}}])
        status = rng.choice(["vernietigd", "vernietigd", "bezwaar", "onherroepelijk"])
        log.add(VTH, "toezicht.maatregel-ingetrokken", day + rng.choice([20, 300]),
                {"zaaknummer": number, **grounds, "rechtsmiddel": status})  # fmt: skip


def phoenix(log: Log) -> None:
    """Strike one organisation, then let another with ties apply, at the same place or near it."""
    rng = log.rng
    x, y = rng.sample(log.orgs[:FIRMS], 2)
    place = rng.choice(log.places)
    other = place if rng.random() < 0.7 else rng.choice(log.places)
    day = some_day(log) + 500
    later = day + rng.choice([0, 30, 300, 729, 730, 731])
    parties: list[dict[str, Any]] = []
    tie = rng.choice([_tie_by_person, _tie_by_lender, _tie_by_lessor, _tie_by_text])
    if rng.random() < 0.9:
        parties = tie(log, (x, place, day), (y, other, later))
    strike(log, x, place, day)
    number = apply(log, y, other, later, parties)
    if rng.random() < 0.5:
        log.add(VTH, "vergunningen.vergunning-verleend", later + 30, {"zaaknummer": number})


Side = tuple[Org, dict[str, Any], int]


def _tie_by_person(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    """Let one person lead both, in the register or as declared."""
    rng, who = log.rng, log.rng.choice(log.persons)
    if rng.random() < 0.6:
        lead(log, x[0], who, x[2] - rng.choice([100, 800]))
        lead(log, y[0], who, y[2] + rng.choice([-30, 59, 60, 61]))
        return []
    rol = rng.choice(["leidinggevende", "bestuurder", "gemachtigde"])
    apply(log, x[0], x[1], x[2] - rng.choice([10, 300]), [log.party(rol, who, VTH)])
    return [log.party(rng.choice(["leidinggevende", "aandeelhouder"]), who, VTH)]


def _tie_by_lender(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    lender = anyone(log)
    for org, when in ((x[0], x[2] - 90), (y[0], y[2] - 10)):
        if lender is not org:
            lend(log, org, lender, when)
    return []


def _tie_by_lessor(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    lessor = anyone(log)
    for org, where, when in ((x[0], x[1], x[2] - 90), (y[0], y[1], y[2] - 10)):
        if lessor is not org:
            lease = {"organisatie": log.org(org, KVK), "locatie": log.place(where),
                     "betrokkenen": [log.party("verhuurder", lessor, KVK)]}  # fmt: skip
            log.add(KVK, "registers.huur-begonnen", when, lease)
    return []


def _tie_by_text(log: Log, x: Side, y: Side) -> list[dict[str, Any]]:
    """Give both one telephone, one account or nearly one name."""
    how = log.rng.choice(["phone", "iban", "name"])
    if how == "name":
        y[0].name = x[0].name.replace(" B.V.", " Dordrecht B.V.")
    else:
        setattr(y[0], how, getattr(x[0], how))
    return []


def stacking(log: Log) -> None:
    """Give one person's organisations, or one of them, grants just inside or outside the rule."""
    rng = log.rng
    who = rng.choice(log.persons)
    orgs = rng.sample(log.orgs[:FIRMS], rng.choice([1, 2, 3]))
    day = some_day(log) + 300
    for org in orgs:
        lead(log, org, who, day - rng.choice([0, 100, 700]))
        if rng.random() < 0.2:
            lead(log, org, rng.choice([o for o in log.orgs[:FIRMS] if o is not org]), day - 300)
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
        applicant = {"betrokkenen": [log.party("aanvrager", org, SUB)]}
        if rng.random() < 0.5:
            log.add(SUB, "subsidies.aanvraag-ontvangen", when - 40, {"zaaknummer": number, **applicant})
            log.add(SUB, "subsidies.subsidie-verleend", when, grant)
        else:
            log.add(SUB, "subsidies.subsidie-verleend", when, {**grant, **applicant})
        if rng.random() < 0.15:
            changed = {**grant, "bedragVerleend": rng.choice(["23000.00", "30000.00"])}
            log.add(SUB, "subsidies.subsidie-verleend", when + 50, changed)
        if rng.random() < 0.15:
            log.add(SUB, "subsidies.subsidie-ingetrokken", when + 90, {"zaaknummer": number})


def offenders(log: Log) -> None:
    """Inspect the organisations of one person, with sanctionable findings near the rule."""
    rng = log.rng
    who = rng.choice(log.persons)
    orgs = rng.sample(log.orgs[:FIRMS], 2)
    day = some_day(log) + 300
    for org in orgs:
        lead(log, org, who, day - rng.choice([0, 50, 400]))
    numbers = [log.case(), log.case()]
    for index in range(rng.choice([3, 3, 4])):
        org = orgs[index % 2]
        finding = {"code": "overig", "ernst": 1, "sanctionabel": rng.random() < 0.9}
        if rng.random() < 0.7:
            numbers[index % 2] = log.case()
        rol = rng.choice(["exploitant", "exploitant", "exploitant", "eigenaar"])
        data = {"zaaknummer": numbers[index % 2], "locatie": log.place(rng.choice(log.places)), "bevindingen": [finding],
                "betrokkenen": [log.party(rol, org, VTH)]}  # fmt: skip
        if rng.random() < 0.2:
            data["aanleiding"] = "hercontrole"
        log.add(VTH, "toezicht.controle-uitgevoerd", day + rng.choice([100, 365, 366]) * index, data)
