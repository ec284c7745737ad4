"""G2: sanctionable findings come back at several organisations of one controller."""

from collections.abc import Iterator

import msgspec

from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON
from graph.control import Control, controlled, controllers, downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown
from graph.instants import MONTH
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import HOLDING, LEADING, View
from graph.windows import windows
from graph.wording import in_dutch, in_english

__all__ = ["REPEAT_OFFENDER_CLUSTER"]


_INSPECTED = frozenset({"controle-uitgevoerd"})


class _Finding(msgspec.Struct, frozen=True, gc=False):
    """One inspection with a sanctionable finding at an organisation that the person controlled that day."""

    fact: Fact
    organisation: Entity
    control: Control

    @property
    def day(self) -> int:
        return self.fact.ref.day


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """Inspections found sanctionable facts again and again at organisations of one controller."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    findings = sorted(
        _findings(view, person), key=lambda finding: (finding.fact.ref, finding.organisation.key)
    )
    used: dict[tuple[Fact, Entity], _Finding] = {}
    for run in windows(findings, p["months"] * MONTH, lambda finding: finding.day):
        inspections = {finding.fact.ref for finding in run}
        organisations = {finding.organisation.key for finding in run}
        if len(inspections) >= p["inspections"] and len(organisations) >= p["organisations"]:
            used.update(((finding.fact, finding.organisation), finding) for finding in run)
    if used:
        yield _hit(view, focus, person, list(used.values()), p)


def _findings(view: View, person: Entity) -> Iterator[_Finding]:
    spans: dict[Entity, list[Control]] = {}
    for control in controlled(view, person):
        spans.setdefault(control.organisation, []).append(control)
    for organisation, controls in spans.items():
        for fact in _sanctionable(view, organisation):
            held = next((one for one in controls if one.holds_on(fact.ref.day)), None)
            if held is not None:
                yield _Finding(fact, organisation, held)


def _sanctionable(view: View, organisation: Entity) -> Iterator[Fact]:
    """Give the inspections with a sanctionable finding that concern an organisation; a re-inspection adds none."""
    counted: set[str] = set()
    for fact in view.facts(organisation, "controle-uitgevoerd"):
        if not fact.step.sanctionable or not any(
            record in organisation.records for record in fact.concerned()
        ):
            continue
        if fact.step.aanleiding == "hercontrole" and fact.case in counted:
            continue
        counted.add(fact.case)
        yield fact


def _hit(view: View, focus: Focus, person: Entity, used: list[_Finding], p: Parameters) -> Hit:
    relations = tuple(dict.fromkeys(one for finding in used for one in finding.control.by))
    facts = tuple(dict.fromkeys(finding.fact for finding in used))
    organisations = dict.fromkeys(finding.organisation for finding in used)
    names = ", ".join(view.name(organisation) for organisation in organisations)
    first, last = used[0].day, used[-1].day
    return Hit(
        "G2",
        focus,
        (person, *organisations),
        frozenset({*(fact.ref for fact in facts), *(ref for one in relations for ref in one.refs)}),
        relations,
        facts,
        dict(p),
        f"Bij {len(organisations)} organisaties met dezelfde bestuurder of aandeelhouder ({names}) vonden {len(facts)}"
        f" controles van {in_dutch(first)} tot en met {in_dutch(last)} iets waarvoor een boete kan worden opgelegd.",
        f"At {len(organisations)} organisations under one controller ({names}) {len(facts)} inspections from {in_english(first)}"
        f" through {in_english(last)} found something that can be fined.",
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """Who controls an organisation with sanctionable findings is unknown."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION:
        return
    if any(_sanctionable(view, organisation)) and not controllers(view, organisation):
        yield Unknown(
            "G2",
            focus,
            "functie-aanvaard",
            f"Wie {view.name(organisation)} leidt of bezit, is niet bekend: of er meer zaken bij horen, is niet te zeggen.",
            f"Who leads or owns {view.name(organisation)} is unknown: whether other establishments belong to it cannot be told.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched person, and all who may control a touched organisation; none where nothing was inspected."""
    if not any(view.has_any(one, _INSPECTED) for one in (entity, *downstream(view, entity))):
        return
    if entity.kind == PERSON:
        yield (entity.key,)
    else:
        yield from ((person.key,) for person in controllers(view, entity))


REPEAT_OFFENDER_CLUSTER = Indicator(
    id="G2",
    version="1",
    nl="Herhaalde beboetbare bevindingen onder één zeggenschap",
    en="Repeated sanctionable findings under one controller",
    group="G",
    phase="stroom",
    purpose="toezicht",
    basis="Awb titel 5.2; Gemeentewet art. 125",
    reach="controller → organisations (≤ 4 holdings, 1 corporate director) → inspections",
    needs=(
        Need("toezicht.controle-uitgevoerd", "of er bevindingen waren", "whether there were findings"),
        Need("registers.functie-aanvaard", "wie de organisaties leidt", "who leads the organisations"),
        Need("registers.belang-verkregen", "wie de organisaties bezit", "who owns the organisations"),
    ),
    hook="Wet Bibob art. 3 lid 8",
    refusal="Slecht levensgedrag, niet naleven van voorschriften (Alcoholwet art. 31; APV)",
    innocent=(
        Said(
            "Fouten in de papieren die niets met elkaar te maken hebben.",
            "Paperwork faults that have nothing to do with each other.",
        ),
        Said(
            "Een keten die vaker wordt gecontroleerd omdat ze groot is.",
            "A chain inspected more often because it is large.",
        ),
        Said("Bevindingen die al zijn hersteld.", "Findings already put right."),
    ),
    triggers=frozenset({*LEADING, *HOLDING, "uitgeschreven", "controle-uitgevoerd"}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
