"""Which tenants of a lessor a rule must look at: a large lessor has thousands, and few of them matter.

Kept by record and only ever added to: a tenant that no longer matters costs a look and changes no answer.
"""

from collections.abc import Iterable

from graph.cases import Fact
from graph.claims import ORGANISATION, Ref
from graph.network import Network

__all__ = ["APPLYING", "TROUBLED", "WITHDRAWING", "Tenants"]

APPLYING = frozenset({"aanvraag-ontvangen"})
"""Kinds of facts of a tenant that applies for permits."""

TROUBLED = frozenset({"vergunning-geweigerd", "sluiting-opgelegd", "vergunning-ingetrokken"})
"""Kinds of facts of a tenant on which a refusal, closure or withdrawal may lie."""

WITHDRAWING = frozenset({"aanvraag-ingetrokken"})
"""Kinds of facts of a tenant that withdrew an application."""

_LETTING = frozenset({"huur"})


class Tenants:
    """Records of tenant organisations by record of their lessor, for each of the sets of kinds above."""

    def __init__(self, network: Network, facts: dict[str, dict[str, dict[Ref, Fact]]]) -> None:
        self._network = network
        self._facts = facts
        self._found: dict[frozenset[str], dict[str, set[str]]] = {APPLYING: {}, TROUBLED: {}, WITHDRAWING: {}}

    def note(self, records: tuple[str, ...]) -> None:
        """Look at an entity that was touched, by its records."""
        if records[0][0] != ORGANISATION:
            return
        kinds: set[str] = set()
        for record in records:
            kinds.update(self._facts.get(record, ()))
        for wanted, by_lessor in self._found.items():
            if not wanted.isdisjoint(kinds):
                for record in records:
                    for lessor, _ in self._network.incoming(record, _LETTING):
                        by_lessor.setdefault(lessor, set()).add(records[0])

    def of(self, lessor: Iterable[str], wanted: frozenset[str]) -> set[str]:
        """Give records of the tenants of a lessor (by its records) that had facts of these kinds."""
        by_lessor = self._found[wanted]
        return set().union(*(by_lessor.get(record, ()) for record in lessor))
