"""E1: one controller gathers grants under many schemes, or grants just under the bound of accounting."""

from collections.abc import Iterator

import msgspec

from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON
from graph.control import Control, controlled, controllers, downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown
from graph.instants import MONTH
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import HOLDING, LEADING, View
from graph.windows import windows
from graph.wording import euros

__all__ = ["GRANTED", "SUBSIDY_STACKING", "Grant", "foci", "grants_of", "grants_of_cluster", "is_covered"]


GRANTED = frozenset({"subsidie-verleend"})
"""The kind of event that grants."""


class Grant(msgspec.Struct, frozen=True, gc=False):
    """One granted case: the first grant gives date, scheme and year, the last that names one the amount (cents)."""

    first: Fact
    amount: int | None
    facts: tuple[Fact, ...]
    organisation: Entity
    by: tuple[Interval, ...] = ()

    @property
    def day(self) -> int:
        """The day of the grant."""
        return self.first.ref.day


def grants_of(view: View, applicant: Entity) -> list[Grant]:
    """Give the granted cases of which this is the applicant, by date."""
    cases: dict[str, list[Fact]] = {}
    for fact in view.facts(applicant, "subsidie-verleend"):
        if fact.applicant is not None and view.entity(fact.applicant) is applicant:
            cases.setdefault(fact.case, []).append(fact)
    return sorted(
        (Grant(facts[0], _last_amount(facts), tuple(facts), applicant) for facts in cases.values()),
        key=lambda grant: grant.first.ref,
    )


def _last_amount(facts: list[Fact]) -> int | None:
    return next((fact.step.verleend for fact in reversed(facts) if fact.step.verleend is not None), None)


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """One controller or applicant received grants under many schemes in one year, or just under the bound."""
    entity = view.at(focus[0])
    if entity is None:
        return
    own = _found(view.still(grants_of, entity), p)
    if own and not is_covered(view, entity, {grant.day for some in own.values() for grant in some}):
        yield _hit(view, focus, entity, own, p, mark="applicant")
    if entity.kind == PERSON:
        found = _found(sorted(view.once(grants_of_cluster, entity), key=lambda grant: grant.first.ref), p)
        if found:
            yield _hit(view, focus, entity, found, p, mark="controller")


def grants_of_cluster(view: View, person: Entity) -> list[Grant]:
    """Give the grants to organisations that this person controlled on the day of the grant, each once."""
    spans: dict[Entity, list[Control]] = {}
    found: list[Grant] = []
    for control in controlled(view, person):
        spans.setdefault(control.organisation, []).append(control)
    for organisation, controls in spans.items():
        for grant in view.still(grants_of, organisation):
            held = next((one for one in controls if one.holds_on(grant.day)), None)
            if held is not None:
                found.append(msgspec.structs.replace(grant, by=held.by))
    return found


def _found(grants: list[Grant], p: Parameters) -> dict[str, list[Grant]]:
    """Give the grants that stack (many schemes in a year) and those that hug the bound; empty where none do."""
    if len(grants) < min(p["schemes"], p["grants"]):
        return {}
    stacked = [grant for year in _years(grants).values() for grant in year if _schemes(year) >= p["schemes"]]
    band = [
        grant
        for grant in grants
        if not grant.first.step.undated
        and grant.amount is not None
        and p["band_from"] * 100 <= grant.amount < p["band_to"] * 100
    ]
    hugging = {
        grant.first.ref: grant
        for run in windows(band, p["months"] * MONTH, lambda grant: grant.day)
        if len(run) >= p["grants"]
        for grant in run
    }
    found = {"stacked": stacked, "hugging": list(hugging.values())}
    return {name: grants for name, grants in found.items() if grants}


def _years(grants: list[Grant]) -> dict[int, list[Grant]]:
    years: dict[int, list[Grant]] = {}
    for grant in grants:
        if grant.first.step.jaar is not None and grant.first.step.regeling is not None:
            years.setdefault(grant.first.step.jaar, []).append(grant)
    return years


def _schemes(grants: list[Grant]) -> int:
    return len({grant.first.step.regeling for grant in grants})


def is_covered(view: View, applicant: Entity, days: set[int]) -> bool:
    """Tell whether one controller held the applicant on all these days: then his cluster says it."""
    if applicant.kind != ORGANISATION:
        return False
    return any(
        all(
            any(one.organisation is applicant and one.holds_on(day) for one in controlled(view, person))
            for day in days
        )
        for person in controllers(view, applicant)
    )


