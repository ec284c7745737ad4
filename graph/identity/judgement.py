"""What people judged about pairs of records: the last judgement counts, earlier ones stay known."""

from collections.abc import Iterator

from graph.claims import Decision

__all__ = ["DIFFERENT", "SAME", "Judgements", "moment"]

SAME, DIFFERENT = "same", "different"


class Judgements:
    """Standing judgements on pairs of record ids (``source#sleutel``, ``kvk:…``, ``rsin:…``, ``bag:…``)."""

    def __init__(self) -> None:
        self._by_pair: dict[tuple[str, str], list[Decision]] = {}
        self._partners: dict[str, set[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_pair)

    def add(self, decision: Decision) -> None:
        """Let a judgement stand."""
        pair = _pair(decision)
        self._by_pair.setdefault(pair, []).append(decision)
        for one, other in (pair, pair[::-1]):
            self._partners.setdefault(one, set()).add(other)

    def remove(self, decision: Decision) -> None:
        """Take a judgement back (its event was corrected or retracted)."""
        pair = _pair(decision)
        self._by_pair[pair].remove(decision)
        if not self._by_pair[pair]:
            del self._by_pair[pair]
            for one, other in (pair, pair[::-1]):
                self._partners[one].discard(other)

    def last(self, one: str, other: str) -> Decision | None:
        """Give the judgement that counts on a pair: the last by time, source and id."""
        decisions = self._by_pair.get((one, other) if one <= other else (other, one))
        return max(decisions, key=moment) if decisions else None

    def verdict(self, one: str, other: str) -> str | None:
        """Give ``same``, ``different`` or None (not judged, or unsure)."""
        last = self.last(one, other)
        return last.oordeel if last is not None and last.oordeel in {SAME, DIFFERENT} else None

    def partners(self, record_id: str) -> Iterator[tuple[str, Decision]]:
        """Give the other id and the judgement that counts, of all that was judged about this id."""
        for other in self._partners.get(record_id, ()):
            last = self.last(record_id, other)
            if last is not None:
                yield other, last


def moment(decision: Decision) -> tuple[int, str, str]:
    """Give when a judgement was made, and what tells it from others of that moment."""
    return decision.ref[1:]


def _pair(decision: Decision) -> tuple[str, str]:
    one, other = decision.records
    return (one, other) if one <= other else (other, one)
