"""The screening step, over a real store and a made-up municipality that counts."""

import base64
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest

from agents.screen import Outcome, Screen
from graph.claims import Statement
from graph.evaluation import Failed
from graph.identity.alarms import Alarm
from streams.deadletters import DeadLetter
from streams.errors import Stop
from streams.gateway import Accepted, Gateway
from streams.journal import JournalRecord, Origin, decode, encode
from streams.pseudonyms import Keys
from streams.store import Store
from streams.store_rows import FlagStatus, Hold

AT = 1_700_000_000_000_000
FAILED = Failed("B1", ("p1",), "KeyError('J. van der Berg')")


class Flag(msgspec.Struct, frozen=True):
    """A flag as this step sees it."""

    id: str
    events: list[str]

    @property
    def digest(self) -> str:
        """Give a hash of the events."""
        return sha256("|".join(self.events).encode()).hexdigest()


class Changes(msgspec.Struct, frozen=True):
    """What the made-up municipality changed."""

    raised: list[Flag] = []
    withdrawn: list[tuple[str, str]] = []
    failed: list[Failed] = []
    alarms: list[Alarm] = []
    doubts: int = 0


class Town:
    """Flags every source of which at least two events stand; an event named `weg` takes its source's away."""

    crash: ClassVar[set[str]] = set()

    def __init__(self, gemeente: str) -> None:
        self.gemeente = gemeente
        self.ids: dict[str, list[str]] = {}

    @property
    def flags(self) -> dict[str, Flag]:
        """Give the standing flags."""
        return {
            f"f:{self.gemeente}:{source}": Flag(f"f:{self.gemeente}:{source}", sorted(ids))
            for source, ids in self.ids.items()
            if len(ids) > 1 and "weg" not in ids
        }

    def apply(self, statements: Iterable[Statement]) -> Changes:
        """Take events in."""
        before = self.flags
        failed = []
        for statement in statements:
            if statement.ref.id in self.crash:
                raise RuntimeError(statement.ref.id)
            if statement.ref.id == "fout":
                failed.append(FAILED)
            self.ids.setdefault(statement.ref.source, []).append(statement.ref.id)
        raised = [flag for flag_id, flag in self.flags.items() if before.get(flag_id) != flag]
        return Changes(raised, [(flag_id, "gone") for flag_id in before.keys() - self.flags.keys()], failed)

    def parts(self) -> Iterable[Any]:
        """Have no graph."""
        return ()

    changed_parts = parts


class Records:
    """Makes journal records with successive offsets."""

    def __init__(self) -> None:
        self.gateway = Gateway(Keys.load(None))
        self.offset = -1

    def __call__(
        self, event_id: str, source: str = "a", gemeente: str = "0505", day: str = "2024-01-02", **data: Any
    ) -> JournalRecord:
        """Make one record of an inspection."""
        event = {
            "specversion": "1.0",
            "id": event_id,
            "source": f"urn:nld:test:{source}",
            "type": "nl.toezicht.controle-uitgevoerd.v1",
            "time": f"{day}T12:00:00Z",
            "data": {"gemeente": gemeente, "gebeurtenisdatum": day, **data},
        }
        raw = msgspec.json.encode(event)
        checked = self.gateway.check(raw)
        assert isinstance(checked, Accepted)
        self.offset += 1
        return decode(encode(checked.body, Origin("inspections", 0, self.offset, sha256(raw).hexdigest())))


@pytest.fixture
def record() -> Records:
    """Give a maker of records."""
    return Records()


def screen(folder: Path, **more: Any) -> Screen:
    """Open a screen of partition 0 that publishes."""
    store = Store.open(folder)
    store.bind("cluster", "topic", 0)
    return Screen(store, Town, outbox=True, **more)


def put(into: Screen, *records: JournalRecord) -> Outcome:
    """Screen one batch."""
    last = records[-1].origin.offset if records else -1
    return into.batch(records, at=AT, next_offset=last + 1)


