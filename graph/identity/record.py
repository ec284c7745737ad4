"""One record: what one source calls one thing, with all that standing events say of it."""

from collections.abc import Callable, Iterator, KeysView

from graph.claims import Ref

__all__ = ["REGISTER", "Record", "Values"]

Values = tuple[tuple[str, str], ...]

REGISTER = ("", "register")
"""Stands among the values of a mention that a register made."""

_NOTHING: set[str] = set()
_NO_COUNTS: dict[str, int] = {}


class Record:
    """A record and its mentions, grouped by what they say: a mention that adds no value costs one list append."""

    __slots__ = ("_groups_of", "_last", "_newest", "blocks", "groups", "key")

    def __init__(self, key: str) -> None:
        self.key = key
        self.groups: dict[Values, list[Ref]] = {}
        self.blocks: frozenset[str] = frozenset()
        self._groups_of: dict[str, dict[str, int]] = {}
        """Number of groups by field and value."""
        self._last: dict[Values, Ref] = {}
        """The last mention of each group."""
        self._newest: dict[bool, tuple[Ref, Values]] = {}
        """The last mention, of a register and of other topics."""

    def is_settled(self, values: Values, ref: Ref) -> bool:
        """Tell whether one more mention of these values changes no reading: all agree, or it only follows the last."""
        if len(self.groups) == 1:
            return True
        newest = self._newest.get(REGISTER in values)
        if newest is not None and newest[1] == values and newest[0] < ref:
            return True
        return all(len(self._groups_of[field]) == 1 for field, _ in values)

    def observe(self, values: Values, ref: Ref) -> set[str]:
        """Add a mention; give the fields that got a value that nobody gave before."""
        refs = self.groups.get(values)
        register = REGISTER in values
        if register not in self._newest or ref > self._newest[register][0]:
            self._newest[register] = (ref, values)
        if refs is not None:
            refs.append(ref)
            self._last[values] = max(self._last[values], ref)
            return _NOTHING
        self.groups[values] = [ref]
        self._last[values] = ref
        fields: set[str] = set()
        for field, value in values:
            counts = self._groups_of.setdefault(field, {})
            counts[value] = counts.get(value, 0) + 1
            if counts[value] == 1:
                fields.add(field)
        return fields

    def forget(self, values: Values, ref: Ref) -> set[str]:
        """Take a mention back; give the fields that lost a value."""
        refs = self.groups[values]
        refs.remove(ref)
        self._newest.pop(REGISTER in values, None)
        if refs:
            self._last[values] = max(refs)
            return _NOTHING
        del self.groups[values], self._last[values]
        fields: set[str] = set()
        for field, value in values:
            counts = self._groups_of[field]
            counts[value] -= 1
            if not counts[value]:
                del counts[value]
                fields.add(field)
                if not counts:
                    del self._groups_of[field]
        return fields

    def values(self, field: str) -> KeysView[str]:
        """Give the distinct standing values of a field."""
        return self._groups_of.get(field, _NO_COUNTS).keys()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the distinct standing pairs of field and value."""
        for field, counts in self._groups_of.items():
            for value in counts:
                yield field, value

    def latest(self, field: str) -> tuple[bool, Ref, str] | None:
        """Give the last claim of a field, registers before other topics: (of a register, event, value)."""
        if field not in self._groups_of:
            return None
        return max(
            (REGISTER in group, ref, value)
            for group, ref in self._last.items()
            for name, value in group
            if name == field
        )

    def claims(self, field: str, reads: Callable[[Ref], bool]) -> Iterator[tuple[bool, Ref, str]]:
        """Give the last claim of each value of a field among some events: (of a register, event, value)."""
        for group, refs in self.groups.items():
            readable = [ref for ref in refs if reads(ref)]
            if readable:
                yield from (
                    (REGISTER in group, max(readable), value) for name, value in group if name == field
                )

    def statistics(self) -> Iterator[tuple[str, str, Ref, Ref, int]]:
        """Give (field, value, first event, last event, number of mentions) of each distinct value."""
        heap: dict[tuple[str, str], list[Ref]] = {}
        for group, refs in self.groups.items():
            for pair in set(group) - {REGISTER}:
                heap.setdefault(pair, []).extend(refs)
        for (field, value), refs in sorted(heap.items()):
            yield field, value, min(refs), max(refs), len(refs)
