"""The open applications that no standing flag is near: they get a checklist where the policy screens them, no advisory."""

from collections.abc import Iterable, Iterator

from graph.flag import Flag
from graph.fold import Fold
from screening.advisory import Aanleiding
from screening.case import OpenCase, open_case
from screening.near import reach

__all__ = ["unflagged"]


def unflagged(fold: Fold, flags: Iterable[Flag]) -> Iterator[OpenCase]:
    """Give them in the order of their keys; O(cases and what the flags reach)."""
    near = {case for flag in flags for case in reach(fold, flag).cases}
    for key in sorted(fold.cases.keys() - near):
        case = open_case(fold, key)
        if case is not None and case.occasion is Aanleiding.AANVRAAG:
            yield case
