"""What humans said of the flags that a case is near: verdicts hold for the hits and hard events they were given on.

rules.md section 8. A verdict names the id that the flag had; the id follows from the record of a member, so whatever the
structure was merged into, a member's record tells. What was there to be judged is what was known by then.
"""

from collections.abc import Iterable, Iterator

from graph.cases import Fact
from graph.claims import Decision
from graph.flag import Flag
from graph.fold import Fold
from graph.judged import fell_away
from graph.municipality import Municipality
from graph.structures import Finding, components, flag_id
from screening.advisory import Weging
from screening.verdicts import Verdict, difference

__all__ = ["named", "together", "verdicts", "weigh"]

_UNFOUNDED = frozenset({Verdict.NOT_CONFIRMED, Verdict.LAWFUL})

_OPEN = ""
"""What is said of a hit whose verdict has expired."""


def together(weighed: Iterable[Weging]) -> Weging:
    """Give how a signal of several flags was weighed: confirmed where one is, unconfirmed where all were unfounded."""
    every = set(weighed)
    if Weging.BEVESTIGD in every:
        return Weging.BEVESTIGD
    return Weging.NIET_BEVESTIGD if every == {Weging.NIET_BEVESTIGD} else Weging.NIET_GEWOGEN


def named(flag: Flag) -> set[str]:
    """Give the ids that a flag has or can have had: one for each record of its members."""
    protection = flag.route != "screening"
    return {flag_id(flag.gemeente, record, protection=protection) for record in flag.records}


def verdicts(fold: Fold, flag: Flag) -> list[Decision]:
    """Give the verdict that counts of each id that a flag has or had, in the order in which they were given."""
    if not fold.verdicts:
        return []
    given = (fold.verdicts.get(name) for name in named(flag))
    return sorted((max(some, key=_order) for some in given if some), key=_order)


def weigh(town: Municipality, flag: Flag) -> Weging:
    """Give how a standing flag was weighed: confirmed where a hit is, unfounded where all that it holds now was.

    Unfounded no longer when something that was judged fell away: the signal is another then, and asks for review.

    O(hits) where somebody judged it, and then O(flags) to find it; O(records) where nobody did.
    """
    fold = town.graph
    given = verdicts(fold, flag)
    if not given:
        return Weging.NIET_GEWOGEN
    findings, hard = town.behind(flag.id)
    last: dict[str, Decision] = {}
    for one in given:
        last |= dict.fromkeys(_judged(fold, flag, one, findings, hard), one)
    said = {name: _said(one, fold.today) for name, one in last.items()}
    hits = [_hit(finding) for finding in findings]
    if any(said.get(name) == Verdict.CONFIRMED for name in hits):
        return Weging.BEVESTIGD
    unfounded = (name for name, verdict in said.items() if verdict in _UNFOUNDED)
    left = difference(unfounded, [*hits, *map(_event, hard)])
    # A verdict that no longer has the last word on anything was given again, so what it missed was seen.
    gone = any(fell_away(one, flag) for one in {one.ref: one for one in last.values()}.values())
    return Weging.NIET_GEWOGEN if left.asks_review or gone else Weging.NIET_BEVESTIGD


def _said(one: Decision, today: int) -> str:
    return (one.oordeel or _OPEN) if one.until is None or today <= one.until else _OPEN


def _judged(fold: Fold, flag: Flag, one: Decision, findings: list[Finding], hard: set[Fact]) -> Iterator[str]:
    """Give what a verdict was given on: the structure of that id among what was known by then."""
    known = one.ref.known
    for part in components(fold.view, (finding for finding in findings if finding.known <= known)):
        records = {record for finding in part for member in finding.hit.members for record in member.ids}
        protection = flag.route != "screening"
        if one.flag in {flag_id(flag.gemeente, record, protection=protection) for record in records}:
            yield from map(_hit, part)
            yield from (_event(fact) for fact in hard if fact.ref.known <= known)


def _hit(finding: Finding) -> str:
    indicator, focus, mark = finding.hit.name
    return " ".join((indicator, *focus, *mark))


def _event(fact: Fact) -> str:
    return f"{fact.ref.source}#{fact.ref.id}"


def _order(one: Decision) -> tuple[int, str, str]:
    return one.ref[1:]
