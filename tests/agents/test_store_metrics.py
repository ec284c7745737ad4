"""What is counted in stores is what commands count there, and names nobody."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from prometheus_client import REGISTRY, generate_latest

from agents.local import Local
from agents.screen import Screen
from agents.store_metrics import StoreMetrics
from demo.town import generate
from graph.municipality import Municipality
from screening.advisory import Status
from screening.docket import Docket
from streams import metrics
from streams.audit import append
from streams.lines import Input
from streams.metrics import LABELS
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.store import Store
from streams.store_rows import AdvisoryRow, Batch

KEYS = Keys.load(None)
ADVISORIES = Path(__file__).parent.parent / "data" / "advisories"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TODAY = dt.date(2024, 1, 1)
AT = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
PERSONAL = re.compile(r"(?<![0-9.])(?:[0-9]{8,9}|[0-9]{12}|[0-9]{16})(?![0-9.e])")
# KVK number or day, BSN or RSIN, establishment, BAG object: none may be in a label.


@pytest.fixture(autouse=True)
def _nothing_told_before() -> None:
    """Forget what another test's stores said: a process has the stores of one folder."""
    for gauge in (metrics.FLAGS_STORED, metrics.ADVISORIES, metrics.TERMS):
        gauge.clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the store of a small made-up town, as a worker keeps it: with its graph."""
    folder: Path = tmp_path_factory.mktemp("store")
    (folder / "town.ndjson").write_bytes(b"\n".join(generate(3, 2_500).lines()) + b"\n")
    rules = load_rules()
    with Store.open(folder) as store:
        screen = Screen(store, lambda gemeente: Municipality(gemeente, rules), outbox=True, docket=Docket)
        Local(store, screen, KEYS, batch=(2_000, 2_000), clock=lambda: 0).run(
            [Input("town.ndjson", folder / "town.ndjson")], [], None
        )
    return folder


def sample(folder: Path) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Count once; give what stands in the registry."""
    return told(StoreMetrics(folder, KEYS, None, lambda: TODAY))


def told(counted: StoreMetrics) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Count; give what stands in the registry."""
    counted.sample([0])
    return {
        (one.name, frozenset(one.labels.items())): one.value
        for family in REGISTRY.collect()
        for one in family.samples
    }


def total(found: dict[Any, float], name: str, **labels: str) -> float:
    """Add up the series of a metric that have these labels."""
    return sum(
        value for (one, has), value in found.items() if one == name and set(labels.items()) <= set(has)
    )


def test_flags_graph_and_advisories_are_counted_as_they_stand(folder: Path) -> None:
    """The same figures as an export would give."""
    found = sample(folder)
    with Store.read(folder) as store:
        rows = list(store.flags())
        assert rows
        indicators = Counter(
            (one, str(row.status))
            for row in rows
            for one in {hit["id"] for hit in msgspec.json.decode(row.body)["indicators"]}
            if msgspec.json.decode(row.body)["route"] != "protection"
        )
        assert indicators
        for (indicator, status), number in indicators.items():
            assert total(found, "dwarsverband_flags_stored", indicator=indicator, status=status) == number
        parts = [row for row in store.graph() if row.digest]
        sizes = Counter(msgspec.json.decode(row.content)[0]["id"][0] for row in parts)
        assert total(found, "dwarsverband_entities") == sizes["e"] > 0
        assert total(found, "dwarsverband_relations") == sizes["r"] > 0
        assert total(found, "dwarsverband_events_stored") == sum(store.municipalities().values())
        assert total(found, "dwarsverband_advisories") == sum(1 for _ in store.advisories())
    opened = total(found, "dwarsverband_flag_indicators_total", outcome="new")
    assert opened >= sum(indicators.values())
    assert 0 < total(found, "dwarsverband_disk_free_bytes") <= total(found, "dwarsverband_disk_size_bytes")


def test_terms_move_with_the_day(tmp_path: Path) -> None:
    """What is later becomes near and then passed; a term without a day, or of an advisory that lapsed, counts never."""
    body = next(ADVISORIES.glob("*.json")).read_bytes()
    days = [term["vervalt"] for term in msgspec.json.decode(body)["termijnen"]]
    end = dt.date.fromisoformat(next(day for day in days if DAY.fullmatch(day)))
    with Store.open(tmp_path) as store:
        rows = [
            AdvisoryRow(str(status), "9901", status, body) for status in (Status.CONCEPT, Status.VERVALLEN)
        ]
        store.write(Batch(advisories=rows))
    left = [0]
    counted = StoreMetrics(tmp_path, KEYS, None, lambda: end - dt.timedelta(days=left[0]))
    for left[0], status in ((15, "later"), (14, "14_days"), (0, "14_days"), (-1, "passed")):
        found = told(counted)
        dated = sum(1 for day in days if DAY.fullmatch(day))
        assert (
            total(found, "dwarsverband_terms", status=status) == total(found, "dwarsverband_terms") == dated
        )
    assert total(found, "dwarsverband_advisories", status="vervallen") == 1


def test_a_broken_account_shows(folder: Path) -> None:
    """One changed line, and the account is not whole."""
    for _ in range(2):
        append(folder, at=AT, user="t", act="read", command="export flags", purpose=None, count=1)
    assert total(sample(folder), "dwarsverband_audit_whole") == 1
    path = folder / "audit.ndjson"
    path.write_bytes(path.read_bytes().replace(b"export", b"import", 1))
    assert total(sample(folder), "dwarsverband_audit_whole") == 0


def test_nothing_personal_is_on_the_page_of_metrics(folder: Path) -> None:
    """Every label is on the list, and no label's value looks like a number of a person, firm or place (R20)."""
    sample(folder)
    with Store.read(folder) as store:
        words = set(store.municipalities())
    lines = [line for line in generate_latest().decode().splitlines() if line.startswith("dwarsverband_")]
    assert lines
    for line in lines:
        labels = dict(re.findall(r'([a-z_]+)="([^"]*)"', line))
        assert labels.keys() <= LABELS, line
        assert not words & set(labels.values()), line
        assert not any(PERSONAL.search(value) for value in labels.values()), line
        assert not any(" " in value for value in labels.values()), line
