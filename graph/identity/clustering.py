"""Joining records along links, strongest first, unless two that must stay apart would meet (architecture.md)."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.identity.entity import Link

__all__ = ["Marks", "cluster", "order"]

Marks = Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
"""By record, by field: the values of which two records that are one share at least one."""

_RANK = {"human": 0, "certain": 1}


def order(link: Link) -> tuple[int, float, str, str]:
    """Give the order in which links are gone through: human, certain, probability downward, the pair of records."""
    return (_RANK.get(link.why, 2), -round(link.probability, 6), link.a, link.b)


def cluster(
    records: Collection[str], links: Iterable[Link], apart: Collection[tuple[str, str]], marks: Marks
) -> Iterator[tuple[tuple[str, ...], tuple[Link, ...]]]:
    """Join records; give each cluster with the links that joined it.

    A function of sets: neither the order of records nor that of links plays a part.

    Parameters
    ----------
    records
        All that may be joined; a link has both its ends among them.
    links
        Links that may join.
    apart
        Pairs that people judged different: nothing joins them.
    marks
        What contradicts itself within one cluster. A link that is no more than probable joins no two clusters that both
        know a field and share no value of it, so a record without a number is no bridge between two that have others.
    """
    clusters = _Clusters(records, apart, marks)
    for link in sorted(links, key=order):
        clusters.join(link)
    return clusters.all()


class _Clusters:
    """Union-find that keeps apart what was judged different, and what contradicts itself."""

    def __init__(self, records: Collection[str], apart: Collection[tuple[str, str]], marks: Marks) -> None:
        self._members = {record: {record} for record in records}
        self._root = {record: record for record in records}
        self._tree: dict[str, list[Link]] = {record: [] for record in records}
        self._apart: dict[str, set[str]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
        self._marks = {record: dict(marks[record]) for record in records if marks.get(record)}

    def join(self, link: Link) -> None:
        one, other = self._root[link.a], self._root[link.b]
        if one == other or self._barred(one, other):
            return
        if link.why not in _RANK and self._contradict(one, other):
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        moved = self._members.pop(other)
        for record in moved:
            self._root[record] = one
        self._members[one] |= moved
        self._tree[one] += [*self._tree.pop(other), link]
        if other in self._marks:
            known = self._marks.setdefault(one, {})
            for field, values in self._marks.pop(other).items():
                known[field] = known.get(field, frozenset()) | values

    def _barred(self, one: str, other: str) -> bool:
        if not self._apart:
            return False
        ours, theirs = self._members[one], self._members[other]
        return any(not self._apart[record].isdisjoint(theirs) for record in ours if record in self._apart)

    def _contradict(self, one: str, other: str) -> bool:
        ours, theirs = self._marks.get(one), self._marks.get(other)
        return (
            ours is not None
            and theirs is not None
            and any(field in theirs and values.isdisjoint(theirs[field]) for field, values in ours.items())
        )

    def all(self) -> Iterator[tuple[tuple[str, ...], tuple[Link, ...]]]:
        for root, members in self._members.items():
            yield tuple(sorted(members)), tuple(sorted(self._tree[root]))
