"""A hit: one indicator found at one focus, with its members and the events that it rests on."""

from dataclasses import dataclass

from tests.oracle.standing import Key

__all__ = ["Hit"]


@dataclass(frozen=True)
class Hit:
    """One indicator at one focus; members are entities, events are those that state its facts."""

    indicator: str
    focus: tuple[str, ...]
    members: frozenset[str]
    events: frozenset[Key]

    @property
    def group(self) -> str:
        """The letter of the indicator's group."""
        return self.indicator[0]
