"""However a log is cut into batches, doubled, reordered and interrupted by restarts, the store ends in one state."""

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.screen import Arrival, Screen
from graph.claims import Statement
from graph.municipality import Municipality
from streams.events import event_from_body
from streams.journal import Origin, digest_of
from streams.rules_file import load_rules
from streams.statements import statement_of
from streams.store import Store

RULES = load_rules()
AT = 1_700_000_000_000_000


def body(number: int) -> bytes:
    """Make one of twelve events: three municipalities, two sources, places and parties that meet."""
    gemeente, source = ("0363", "0505", "0599")[number % 3], ("a", "b")[number % 2]
    day = f"2024-0{1 + number % 9}-10"
    return (
        f'{{"data":{{"betrokkenen":[{{"organisatie":{{"kvk":"69599084","sleutel":"{number % 4}"}},"rol":"exploitant"}}],'
        f'"gebeurtenisdatum":"{day}","gemeente":"{gemeente}","locatie":{{"huisnummer":{number % 5},"postcode":"1234AB"}},'
        f'"uitkomst":"overtreding"}},"id":"{number}","source":"urn:nld:{source}:x","specversion":"1.0",'
        f'"time":"{day}T12:00:00Z","type":"nl.toezicht.controle-uitgevoerd.v1"}}'
    ).encode()


def arrival(number: int, offset: int) -> Arrival:
    """Make an arrival at an offset."""
    content = body(number)
    return Arrival(
        event_from_body(content), content, digest_of(content), Origin("t", 0, offset, f"{number:064x}")
    )


def statements(numbers: set[int], gemeente: str) -> list[Statement]:
    """Give what the events of one municipality state."""
    events = [event_from_body(body(number)) for number in sorted(numbers)]
    return [statement_of(event) for event in events if event.gemeente == gemeente]


def opened(folder: Path, resident: int) -> Screen:
    """Open a screen over the folder's store."""
    return Screen(
        Store.open(folder), lambda gemeente: Municipality(gemeente, RULES), outbox=True, resident=resident
    )


@settings(max_examples=40, deadline=None)
@given(
    numbers=st.lists(st.integers(0, 11), max_size=40),
    cuts=st.sets(st.integers(0, 40)),
    restarts=st.sets(st.integers(0, 40)),
    resident=st.integers(1, 4),
)
def test_events_and_counts_do_not_depend_on_batches_or_restarts(
    numbers: list[int], cuts: set[int], restarts: set[int], resident: int
) -> None:
    """Each distinct event is accepted once, every repeat is a duplicate, and the graph is that of the set."""
    with tempfile.TemporaryDirectory() as name:
        screen = opened(Path(name), resident)
        words: Counter[str] = Counter()
        batch: list[Arrival] = []
        for offset, number in enumerate(numbers):
            batch.append(arrival(number, offset))
            if offset in cuts | restarts or offset == len(numbers) - 1:
                words.update(screen.take(batch, at=AT).outcomes)
                assert len(screen.towns) <= resident
                batch = []
            if offset in restarts:
                screen.store.close()
                screen = opened(Path(name), resident)
        distinct = set(numbers)
        assert words == +Counter({"accepted": len(distinct), "duplicate": len(numbers) - len(distinct)})
        assert sum(screen.store.municipalities().values()) == len(distinct)
        for gemeente in screen.store.municipalities():
            town = screen.load(gemeente)
            fresh = Municipality(gemeente, RULES)
            fresh.apply(statements(distinct, gemeente))
            assert isinstance(town, Municipality)
            assert list(town.entities()) == list(fresh.entities())
            assert list(town.relations()) == list(fresh.relations())
            assert town.flags.keys() == fresh.flags.keys()
        screen.store.close()
