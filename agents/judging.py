"""What a person judges of two records, written down; and the municipality that holds both."""

from collections.abc import Callable
from pathlib import Path

from agents.accounting import Account
from agents.deciding import write_decisions
from agents.standing import Standing
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import partitions

__all__ = ["judge", "municipality_of"]

_NUMBERS = ("kvk", "rsin")
"""Fields of an organisation whose value is a record id of its own (contracts.md section 5)."""


def judge(
    folder: Path,
    pair: tuple[str, str],
    verdict: str,
    reason: str,
    who: str,
    gemeente: str | None,
    account: Account,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> tuple[str, str]:
    """Write down whether two records are one (`same`, `different`, `unsure`); give the event's id and the municipality.

    Raises
    ------
    Failure, WrongUse
        As `municipality_of` and `write_decisions`.
    """
    a, b = pair
    if gemeente is not None and not partitions(folder):
        where = gemeente  # its worker is elsewhere, and what is shown of it is of this municipality
    else:
        with Standing([folder], say) as standing:
            where = municipality_of(standing, a, b, gemeente)
    account.note(2, persons=[a, b])
    data = {"gemeente": where, "door": who, "a": a, "b": b, "oordeel": verdict, "reden": reason}
    [event] = write_decisions(folder, "identiteit-beoordeeld", [data], keys, configured, say)
    return event, where


def municipality_of(standing: Standing, a: str, b: str, gemeente: str | None) -> str:
    """Give the one municipality of which the events name both records; O(events).

    Raises
    ------
    Failure
        When a record is in none, the two are in no municipality together, or of no kind that both can be.
    WrongUse
        When several have both and none was named.
    """
    kinds = {code: _kinds(standing, code, (a, b)) for code in standing.municipalities()}
    for record in (a, b):
        if not any(found[record] for found in kinds.values()):
            raise Failure(f"{record}: there is no such record in this store")
    both = [code for code, found in kinds.items() if found[a] and found[b]]
    if gemeente is not None:
        both = [code for code in both if code == gemeente]
    if not both:
        raise Failure(
            f"{a} and {b}: no {'one ' if gemeente is None else ''}municipality{'' if gemeente is None else ' ' + gemeente} has both"
        )
    if len(both) > 1:
        raise WrongUse(f"identity judge: both records stand in {', '.join(both)}: give --gemeente")
    if kinds[both[0]][a].isdisjoint(kinds[both[0]][b]):
        raise Failure(f"{a} and {b}: a person, an organisation and a place are never one")
    return both[0]


def _kinds(standing: Standing, gemeente: str, ids: tuple[str, str]) -> dict[str, set[str]]:
    """Give the kinds of record that go by each of the ids in a municipality."""
    found: dict[str, set[str]] = {each: set() for each in ids}
    for statement in standing.statements(gemeente):
        for mention in statement.mentions:
            kind, names = mention.record[0], {mention.record[1:]}
            names.update(f"{field}:{value}" for field, value in mention.values if field in _NUMBERS)
            for each in names & found.keys():
                found[each].add(kind)
    return found
