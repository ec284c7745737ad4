"""Several stores read as one."""

from pathlib import Path

import pytest

from agents.standing import Standing
from streams.errors import WrongUse
from streams.store import Store
from streams.store_rows import Batch, EventRow, FlagRow, FlagStatus
from tests.graph.builders import RULES


def fill(folder: Path, partition: int, gemeente: str, *, position: int | None, cluster: str = "c") -> None:
    """Make a store with one event and one flag."""
    with Store.open(folder, partition) as store:
        if position is not None:
            store.bind(cluster, "t", partition)
        flag = FlagRow(f"f:{gemeente}", gemeente, FlagStatus.OPEN, None, str(position), b"{}")
        store.write(Batch(events=[EventRow(gemeente, "urn:a", "1", b"", b"{}")], flags=[flag], next=position))


def nobody(line: str) -> None:
    """Expect that nothing is said."""
    raise AssertionError(line)


def test_partitions_of_two_workers_are_one_whole(tmp_path: Path) -> None:
    """Flags come by id, municipalities in order."""
    fill(tmp_path / "a", 1, "0505", position=4)
    fill(tmp_path / "b", 0, "0363", position=9)
    fill(tmp_path / "b", 2, "0599", position=1)
    with Standing([tmp_path / "a", tmp_path / "b"], nobody) as standing:
        assert standing.municipalities() == {"0363": 1, "0505": 1, "0599": 1}
        assert [row.id for row in standing.flags()] == ["f:0363", "f:0505", "f:0599"]
        assert standing.flag("f:0599") is not None
        assert standing.flag("f:x") is None


def test_of_two_stores_of_one_partition_the_one_ahead_is_read(tmp_path: Path) -> None:
    """And standard error says so, whichever was named first."""
    fill(tmp_path / "old", 1, "0505", position=4)
    fill(tmp_path / "new", 1, "0505", position=7)
    for order in (["old", "new"], ["new", "old"]):
        said: list[str] = []
        with Standing([tmp_path / name for name in order], said.append) as standing:
            assert [row.digest for row in standing.flags()] == ["7"]
        assert len(said) == 1
        assert "new" in said[0].partition(" is read")[0]


def test_what_cannot_be_of_one_whole_is_refused(tmp_path: Path) -> None:
    """Nothing there, other journals, files beside a journal, a municipality twice."""
    fill(tmp_path / "a", 0, "0505", position=None)
    fill(tmp_path / "b", 0, "0505", position=None)
    fill(tmp_path / "c", 0, "0363", position=1)
    fill(tmp_path / "d", 1, "0599", position=1, cluster="x")
    for names, said in (
        (["nothing"], "no store"),
        (["a", "b"], "municipality 0505 is in"),
        (["a", "c"], "of files and of a journal"),
        (["c", "d"], "different journals"),
    ):
        with pytest.raises(WrongUse, match=said):
            Standing([tmp_path / name for name in names], nobody)


def test_embedded_stores_of_different_municipalities_are_read_together(tmp_path: Path) -> None:
    """Each has a partition 0, and nothing is lost of either."""
    fill(tmp_path / "a", 0, "0505", position=None)
    fill(tmp_path / "b", 0, "0363", position=None)
    with Standing([tmp_path / "a", tmp_path / "b"], nobody) as standing:
        assert list(standing.municipalities()) == ["0363", "0505"]


@pytest.mark.parametrize("position", [None, 3])
@pytest.mark.parametrize("profile", ["development", "production"])
def test_a_view_waits_for_a_case_as_its_worker_does(
    tmp_path: Path, profile: str, position: int | None
) -> None:
    """In production, on the store of a worker; `run` computes all (rules.md, section 9)."""
    fill(tmp_path, 0, "0505", position=position)
    with Standing([tmp_path], nobody) as standing:
        town = standing.town("0505", RULES, profile, today=700_000)
    assert town.graph.view.waits_for_case is (profile == "production" and position is not None)
    assert town.graph.today == 700_000


def test_what_evaluates_rules_on_a_store_is_made_by_the_store() -> None:
    """So that no command forgets the gate: elsewhere a municipality is made to run, to try rules, or to fold alone."""
    others = {
        "agents/backtest.py",
        "agents/embedded.py",
        "agents/rebuilding.py",
        "agents/standing.py",
        "agents/store_rules.py",
        "cli/deadletters.py",
        "cli/digest.py",
        "cli/worker.py",
    }
    root = Path(__file__).parents[2]
    sources = [path for package in ("agents", "cli", "desk") for path in (root / package).rglob("*.py")]
    makes = {
        str(path.relative_to(root))
        for path in sources
        if " Municipality(g" in path.read_text("utf-8") or " Municipality(self" in path.read_text("utf-8")
    }
    assert makes <= others
