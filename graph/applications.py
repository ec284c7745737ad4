"""Applications for permits and subsidies: whose they are, and at which focus rules look at them."""

from collections.abc import Iterable, Iterator

from graph.cases import Fact
from graph.claims import ORGANISATION
from graph.identity.entity import Entity
from graph.view import View

__all__ = [
    "PERMIT",
    "SCREENED",
    "SUBSIDY",
    "application_at",
    "applications_in",
    "applications_of",
    "foci_at",
    "foci_of",
    "place_of",
]

PERMIT, SUBSIDY = "aanvraag-ontvangen", "subsidie-aanvraag-ontvangen"
"""Kinds of the two applications."""

_OF_APPLICATION = 3
"""Parts of a focus that names an application: applicant, source, id."""

SCREENED = frozenset(
    {"exploitatie_horeca", "alcoholwet", "seksinrichting", "coffeeshop", "speelautomatenhal", "apv_2_41b"}
)
"""Kinds of permit whose application starts a screening (rules.md section 4)."""


def place_of(view: View, fact: Fact) -> Entity | None:
    """Give the place of a fact, its own or that of its case."""
    return None if fact.place is None else view.entity(fact.place)


def applications_of(view: View, applicant: Entity, *kinds: str) -> Iterator[Fact]:
    """Give the applications of which this is the applicant."""
    for kind in kinds:
        for fact in view.facts(applicant, kind):
            if fact.applicant is not None and view.entity(fact.applicant) is applicant:
                yield fact


def applications_in(view: View, place: Entity, *kinds: str) -> Iterator[tuple[Entity, Fact]]:
    """Give the applications of organisations at a place, each with its applicant."""
    for kind in kinds:
        for fact in view.facts(place, kind):
            applicant = None if fact.applicant is None else view.entity(fact.applicant)
            if applicant is not None and applicant.kind == ORGANISATION:
                yield applicant, fact


def application_at(view: View, focus: tuple[str, ...], *kinds: str) -> tuple[Entity, Fact] | None:
    """Give applicant and application of a focus (applicant, source, id); None where there is none any more."""
    applicant = view.at(focus[0])
    if applicant is None or len(focus) != _OF_APPLICATION:
        return None
    for fact in applications_of(view, applicant, *kinds):
        if fact.ref.source == focus[1] and fact.ref.id == focus[2]:
            return applicant, fact
    return None


def foci_of(view: View, organisations: Iterable[Entity], *kinds: str) -> Iterator[tuple[str, ...]]:
    """Give the foci of all applications of some organisations."""
    for organisation in organisations:
        for fact in applications_of(view, organisation, *kinds):
            yield organisation.key, fact.ref.source, fact.ref.id


def foci_at(view: View, place: Entity, *kinds: str) -> Iterator[tuple[str, ...]]:
    """Give the foci of all applications of organisations at a place."""
    for applicant, fact in applications_in(view, place, *kinds):
        yield applicant.key, fact.ref.source, fact.ref.id
