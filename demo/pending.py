"""Applications that nobody has decided when the log ends: their terms run, so an advisory is due where a flag is near."""

from __future__ import annotations

from demo.facts import permits
from demo.period import END, after
from demo.world import World

__all__ = ["leave_pending"]

ASKED = -24
# Days before the end of the log: well within the eight weeks in which such a case is decided.


def leave_pending(world: World) -> None:
    """Let the firms that were set aside for it apply once more; told after all else, so that all else stays as it is."""
    for firm in world.pending:
        permits.apply(
            world.log, "apv_2_41b", firm, firm.place, after(END, ASKED), more={"sbi": [firm.trade.sbi]}
        )
