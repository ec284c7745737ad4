"""Where somebody has a reason to look at persons: the parties of an opened case, and places of a weighed signal.

In the production profile indicators of the phase ``zaak`` run only around these (rules.md section 9). Which moment opens a
case, and what weighs a signal, is our reading, for counsel to confirm.
"""

from graph.applications import PERMIT, SUBSIDY, place_of
from graph.claims import PLACE
from graph.identity.entity import Entity
from graph.view import View

__all__ = ["OPENING", "is_around", "is_opened", "reached"]

_ENDING = frozenset(
    {
        "aanvraag-ingetrokken",
        "vergunning-geweigerd",
        "vergunning-ingetrokken",
        "vergunning-vervallen",
        "subsidie-aanvraag-ingetrokken",
        "subsidie-geweigerd",
        "subsidie-ingetrokken",
        "subsidie-vastgesteld",
    }
)
"""With these nothing is left to be decided or to be withdrawn; a permit that runs can be."""

_APPLICATIONS = (PERMIT, SUBSIDY)
_SIGNAL = "melding-ontvangen"
_WEIGHED = frozenset("ABC")
"""Gradings of reliability that a person gives who weighed the report; D and E are not reliable or cannot be told."""

_INSPECTION = "controle-uitgevoerd"

OPENING = frozenset({*_APPLICATIONS, *_ENDING, _SIGNAL, _INSPECTION})
"""Kinds of facts that open or close, or bring somebody near to what is open."""


def is_opened(view: View, entity: Entity) -> bool:
    """Tell whether an entity is a party or the place of a case that is open, or the place of a weighed signal."""
    return view.once(_opened, entity)


def _opened(view: View, entity: Entity) -> bool:
    for kind in _APPLICATIONS:
        for fact in view.facts(entity, kind):
            if not any(step.step.kind in _ENDING and step.ref >= fact.ref for step in view.case(fact)):
                return True
    return entity.kind == PLACE and any(
        fact.step.betrouwbaarheid in _WEIGHED and fact.place in entity.records
        for fact in view.facts(entity, _SIGNAL)
    )


def is_around(view: View, entity: Entity) -> bool:
    """Tell whether an entity is opened, a neighbour of one that is, or was met at an inspection of an opened place."""
    if is_opened(view, entity):
        return True
    if not view.is_hub(entity) and any(
        is_opened(view, one) for one in view.neighbours(entity) if not view.is_hub(one)
    ):
        return True
    places = (place_of(view, fact) for fact in view.facts(entity, _INSPECTION))
    return any(place is not None and is_opened(view, place) for place in places)


def reached(view: View, entity: Entity) -> set[Entity]:
    """Give all for which `is_around` may answer otherwise when something opens or closes at an entity."""
    found = {entity}
    if not view.is_hub(entity):
        found |= view.neighbours(entity)
    for fact in view.facts(entity, _INSPECTION):
        found.update(one for record in fact.records() if (one := view.entity(record)) is not None)
    return found
