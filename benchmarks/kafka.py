"""Kafka end to end: events a second from `send` to screened, and the time from sending to the flag (p50, p99).

    python benchmarks/kafka.py [--runs 3] [--entities 10000] [--probes 100]

A broker of our own, or KAFKA_BOOTSTRAP's; one worker. A probe is a structure that lacks one event: it is sent, and the clock
runs until its flag can be read from the topic by a reader of committed messages.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import importlib.util
import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from benchmarks.measuring import COMMAND, REPOSITORY, log_of, scratch, show
from streams.gateway import Gateway
from streams.partitions import partition_of
from streams.pseudonyms import Keys
from streams.send import send
from streams.settings import Settings

SOURCE = "urn:nld:oin:00000009999010000001:systeem:"
TOWN = "9902"
# The probes' own municipality: its graph is small, so what is measured is the way and not the town.


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--entities", type=int, default=10_000)
    parser.add_argument("--probes", type=int, default=100)
    options = parser.parse_args()
    log = log_of(options.entities)
    rates, waits, memory = [], [], []
    with _broker() as bootstrap:
        for _ in range(options.runs):
            with scratch() as folder, _worker(bootstrap, folder) as (environment, process):
                rates.append(_throughput(environment, log))
                waits.extend(_probe(environment, folder, options.probes))
                memory.append(_resident(process))
    show("Kafka end to end, one worker", rates, "events/s")
    waits.sort()
    for share in (0.5, 0.99):
        at = min(len(waits) - 1, int(share * len(waits)))
        print(
            f"{f'from send to flag, p{share * 100:.0f} of {len(waits)} probes':<58}{1000 * waits[at]:>12,.0f} ms"
        )
    show("worker, resident memory after the log", memory, "MiB")


@contextlib.contextmanager
def _broker() -> Iterator[str]:
    given = os.environ.get("KAFKA_BOOTSTRAP")
    if given:
        yield given
        return
    spec = importlib.util.spec_from_file_location("broker", REPOSITORY / "deploy" / "kafka" / "broker.py")
    assert spec is not None
    assert spec.loader is not None
    broker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(broker)
    with broker.running() as address:
        yield address


@contextlib.contextmanager
def _worker(bootstrap: str, folder: Path) -> Iterator[tuple[dict[str, str], subprocess.Popen[bytes]]]:
    environment = {
        **os.environ,
        "KAFKA_BOOTSTRAP": bootstrap,
        "DWARSVERBAND_TOPIC_PREFIX": f"bench-{uuid.uuid4().hex[:8]}.",
        "DWARSVERBAND_SESSION_TIMEOUT": "6",
    }
    _ours(environment, "topics", "apply")
    with (folder / "log").open("wb") as out:
        process = subprocess.Popen(
            [COMMAND, "worker", "--store", str(folder / "store")], env=environment, stdout=out, stderr=out
        )
    try:
        yield environment, process
    finally:
        process.terminate()
        process.wait(60)


def _ours(environment: dict[str, str], *arguments: str | Path) -> Any:
    done = subprocess.run(
        [COMMAND, *map(str, arguments)], env=environment, capture_output=True, check=False, timeout=900
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: {done.stderr.decode()}")
    return done.stdout


def _throughput(environment: dict[str, str], log: Path) -> float:
    """Send the log with the worker running, and wait until all of it is screened."""
    start = time.perf_counter()
    sent = json.loads(_ours(environment, "send", log, "--json"))["sent"]
    while json.loads(_ours(environment, "lag", "--json"))["total"]:
        time.sleep(0.2)
    return float(sent / (time.perf_counter() - start))


def _probe(environment: dict[str, str], folder: Path, probes: int) -> list[float]:
    """Send all but the last event of each probe, then the last ones at 20 a second; give seconds to each flag."""
    plots = [list(_plot(number)) for number in range(probes)]
    prepared = folder / "probes.ndjson"
    prepared.write_bytes(b"\n".join(event for plot in plots for event in plot[:-1]))
    _throughput(environment, prepared)
    settings = Settings(
        kafka_bootstrap=environment["KAFKA_BOOTSTRAP"], topic_prefix=environment["DWARSVERBAND_TOPIC_PREFIX"]
    )
    keys = Keys.load(None)
    flags = KafkaConsumer(
        bootstrap_servers=settings.kafka_bootstrap, isolation_level="read_committed", enable_auto_commit=False
    )
    place = TopicPartition(settings.named("flags"), partition_of(TOWN))
    flags.assign([place])
    flags.seek_to_end(place)
    flags.position(place)
    waits = []
    for number, plot in enumerate(plots):
        start = time.perf_counter()
        send(
            [("probe", number, plot[-1])],
            settings,
            Gateway(keys),
            keys,
            clock=lambda: dt.datetime.now(dt.UTC),
        )
        wanted = f'"kvk:{_kvk(number, 2)}"'.encode()
        while not any(wanted in (record.value or b"") for some in flags.poll(50).values() for record in some):
            if time.perf_counter() - start > 60:
                sys.exit(f"probe {number}: no flag within a minute")
        waits.append(time.perf_counter() - start)
    flags.close()
    return waits


def _plot(number: int) -> Iterator[bytes]:
    """Give a carousel whose last operator is still to apply: the closure before it makes the application a phoenix."""
    place = {"adresseerbaarObject": f"99020100{number:08d}", "postcode": "9902AA", "huisnummer": number + 1}
    leader = {"sleutel": f"P{number}", "naam": {"volledig": "V. Verzonnen"}}
    lessor = {"rol": "verhuurder", "organisatie": {"sleutel": f"L{number}", "kvk": _kvk(number, 3)}}
    days = ("2019-01-01", "2019-10-01", "2020-06-01")
    for operator, day in enumerate(days):
        firm = {
            "sleutel": f"{number}-{operator}",
            "kvk": _kvk(number, operator),
            "naam": f"Proef {number}.{operator}",
        }
        yield _event(
            "register",
            "registers.vestiging-geopend",
            day,
            f"o{number}-{operator}",
            organisatie=firm,
            locatie=place,
        )
        yield _event(
            "register", "registers.functie-aanvaard", day, f"f{number}-{operator}", organisatie=firm, persoon=leader,
            functie="bestuurder",
        )  # fmt: skip
        yield _event(
            "kadaster", "registers.huur-begonnen", day, f"h{number}-{operator}", organisatie=firm, locatie=place,
            betrokkenen=[lessor],
        )  # fmt: skip
        if operator < len(days) - 1:
            yield _event(
                "register", "registers.vestiging-gesloten", days[operator + 1], f"g{number}-{operator}",
                organisatie=firm, locatie=place,
            )  # fmt: skip
    closed = {"rol": "exploitant", "organisatie": {"sleutel": f"{number}-1", "kvk": _kvk(number, 1)}}
    yield _event(
        "toezicht",
        "toezicht.sluiting-opgelegd",
        "2020-05-01",
        f"s{number}",
        locatie=place,
        betrokkenen=[closed],
    )
    applicant = {"rol": "aanvrager", "organisatie": {"sleutel": f"{number}-2", "kvk": _kvk(number, 2)}}
    yield _event(
        "vth", "vergunningen.aanvraag-ontvangen", "2020-06-10", f"a{number}", zaaknummer=f"Z{number}", soort="alcoholwet",
        locatie=place, betrokkenen=[applicant],
    )  # fmt: skip


def _kvk(number: int, operator: int) -> str:
    return f"009{number:04d}{operator}"


def _event(system: str, kind: str, day: str, name: str, **data: Any) -> bytes:
    event = {
        "specversion": "1.0",
        "id": name,
        "source": SOURCE + system,
        "type": f"nl.{kind}.v1",
        "time": f"{day}T12:00:00Z",
        "data": {"gemeente": TOWN, "gebeurtenisdatum": day, **data},
    }
    return json.dumps(event).encode()


def _resident(process: subprocess.Popen[bytes]) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
