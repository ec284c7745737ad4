"""J1: an application leaves out a holder or loan that the register knows, or names somebody whom it does not."""

from collections.abc import Iterator

import msgspec

from graph.applications import PERMIT, SUBSIDY, application_at, applications_of
from graph.cases import Fact
from graph.claims import ORGANISATION
from graph.control import downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown, found
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import holders_on
from graph.view import HOLDING, LEADING, View
from graph.wording import in_dutch, in_english

__all__ = ["SOURCE_MISMATCH", "Omission", "differences"]

_LENDING = frozenset({"lening"})
_HOLDER, _DIRECTOR, _LENDER = "aandeelhouder", "bestuurder", "financier"
_EVENT = "evenement"
_CHAIN = 4
"""Holdings in a chain at most (rules.md section 2)."""


class Omission(msgspec.Struct, frozen=True, gc=False):
    """Who is missing on the application or unknown to the register, and the relations that say so.

    ``what`` is ``houder_ontbreekt``, ``lening_ontbreekt``, ``houder_onbekend`` or ``bestuurder_onbekend``.
    """

    what: str
    who: Entity
    relations: tuple[Interval, ...]
    nl: str
    en: str


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit | Due]:
    """An application and the register name different holders, directors or lenders."""
    at = application_at(view, focus, PERMIT, SUBSIDY)
    if at is None or at[0].kind != ORGANISATION or at[1].step.soort == _EVENT:
        return
    applicant, application = at
    omissions, due = differences(view, applicant, application, p)
    if due is not None:
        yield Due(due)
    if not omissions:
        return
    who, when = view.name(applicant), application.ref.day
    yield found(
        "J1",
        focus,
        (applicant, *(one.who for one in omissions)),
        [relation for one in omissions for relation in one.relations],
        (application,),
        p,
        (
            (
                f"De aanvraag van {who} van {in_dutch(when)} en het register verschillen:"
                f" {', '.join(dict.fromkeys(one.nl for one in omissions))}."
            ),
            (
                f"The application of {who} of {in_english(when)} and the register differ:"
                f" {', '.join(dict.fromkeys(one.en for one in omissions))}."
            ),
        ),
    )


def differences(
    view: View, applicant: Entity, application: Fact, p: Parameters
) -> tuple[list[Omission], int | None]:
    """Give what differs today, and the day on which the register should know whom it does not; None where it knows all."""
    omissions = [
        *_omitted_holders(view, applicant, application, p),
        *_omitted_loans(view, applicant, application, p),
    ]
    due = application.ref.day + int(p["days"])
    unknown = [
        *_unknown(view, applicant, application, _HOLDER, due),
        *_unknown(view, applicant, application, _DIRECTOR, due),
    ]
    return omissions + (unknown if view.today >= due else []), due if unknown else None


def _declared(view: View, application: Fact, rol: str) -> set[Entity]:
    """Give whom an application names in a role."""
    parties = (view.entity(party.record) for party in application.parties if party.rol == rol)
    return {entity for entity in parties if entity is not None}


def _omitted_holders(view: View, applicant: Entity, application: Fact, p: Parameters) -> Iterator[Omission]:
    declared, day = _declared(view, application, _HOLDER), application.ref.day
    if not declared:
        return
    for one in view.incoming(applicant, HOLDING):
        if not one.holds_on(day) or (one.share or 0) < p["share"] or one.frm in declared:
            continue
        behind = (
            holders_on(view, one.frm, day)
            if one.frm.kind == ORGANISATION and not view.is_hub(one.frm)
            else {}
        )
        if declared.isdisjoint(behind):
            yield Omission(
                "houder_ontbreekt",
                one.frm,
                (one,),
                "een aandeelhouder ontbreekt",
                "a shareholder is missing",
            )


def _omitted_loans(view: View, applicant: Entity, application: Fact, p: Parameters) -> Iterator[Omission]:
    if not application.step.financing:
        return
    declared, day = _declared(view, application, _LENDER), application.ref.day
    least = max(p["amount"] * 100, p["part"] / 100 * (application.step.investering or 0))
    for one in view.incoming(applicant, _LENDING):
        if (
            one.soort != "bank"
            and one.start < day - p["loan_days"]
            and one.end >= day
            and (one.amount or 0) >= least
            and one.frm not in declared
        ):
            yield Omission("lening_ontbreekt", one.frm, (one,), "een lening ontbreekt", "a loan is missing")


