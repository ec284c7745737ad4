"""E2: two grants to one cluster pay for the same activity in the same time."""

from collections.abc import Iterator

import msgspec
from rapidfuzz import fuzz

from graph.applications import place_of
from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.indicators.subsidy_stacking import Grant, foci, grants_of, grants_of_cluster, is_covered
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import HOLDING, LEADING, View
from graph.wording import in_dutch, in_english

__all__ = ["DOUBLE_FINANCING"]

_STEPS = ("subsidie-verleend", "subsidie-aanvraag-ontvangen")
"""Steps of a case that say what is paid for, and when; the grant before the application."""


class _Paid(msgspec.Struct, frozen=True, gc=False):
    """What a granted case pays for, from a day through a day, and the facts that say so."""

    grant: Grant
    start: int
    end: int
    activity: str
    place: Entity | None
    facts: tuple[Fact, ...]


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """Two grants to one controller or applicant overlap in time and pay for the same or nearly the same activity."""
    entity = view.at(focus[0])
    if entity is None:
        return
    own = _double(view, view.still(grants_of, entity), p)
    if own and not is_covered(view, entity, {paid.grant.day for pair in own for paid in pair}):
        yield _hit(view, focus, entity, own, p, mark="applicant")
    if entity.kind == PERSON:
        grants = sorted(view.once(grants_of_cluster, entity), key=lambda grant: grant.first.ref)
        double = _double(view, grants, p)
        if double:
            yield _hit(view, focus, entity, double, p, mark="controller")


def _double(view: View, grants: list[Grant], p: Parameters) -> list[tuple[_Paid, _Paid]]:
    """Give the pairs of different cases that overlap long enough and are alike."""
    if len(grants) < 2:
        return []
    paid = [one for grant in grants if (one := _paid(view, grant)) is not None]
    paid.sort(key=lambda one: (one.start, one.grant.first.ref))
    pairs: list[tuple[_Paid, _Paid]] = []
    for index, one in enumerate(paid):
        for other in paid[index + 1 :]:
            if one.end - other.start + 1 < p["days"]:
                break
            if min(one.end, other.end) - other.start + 1 >= p["days"] and _alike(one, other, p["similarity"]):
                pairs.append((one, other))
    return pairs


def _paid(view: View, grant: Grant) -> _Paid | None:
    """Give what a grant pays for; None where its case does not say for which time."""
    facts = [
        fact
        for kind in _STEPS
        for fact in reversed(view.facts(grant.organisation, kind))
        if fact.case == grant.first.case
    ]
    dated = next((fact for fact in facts if fact.step.period is not None), None)
    told = next((fact for fact in facts if fact.step.activiteit is not None), None)
    if dated is None or dated.step.period is None:
        return None
    activity = "" if told is None or told.step.activiteit is None else told.step.activiteit.lower()
    used = tuple(dict.fromkeys((*grant.facts, dated, *([told] if told is not None else []))))
    return _Paid(grant, *dated.step.period, activity, place_of(view, grant.first), used)


def _alike(one: _Paid, other: _Paid, least: float) -> bool:
    """Tell whether two texts are alike; the same place with the same text is alike by that."""
    if not one.activity or not other.activity:
        return False
    return fuzz.ratio(one.activity, other.activity, score_cutoff=least * 100 - 1e-9) / 100 >= least


def _hit(
    view: View, focus: Focus, entity: Entity, pairs: list[tuple[_Paid, _Paid]], p: Parameters, *, mark: str
) -> Hit:
    paid = list(dict.fromkeys(one for pair in pairs for one in pair))
    organisations = dict.fromkeys(one.grant.organisation for one in paid)
    names = ", ".join(
        view.name(organisation) for organisation in organisations if organisation.kind == ORGANISATION
    )
    one, other = pairs[0]
    first, last = max(one.start, other.start), min(one.end, other.end)
    nl, en = (
        ("Eén bestuurder of aandeelhouder", "One controller")
        if mark == "controller"
        else ("Eén aanvrager", "One applicant")
    )
    return found(
        "E2",
        focus,
        (entity, *organisations),
        [relation for one in paid for relation in one.grant.by],
        [fact for one in paid for fact in one.facts],
        p,
        (
            (
                f"{nl} kreeg {len(paid)} subsidies voor (bijna) dezelfde activiteit. De perioden vallen samen,"
                f" bijvoorbeeld van {in_dutch(first)} tot en met {in_dutch(last)} ({names})."
            ),
            (
                f"{en} received {len(paid)} grants for (nearly) the same activity. Their periods overlap,"
                f" for example from {in_english(first)} through {in_english(last)} ({names})."
            ),
        ),
        mark=(mark,),
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """Grants say not for which time, or not for what."""
    entity = view.at(focus[0])
    grants = [] if entity is None else view.still(grants_of, entity)
    if entity is None or len(grants) < 2:
        return
    paid = [_paid(view, grant) for grant in grants]
    who, whom = view.name(entity), view.name_in_english(entity)
    if None in paid:
        yield Unknown(
            "E2",
            focus,
            "periode",
            f"Van subsidies aan {who} is de periode niet bekend.",
            f"The period of grants to {whom} is unknown.",
        )
    if any(one is not None and not one.activity for one in paid):
        yield Unknown(
            "E2",
            focus,
            "activiteit",
            f"Van subsidies aan {who} is de activiteit niet omschreven.",
            f"The activity of grants to {whom} is not described.",
        )


DOUBLE_FINANCING = Indicator(
    id="E2",
    version="1",
    nl="Twee subsidies voor dezelfde activiteit",
    en="Double financing",
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
    ),
    hook="Wet Bibob art. 3 lid 6 en art. 6",
    refusal="Onjuiste of onvolledige gegevens (Awb 4:35 lid 2 onder a, 4:48)",
    innocent=(
        Said("Cofinanciering die bij de aanvraag is gemeld.", "Co-financing declared with the application."),
        Said(
            "Dezelfde soort activiteit op twee plekken of voor twee groepen.",
            "The same kind of activity at two places or for two groups.",
        ),
        Said("Een standaardtekst in de omschrijving.", "A standard text as description."),
    ),
    triggers=frozenset({*LEADING, *HOLDING, "uitgeschreven", *_STEPS}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
