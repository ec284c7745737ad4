"""G1: paths from hard events to a structure, as reasons for looking sooner; they neither count nor join hits."""

from collections.abc import Iterable, Iterator

import msgspec

from graph.cases import Fact
from graph.claims import PLACE, Ref
from graph.declaration import Declaration, Need, Said
from graph.hard_events import HARD_KINDS, hard_events_on
from graph.identity.entity import Entity
from graph.instants import MONTH
from graph.intervals import Interval
from graph.view import DECLARED_TIES, HOLDING, LEADING, LENDING, View

__all__ = ["CONTAGION", "CONTAGIOUS", "LID_4", "Path", "Reaches", "contagion"]

CONTAGION = Declaration(
    id="G1",
    version="1",
    nl="Lijnen naar overtredingen en maatregelen elders",
    en="Paths to offences and measures elsewhere",
    group="G",
    phase="stroom",
    purpose="toezicht",
    basis="Awb titel 5.2; Wet Bibob art. 7a",
    reach="member → parties (≤ 2 relations, no hub inside) → hard events",
    needs=(
        Need(
            "toezicht.controle-uitgevoerd",
            "of er elders overtredingen waren",
            "whether there were offences elsewhere",
        ),
        Need(
            "registers.functie-aanvaard", "wie elders dezelfde bestuurder is", "who is director elsewhere too"
        ),
        Need("registers.belang-verkregen", "wie elders aandelen heeft", "who holds shares elsewhere"),
        Need("registers.lening-verstrekt", "wie elders geld leent", "who lends elsewhere"),
    ),
    hook="Wet Bibob art. 3 lid 4",
    refusal="Geen: het geeft alleen volgorde",
    innocent=(
        Said(
            "Wie iemand kent, hoeft van diens overtreding niets te weten.",
            "Who knows somebody need not know of that one's offence.",
        ),
        Said(
            "Een oude relatie die lang voor de overtreding eindigde.",
            "An old relation that ended long before the offence.",
        ),
    ),
)
"""G1: not computed as a hit of its own, but for structures that stand without it."""

LID_4 = LEADING | HOLDING | LENDING | DECLARED_TIES
"""Director, holder, lender, declared manager or operator (Wet Bibob art. 3 lid 4; rules.md section 2)."""

CONTAGIOUS = LID_4 | set(HARD_KINDS) | {"uitgeschreven"}
"""What can make or break a path when it changes at an entity."""


class Path(msgspec.Struct, frozen=True):
    """From an entity with hard events over relations to a member; the weight halves with the age of the event."""

    member: Entity
    relations: tuple[Interval, ...]
    hard: Fact
    weight: float

    @property
    def refs(self) -> set[Ref]:
        """The events the path rests on."""
        return {self.hard.ref, *(ref for one in self.relations for ref in one.refs)}


class Reaches:
    """What lies within reach of each member, kept until something that was looked at is touched."""

    def __init__(self) -> None:
        self._of: dict[Entity, _Reach] = {}
        self._looking: dict[str, set[Entity]] = {}

    def forget(self, keys: Iterable[str]) -> None:
        """Drop what was found by looking at these entities; cost O(what is dropped)."""
        for member in {member for key in keys for member in self._looking.get(key, ())}:
            for key in self._of.pop(member)[1]:
                self._looking[key].discard(member)
                if not self._looking[key]:
                    del self._looking[key]

    def of(self, view: View, member: Entity, hops: int) -> "_Reach":
        """Give what is reached from a member, and the keys of all that was looked at."""
        reach = self._of.get(member)
        if reach is None:
            reach = self._of[member] = _reached(view, member, hops)
            for key in reach[1]:
                self._looking.setdefault(key, set()).add(member)
        return reach


_Reach = tuple[list[tuple[tuple[Interval, ...], Entity]], frozenset[str]]


def contagion(
    view: View, members: list[Entity], youngest: int, reaches: Reaches | None = None
) -> tuple[list[Path], set[str]]:
    """Give the paths of at most two relations, without a hub inside, from hard events outside the structure.

    Also gives the keys of all entities that were looked at: what changes there can make or break a path. The weight of a hard event halves with every 24 months that it is older than the youngest event of the structure.
    """
    p = view.rules.indicators["G1"]
    reaches = Reaches() if reaches is None else reaches
    inside = {member.key for member in members}
    found: dict[tuple[str, Ref], Path] = {}
    looked: set[str] = set()
    for member in members:
        if member.kind == PLACE or view.is_hub(member):
            continue
        reached, seen = reaches.of(view, member, int(p["hops"]))
        looked |= seen
        for relations, end in reached:
            if end.key in inside:
                continue
            for fact in view.still(hard_events_on, end):
                age = max(0, youngest - fact.ref.day)
                path = Path(member, relations, fact, round(0.5 ** (age / (p["half_life"] * MONTH)), 4))
                found.setdefault((member.key, fact.ref), path)
    paths = sorted(found.values(), key=lambda path: (-path.weight, path.hard.ref, path.member.key))
    return paths, looked


def _reached(view: View, start: Entity, hops: int) -> _Reach:
    reached: list[tuple[tuple[Interval, ...], Entity]] = []
    level: list[tuple[tuple[Interval, ...], Entity]] = [((), start)]
    seen = {start.key}
    for _ in range(hops):
        following: list[tuple[tuple[Interval, ...], Entity]] = []
        for relations, entity in level:
            for one, other in _steps(view, entity):
                if other.key in seen or other.kind == PLACE:
                    continue
                seen.add(other.key)
                if not view.is_hub(other):
                    following.append(((*relations, one), other))
        reached += following
        level = following
    return reached, frozenset(seen)


def _steps(view: View, entity: Entity) -> Iterator[tuple[Interval, Entity]]:
    for one in view.incoming(entity, LID_4):
        yield one, one.frm
    for one in view.outgoing(entity, LID_4):
        yield one, one.to