def _unknown(view: View, applicant: Entity, application: Fact, rol: str, due: int) -> Iterator[Omission]:
    """Give whom the register does not know in a role from the application until the day it is due."""
    declared = _declared(view, application, rol)
    if not declared:
        return
    known = _known(view, applicant, rol, application.ref.day, due)
    what, nl, en = {
        _HOLDER: (
            "houder_onbekend",
            "een opgegeven aandeelhouder staat niet in het register",
            "a declared shareholder is not in the register",
        ),
        _DIRECTOR: (
            "bestuurder_onbekend",
            "een opgegeven bestuurder staat niet in het register",
            "a declared director is not in the register",
        ),
    }[rol]
    others = [path for who, path in known.items() if who not in declared] or list(known.values())
    for who in sorted(declared - known.keys(), key=lambda entity: entity.key):
        if known:
            yield Omission(what, who, others[0], nl, en)


def _known(
    view: View, applicant: Entity, rol: str, first: int, last: int
) -> dict[Entity, tuple[Interval, ...]]:
    """Give whom the register knows in a role on any day of a stretch, directly or through others."""
    direct, further, depth = (LEADING, LEADING, 2) if rol == _DIRECTOR else (HOLDING, HOLDING, _CHAIN)
    found_paths: dict[Entity, tuple[Interval, ...]] = {}
    level: list[tuple[Entity, tuple[Interval, ...]]] = [(applicant, ())]
    for step in range(depth):
        following: list[tuple[Entity, tuple[Interval, ...]]] = []
        for entity, path in level:
            for one in view.incoming(entity, direct if not step else further):
                if one.touches(first, last) and one.frm not in found_paths and one.frm is not applicant:
                    found_paths[one.frm] = (*path, one)
                    if one.frm.kind == ORGANISATION and not view.is_hub(one.frm):
                        following.append((one.frm, found_paths[one.frm]))
        level = following
    return found_paths


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """The register knows no holder, or no director, of an applicant that declares one."""
    at = application_at(view, focus, PERMIT, SUBSIDY)
    if at is None or at[0].kind != ORGANISATION or at[1].step.soort == _EVENT:
        return
    applicant, application = at
    for rol, relations, needs in (
        (_HOLDER, HOLDING, "belang-verkregen"),
        (_DIRECTOR, LEADING, "functie-aanvaard"),
    ):
        if _declared(view, application, rol) and not view.incoming(applicant, relations):
            yield Unknown(
                "J1",
                focus,
                needs,
                f"Het register kent van {view.name(applicant)} geen {rol}.",
                f"The register knows no {rol} of {view.name(applicant)}.",
            )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the applications, of a touched organisation and of what is below it, that name holders, directors or loans."""
    organisations = downstream(view, entity) | ({entity} if entity.kind == ORGANISATION else set())
    for organisation in organisations:
        for fact in applications_of(view, organisation, PERMIT, SUBSIDY):
            if fact.step.financing or any(party.rol in (_HOLDER, _DIRECTOR) for party in fact.parties):
                yield (organisation.key, fact.ref.source, fact.ref.id)


SOURCE_MISMATCH = Indicator(
    id="J1",
    version="1",
    nl="Aanvraag en register verschillen",
    en="Source mismatch",
    group="J",
    phase="zaak",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a; Awb 4:2",
    reach="applicant ← declared parties; applicant ← holders (≤ 4 holdings), leaders, lenders",
    needs=(
        Need("vergunningen.aanvraag-ontvangen", "wat de aanvraag zegt", "what the application says"),
        Need(
            "registers.belang-verkregen",
            "of een aandeelhouder op de aanvraag ontbreekt",
            "whether a shareholder is missing on the application",
        ),
        Need(
            "registers.functie-aanvaard",
            "of een opgegeven bestuurder in het register staat",
            "whether a declared director is in the register",
        ),
        Need(
            "registers.lening-verstrekt",
            "of een lening op de aanvraag ontbreekt",
            "whether a loan is missing on the application",
        ),
    ),
    hook="Wet Bibob art. 3 lid 6",
    refusal="Onjuiste of onvolledige gegevens bij de aanvraag (Awb 4:5)",
    innocent=(
        Said(
            "Een register dat achterloopt: kijk naar de datum van inschrijving.",
            "A register that lags: look at the date of registration.",
        ),
        Said(
            "Een typefout of een vraag die verkeerd is begrepen: vraag het na.",
            "A typing error or a question misunderstood: ask.",
        ),
        Said("Een lening die al was afgelost.", "A loan already repaid."),
    ),
    triggers=frozenset({*LEADING, *HOLDING, *_LENDING, "uitgeschreven", PERMIT, SUBSIDY}),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
