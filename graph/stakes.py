"""What hangs on a judgement: the flags that would stand or fall if people judged two records to be one, or different.

The judgement is given to the municipality as if it had been made, and taken back: rules and entities are functions of what
stands, so this is no estimate.
"""

from typing import TYPE_CHECKING

import msgspec

from graph.claims import Decision, Ref, Statement
from graph.flag import Flag
from graph.identity.judgement import SAME

if TYPE_CHECKING:
    from graph.municipality import Municipality

__all__ = ["CHANGED", "OPEN", "WITHDRAWN", "Stake", "stakes"]

OPEN, CHANGED, WITHDRAWN = "open", "changed", "withdrawn"
"""What a flag becomes: raised, another content under its id, no longer standing."""

_TRIAL = "~"
"""The source of a judgement on trial: no URN, and by code point after every one."""


class Stake(msgspec.Struct, frozen=True, order=True):
    """A flag that hangs on a doubt, with its indicators as they would then be (of a withdrawn one: as they are)."""

    becomes: str
    flag: str
    indicators: tuple[str, ...]
    route: str


def stakes(town: "Municipality", one: str, other: str, judged: str = SAME) -> list[Stake]:
    """Give what would become of flags if ``one`` and ``other`` (record ids) were judged so, in order.

    ``town`` is as before afterwards, but remembers the trial: give it one that was made for reading. Cost as that of
    two events on the two entities.
    """
    standing = town.graph.standing
    ref = Ref(town.graph.today, standing.latest(), _TRIAL, f"{len(standing)}")
    trial = Decision(ref, "identiteit-beoordeeld", (one, other), judged)
    before = dict(town.flags)
    changes = town.apply([Statement(ref, town.gemeente, "decisions", decision=trial)])
    found = [_stake(CHANGED if flag.id in before else OPEN, flag) for flag in changes.raised]
    found += [_stake(WITHDRAWN, before[flag]) for flag, _ in changes.withdrawn if flag in before]
    back = ref._replace(id=f"{len(standing)}")
    town.apply([Statement(back, town.gemeente, "decisions", herroept=ref.id)])
    return sorted(found)


def _stake(becomes: str, flag: Flag) -> Stake:
    return Stake(becomes, flag.id, tuple(sorted({hit.id for hit in flag.indicators})), flag.route)
