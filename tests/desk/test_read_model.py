"""The read model: made anew it is what it was, on SQLite and on PostgreSQL, and what was taken away is in it no more."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agents.embedded import embedded
from desk.desk import Desk
from desk.readmodel.tables import READ_MODEL, ProjectedState
from streams.lines import inputs
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.settings import Settings
from streams.store import Store
from streams.store_rows import Rewritten
from tests.kafka.test_end_to_end import log, written

KEYS = Keys.load(None)
STORE = "store-0.sqlite"
WHEN_IT_CAME = {"change", "changed", "derived", "shrunk"}
"""Columns that say in which batch something came: they differ, and no page shows them."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a store with half of a log of several municipalities, and one with all of it less one event erased since."""
    half, whole = tmp_path_factory.mktemp("half"), tmp_path_factory.mktemp("whole")
    events = log(range(9))
    run(half, [written(events[: len(events) // 2], half / "log")])
    run(whole, [written(events, whole / "log")])
    with Store.open(whole) as store:
        [identity, *_] = [one for one, _ in store.event_digests()]
        store.erase([Rewritten(identity, b"token", None)], [])
    return half, whole


def run(store: Path, parts: list[Path]) -> None:
    """Run files into a store."""
    files = inputs([str(one) for one in parts])
    with embedded(store, files, [], KEYS, load_rules(), Settings(), lambda *_: None, lambda _: None):
        pass


def clock() -> dt.datetime:
    """Give a fixed moment."""
    return dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def rows(desk: Desk) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Give every table of the read model, sorted, without when its rows came."""
    with desk.database.reading() as session:
        for table in READ_MODEL:
            if table is not ProjectedState:
                columns = [one for one in table.__table__.columns if one.name not in WHEN_IT_CAME]
                found = session.execute(select(*columns))
                yield table.__tablename__, sorted((tuple(row) for row in found), key=repr)


def test_a_rebuild_gives_what_came_batch_by_batch(
    stores: tuple[Path, Path], on_both: Settings, tmp_path: Path
) -> None:
    """Half a log, then all of it less one event, is what one reading of the whole gives; and once more changes nothing."""
    half, whole = stores
    shutil.copy(half / STORE, tmp_path)
    grown = Desk(tmp_path, on_both, KEYS, clock)
    grown.projector.derive()
    shutil.copy(whole / STORE, tmp_path)
    grown.projector.project()
    grown.projector.derive()
    found = dict(rows(grown))
    assert all(found[name] for name in ("p_events", "p_flags", "p_entities", "p_relations", "p_cited"))
    grown.projector.rebuild()
    assert not any(some for _, some in rows(grown))
    grown.projector.project()
    grown.projector.derive()
    again = dict(rows(grown))
    version = grown.projector.version()
    grown.projector.project()
    assert grown.projector.version() == version
    grown.close()
    for name, some in found.items():
        assert again[name] == some, name


def test_pages_find_in_the_read_model_what_the_store_holds(desk: Desk) -> None:
    """Flags, advisories, events and dead letters, one by one."""
    with Store.read(desk.folder) as store, desk.standing() as model:
        assert list(model.flags()) == list(store.flags())
        assert list(model.advisories()) == list(store.advisories())
        assert model.municipalities() == store.municipalities()
        assert sorted(model.bodies("9901")) == sorted(store.bodies("9901"))
        [(identity, _), *_] = store.event_digests()
        assert model.body(*identity) == store.body(*identity)
        text = '"nl.vergunningen.'
        assert sorted(model.bodies_holding(text)) == sorted(store.bodies_holding(text))
        assert len(list(model.deadletters())) == len(list(store.deadletters()))
