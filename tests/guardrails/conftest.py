"""What the guard rails share: a small made-up town, its events, and its flags."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cli.main import main
from demo.town import generate
from graph.flag import Flag
from graph.municipality import Municipality
from graph.rules import Rules
from streams.events import Event
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.statements import statement_of

GEMEENTE = "9901"

Run = Callable[..., tuple[int, str]]


@dataclass(frozen=True)
class Town:
    """A log, and what stands in it."""

    events: list[dict[str, Any]]
    rules: Rules

    def flags(
        self, events: Iterable[dict[str, Any]] | None = None, rules: Rules | None = None
    ) -> dict[str, Flag]:
        """Give the flags of this log, or of a changed one."""
        town = Municipality(GEMEENTE, rules or self.rules)
        town.apply(map(statement_of, accepted(self.events if events is None else events)))
        return town.flags


def accepted(events: Iterable[dict[str, Any]]) -> list[Event]:
    """Give what the gateway takes."""
    gateway = Gateway(Keys.load(None))
    checked = (gateway.check(msgspec.json.encode(event)) for event in events)
    found = [one.event for one in checked if isinstance(one, Accepted)]
    return list({(one.source, one.id): one for one in reversed(found)}.values())


@pytest.fixture(scope="session")
def town() -> Town:
    """Give a town of which each event reads as JSON."""
    events = []
    for line in generate(3, 2_500).lines():
        try:
            event = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue  # planted: what is no JSON
        if isinstance(event, dict):
            events.append(event)
    rules = load_rules()
    made = Town(events, msgspec.structs.replace(rules, off=frozenset()))
    assert made.flags()
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; give exit code and standard output."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        return code, capsys.readouterr().out

    return call


@pytest.fixture(scope="session")
def log(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the town's log as a file."""
    path = tmp_path_factory.mktemp("log") / "log.ndjson"
    path.write_bytes(b"".join(msgspec.json.encode(event) + b"\n" for event in town.events))
    return path


@pytest.fixture(scope="session")
def filled(log: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of the town, for all tests to copy."""
    folder = tmp_path_factory.mktemp("filled") / "store"
    assert main(["run", str(log), "--store", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """Give a store of the town for one test alone."""
    return Path(shutil.copytree(filled, tmp_path / "store"))