def statuses(of: Screen) -> dict[str, str]:
    """Give the status of each flag."""
    return {row.id: str(row.status) for row in of.store.flags()}


def test_an_empty_batch_moves_the_position_alone(tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    one = screen(tmp_path)
    assert one.batch([], at=AT, next_offset=7).outcomes == []
    position = one.store.position()
    assert position is not None
    assert position.next == 7


def test_a_duplicate_changes_nothing_and_a_conflict_is_a_dead_letter(tmp_path: Path, record: Records) -> None:
    """Within one batch and over two; the first content stays."""
    one = screen(tmp_path)
    first, again, other = record("1"), record("1"), record("1", toelichting="anders")
    assert put(one, first, again, other).outcomes == ["accepted", "duplicate", "conflict"]
    assert put(one, record("1"), record("1", toelichting="weer")).outcomes == ["duplicate", "conflict"]
    assert list(one.store.bodies("0505")) == [first.body]
    letters = [msgspec.json.decode(row.body, type=DeadLetter) for row in one.store.deadletters()]
    assert [(letter.reason, letter.topic, letter.offset) for letter in letters] == [
        ("conflict", "inspections", 2),
        ("conflict", "inspections", 4),
    ]
    assert letters[0].sha256 == other.origin.sha256
    assert [row.topic for row in one.store.outbox()] == ["deadletters", "deadletters"]


def test_a_conflict_shows_no_bsn_and_no_pseudonym(tmp_path: Path, record: Records) -> None:
    """The place of a BSN is masked again in the dead letter."""
    one = screen(tmp_path)
    person = {"rol": "exploitant", "persoon": {"sleutel": "P1", "bsn": "111222333"}}
    put(one, record("1"), record("1", betrokkenen=[person]))
    [row] = one.store.deadletters()
    shown = msgspec.json.decode(row.body)["bytes"]
    text = base64.b64decode(shown).decode()
    assert '"bsn":"***"' in text
    assert "pseudoniem" not in text
    assert "111222333" not in text


def test_same_id_in_two_municipalities_is_two_events(tmp_path: Path, record: Records) -> None:
    """Identity is gemeente, source and id."""
    one = screen(tmp_path)
    assert put(one, record("1"), record("1", gemeente="0363")).outcomes == ["accepted", "accepted"]
    assert one.store.municipalities() == {"0363": 1, "0505": 1}


def test_status_goes_open_changed_withdrawn_open(tmp_path: Path, record: Records) -> None:
    """Each word means what contracts.md section 5 says, and each is sent."""
    one = screen(tmp_path)
    put(one, record("1"), record("2"))
    [first] = statuses(one).values()
    put(one, record("3"))
    [second] = statuses(one).values()
    put(one, record("weg"))
    [row] = one.store.flags()
    assert (first, second, row.status, row.reason) == ("open", "changed", FlagStatus.WITHDRAWN, "gone")
    assert msgspec.json.decode(row.message())["reason"] == "gone"
    town: Any = one.towns["0505"]
    town.ids["urn:nld:test:a"].remove("weg")
    put(one, record("4"))
    assert list(statuses(one).values()) == ["open"]
    assert [msgspec.json.decode(sent.value or b"")["status"] for sent in one.store.outbox()] == [
        "open",
        "changed",
        "withdrawn",
        "open",
    ]


def test_a_restart_goes_on_from_what_is_stored(tmp_path: Path, record: Records) -> None:
    """The graph is made anew at the first touch, and what stands is not published again."""
    one = screen(tmp_path)
    put(one, record("1"), record("2"))
    one.store.sent(1)
    one.store.close()
    two = screen(tmp_path)
    assert put(two, record("9", source="b")).raised == 0
    assert two.store.outbox() == []
    put(two, record("3"))
    assert list(statuses(two).values()) == ["changed"]


def test_what_another_release_finds_is_set_right_at_the_load(tmp_path: Path, record: Records) -> None:
    """A flag that the store has and the rules no longer find is withdrawn as `rebuilt`."""
    one = screen(tmp_path)
    put(one, record("1"), record("2"))
    one.store.close()
    two = Screen(Store.open(tmp_path), Silent, outbox=True)
    put(two, record("3"))
    [row] = two.store.flags()
    assert (row.status, row.reason) == (FlagStatus.WITHDRAWN, "rebuilt")


class Silent(Town):
    """A release that flags nothing."""

    @property
    def flags(self) -> dict[str, Flag]:
        """Give no flag."""
        return {}


class Failing(Silent):
    """A release whose rules fail at the load."""

    def apply(self, statements: Iterable[Statement]) -> Changes:
        """Fail at every evaluation."""
        super().apply(statements)
        return Changes(failed=[FAILED])


def test_a_bug_of_ours_takes_no_flag_away(
    tmp_path: Path, record: Records, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where an evaluation failed at the load, what stands is kept; the log tells the kind of error alone."""
    one = screen(tmp_path)
    put(one, record("1"), record("2"))
    one.store.close()
    two = Screen(Store.open(tmp_path), Failing, outbox=True)
    assert put(two, record("3")).failed == 2
    assert list(statuses(two).values()) == ["open"]
    told = capsys.readouterr()
    assert "indicator_failed" in told.out + told.err
    assert "Berg" not in told.out + told.err


def test_municipalities_used_longest_ago_are_dropped_between_batches(tmp_path: Path, record: Records) -> None:
    """And loaded again when an event touches them."""
    one = screen(tmp_path, resident=1)
    put(one, record("1"), record("1", gemeente="0363"), record("1", gemeente="0599"))
    assert list(one.towns) == ["0599"]
    put(one, record("2"))
    assert list(one.towns) == ["0505"]
    assert list(statuses(one)) == ["f:0505:urn:nld:test:a"]


def test_three_crashes_at_one_position_hold_that_municipality_and_no_other(
    tmp_path: Path, record: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its events are stored and not screened; the others go on; a later start tries it once more."""
    batch = [record("1", gemeente="0363"), record("boem"), record("2"), record("2", gemeente="0363")]
    monkeypatch.setattr(Town, "crash", {"boem"})
    for _ in range(3):
        one = screen(tmp_path)
        with pytest.raises(RuntimeError):
            put(one, *batch)
        one.store.close()
    one = screen(tmp_path)
    assert put(one, *batch).outcomes == ["accepted"] * 4
    assert list(one.held) == ["0505"]
    assert one.store.municipalities() == {"0363": 2, "0505": 2}
    assert list(statuses(one)) == ["f:0363:urn:nld:test:a"]
    put(one, record("3"))
    one.retry_held()
    assert list(one.held) == ["0505"]
    one.store.close()
    monkeypatch.setattr(Town, "crash", set())
    two = screen(tmp_path)
    assert list(two.held) == ["0505"]
    two.retry_held()
    assert list(two.held) == []
    assert sorted(statuses(two)) == ["f:0363:urn:nld:test:a", "f:0505:urn:nld:test:a"]


def test_tries_that_end_the_process_are_counted(tmp_path: Path, record: Records) -> None:
    """After three of them a municipality on hold is left alone."""
    one = screen(tmp_path)
    put(one, record("1"))
    one.store.hold(Hold("0505", "somewhere", 3))
    one.store.close()
    two = screen(tmp_path)
    two.retry_held()
    assert list(two.held) == ["0505"]


def test_failed_transaction_is_told_and_writes_nothing(tmp_path: Path, record: Records) -> None:
    """Memory is ahead of the store then, so the caller must end the process."""
    one = screen(tmp_path)
    put(one, record("1"))
    with pytest.raises(Stop, match="cannot move"):
        one.batch([record("2")], at=AT, next_offset=0)
    assert one.store.municipalities() == {"0505": 1}
