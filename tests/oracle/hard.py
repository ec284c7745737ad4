"""Hard events: which they are, which of them were annulled, and on whom they lie."""

from tests.oracle.standing import Ev
from tests.oracle.world import World

__all__ = ["annulled", "hard_events", "lies_on", "organisations_under"]

_MEASURES = {"boete-opgelegd", "last-opgelegd", "sluiting-opgelegd", "waarschuwing-gegeven"}
_ON_THE_APPLICANT = {"vergunning-ingetrokken", "vergunning-geweigerd", "subsidie-ingetrokken"}
# A refusal is not in the text of section 3; like a withdrawal it is addressed to the applicant.


def _is_hard(event: Ev) -> bool:
    if event.kind == "controle-uitgevoerd":
        findings = event.data.get("bevindingen", [])
        bad = event.data.get("uitkomst") in ("overtreding", "ernstige_overtreding")
        return bad or any(f["sanctionabel"] for f in findings)
    if event.kind == "vergunning-ingetrokken":
        return event.data.get("reden") in ("bibob", "wangedrag")
    return event.kind in ("boete-opgelegd", "sluiting-opgelegd", "subsidie-ingetrokken")


def _ground(event: Ev) -> str | None:
    ground: str | None = event.data.get("maatregel", {}).get("grondslag")
    return ground


def _measures_updated(update: Ev, before: list[Ev]) -> list[Ev]:
    """Give the measures that a later event of the case speaks of."""
    ground = _ground(update)
    if ground is None:
        return before
    return [m for m in before if _ground(m) == ground][-1:]


def annulled(world: World, measure: Ev) -> bool:
    """Whether the last word on a measure is that it was annulled."""
    if measure.kind not in _MEASURES:
        return False
    word = measure.data.get("rechtsmiddel")
    before: list[Ev] = []
    for event in world.case_of(measure).events:
        if event.topic != "inspections":
            continue
        if event.kind in _MEASURES:
            before.append(event)
        elif "rechtsmiddel" in event.data and measure in _measures_updated(event, before):
            word = event.data["rechtsmiddel"]
    return word == "vernietigd"


def hard_events(world: World) -> list[Ev]:
    """Give the hard events that stand and were not annulled."""
    return [e for e in world.events if _is_hard(e) and not annulled(world, e)]


def lies_on(world: World, event: Ev) -> set[str]:
    """Give the entities on which an event lies."""
    place = world.place_of(event)
    found = {place} if place else set()
    if event.kind in _ON_THE_APPLICANT:
        applicant = world.applicant_of(event)
        return found | ({applicant} if applicant else set())
    parties = world.case_of(event).parties(event)
    return found | {world.entity(p.record) for p in parties if p.rol != "aangetroffen-leiding"}


def organisations_under(world: World, event: Ev) -> set[str]:
    """Give the organisations on which an event lies."""
    return {e for e in lies_on(world, event) if world.kind(e) == "organisation"}
