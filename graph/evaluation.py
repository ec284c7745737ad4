"""Hits kept current: what a batch touched is evaluated again, and only there.

The answer is that of evaluating everything: a hit that names a touched entity is always looked at again, and each
indicator tells where a touch can have made a new one. What comes due by time alone is indexed by its day, and looked
at when today passes that day, forward or back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from graph.claims import EVERYTHING, PLACE
from graph.declaration import FIVE, Declaration
from graph.fold import Touched
from graph.identity.entity import Entity
from graph.indicators import INDICATORS
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown
from graph.opened_cases import OPENING, is_around, reached
from graph.percentiles import Threshold, Yardstick
from graph.rules import Rules
from graph.structures import Finding, Since
from graph.view import TIES, View

__all__ = ["Evaluation", "Failed", "Pace", "Place"]

_Name = tuple[str, Focus, tuple[str, ...]]
Place = tuple[str, Focus]
"""An indicator's id and a focus."""
_Place = Place

Pace = Callable[[list[Place], Callable[[Place], bool]], Iterable[Place]]
"""Gives the places to be looked at, in order; may leave out those known to give nothing, and look how far it is.

It is told all places, and what tells of one that was looked at whether it gave anything."""

_BY_ID = {indicator.id: indicator for indicator in INDICATORS}
_NO_THRESHOLD = Threshold(0, 0)
_NO_DUES: frozenset[int] = frozenset()
_NOTHING_FOUND: tuple[list[Hit], frozenset[int]] = ([], _NO_DUES)
_WAITING = "zaak"
"""The phase of indicators that need facts of a person (rules.md section 9)."""
_OPENING = OPENING | TIES | {EVERYTHING}
_NO_CASE = (
    "Hier is geen zaak geopend en geen melding gewogen: naar personen wordt niet gekeken.",
    "No case is opened here and no report weighed: persons are not looked at.",
)
_Triggered = dict[str, list[Entity]]
"""By indicator, the entities at which something was touched that it reads."""
_TRIGGERED: dict[tuple[str, str], list[str]] = {}
"""By kind of entity and what was touched of it: ids of the indicators that may find otherwise."""
_FOLLOWERS: dict[str, list[Indicator]] = {}
"""By indicator: those that rest on its hits."""
for _one in INDICATORS:
    for _kind in _one.kinds:
        for _aspect in (*sorted(_one.triggers), EVERYTHING):
            _TRIGGERED.setdefault((_kind, _aspect), []).append(_one.id)
    for _followed in sorted(_one.follows):
        _FOLLOWERS.setdefault(_followed, []).append(_one)


class Failed(msgspec.Struct, frozen=True):
    """An indicator of ours that raised at a focus: its last hits there stand, marked, until the next start."""

    indicator: str
    focus: Focus
    error: str


