"""The route of I2: to protection, and the rest of its structure once more without it (rules.md section 4)."""

from graph.claims import Statement
from graph.flag import Flag
from graph.municipality import Municipality
from graph.structures import anchor_of, flag_id
from tests.graph import builders as b
from tests.graph.indicators.examples import i2


def _log() -> list[Statement]:
    """Give work and housing in one hand, and findings again and again at the employer and another firm."""
    employer, other = b.firm("E", sbi=["78.20"]), b.firm("Z")
    return [
        *i2(),
        b.leads(b.person("C"), other, 0),
        *(b.inspects(firm, 7, 200 + day) for day, firm in enumerate((employer, other, employer))),
    ]


def _by_route(municipality: Municipality) -> dict[str, Flag]:
    return {flag.route: flag for flag in municipality.flags.values()}


def test_the_structure_goes_to_protection() -> None:
    """With all its hits, under an id of its own kind."""
    municipality = b.town(_log())
    flag = _by_route(municipality)["protection"]
    assert {one.id for one in flag.indicators} == {"B2", "G2", "I2"}
    findings = list(municipality._evaluation.findings.values())
    anchor = anchor_of(municipality.graph.view, findings)
    assert flag.id == flag_id(b.GEMEENTE, anchor, protection=True)


def test_the_rest_is_published_again_only_where_it_meets_the_rule_alone() -> None:
    """G2 alone does not; with another group it does, and I2 and the housing are not in it."""
    assert set(_by_route(b.town(_log()))) == {"protection"}
    gap = b.applies(b.firm("E"), 8, 250, investering="90000.00", financiering=[{"bedrag": "1.00"}])
    flags = _by_route(b.town([*_log(), gap]))
    assert {one.id for one in flags["protection"].indicators} == {"B2", "F2", "G2", "I2"}
    assert {one.id for one in flags["screening"].indicators} == {"F2", "G2"}
    assert b.place_record(1)[1:] not in flags["screening"].records


def test_it_leaves_the_route_with_its_last_resident() -> None:
    """The two flags of one structure come and go each for itself."""
    gap = b.applies(b.firm("E"), 8, 250, investering="90000.00", financiering=[{"bedrag": "1.00"}])
    municipality = b.town([*_log(), gap])
    before = _by_route(municipality)
    resident = next(one for one in i2() if any(relation.relation == "bewoning" for relation in one.relations))
    changes = b.said(municipality, b.retracts(resident, at=300))
    assert changes.withdrawn == [(before["protection"].id, "retracted")]
    assert _by_route(municipality)["screening"].id == before["screening"].id


def test_a_flag_states_the_median_as_it_is_now() -> None:
    """Another lease moves the median, makes no hit and breaks none; the flag says the new number."""
    said = {"oppervlakte": 30, "gebruiksdoel": ["winkelfunctie"]}
    leases = [
        b.lets(b.person("L"), b.firm(f"T{n}"), n, 10, locatie=b.spot(n, **said), bedrag=rent)
        for n, rent in enumerate(["3000.00"] * 5 + ["9000.00"], start=1)
    ]
    log = [
        *leases,
        *(b.inspects(b.firm(f"T{n}"), n, 50 + n) for n in (6, 7, 6)),
        b.inspects(b.firm("T6"), 6, 99),
    ]
    log += [b.leads(b.person("Q"), b.firm(f"T{n}"), 0) for n in (6, 7)]
    municipality = b.town(log)
    (flag,) = municipality.flags.values()
    (rent,) = (one for one in flag.indicators if one.id == "F3")
    assert (rent.parameters["median"], rent.parameters["leases"]) == (100, 6)
    more = [
        b.lets(b.person("L"), b.firm(f"U{n}"), n, 10, locatie=b.spot(n, **said), bedrag="3300.00")
        for n in range(11, 18)
    ]
    (raised,) = b.said(municipality, more).raised
    (rent,) = (one for one in raised.indicators if one.id == "F3")
    assert (rent.parameters["median"], rent.parameters["leases"]) == (110, 13)
    assert "13 vergelijkbare huren" in rent.nl
    (anew,) = b.town([*log, *more]).flags.values()
    assert anew.digest == raised.digest
