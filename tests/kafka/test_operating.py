"""What operators do to running workers: pause and resume, set the intake back; and a store that the disk spoiled."""

import datetime as dt
import json
from pathlib import Path

import pytest

from agents.doctor import examine
from streams.lag import lag
from streams.partitions import COUNT, partition_of
from streams.settings import Settings
from streams.store_aside import ASIDE
from tests.kafka.test_decisions import Run, run
from tests.kafka.test_worker import TOWNS, expected, many, standing, stored
from tests.kafka.workers import read, screened, sent, until, worker

__all__ = ["run"]

pytestmark = pytest.mark.kafka

BY = ("--by", "o.perator")


def test_paused_resumed_and_set_back(cluster: Settings, run: Run, tmp_path: Path) -> None:
    """A paused municipality is stored and not screened, with --all nothing is taken in; `doctor` says so; resumed all is screened."""
    before, during, more = many(40), many(40, first=40), many(40, first=80)
    with worker(cluster, tmp_path) as one:
        sent(cluster, before)
        screened(cluster, one)
        assert run("pause", "--gemeente", "0505", "--reason", "bron hapert", *BY, "--json") == (
            0,
            '{"paused":["0505"]}\n',
        )
        until(lambda: "municipality_paused" in one.said(), "the pause")
        sent(cluster, during)
        screened(cluster, one)
        assert stored(tmp_path) == dict.fromkeys(sorted(TOWNS), 20)
        others = [one for one in during if one["data"]["gemeente"] != "0505"]
        assert standing(cluster) == expected([*before, *others])
        found = examine(cluster, [tmp_path], dt.datetime.now(dt.UTC), broker=True)
        assert ["0505" in each.said for each in found if each.check == "paused"] == [True, True]
        assert run("resume", "--gemeente", "0505", *BY)[0] == 0
        until(lambda: standing(cluster) == expected([*before, *during]), "all flags")
        assert run("pause", "--all", "--reason", "onderhoud", *BY)[0] == 0
        until(lambda: "paused=['all']" in one.said() or '"all"' in one.said(), "the pause of all")
        sent(cluster, more)
        until(lambda: lag(cluster).total >= len(more), "what was sent waits")
        assert standing(cluster) == expected([*before, *during])
        assert run("rewind", "--to", "2020-01-01", *BY)[1].strip().endswith("stop them first")
        assert run("resume", "--all", *BY)[0] == 0
        assert run("resume", "--all", *BY)[1].strip() == "all: is not paused"
        screened(cluster, one)
        assert one.stop() == 0, one.said()
    sent_so_far = [*before, *during, *more]
    code, said = run("rewind", "--to", "2020-01-01", "--topic", "permits", *BY, "--json")
    assert (code, json.loads(said)["again"]) == (0, {"permits": len(sent_so_far)})
    assert lag(cluster).total == len(sent_so_far)
    with worker(cluster, tmp_path) as again:
        screened(cluster, again)
        assert again.stop() == 0, again.said()
    assert len(read(cluster, "journal")) == 2 * len(sent_so_far)
    assert stored(tmp_path) == dict.fromkeys(sorted(TOWNS), 30)
    assert standing(cluster) == expected(sent_so_far)


def test_a_broken_store_is_set_aside_and_made_anew(cluster: Settings, tmp_path: Path) -> None:
    """One byte of an event, and a file that is none: found by checksum at the start, and nothing is lost."""
    events = many(400)
    with worker(cluster, tmp_path) as one:
        sent(cluster, events)
        screened(cluster, one)
        assert one.stop() == 0, one.said()
    spoiled, torn = (tmp_path / f"store-{partition_of(town)}.sqlite" for town in TOWNS[:2])
    content = spoiled.read_bytes()
    assert content.count(b'"Z-4"') > 0
    spoiled.write_bytes(content.replace(b'"Z-4"', b'"Z-5"', 1))
    torn.write_bytes(b"torn" * 1_000)
    with worker(cluster, tmp_path) as again:
        until(lambda: again.said().count("partition_live") == 2 * COUNT, "all partitions live")
        assert again.said().count("store_set_aside") == 2, again.said()
        assert again.stop() == 0, again.said()
    assert sorted(path.name for path in tmp_path.glob(f"*{ASIDE}")) == sorted(
        path.with_suffix(ASIDE).name for path in (spoiled, torn)
    )
    assert stored(tmp_path) == dict.fromkeys(sorted(TOWNS), 100)
    assert standing(cluster) == expected(events)
