"""One record: what one source calls one thing, with all that standing events say of it."""

from collections.abc import Iterator

from graph.claims import Ref

__all__ = ["REGISTER", "Record"]

Values = tuple[tuple[str, str], ...]

REGISTER = ("", "register")
"""Stands among the values of a mention that a register made."""


class Record:
    """A record and its mentions, grouped by what they say: a mention that adds no value costs one list append."""

    __slots__ = ("blocks", "groups", "key")

    def __init__(self, key: str) -> None:
        self.key = key
        self.groups: dict[Values, list[Ref]] = {}
        self.blocks: frozenset[str] = frozenset()

    def observe(self, values: Values, ref: Ref) -> bool:
        """Add a mention; True where it says something in a new way."""
        refs = self.groups.get(values)
        if refs is None:
            self.groups[values] = [ref]
            return True
        refs.append(ref)
        return False

    def forget(self, values: Values, ref: Ref) -> bool:
        """Take a mention back; True where nobody says it that way any more."""
        refs = self.groups[values]
        refs.remove(ref)
        if refs:
            return False
        del self.groups[values]
        return True

    def values(self, field: str) -> set[str]:
        """Give the distinct standing values of a field."""
        return {value for group in self.groups for name, value in group if name == field}

    def latest(self, field: str) -> tuple[bool, Ref, str] | None:
        """Give the last claim of a field, registers before other topics: (of a register, event, value)."""
        return max(
            (
                (REGISTER in group, max(refs), value)
                for group, refs in self.groups.items()
                for name, value in group
                if name == field
            ),
            default=None,
        )

    def statistics(self) -> Iterator[tuple[str, str, Ref, Ref, int]]:
        """Give (field, value, first event, last event, number of mentions) of each distinct value."""
        heap: dict[tuple[str, str], list[Ref]] = {}
        for group, refs in self.groups.items():
            for pair in set(group) - {REGISTER}:
                heap.setdefault(pair, []).extend(refs)
        for (field, value), refs in sorted(heap.items()):
            yield field, value, min(refs), max(refs), len(refs)
