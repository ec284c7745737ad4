"""Cases: events of one source with one case number, and what each inherits from the others (contracts.md section 3).

An event without a place has that of the first event of its case that gives one; its parties are those of all events
of the case up to and including it. A later legal remedy updates the measures before it.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from graph.claims import DECLARED, Party, Ref, Relation, Step

__all__ = ["Case", "Fact", "case_key", "contact_keys", "remedies"]

_MEASURES = frozenset({"waarschuwing-gegeven", "boete-opgelegd", "last-opgelegd", "sluiting-opgelegd"})
_ENDS_ROLES = frozenset(
    {"vergunning-geweigerd", "aanvraag-ingetrokken", "vergunning-ingetrokken", "vergunning-vervallen"}
)
_APPLICATIONS = frozenset({"aanvraag-ontvangen", "subsidie-aanvraag-ontvangen"})
_HARD_OUTCOMES = frozenset({"overtreding", "ernstige_overtreding"})
_HARD_REASONS = frozenset({"bibob", "wangedrag"})
_ON_APPLICANT_ONLY = frozenset({"vergunning-ingetrokken", "subsidie-ingetrokken", "vergunning-geweigerd"})


class Fact(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """A step of a case with all that it inherits: the unit that rules count."""

    step: Step
    case: str
    applicant: str | None
    parties: tuple[Party, ...]
    place: str | None
    annulled: bool
    hard: bool

    @property
    def ref(self) -> Ref:
        """The event."""
        return self.step.ref

    def records(self) -> Iterator[str]:
        """Give every record that takes part, applicant and place included, each once."""
        seen = {party.record for party in self.parties}
        if self.applicant is not None:
            seen.add(self.applicant)
        yield from seen
        if self.place is not None:
            yield self.place

    def _present(self) -> Iterator[Party]:
        """Give the parties in their role on the day: what a Betrokkene says of begin and end goes before."""
        day = self.ref.day
        for party in self.parties:
            if (party.since is None or party.since <= day) and (party.until is None or day <= party.until):
                yield party

    def lies_on(self) -> set[str]:
        """Give the records on which a hard event of this kind lies (rules.md section 3)."""
        if self.step.kind in _ON_APPLICANT_ONLY:
            found = set() if self.applicant is None else {self.applicant}
        else:
            found = {party.record for party in self._present() if party.rol != "aangetroffen-leiding"}
        if self.place is not None:
            found.add(self.place)
        return found

    def concerned(self) -> set[str]:
        """Give whom an inspection or measure concerns: who runs the place, or, where nobody does, who owns it."""
        for rol in ("exploitant", "eigenaar"):
            found = {party.record for party in self._present() if party.rol == rol}
            if found:
                return found
        return set()


class Case:
    """The standing steps of one case."""

    __slots__ = ("_steps", "facts", "key", "roles")

    def __init__(self, key: str) -> None:
        self.key = key
        self._steps: dict[Ref, Step] = {}
        self.facts: dict[Ref, Fact] = {}
        self.roles: frozenset[Relation] = frozenset()

    def add(self, step: Step) -> None:
        """Let a step stand."""
        self._steps[step.ref] = step

    def remove(self, step: Step) -> None:
        """Take a step back."""
        del self._steps[step.ref]

    def derive(self) -> tuple[dict[Ref, Fact], frozenset[Relation]]:
        """Give the facts and the declared roles that follow from the standing steps; O(steps · parties)."""
        steps = [self._steps[ref] for ref in sorted(self._steps)]
        if not steps:
            return {}, frozenset()
        application = next((step for step in steps if step.kind in _APPLICATIONS), None)
        applicant = _applicant(application or steps[0])
        first_place = next((step.place for step in steps if step.place is not None), None)
        annulled = _annulled(steps)
        facts: dict[Ref, Fact] = {}
        parties: tuple[Party, ...] = ()
        for step in steps:
            parties = (*parties, *(party for party in step.parties if party not in parties))
            facts[step.ref] = Fact(
                step,
                self.key,
                applicant,
                parties,
                step.place if step.place is not None else first_place,
                step.ref in annulled,
                _is_hard(step) and step.ref not in annulled,
            )
        begin = (application or steps[0]).ref.day
        return facts, frozenset(_roles(facts, applicant, begin))


def case_key(step: Step) -> str:
    """Give the key of the case a step belongs to; without a case number an event is a case of its own."""
    if step.zaaknummer is None:
        return f"event:{step.ref.source}#{step.ref.id}"
    return f"zaak:{step.ref.source}#{step.zaaknummer}"


def contact_keys(fact: Fact) -> Iterator[str]:
    """Give the keys under which an application meets others: its applicant's contacts, the account of a subsidy.

    A key is a hash: it stands in names of foci, where no telephone number or account may be read.
    """
    step = fact.step
    account = (("iban", step.iban),) if step.iban is not None and step.topic == "subsidies" else ()
    if fact.applicant is not None:
        for field, value in {*step.contacts, *account}:
            yield "#" + hashlib.sha256(f"{field}:{value}".encode()).hexdigest()[:32]


def _applicant(step: Step) -> str | None:
    for rol in ("aanvrager", "houder"):
        for party in step.parties:
            if party.rol == rol:
                return party.record
    return None


def _annulled(steps: list[Step]) -> set[Ref]:
    """Give the measures whose last known legal remedy annulled them."""
    return {ref for ref, state in remedies(steps).items() if state == "vernietigd"}


def remedies(steps: Iterable[Step]) -> dict[Ref, str | None]:
    """Give of each measure of a case, its steps in the one order, how far the legal remedy has come."""
    remedy: dict[Ref, str | None] = {}
    measures: list[Step] = []
    for step in steps:
        if step.kind in _MEASURES:
            measures.append(step)
            remedy[step.ref] = step.rechtsmiddel
        elif step.rechtsmiddel is not None:
            hit = [measure for measure in measures if step.grondslag in (None, measure.grondslag)]
            for measure in hit if step.grondslag is None else hit[-1:]:
                remedy[measure.ref] = step.rechtsmiddel
    return remedy


def _is_hard(step: Step) -> bool:
    """Tell whether an event is hard evidence (rules.md section 3)."""
    match step.kind:
        case "controle-uitgevoerd":
            return step.uitkomst in _HARD_OUTCOMES or step.sanctionable
        case "vergunning-ingetrokken":
            return step.reden in _HARD_REASONS
        case "boete-opgelegd" | "sluiting-opgelegd" | "subsidie-ingetrokken":
            return True
    return False


def _roles(facts: dict[Ref, Fact], applicant: str | None, begin: int) -> Iterator[Relation]:
    """Give the declared roles as relations with the applicant (else with whom it concerns) and with the place.

    In a permit case a role holds from the application to the refusal, withdrawal or lapse; in any other case on the
    day alone. What the Betrokkene itself says of begin and end goes before.
    """
    end = min(
        (fact.ref.day for fact in facts.values() if fact.step.kind in _ENDS_ROLES and fact.ref.day >= begin),
        default=None,
    )
    for fact in facts.values():
        permit = fact.step.topic == "permits"
        principals = fact.concerned() if applicant is None else {applicant}
        for party in fact.step.parties:
            day = party.since if party.since is not None else (begin if permit else fact.ref.day)
            until = party.until if party.until is not None else (end if permit else fact.ref.day)
            for to in {*principals, fact.place} - {None, party.record}:
                yield Relation(
                    ref=fact.ref,
                    relation=DECLARED + party.rol,
                    frm=party.record,
                    to=to,
                    sign=0,
                    day=day,
                    until=until,
                    share=party.share,
                    amount=party.amount,
                    soort=party.soort,
                    topic=fact.step.topic,
                )
