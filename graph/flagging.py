"""From structures to flags: what stands, under which id, and why what stood before is withdrawn."""

from collections.abc import Iterable, Iterator

import msgspec

from graph.cases import Fact, case_key
from graph.claims import DECLARED, EVERYTHING, Ref, record_id
from graph.contagion import CONTAGION, CONTAGIOUS, Path, Reaches, contagion
from graph.evaluation import Evaluation
from graph.flag import (
    AsOf,
    EventName,
    Evidence,
    EvidenceEdge,
    EvidenceNode,
    Flag,
    FlagIndicator,
    IdentityLink,
    Moment,
    Raised,
    in_digest,
    named,
    with_digest,
)
from graph.fold import Fold, Touched
from graph.hard_events import hard_events_on, last_day
from graph.identity.entity import Entity, tree_path
from graph.indicators import INDICATORS
from graph.indicators.indicator import Hit
from graph.instants import END_OF_TIME, iso_day, iso_instant
from graph.intervals import Interval
from graph.judged import fell_away
from graph.raised import raised
from graph.rules import Parameters
from graph.structures import Finding, Since, anchor_of, assess, components, flag_id, joining
from graph.wording import counted, one_stop

__all__ = ["KINDS", "RELATIONS", "Flagging", "public_relation", "shares_a_hit"]

_Name = tuple[str, tuple[str, ...], tuple[str, ...]]
_Told = tuple[FlagIndicator, msgspec.Raw]
"""An indicator, and the same as a digest reads it."""

KINDS = {"p": "person", "o": "organisation", "l": "place"}
"""Kinds of entity as published."""

RELATIONS = {"belang": "aandeelhouder"}
"""Relations whose published name differs from ours."""

_INDICATORS = {indicator.id: indicator for indicator in INDICATORS}
_KEPT = 4
"""Times as many moments as structures are kept before those of structures that are gone are dropped."""

_CONTAGION = "G1"
"""The indicator that is no hit of its own: paths, given with the flag."""

_PROTECTED = "I2"
"""The indicator whose structures go to the protection route (rules.md section 4)."""


class _Said(msgspec.Struct, frozen=True):
    """What a flag says of one finding, and what it rests on; all of it but the threshold follows from the finding."""

    finding: Finding
    stated: tuple[Parameters, str, str]
    indicator: FlagIndicator
    raw: msgspec.Raw
    """The indicator as a digest reads it."""
    edges: tuple[tuple[Interval, EvidenceEdge, msgspec.Raw], ...]
    nodes: frozenset[Entity]
    """Members, and the ends and places of its relations."""
    cases: frozenset[str]
    records: frozenset[str]
    """Keys of the records that its events mention."""


class _RaisedAt(msgspec.Struct, frozen=True):
    """The moment at which a flag was raised, and all that was known by then of it."""

    since: Since
    rests_on: object


class _Standing(msgspec.Struct):
    """Hits of a structure that meet the rule: their flag, whether it stands today, and if not why."""

    flag: Flag
    names: frozenset[_Name]
    last_day: int
    expired: bool
    near: set[str]
    """Keys of the entities around it that were looked at for paths to hard events."""
    measured: frozenset[tuple[str, str]]
    """Indicators and uses of which the flag states the threshold."""

    def reason(self, today: int) -> str | None:
        if today > self.last_day:
            return "verjaard"
        return "expired" if self.expired else None


