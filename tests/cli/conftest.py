"""The command line as a user has it: a process of its own, and a small town's log to feed it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from demo.town import generate
from graph.municipality import Municipality
from streams.events import Event
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.statements import statement_of

REPOSITORY = Path(__file__).parent.parent.parent
Cli = Callable[..., subprocess.CompletedProcess[str]]


def environment(**more: str) -> dict[str, str]:
    """Give this process's environment without settings of ours but these."""
    # Small batches, so that a short log has many of them.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DWARSVERBAND_")}
    return plain | {"PYTHONWARNINGS": "error", "DWARSVERBAND_BATCH": "100"} | more


def command(*arguments: str | Path) -> list[str]:
    """Give the command line as a list."""
    return [sys.executable, "-c", "from cli.main import run; run()", *map(str, arguments)]


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """Run a command in a folder of its own, with its module path set to the repository."""

    def call(
        *arguments: str | Path, stdin: str | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            input=stdin,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment(PYTHONPATH=str(REPOSITORY), **settings),
            check=False,
            timeout=120,
        )

    return call


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with part of a small town's log, in two files: what some flags rest on, and every tenth line."""
    folder = tmp_path_factory.mktemp("town")
    log = [*generate(3, 2_500).lines()]
    wanted = _events_of_some_flags(log)
    lines = [line for place, line in enumerate(log) if place % 10 == 0 or _id(line) in wanted]
    half = len(lines) // 2
    (folder / "a.ndjson").write_bytes(b"\n".join(lines[:half]) + b"\n")
    (folder / "b.ndjson").write_bytes(b"\r\n".join(lines[half:]) + b"\r\n")
    return folder


def _events_of_some_flags(log: list[bytes]) -> set[str]:
    gateway, municipality = Gateway(Keys.load(None)), Municipality("9901", load_rules())
    events: dict[str, Event] = {}
    for line in log:
        checked = gateway.check(line)
        if isinstance(checked, Accepted):
            events.setdefault(checked.event.id, checked.event)
    municipality.apply(map(statement_of, events.values()))
    some = [flag for _, flag in sorted(municipality.flags.items())][::3]
    named = [event for flag in some for hit in flag.indicators for event in hit.events]
    return {event.id for event in [*named, *(event for flag in some for event in flag.hard)]}


def _id(line: bytes) -> str | None:
    found = re.search(rb'"id": ?"([^"]+)"', line)
    return None if found is None else found[1].decode()


@pytest.fixture
def event() -> dict[str, Any]:
    """Give the example of contracts.md section 4, shortened."""
    return {
        "specversion": "1.0",
        "id": "HOR-2021-0042-aanvraag",
        "source": "urn:nld:oin:00000001850000002000:systeem:vth",
        "type": "nl.vergunningen.aanvraag-ontvangen.v1",
        "time": "2021-11-10T09:12:33Z",
        "data": {
            "gemeente": "0505",
            "gebeurtenisdatum": "2021-11-08",
            "zaaknummer": "HOR-2021-0042",
            "soort": "exploitatie_horeca",
            "locatie": {"adresseerbaarObject": "0505010000000001", "postcode": "3311GR", "huisnummer": 12},
            "betrokkenen": [
                {
                    "rol": "aanvrager",
                    "organisatie": {"sleutel": "K-881", "kvk": "69599084", "naam": "=Test B.V."},
                },
                {"rol": "leidinggevende", "persoon": {"sleutel": "P-4410", "bsn": "111222333"}},
            ],
        },
    }


@pytest.fixture(scope="session")
def start(town: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Start a run over the town's log into a store, and leave it running."""

    def begin(store: Path, **settings: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            command("run", town, "--store", store, "--json"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(PYTHONPATH=str(REPOSITORY), **settings),
        )

    return begin
