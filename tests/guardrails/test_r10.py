"""R10: two compartments: the dossier never becomes a claim."""

import ast
import datetime as dt
from pathlib import Path

import msgspec

from agents.traces import traces
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Form
from streams.gateway import Gateway, Refused
from streams.pseudonyms import Keys
from tests.guardrails.conftest import Run, Town

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
ROOT = Path(__file__).parent.parent.parent


def test_an_event_for_bibob_is_refused(town: Town) -> None:
    """What stands on a form has no way in as an event."""
    event = next(
        one
        for one in town.events
        if isinstance(one, dict) and one.get("type", "").startswith("nl.vergunningen")
    )
    changed = event | {"data": event["data"] | {"doelbinding": "bibob"}}
    refused = Gateway(Keys.load(None)).check(msgspec.json.encode(changed))
    assert isinstance(refused, Refused)
    assert refused.reason == "purpose"


def test_what_derives_claims_cannot_see_a_dossier() -> None:
    """No module of the graph, of claims or of statements imports the dossier."""
    files = [
        *(ROOT / "graph").rglob("*.py"),
        *(ROOT / "streams" / "claims").glob("*.py"),
        ROOT / "streams/statements.py",
    ]
    assert len(files) > 50
    for path in files:
        imported = [
            node.module or ""
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom)
        ]
        assert not [name for name in imported if "dossier" in name], path


def test_a_form_changes_no_flag_and_no_digest(run: Run, store: Path, log: Path) -> None:
    """It lies in the dossier file alone, also after the next run."""
    before = run("digest", "--store", store)
    with DossierFile.open(store) as dossier:
        dossier.write("a:1", "a", NOW, Form("2026-01-01", {"vermogen": "formuliergeheim"}))
    assert run("run", log, "--store", store)[0] == 0
    assert run("digest", "--store", store) == before
    assert traces(store, ["formuliergeheim"]) == ["dossier.db"]