def _hit(
    view: View, focus: Focus, entity: Entity, found: dict[str, list[Grant]], p: Parameters, *, mark: str
) -> Hit:
    grants = list({grant.first.ref: grant for grants in found.values() for grant in grants}.values())
    relations = tuple(dict.fromkeys(one for grant in grants for one in grant.by))
    refs = {fact.ref for grant in grants for fact in grant.facts} | {
        ref for one in relations for ref in one.refs
    }
    organisations = dict.fromkeys(grant.organisation for grant in grants)
    names = ", ".join(map(view.name, organisations))
    english = ", ".join(map(view.name_in_english, organisations))
    nl, en = [], []
    for kind, some in found.items():
        if kind == "stacked":
            year = some[0].first.step.jaar
            same = [grant for grant in some if grant.first.step.jaar == year]
            nl.append(f"subsidie onder {_schemes(same)} verschillende regelingen in {year}")
            en.append(f"grants under {_schemes(same)} different schemes in {year}")
        else:
            bound = euros(p["band_to"])
            nl.append(f"{len(some)} subsidies net onder {bound} binnen {p['months']:g} maanden")
            en.append(f"{len(some)} grants just under {bound} within {p['months']:g} months")
    who = (
        ("Eén bestuurder of aandeelhouder", "One controller")
        if mark == "controller"
        else ("Eén aanvrager", "One applicant")
    )
    return Hit(
        "E1",
        focus,
        (entity, *(one for one in organisations if one is not entity)),
        frozenset(refs),
        relations,
        tuple(fact for grant in grants for fact in grant.facts),
        dict(p),
        f"{who[0]} kreeg {' en '.join(nl)} ({names}).",
        f"{who[1]} received {' and '.join(en)} ({english}).",
        mark=(mark,),
    )


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """Grants give no year or scheme, no amount, or no day."""
    entity = view.at(focus[0])
    grants = [] if entity is None else view.still(grants_of, entity)
    if entity is None or len(grants) < min(p["schemes"], p["grants"]):
        return
    who, whom = view.name(entity), view.name_in_english(entity)
    if any(grant.first.step.jaar is None or grant.first.step.regeling is None for grant in grants):
        yield Unknown(
            "E1",
            focus,
            "regeling",
            f"Van subsidies aan {who} ontbreekt het jaar of de regeling.",
            f"Grants to {whom} give no year or scheme.",
        )
    if any(grant.amount is None for grant in grants):
        yield Unknown(
            "E1",
            focus,
            "bedragVerleend",
            f"Van subsidies aan {who} ontbreekt het bedrag.",
            f"Grants to {whom} give no amount.",
        )
    if any(grant.first.step.undated for grant in grants):
        yield Unknown(
            "E1",
            focus,
            "gebeurtenisdatum",
            f"Van subsidies aan {who} is de dag niet bekend.",
            f"The day of grants to {whom} is unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched entity, who may control it, and what it may control: whose cluster then covers it or not.

    Where nothing was ever granted to it or below it, its touch makes no hit.
    """
    granted = [one for one in (entity, *downstream(view, entity)) if view.has_any(one, GRANTED)]
    if not granted:
        return
    yield (entity.key,)
    yield from ((one.key,) for one in granted)
    if entity.kind == ORGANISATION:
        yield from ((person.key,) for person in controllers(view, entity))


SUBSIDY_STACKING = Indicator(
    id="E1",
    version="1",
    nl="Stapelen van subsidies, of net onder de grens blijven",
    en="Stacked grants, or grants just under the bound",
    group="E",
    phase="stroom",
    purpose="subsidieverlening",
    basis="Awb titel 4.2; Wet Bibob art. 6",
    reach="controller → organisations (≤ 4 holdings, 1 corporate director) → grants",
    needs=(
        Need("subsidies.subsidie-verleend", "wie welke subsidie kreeg", "who received which grant"),
        Need(
            "registers.functie-aanvaard",
            "of ontvangers dezelfde bestuurder hebben",
            "whether receivers have a director in common",
        ),
        Need(
            "registers.belang-verkregen",
            "of ontvangers dezelfde eigenaar hebben",
            "whether receivers have an owner in common",
        ),
    ),
    hook="Wet Bibob art. 6, art. 3 lid 1 onder a",
    refusal="Weigeren of intrekken van subsidie (Awb 4:35, 4:48)",
    innocent=(
        Said(
            "Een actieve vereniging of instelling met meer dan één project.",
            "An active association or institution with several projects.",
        ),
        Said("Regelingen die bedoeld zijn om samen te gaan.", "Schemes meant to go together."),
        Said(
            "Een vast bedrag per project dat toevallig onder de grens ligt.",
            "A fixed amount a project that happens to lie under the bound.",
        ),
    ),
    triggers=frozenset({*LEADING, *HOLDING, "uitgeschreven", "subsidie-verleend"}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
