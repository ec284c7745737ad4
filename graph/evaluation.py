"""Hits kept current: what a batch touched is evaluated again, and only there.

The answer is that of evaluating everything: a hit that names a touched entity is always looked at again, and each
indicator tells where a touch can have made a new one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from graph.claims import EVERYTHING
from graph.fold import Touched
from graph.identity.entity import Entity
from graph.indicators import INDICATORS
from graph.indicators.indicator import Focus, Hit, Indicator
from graph.percentiles import Percentile, Threshold
from graph.rules import Rules
from graph.structures import Finding, Since
from graph.view import TIES, View

__all__ = ["Evaluation", "Failed"]

_Name = tuple[str, Focus, tuple[str, ...]]
_Place = tuple[str, Focus]
"""An indicator's id and a focus."""

_BY_ID = {indicator.id: indicator for indicator in INDICATORS}
_NO_THRESHOLD = Threshold(0, 0)


class Failed(msgspec.Struct, frozen=True):
    """An indicator of ours that raised at a focus: its last hits there stand, marked, until the next start."""

    indicator: str
    focus: Focus
    error: str


class Evaluation:
    """All hits of one municipality."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.findings: dict[_Name, Finding] = {}
        self.by_member: dict[str, set[_Name]] = {}
        self.joins: Counter[str] = Counter()
        """Keys of the places of B hits, which join hits although they are hubs, and how many hits each has."""
        self._at: dict[_Place, dict[_Name, None]] = {}
        self._naming: dict[str, set[_Place]] = {}
        self._percentiles = {
            indicator.id: _percentile(indicator, rules)
            for indicator in INDICATORS
            if indicator.measure is not None
        }
        self.hubs: set[str] = set()
        self.failed: list[Failed] = []
        """What failed in this batch."""

    def renew(self, view: View, touched: Touched, gone: list[Entity]) -> set[_Name]:
        """Evaluate again what was touched; give the names of hits that came, went or changed."""
        self._spread_hubs(view, touched, gone)
        places = self._places(view, touched, gone)
        places |= self._measure(view, touched, gone)
        changed: set[_Name] = set()
        self.failed = []
        for place in sorted(places):
            try:
                changed |= self._renew_at(view, place)
            except Exception as error:  # noqa: BLE001 - a bug of ours is not the event's failure
                self._fail(*place, error)
        return changed

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

    def _places(self, view: View, touched: Touched, gone: list[Entity]) -> set[_Place]:
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
            entity = view.at(key)
            if entity is None:
                continue
            for indicator in INDICATORS:
                if _matters(indicator, entity, aspects):
                    places.update((indicator.id, focus) for focus in indicator.foci(view, entity))
        return places | {place for place, times in around_hubs.items() if times > 1}

    def _measure(self, view: View, touched: Touched, gone: list[Entity]) -> set[_Place]:
        """Keep the percentiles current; give the foci between an old and a new threshold."""
        places: set[_Place] = set()
        for indicator_id, percentile in self._percentiles.items():
            indicator = _BY_ID[indicator_id]
            assert indicator.measure is not None
            before = {use: percentile.threshold(use) for use in percentile.uses()}
            for entity in gone:
                percentile.put(entity.key, None)
            for key in self._measured_again(indicator, view, touched):
                place = view.at(key)
                percentile.put(key, None if place is None else indicator.measure.of(view, place))
            for use in percentile.uses():
                old, new = before.get(use), percentile.threshold(use)
                if old is not None and old != new:
                    # Also where only the number of places moved: the flag states it.
                    least = min(old.value, new.value)
                    places.update((indicator_id, (key,)) for key in percentile.above(use, least))
        return places

    @staticmethod
    def _measured_again(indicator: Indicator, view: View, touched: Touched) -> set[str]:
        """Give the places that may measure otherwise: those where a touched entity can make a hit."""
        return {
            focus[0]
            for key, aspects in touched.items()
            if (entity := view.at(key)) is not None and _matters(indicator, entity, aspects)
            for focus in indicator.foci(view, entity)
        }

    def _renew_at(self, view: View, place: _Place) -> set[_Name]:
        indicator_id, focus = place
        indicator = _BY_ID[indicator_id]
        # All is computed before anything is changed: one that raises keeps its last hits whole.
        found = {hit.name: Finding(hit, indicator.group) for hit in self._evaluate(indicator, view, focus)}
        known = {name: self.findings[name] for name in self._at.get(place, ())}
        for name in known.keys() & found.keys():
            before = known[name]
            if before.since is not None:
                same = before.hit == found[name].hit
                found[name] = before if same else self._dated(view, found[name])
        changed = {name for name in known.keys() | found.keys() if known.get(name) != found.get(name)}
        for name in changed & known.keys():
            self._drop(name)
        for name in changed & found.keys():
            self._keep(name, found[name])
        return changed

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

    def _fail(self, indicator: str, focus: Focus, error: Exception) -> None:
        failed = Failed(indicator, focus, repr(error))
        if failed not in self.failed:
            self.failed.append(failed)

    def _dated(self, view: View, finding: Finding) -> Finding:
        return Finding(
            finding.hit, finding.group, self._since(_BY_ID[finding.hit.indicator], view, finding.hit)
        )

    def _evaluate(self, indicator: Indicator, view: View, focus: Focus) -> Iterable[Hit]:
        parameters = self._rules.indicators[indicator.id]
        percentile = self._percentiles.get(indicator.id)
        threshold = _NO_THRESHOLD if percentile is None else percentile.threshold(percentile.use_of(focus[0]))
        return indicator.evaluate(view, focus, parameters, threshold)

    def _since(self, indicator: Indicator, view: View, hit: Hit) -> Since:
        """Give the first instant at which the computation holds on the hit's own events (rules.md section 4)."""
        for known in sorted({ref.known for ref in hit.refs}):
            own = [ref for ref in hit.refs if ref.known <= known]
            if any(
                found.name == hit.name for found in self._evaluate(indicator, view.limited(own), hit.focus)
            ):
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


def _matters(indicator: Indicator, entity: Entity, aspects: set[str]) -> bool:
    """Tell whether an indicator may find otherwise because of what was touched of an entity."""
    return entity.kind in indicator.kinds and (
        EVERYTHING in aspects or not indicator.triggers.isdisjoint(aspects)
    )


def _named_by(hit: Hit) -> Iterator[str]:
    """Give the keys of all entities that a hit names, as member or as evidence."""
    yield hit.focus[0]
    yield from (member.key for member in hit.members)
    for one in hit.relations:
        yield one.frm.key
        yield one.to.key
        if one.place is not None:
            yield one.place.key


def _percentile(indicator: Indicator, rules: Rules) -> Percentile:
    assert indicator.measure is not None
    p = rules.indicators[indicator.id]
    return Percentile(p[indicator.measure.fixed], p["percentile"], int(p["places"]))