class Flagging:
    """The flags of one municipality, kept current with its hits."""

    def __init__(self, fold: Fold, evaluation: Evaluation) -> None:
        self._fold = fold
        self._evaluation = evaluation
        self._structure_of: dict[_Name, frozenset[_Name]] = {}
        self._met: dict[frozenset[_Name], list[_Standing]] = {}
        """By structure: its flag, and where it has the protection route those of its other hits."""
        self._near: dict[str, set[frozenset[_Name]]] = {}
        self._reaches = Reaches()
        self._said: dict[_Name, _Said] = {}
        self._moments: dict[tuple[bool, _Name], _RaisedAt] = {}
        """By route and the oldest hit of a flag: when it was raised."""
        self._nodes: dict[Entity, tuple[EvidenceNode, msgspec.Raw]] = {}
        self._paths: dict[Entity, tuple[set[str], list[IdentityLink]]] = {}
        """By member: the records that events speak of, and the uncertain links between them."""
        self.flags: dict[str, Flag] = {}

    def renew(self, touched: Touched, changed: set[_Name], gone: list[Entity]) -> list[tuple[str, str]]:
        """Bring the flags up to date; give (id, reason) of those withdrawn."""
        before = dict(self.flags)
        for entity in gone:
            self._nodes.pop(entity, None)
            self._paths.pop(entity, None)
        scope = self._scope(touched, changed, gone)
        for name in scope:
            structure = self._structure_of.pop(name, None)
            if structure is not None:
                self._forget(structure)
        view = self._fold.view
        findings = [self._evaluation.findings[name] for name in scope if name in self._evaluation.findings]
        for part in components(view, findings):
            self._settle(part)
        self._restate()
        self._look_at_expiries()
        self._publish()
        if len(self._moments) > _KEPT * (len(self._met) + 1):
            flagged = frozenset[_Name]().union(*(met.names for met in self._every()))
            self._moments = {key: known for key, known in self._moments.items() if key[1] in flagged}
            self._said = {name: said for name, said in self._said.items() if name in flagged}
        return [(old, self._why(before[old])) for old in sorted(before.keys() - self.flags.keys())]

    def behind(self, flag: str) -> tuple[list[Finding], set[Fact]]:
        """Give the findings and the counting hard events of a flag that stands; none where it does not."""
        for met in self._every():
            if met.flag.id == flag:
                part = [self._evaluation.findings[name] for name in sorted(met.names)]
                return part, assess(self._fold.view, part) or set()
        return [], set()

    def _forget(self, structure: frozenset[_Name]) -> None:
        for key in {key for met in self._met.pop(structure, ()) for key in met.near}:
            self._near[key].discard(structure)
            if not self._near[key]:
                del self._near[key]

    def _scope(self, touched: Touched, changed: set[_Name], gone: list[Entity]) -> set[_Name]:
        """Give all hits of the structures that may differ now, and of those that they may join."""
        start = set(changed)
        contagious = self._contagious(touched, gone)
        for key in contagious:
            start |= self._evaluation.by_member.get(key, set())
        self._reaches.forget(contagious)
        start.update(
            name for key in contagious for structure in self._near.get(key, ()) for name in structure
        )
        # Hits that hang together and did not change are joined to no others but by one that did, or that may be joined
        # through another member now: both are in `start`, so nobody else's members are looked at.
        scope = self._with_structures(start)
        for name in start:
            finding = self._evaluation.findings.get(name)
            if finding is not None:
                for member in joining(self._fold.view, finding.hit, self._evaluation.joins):
                    others = self._evaluation.by_member.get(member.key, set())
                    if not others <= scope:
                        scope |= self._with_structures(others)
        return scope

    def _with_structures(self, names: set[_Name]) -> set[_Name]:
        """Give hits and all that hung together with them before this batch."""
        known = {self._structure_of[name] for name in names if name in self._structure_of}
        return names.union(*known)

    @staticmethod
    def _contagious(touched: Touched, gone: list[Entity]) -> set[str]:
        """Give the keys of the entities at which paths to hard events may differ now."""
        found = {entity.key for entity in gone}
        found.update(
            key
            for key, aspects in touched.items()
            if EVERYTHING in aspects or not CONTAGIOUS.isdisjoint(aspects)
        )
        return found

    def _settle(self, part: list[Finding]) -> None:
        names = frozenset(finding.hit.name for finding in part)
        for name in names:
            self._structure_of[name] = names
        standing = list(self._standing(part))
        if standing:
            self._met[names] = standing
        for key in {key for met in standing for key in met.near}:
            self._near.setdefault(key, set()).add(names)

    def _standing(self, part: list[Finding]) -> Iterator[_Standing]:
        """Give what meets the rule: with I2 on the protection route, and then its other hits without it once more."""
        protected = any(finding.hit.indicator == _PROTECTED for finding in part)
        yield from self._meeting(part, protection=protected)
        if protected:
            others = (finding for finding in part if finding.hit.indicator != _PROTECTED)
            for rest in components(self._fold.view, others):
                yield from self._meeting(rest, protection=False)

    def _meeting(self, part: list[Finding], *, protection: bool) -> Iterator[_Standing]:
        view = self._fold.view
        hard = assess(view, part)
        if not hard:
            return
        part = self._evaluation.dated(view, part)
        flag, near = self._flag(part, hard, protection=protection)
        yield _Standing(
            flag,
            frozenset(finding.hit.name for finding in part),
            last_day(view, hard),
            self._is_expired(flag, part, hard),
            near,
            frozenset((one.hit.indicator, one.hit.use) for one in part if one.hit.use is not None),
        )

    def _every(self) -> Iterator[_Standing]:
        for standing in self._met.values():
            yield from standing

    def _restate(self) -> None:
        """Let flags state the thresholds as they are now; that alone makes no hit and breaks none."""
        moved = self._evaluation.restated
        for met in self._every() if moved else ():
            if moved.isdisjoint(met.measured):
                continue
            part = [self._evaluation.findings[name] for name in sorted(met.names)]
            if all(self._is_said(finding) for finding in part):
                continue
            paths = [(one, in_digest(one)) for one in met.flag.indicators if one.id == _CONTAGION]
            said = [self._say(finding) for finding in part]
            ordered = _ordered([*((one.indicator, one.raw) for one in said), *paths])
            indicators = [one for one, _ in ordered]
            if indicators != met.flag.indicators:
                met.flag = with_digest(
                    msgspec.structs.replace(met.flag, indicators=indicators, as_of=self._as_of())
                )

    def _is_expired(self, flag: Flag, part: list[Finding], hard: set[Fact]) -> bool:
        """Tell whether a decision let the flag expire, under this id or one that it had before (rules.md section 8).

        The id follows from the record of a member, so whatever it was called, a member's record tells. The decision holds
        for the hits and hard events of its moment: any that holds since later, or fell away, asks for a person again.
        """
        expiries = self._fold.expiries
        if not expiries:
            return False
        told = [one for name in _ids(self._fold.gemeente, flag.route, part) for one in expiries.get(name, ())]
        if not told:
            return False
        last = max(told, key=lambda one: one.ref[1:])
        youngest = max([*(finding.known for finding in part), *(fact.ref.known for fact in hard)])
        return last.ref.known >= youngest and not fell_away(last, flag)

    def _look_at_expiries(self) -> None:
        """Look again at the flags that people let expire, or no longer, by a decision in this batch."""
        decided = self._fold.decided
        for met in self._every() if decided else ():
            part = [self._evaluation.findings[name] for name in sorted(met.names)]
            if not decided.isdisjoint(_ids(self._fold.gemeente, met.flag.route, part)):
                hard = assess(self._fold.view, part) or set()
                met.expired = self._is_expired(met.flag, part, hard)

    def _publish(self) -> None:
        standing: dict[str, Flag] = {}
        for met in self._every():
            if met.reason(self._fold.today) is None:
                known = self.flags.get(met.flag.id)
                standing[met.flag.id] = known if known and known.digest == met.flag.digest else met.flag
        self.flags = standing

    def _why(self, old: Flag) -> str:
        """Give the reason for which a flag no longer stands."""
        for met in self._every():
            if met.flag.id == old.id:
                return met.reason(self._fold.today) or "not_met"
        events = {event for indicator in old.indicators for event in indicator.events} | set(old.hard)
        for met in self._every():
            if met.flag.id in self.flags and met.flag.route == old.route and shares_a_hit(met.flag, old):
                return f"merged:{met.flag.id}"
        gone = [ref for event in sorted(events) if not self._fold.standing.stands(ref := _ref(event))]
        if gone:
            return "retracted" if all(map(self._is_retracted, gone)) else "corrected"
        if any(self._is_annulled(_ref(event)) for event in events):
            return "annulled"
        restricted = {record_id(record) for record in self._fold.view.restricted}
        if not restricted.isdisjoint(old.records):
            return "restricted"
        return self._why_joined_otherwise(old) or "not_met"

    def _is_retracted(self, gone: Ref) -> bool:
        """Tell whether an event that no longer stands was taken back, and no correction took its place."""
        naming = self._fold.standing.naming(gone)
        return bool(naming) and all(one.corrigeert is None for one in naming)

    def _is_annulled(self, ref: Ref) -> bool:
        statement = self._fold.standing.get(ref)
        if statement is None or statement.step is None:
            return False
        case = self._fold.cases.get(case_key(statement.step))
        fact = None if case is None else case.facts.get(statement.ref)
        return fact is not None and fact.annulled

    def _why_joined_otherwise(self, old: Flag) -> str | None:
        """Give ``split`` where records of one entity are of several now, ``identity`` where others came to them."""
        why = None
        entity_of = self._fold.resolver.entity_of
        for node in old.evidence.nodes:
            letter = next(kind for kind, name in KINDS.items() if name == node.kind)
            now = {
                entity for record in node.records if (entity := entity_of.get(letter + record)) is not None
            }
            if len(now) > 1:
                return "split"
            if {entity.id for entity in now} != {node.id}:
                why = "identity"
        return why

    # What a flag says

    def _as_of(self) -> AsOf:
        return AsOf(iso_day(self._fold.today), iso_instant(self._fold.standing.latest()))

    def _flag(self, part: list[Finding], hard: set[Fact], *, protection: bool) -> tuple[Flag, set[str]]:
        """Give the flag of a structure, and the keys of what was looked at around it."""
        view, gemeente = self._fold.view, self._fold.gemeente
        members = {member.key: member for finding in part for member in finding.hit.members}
        ordered = [members[key] for key in sorted(members)]
        refs = frozenset[Ref]().union(*(finding.hit.refs for finding in part))
        used = refs.union(fact.ref for fact in hard)
        said = [self._say(finding) for finding in part]
        also = used - refs
        paths, near = contagion(
            self._evaluation.through(CONTAGION, view),
            ordered,
            max(ref.day for ref in refs),
            self._reaches,
        )
        moment = self._raised(part, hard, protection=protection)
        mentioned = self._mentioned(also).union(*(one.records for one in said))
        identity = self._identity(ordered, mentioned)
        band = 1.0
        for link in identity:
            band *= link.probability
        indicators = _ordered([*((one.indicator, one.raw) for one in said), *self._contagion(paths)])
        evidence, raw = self._evidence(said, paths)
        flag = self._digested(
            Flag(
                id=flag_id(gemeente, anchor_of(view, part), protection=protection),
                gemeente=gemeente,
                route="protection" if protection else "screening",
                indicators=[one for one, _ in indicators],
                records=sorted(
                    self._cases(also).union(*(member.ids for member in ordered), *(one.cases for one in said))
                ),
                evidence=evidence,
                identity=identity,
                band=(round(band, 4), 1.0),
                groups=sorted({finding.group for finding in part}),
                sources=sorted({ref.source for ref in used}),
                hard=named({fact.ref for fact in hard}),
                raised=Raised(iso_instant(moment.known), iso_day(moment.ref.day), _event(moment.ref)),
                as_of=self._as_of(),
                rules=view.rules.version,
            ),
            {"indicators": [one for _, one in indicators], "evidence": raw},
        )
        return flag, near

    def _raised(self, part: list[Finding], hard: set[Fact], *, protection: bool) -> Since:
        """Give since when the rule is met; kept as long as all that was known by then is the same."""
        oldest = min(part, key=lambda finding: (finding.known, finding.hit.name))
        key = protection, oldest.hit.name
        known = self._moments.get(key)
        if known is None or known.rests_on != self._known_by(known.since.known, part, hard):
            since = raised(self._fold.view, part, hard)
            known = self._moments[key] = _RaisedAt(since, self._known_by(since.known, part, hard))
        return known.since

    def _known_by(self, known: int, part: list[Finding], hard: set[Fact]) -> object:
        """Give all of a structure, hubs and hard events on members included, that decides until an instant."""
        view = self._fold.view
        held = [finding for finding in part if finding.known <= known]
        every = frozenset[Ref]().union(*(finding.hit.refs for finding in part))
        refs = {ref for ref in every if ref.known <= known}
        refs.update(fact.ref for fact in hard if fact.ref.known <= known)
        members = {member.key: member for finding in held for member in finding.hit.members}
        hubs = {key for key, member in members.items() if view.is_hub(member)}
        struck = {
            (key, fact.ref)
            for key, member in members.items()
            for fact in view.still(hard_events_on, member)
            if fact.ref.known <= known
        }
        return held, refs, hubs, struck

    def _digested(self, flag: Flag, raw: dict[str, object]) -> Flag:
        """Fill in the digest; that of the standing flag, where it says the same. ``raw`` are fields as a digest reads them."""
        known = self.flags.get(flag.id)
        if (
            known is not None
            and msgspec.structs.replace(flag, as_of=known.as_of, digest=known.digest) == known
        ):
            return msgspec.structs.replace(flag, digest=known.digest)
        return with_digest(flag, raw)

    def _cases(self, refs: Iterable[Ref]) -> set[str]:
        found: set[str] = set()
        for ref in refs:
            statement = self._fold.standing.get(ref)
            if statement is not None and statement.step is not None and statement.step.zaaknummer is not None:
                found.add(f"zaak:{ref.source}#{statement.step.zaaknummer}")
        return found

    def _mentioned(self, refs: Iterable[Ref]) -> set[str]:
        """Give the records that events mention."""
        statements = map(self._fold.standing.get, refs)
        return {mention.record for one in statements if one is not None for mention in one.mentions}

    def _identity(self, members: list[Entity], mentioned: set[str]) -> list[IdentityLink]:
        """Give the uncertain and human links on the tree paths between the records that the events speak of."""
        linked = [
            member for member in members if member.tree and any(link.why != "certain" for link in member.tree)
        ]
        return sorted(link for member in linked for link in self._uncertain(member, mentioned))

    def _uncertain(self, member: Entity, mentioned: set[str]) -> list[IdentityLink]:
        """Give the uncertain and human links between the records of a member that events speak of."""
        records = mentioned.intersection(member.records)
        known = self._paths.get(member)
        if known is None or known[0] != records:
            links = [
                IdentityLink(record_id(link.a), record_id(link.b), link.probability)
                for link in (tree_path(member.tree, records) if records else ())
                if link.why != "certain"
            ]
            known = self._paths[member] = records, links
        return known[1]

    def _node(self, entity: Entity) -> tuple[EvidenceNode, msgspec.Raw]:
        known = self._nodes.get(entity)
        if known is None:
            node = EvidenceNode(entity.id, KINDS[entity.kind], list(entity.ids))
            known = self._nodes[entity] = node, in_digest(node)
        return known

    def _evidence(self, said: list[_Said], paths: list[Path]) -> tuple[Evidence, dict[str, object]]:
        """Give entities and relations that a flag rests on; also as a digest reads them."""
        entities = frozenset[Entity]().union(*(one.nodes for one in said))
        edges = {relation: (edge, raw) for one in said for relation, edge, raw in one.edges}
        for relation in (relation for path in paths for relation in path.relations):
            if relation not in edges:
                edge = _edge(relation)
                edges[relation] = edge, in_digest(edge)
                entities |= _ends(relation)
        by_key = {entity.key: entity for entity in entities}
        nodes = sorted(map(self._node, by_key.values()), key=lambda one: one[0].id)
        ordered = sorted(edges.values(), key=lambda one: _order(one[0]))
        raw: dict[str, object] = {"nodes": [raw for _, raw in nodes], "edges": [raw for _, raw in ordered]}
        return Evidence([node for node, _ in nodes], [edge for edge, _ in ordered]), raw

    def _is_said(self, finding: Finding) -> bool:
        """Tell whether what was said of a finding is still so."""
        said = self._said.get(finding.hit.name)
        return said is not None and said.finding is finding and said.stated == self._stated(finding.hit)

    def _say(self, finding: Finding) -> _Said:
        """Give what a flag says of a finding; made anew only where the finding or its threshold is another."""
        name = finding.hit.name
        if not self._is_said(finding):
            hit, stated = finding.hit, self._stated(finding.hit)
            indicator = _indicator(finding, stated)
            self._said[name] = _Said(
                finding,
                stated,
                indicator,
                in_digest(indicator),
                tuple((one, edge, in_digest(edge)) for one in hit.relations for edge in [_edge(one)]),
                frozenset(hit.members).union(*map(_ends, hit.relations)),
                frozenset(self._cases(hit.refs)),
                frozenset(self._mentioned(hit.refs)),
            )
        return self._said[name]

    def _stated(self, hit: Hit) -> tuple[Parameters, str, str]:
        """Give what is said of the threshold that a hit was measured against, as it is now."""
        measure = _INDICATORS[hit.indicator].measure
        if measure is None or hit.use is None:
            return {}, "", ""
        return measure.states(self._evaluation.yardsticks[hit.indicator].threshold(hit.use))

    def _contagion(self, paths: list[Path]) -> Iterator[_Told]:
        if not paths:
            return
        refs = {ref for path in paths for ref in path.refs}
        since = min(max((ref.known, ref) for ref in path.refs) for path in paths)
        ends = {
            entity.key: entity for path in paths for one in path.relations for entity in (one.frm, one.to)
        }
        count = len({path.hard.ref for path in paths})
        told = FlagIndicator(
            CONTAGION.id,
            CONTAGION.version,
            {**self._fold.view.rules.indicators[_CONTAGION], "weight": max(path.weight for path in paths)},
            sorted({identifier for entity in ends.values() for identifier in entity.ids}),
            named(refs),
            (iso_day(min(ref.day for ref in refs)), iso_day(max(ref.day for ref in refs))),
            Moment(iso_instant(since[0]), _event(since[1])),
            f"Via hooguit twee relaties is er een lijn naar {counted(count, 'andere overtreding of maatregel', 'andere overtredingen of maatregelen')}.",
            f"At most two relations lead to {counted(count, 'other offence or measure', 'other offences or measures')}.",
        )
        yield told, in_digest(told)


