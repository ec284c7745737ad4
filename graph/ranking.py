"""The order in which people look at flags: by objective facts of the structure, each shown; no number on a person.

Hard events first (how many, then how recent), then sources, then groups. Paths of G1 and the context of group H only part
what is equal so far, and only upwards: they never make a flag, and without them the order of the rest is the same.
"""

from collections.abc import Iterable

import msgspec

from graph.flag import Flag
from graph.wording import counted, in_dutch, in_english

__all__ = ["Ranked", "ranked"]


class Ranked(msgspec.Struct, frozen=True):
    """A standing flag in the order, and why it stands where it stands."""

    flag: Flag
    hard: int
    youngest: int
    """Day (ordinal) of its youngest counting hard event."""
    paths: int
    context: int
    """Findings of group H around its members; 0 where nobody looked."""

    @property
    def order(self) -> tuple[int, int, int, int, int, int, str]:
        """What it is sorted by, smallest first."""
        flag = self.flag
        return (
            -self.hard,
            -self.youngest,
            -len(flag.sources),
            -len(flag.groups),
            -self.paths,
            -self.context,
            flag.id,
        )

    @property
    def nl(self) -> str:
        """Say why it stands where it stands."""
        said = [
            (
                f"{counted(self.hard, 'overtreding of maatregel', 'overtredingen en maatregelen')},"
                f" de laatste op {in_dutch(self.youngest)}"
            ),
            counted(len(self.flag.sources), "bron", "bronnen"),
            f"{counted(len(self.flag.groups), 'groep', 'groepen')} ({', '.join(self.flag.groups)})",
        ]
        if self.paths:
            said.append("met lijnen naar andere overtredingen of maatregelen")
        if self.context:
            said.append("met achtergrond uit groep H")
        return "; ".join(said) + "."

    @property
    def en(self) -> str:
        """Say why it stands where it stands."""
        said = [
            (
                f"{counted(self.hard, 'offence or measure', 'offences and measures')},"
                f" the last on {in_english(self.youngest)}"
            ),
            counted(len(self.flag.sources), "source", "sources"),
            f"{counted(len(self.flag.groups), 'group', 'groups')} ({', '.join(self.flag.groups)})",
        ]
        if self.paths:
            said.append("with paths to other offences or measures")
        if self.context:
            said.append("with background of group H")
        return "; ".join(said) + "."


def ranked(flags: Iterable[tuple[Flag, list[int], int]]) -> list[Ranked]:
    """Put standing flags in order, each given with the days of its counting hard events and its context's findings."""
    found = [
        Ranked(flag, len(days), max(days), sum(one.id == "G1" for one in flag.indicators), context)
        for flag, days, context in flags
    ]
    return sorted(found, key=lambda one: one.order)