class Evaluation:
    """All hits of one municipality."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._through: dict[frozenset[str], View] = {}
        """Views of this batch that show facts of some purposes only."""
        self.findings: dict[_Name, Finding] = {}
        self.by_member: dict[str, set[_Name]] = {}
        self.joins: Counter[str] = Counter()
        """Keys of the places of B hits, which join hits although they are hubs, and how many hits each has."""
        self._at: dict[_Place, dict[_Name, None]] = {}
        self._naming: dict[str, set[_Place]] = {}
        self.yardsticks: dict[str, Yardstick] = {
            indicator.id: indicator.measure.yardstick(rules.indicators[indicator.id])
            for indicator in self._computed()
            if indicator.measure is not None
        }
        self.restated: set[tuple[str, str]] = set()
        """Indicator and use of which flags state another threshold since the last batch."""
        self._due: dict[int, set[_Place]] = {}
        self._dues_of: dict[_Place, frozenset[int]] = {}
        self._today = 0
        self.hubs: set[str] = set()
        self.failed: list[Failed] = []
        """What failed in this batch."""

    def renew(self, view: View, touched: Touched, gone: list[Entity], pace: Pace | None = None) -> set[_Name]:
        """Evaluate again what was touched; give the names of hits that came, went or changed."""
        self._through.clear()
        self._spread_hubs(view, touched, gone)
        triggered = _triggered(view, touched, self._rules.silent)
        places = self._places(view, touched, gone, triggered)
        places |= self._measure(view, gone, triggered)
        places |= self._come_due(view.today)
        changed: set[_Name] = set()
        self.failed = []
        ordered = sorted(places)
        self._renew_all(view, ordered if pace is None else pace(ordered, self.gives), changed)
        self._renew_all(view, sorted(self._following(view, changed)), changed)
        return changed

    def gives(self, place: Place) -> bool:
        """Tell whether anything was found at a place, or comes due there."""
        return place in self._at or place in self._dues_of

    def _renew_all(self, view: View, places: Iterable[_Place], changed: set[_Name]) -> None:
        for place in places:
            try:
                changed |= self._renew_at(view, place)
            except Exception as error:  # noqa: BLE001 - a bug of ours is not the event's failure
                self._fail(*place, error)

    def _following(self, view: View, changed: set[_Name]) -> set[_Place]:
        """Give where indicators that rest on hits of others may find otherwise, because those came or went."""
        places: set[_Place] = set()
        for indicator_id, focus, _ in changed:
            for follower in _FOLLOWERS.get(indicator_id, ()):
                if follower.id in self._rules.silent:
                    continue
                places |= {place for place in self._naming.get(focus[0], ()) if place[0] == follower.id}
                entity = view.at(focus[0])
                if entity is not None:
                    places.update((follower.id, one) for one in follower.foci(view, entity))
        return places

    def _come_due(self, today: int) -> set[_Place]:
        """Give what time alone may have changed, because today passed its day, forward or back."""
        first, last = sorted((self._today, today))
        self._today = today
        if last - first < len(self._due):
            days = [day for day in range(first + 1, last + 1) if day in self._due]
        else:
            days = [day for day in self._due if first < day <= last]
        return {place for day in days for place in self._due[day]}

    def _spread_hubs(self, view: View, touched: Touched, gone: list[Entity]) -> None:
        """Touch the neighbours of what became a hub or stopped being one: paths through it opened or closed."""
        self.hubs.difference_update(entity.key for entity in gone)
        for key in tuple(touched):
            entity = view.at(key)
            if entity is None:
                continue
            was, now = key in self.hubs, view.is_hub(entity)
            if was == now:
                continue
            (self.hubs.add if now else self.hubs.discard)(key)
            touched[key].add(EVERYTHING)
            for other in view.neighbours(entity):
                touched.setdefault(other.key, set()).add(EVERYTHING)

    def _places(self, view: View, touched: Touched, gone: list[Entity], triggered: _Triggered) -> set[_Place]:
        places: set[_Place] = set()
        for former in gone:
            places |= self._naming.get(former.key, set())
        around_hubs: Counter[_Place] = Counter()
        for key, aspects in touched.items():
            # A hub is touched with every neighbour. A hit rests on no more of it than relations with others that it
            # names too, and those others are touched as well when such a relation changes.
            if key in self.hubs and aspects <= TIES:
                around_hubs.update(self._naming.get(key, ()))
            else:
                places |= self._naming.get(key, set())
        for indicator_id, entities in triggered.items():
            if _BY_ID[indicator_id].context:
                continue
            foci, seen = _BY_ID[indicator_id].foci, self.through(_BY_ID[indicator_id], view)
            places.update((indicator_id, focus) for entity in entities for focus in foci(seen, entity))
        if view.waits_for_case:
            places |= self._opened_or_closed(view, touched)
        return places | {place for place, times in around_hubs.items() if times > 1}

    def through(self, declared: Declaration, view: View) -> View:
        """Give the view that shows an indicator the facts of purposes that it may read; by default this very view."""
        allowed = declared.allows & self._rules.purposes.get(declared.id, FIVE)
        if allowed >= FIVE:
            return view
        if view.is_part:
            return view.allowing(allowed)
        if allowed not in self._through:
            self._through[allowed] = view.allowing(allowed)
        return self._through[allowed]

    def _opened_or_closed(self, view: View, touched: Touched) -> set[_Place]:
        """Give where indicators that wait for a case may run now, or no longer."""
        places: set[_Place] = set()
        waiting = [one for one in self._computed() if one.phase == _WAITING]
        around: set[Entity] = set()
        for key, aspects in touched.items():
            entity = view.at(key)
            if entity is not None and not aspects.isdisjoint(_OPENING):
                around |= reached(view, entity)
        for entity in around:
            places |= {
                place for place in self._naming.get(entity.key, ()) if _BY_ID[place[0]].phase == _WAITING
            }
            for indicator in waiting:
                if entity.kind in indicator.kinds:
                    seen = self.through(indicator, view)
                    places.update((indicator.id, focus) for focus in indicator.foci(seen, entity))
        return places

    def _may_run(self, indicator: Indicator, view: View, focus: Focus) -> bool:
        """Tell whether an indicator may look here: always, but where it needs facts of a person and waits for a case."""
        if not view.waits_for_case or indicator.phase != _WAITING:
            return True
        entity = view.at(focus[0])
        return entity is not None and is_around(view, entity)

    def _measure(self, view: View, gone: list[Entity], triggered: _Triggered) -> set[_Place]:
        """Keep the yardsticks current; give the foci for which another threshold may give another answer."""
        places: set[_Place] = set()
        self.restated = set()
        for indicator_id, yardstick in self.yardsticks.items():
            measure = _BY_ID[indicator_id].measure
            assert measure is not None
            seen = self.through(_BY_ID[indicator_id], view)
            again = {key for entity in triggered.get(indicator_id, ()) for key in measure.at(seen, entity)}
            for entity in gone:
                yardstick.put(entity.key, None)
            for key in again:
                place = view.at(key)
                yardstick.put(key, None if place is None else measure.of(seen, place))
            moved, between = yardstick.changes()
            self.restated.update((indicator_id, use) for use in moved)
            places.update((indicator_id, (key,)) for key in between)
        return places

    def _renew_at(self, view: View, place: _Place) -> set[_Name]:
        indicator_id, focus = place
        indicator = _BY_ID[indicator_id]
        # All is computed before anything is changed: one that raises keeps its last hits whole.
        hits, dues = (
            self._evaluate(indicator, view, focus)
            if self._may_run(indicator, view, focus)
            else _NOTHING_FOUND
        )
        if not hits and not dues and place not in self._at and place not in self._dues_of:
            return set()
        known = {name: self.findings[name] for name in self._at.get(place, ())}
        found = {hit.name: Finding(hit, indicator.group) for hit in hits}
        for name in known.keys() & found.keys():
            before = known[name]
            if before.since is not None:
                # What rests on other indicators' hits, or on today, may hold since another moment though it is equal.
                same = before.hit == found[name].hit and not dues and not indicator.follows
                found[name] = before if same else self._dated(view, found[name])
        changed = {name for name in known.keys() | found.keys() if known.get(name) != found.get(name)}
        for name in changed & known.keys():
            self._drop(name)
        for name in changed & found.keys():
            self._keep(name, found[name])
        self._remember(place, dues)
        return changed

    def _remember(self, place: _Place, dues: frozenset[int]) -> None:
        """Index the days on which time alone may change the answer at a focus."""
        known = self._dues_of.get(place, _NO_DUES)
        if known == dues:
            return
        for day in known - dues:
            self._due[day].discard(place)
            if not self._due[day]:
                del self._due[day]
        for day in dues - known:
            self._due.setdefault(day, set()).add(place)
        if dues:
            self._dues_of[place] = dues
        else:
            del self._dues_of[place]

    def dated(self, view: View, findings: list[Finding]) -> list[Finding]:
        """Give findings with the moment since when each holds, which only a flag asks for; kept from then on."""
        for finding in findings:
            if finding.since is not None:
                continue
            hit = finding.hit
            try:
                dated = self._dated(view, finding)
            except Exception as error:  # noqa: BLE001 - a bug of ours is not the event's failure
                self._fail(hit.indicator, hit.focus, error)
                last = max(hit.refs, key=lambda ref: (ref.known, ref))
                dated = Finding(hit, finding.group, Since(last.known, last))
            self.findings[hit.name] = dated
        return [self.findings[finding.hit.name] for finding in findings]

    def _computed(self) -> Iterator[Indicator]:
        return (indicator for indicator in INDICATORS if indicator.id not in self._rules.silent)

    def _fail(self, indicator: str, focus: Focus, error: Exception) -> None:
        failed = Failed(indicator, focus, repr(error))
        if failed not in self.failed:
            self.failed.append(failed)

    def _dated(self, view: View, finding: Finding) -> Finding:
        return Finding(
            finding.hit, finding.group, self._since(_BY_ID[finding.hit.indicator], view, finding.hit)
        )

    def _evaluate(self, indicator: Indicator, view: View, focus: Focus) -> tuple[list[Hit], frozenset[int]]:
        parameters = self._rules.indicators.get(indicator.id, {})
        yardstick = self.yardsticks.get(indicator.id)
        threshold = _NO_THRESHOLD if yardstick is None else yardstick.threshold(yardstick.use_of(focus[0]))
        hits: list[Hit] = []
        dues: set[int] = set()
        for one in indicator.evaluate(self.through(indicator, view), focus, parameters, threshold):
            if isinstance(one, Due):
                dues.add(one.day)
            else:
                hits.append(one)
        return hits, frozenset(dues) if dues else _NO_DUES

    def everywhere(self, view: View, entities: Iterable[Entity]) -> dict[_Name, Finding]:
        """Compute all hits anew at every focus of every entity; what a test holds the kept ones to."""
        entities = list(entities)
        view.forget({entity.key: {EVERYTHING} for entity in entities}, [])
        places = {
            (indicator.id, focus)
            for entity in entities
            for indicator in self._computed()
            if entity.kind in indicator.kinds and not indicator.context
            for focus in ((entity.key,), *indicator.foci(self.through(indicator, view), entity))
            if self._may_run(indicator, view, focus)
        }
        return {
            hit.name: self._dated(view, Finding(hit, _BY_ID[of].group))
            for of, focus in sorted(places)
            for hit in self._evaluate(_BY_ID[of], view, focus)[0]
        }

    def unknowns(self, view: View, entities: Iterable[Entity]) -> Iterator[Unknown]:
        """Give what indicators cannot tell around these entities, because a fact is missing."""
        places = {
            (indicator.id, focus)
            for entity in entities
            for indicator in self._computed()
            if indicator.cannot_tell is not None and entity.kind in indicator.kinds
            for focus in ((entity.key,), *indicator.foci(self.through(indicator, view), entity))
        }
        for indicator_id, focus in sorted(places):
            indicator = _BY_ID[indicator_id]
            assert indicator.cannot_tell is not None
            if self._may_run(indicator, view, focus):
                seen = self.through(indicator, view)
                yield from indicator.cannot_tell(seen, focus, self._rules.indicators[indicator_id])
            else:
                yield Unknown(indicator_id, focus, "zaak", *_NO_CASE)

    def measure_everywhere(self, view: View, entities: Iterable[Entity]) -> None:
        """Fill the yardsticks of a graph that was only folded; O(places)."""
        places = [entity for entity in entities if entity.kind == PLACE]
        for indicator_id, yardstick in self.yardsticks.items():
            measure = _BY_ID[indicator_id].measure
            assert measure is not None
            for place in places:
                yardstick.put(place.key, measure.of(self.through(_BY_ID[indicator_id], view), place))

    def context(self, view: View, entities: Iterable[Entity]) -> list[Finding]:
        """Give the findings that are context for these entities, computed when somebody asks: reasons for an order."""
        places = {
            (indicator.id, focus)
            for entity in entities
            for indicator in self._computed()
            if indicator.context and entity.kind in indicator.kinds
            for focus in indicator.foci(view, entity)
        }
        return [
            self._dated(view, Finding(hit, _BY_ID[of].group))
            for of, focus in sorted(places)
            for hit in self._evaluate(_BY_ID[of], view, focus)[0]
        ]

    def _since(self, indicator: Indicator, view: View, hit: Hit) -> Since:
        """Give the first instant at which the computation holds on the hit's own events (rules.md section 4)."""
        for known in sorted({ref.known for ref in hit.refs}):
            own = [ref for ref in hit.refs if ref.known <= known]
            hits, _ = self._evaluate(indicator, view.limited(own), hit.focus)
            if any(found.name == hit.name for found in hits):
                return Since(known, max(ref for ref in own if ref.known == known))
        raise AssertionError(f"{indicator.id} does not hold on its own events")

    def _keep(self, name: _Name, finding: Finding) -> None:
        place = name[:2]
        self.findings[name] = finding
        self._at.setdefault(place, {})[name] = None
        for member in finding.hit.members:
            self.by_member.setdefault(member.key, set()).add(name)
        self.joins.update(member.key for member in finding.hit.joins)
        for key in _named_by(finding.hit):
            self._naming.setdefault(key, set()).add(place)

    def _drop(self, name: _Name) -> None:
        place = name[:2]
        finding = self.findings.pop(name)
        del self._at[place][name]
        for member in finding.hit.members:
            self.by_member[member.key].discard(name)
        for member in finding.hit.joins:
            self.joins[member.key] -= 1
            if not self.joins[member.key]:
                del self.joins[member.key]
        if not self._at[place]:
            del self._at[place]
            for key in _named_by(finding.hit):
                self._naming[key].discard(place)


def _triggered(view: View, touched: Touched, off: frozenset[str]) -> _Triggered:
    """Give, by indicator that is on and may find otherwise, the entities that were touched so that it may."""
    triggered: _Triggered = {}
    for key, aspects in touched.items():
        entity = view.at(key)
        if entity is None:
            continue
        if EVERYTHING in aspects:
            ids = set(_TRIGGERED[entity.kind, EVERYTHING])
        else:
            ids = {one for aspect in aspects for one in _TRIGGERED.get((entity.kind, aspect), ())}
        for indicator_id in ids - off:
            triggered.setdefault(indicator_id, []).append(entity)
    return triggered


def _named_by(hit: Hit) -> Iterator[str]:
    """Give the keys of all entities that a hit names, as member or as evidence."""
    yield hit.focus[0]
    yield from (member.key for member in hit.members)
    for one in hit.relations:
        yield one.frm.key
        yield one.to.key
        if one.place is not None:
            yield one.place.key
