"""The applications on which a municipality has yet to decide: near a flag or not, screened or not, and why."""

from collections.abc import Iterable

import msgspec

from graph.flag import Flag
from graph.municipality import Municipality
from screening.advise import advisory_id
from screening.advisory import Aanleiding
from screening.case import OpenCase, open_case
from screening.checklist import Checklist, checklist
from screening.decisions import DECISIONS
from screening.near import reach
from screening.policy import POLICY

__all__ = ["Case", "open_cases"]


class Case(msgspec.Struct, frozen=True):
    """One application; ``id`` is that of its advisory, whether there is one or not, ``applied`` its day.

    ``why`` is the key of the text that says why there is no advisory, where there is none.
    """

    id: str
    source: str
    number: str
    kind: str
    applied: str | None
    why: str
    checklist: Checklist | None


def open_cases(town: Municipality, flags: Iterable[Flag]) -> list[Case]:
    """Give them in the order of their keys; O(cases and what the flags reach)."""
    near = {case for flag in flags for case in reach(town.graph, flag).cases}
    found = []
    for key in sorted(town.graph.cases):
        case = open_case(town.graph, key)
        if case is not None and case.occasion is Aanleiding.AANVRAAG:
            found.append(_case(town.gemeente, case, near=key in near))
    return found


def _case(gemeente: str, case: OpenCase, *, near: bool) -> Case:
    found = None if near else checklist(gemeente, case, POLICY)
    if case.kind not in DECISIONS:
        why = "without_law"
    elif near:
        why = "without_yet"
    else:
        why = "without_policy" if found is None else "without_near"
    return Case(advisory_id(gemeente, case), case.source, case.number, case.kind, case.applied, why, found)
