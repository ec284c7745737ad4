"""What must hold after every disturbance: same digest, nothing lost, nothing doubled, outputs equal to what stands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from agents.standing import Standing
from chaos.event_log import Message
from chaos.site import Site
from chaos.workers import variables
from streams.settings import Settings
from tests.kafka.workers import read

__all__ = ["Expected", "expected", "findings"]

REPOSITORY = Path(__file__).parent.parent
COMMAND = ("-c", "from cli.main import run; run()")
OUTPUTS = ("flags", "advisories", "graph")


class Expected(msgspec.Struct, frozen=True):
    """What the undisturbed log gives."""

    digest: dict[str, str]
    flags: dict[str, str]
    """Digest by id, of the flags that stand."""


def command(settings: Settings | None, *words: str) -> str:
    """Run one command of ours and give what it printed.

    Raises
    ------
    RuntimeError
        It failed.
    """
    done = subprocess.run(
        [sys.executable, *COMMAND, *words],
        cwd=REPOSITORY,
        env=None if settings is None else _environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def _environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, **variables(settings)}


def expected(log: Sequence[Message], folder: Path) -> Expected:
    """Run the log through the embedded runtime, without Kafka and without anything happening to it."""
    folder.mkdir(parents=True)
    path = folder / "log.ndjson"
    path.write_bytes(b"".join(one.value + b"\n" for one in log))
    store = folder / "store"
    command(None, "run", str(path), "--store", str(store))
    return Expected(_digest(None, store), _standing_flags([store]))


def _digest(settings: Settings | None, *stores: Path) -> dict[str, str]:
    words = [word for store in stores for word in ("--store", str(store))]
    found: dict[str, str] = msgspec.json.decode(command(settings, "digest", *words, "--json"))
    return found


def _standing_flags(stores: Sequence[Path]) -> dict[str, str]:
    with Standing(stores, lambda _: None) as standing:
        return {row.id: row.digest for row in standing.flags() if row.status.stands}


def findings(site: Site, wanted: Expected) -> list[str]:
    """Say in words everything that is not as it must be; nothing where all is well. The workers must have stopped."""
    stores = [one.folder for one in site.workers.values() if any(one.folder.glob("store-*.sqlite"))]
    return [
        *_digests(site, stores, wanted),
        *_events(site, stores),
        *_letters(site, stores),
        *_flags(site, stores, wanted),
        *_graph(site, stores),
    ]


def _digests(site: Site, stores: list[Path], wanted: Expected) -> Iterator[str]:
    found = _digest(site.settings, *stores)
    for part, value in wanted.digest.items():
        if found[part] != value:
            yield f"digest of {part} is {found[part][:12]}, undisturbed {value[:12]}"


def _events(site: Site, stores: list[Path]) -> Iterator[str]:
    """Compare the events that the stores hold with those that were sent."""
    stored: Counter[tuple[str, str, str]] = Counter()
    with Standing(stores, lambda _: None) as standing:
        for gemeente in standing.municipalities():
            for body in standing.bodies(gemeente):
                event = msgspec.json.decode(body)
                stored[gemeente, event["source"], event["id"]] += 1
    sent = site.feeder.identities()
    doubled = [one for one, number in stored.items() if number > 1]
    for what, found in (
        ("lost", sent - stored.keys()),
        ("never sent", stored.keys() - sent),
        ("doubled", doubled),
    ):
        if found:
            yield f"{len(found)} events {what}, among them {min(found)}"


def _letters(site: Site, stores: list[Path]) -> Iterator[str]:
    """Compare the dead letters, topic and stores together, with what had to be refused."""
    wanted = site.feeder.addresses()
    letters = last_values(site.settings, "deadletters")
    if missing := wanted - letters.keys():
        yield f"{len(missing)} refused messages without a dead letter, among them {min(missing)}"
    if more := letters.keys() - wanted:
        yield f"{len(more)} dead letters too many, among them {min(more)}"
    with Standing(stores, lambda _: None) as standing:
        conflicts = {f"{one.topic},{one.partition},{one.offset}" for one in standing.deadletters()}
    if more := conflicts - wanted:
        yield f"{len(more)} dead letters in the stores too many, among them {min(more)}"


def _flags(site: Site, stores: list[Path], wanted: Expected) -> Iterator[str]:
    """Compare the flags that are published with those that stand, and with the undisturbed ones."""
    published = {
        key: flag["digest"]
        for key, flag in last_values(site.settings, "flags").items()
        if flag["status"] != "withdrawn"
    }
    for name, other in (("the stores", _standing_flags(stores)), ("the undisturbed run", wanted.flags)):
        if published != other:
            differ = sorted(
                key for key in published.keys() | other.keys() if published.get(key) != other.get(key)
            )
            yield f"{len(differ)} published flags differ from {name}, among them {differ[0]}"


def _graph(site: Site, stores: list[Path]) -> Iterator[str]:
    """Compare the graph and the advisories that are published with what the commands export."""
    graph = last_values(site.settings, "graph")
    published = {key for key, value in graph.items() if "redirect" not in value}
    words = [word for store in stores for word in ("--store", str(store))]
    standing = {
        msgspec.json.decode(line)["id"]
        for kind in ("entities", "relations")
        for line in command(site.settings, "export", kind, *words).splitlines()
    }
    if differ := published ^ standing:
        yield f"{len(differ)} parts of the published graph differ from what stands, among them {min(differ)}"
    advised = {
        one["id"]: one["status"]
        for one in map(
            msgspec.json.decode, command(site.settings, "export", "advisories", *words).splitlines()
        )
    }
    told = {key: value["status"] for key, value in last_values(site.settings, "advisories").items()}
    # One that came and lapsed within what a rebuilt store read at once was never published.
    if differing := [
        key
        for key in advised.keys() | told.keys()
        if advised.get(key, "vervallen") != told.get(key, "vervallen")
    ]:
        yield f"{len(differing)} published advisories differ from what stands, among them {min(differing)}"


def last_values(settings: Settings, topic: str) -> dict[str, Any]:
    """Give the last value of each key of an output topic, tombstones taken away."""
    values: dict[str, bytes | None] = {}
    for one in sorted(read(settings, topic), key=lambda one: (one.partition, one.offset)):
        values[one.key.decode()] = one.value
    return {key: msgspec.json.decode(value) for key, value in values.items() if value is not None}