def _indicator(finding: Finding, stated: tuple[Parameters, str, str]) -> FlagIndicator:
    hit, since = finding.hit, finding.since
    assert since is not None
    days = [ref.day for ref in hit.refs]
    more, nl, en = stated
    return FlagIndicator(
        hit.indicator,
        _INDICATORS[hit.indicator].version,
        {name: round(value, 4) for name, value in sorted((hit.parameters | more).items())},
        sorted({identifier for member in hit.members for identifier in member.ids}),
        named(hit.refs),
        (iso_day(min(days)), iso_day(max(days))),
        Moment(iso_instant(since.known), _event(since.ref)),
        one_stop(hit.nl + nl),
        one_stop(hit.en + en),
    )


def _ordered(indicators: list[_Told]) -> list[_Told]:
    """Put indicators in the order of publication; those that share it stay as they came, by name of their hits."""
    return sorted(indicators, key=lambda one: (one[0].id, one[0].events, one[0].records))


def public_relation(relation: str) -> str:
    """Give the published name of a relation: the role or function, else what kind of relation it is."""
    return RELATIONS.get(relation, relation.removeprefix(DECLARED))


def _ref(event: EventName) -> Ref:
    """Give a reference that finds an event by source and id alone."""
    return Ref(0, 0, event.source, event.id)


def _ids(gemeente: str, route: str, part: list[Finding]) -> set[str]:
    """Give the ids that a structure's flag has or can have had: one for each record id of its members."""
    protection = route != "screening"
    records = {identifier for finding in part for member in finding.hit.members for identifier in member.ids}
    return {flag_id(gemeente, one, protection=protection) for one in records}


def shares_a_hit(new: Flag, old: Flag) -> bool:
    """Tell whether a standing flag has a hit of the old one in it; a member may have gained or lost records since."""
    now = {(one.id, event) for one in new.indicators for event in one.events if one.id != _CONTAGION}
    return any((one.id, event) in now for one in old.indicators for event in one.events)


def _ends(relation: Interval) -> frozenset[Entity]:
    """Give whom a relation is between, and where."""
    return frozenset(one for one in (relation.frm, relation.to, relation.place) if one is not None)


def _order(edge: EvidenceEdge) -> tuple[object, ...]:
    """Put edges in the order of publication."""
    return (edge.frm, edge.to, edge.relation, edge.valid[0], edge.events)


def _edge(one: Interval) -> EvidenceEdge:
    end = None if one.end == END_OF_TIME else iso_day(one.end)
    return EvidenceEdge(
        one.frm.id, one.to.id, public_relation(one.relation), (iso_day(one.start), end), named(set(one.refs))
    )


def _event(ref: Ref) -> EventName:
    return EventName(ref.source, ref.id)
