"""What operators see, in two minutes: a worker dies, the broker stops, a source falls silent. `make demo-ops`.

Real Kafka, two workers, and Prometheus on this repository's rules, their waits divided so that minutes become seconds.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from chaos.broker import recipe
from chaos.checks import Expected, expected, findings
from chaos.event_log import Message, made
from chaos.monitoring import Monitoring
from chaos.site import SESSION_SECONDS, Site, until
from tests.operations import monitoring as programs

__all__ = ["main"]

DEPLOY = Path(__file__).parent.parent / "deploy"
FACTOR, LONG = 20.0, 1_000.0
# Half a minute becomes two seconds; three days of silence, divided once more, thirteen.

SEEDS = range(24)
SILENT = "inspections"
EVERY = 3.0
# Seconds between two events of a source that is not silent.

WAITING, SOURCE = "DwarsverbandEventsWaiting", "DwarsverbandSourceSilent"


def main() -> int:
    """Show it; 1 where anything was lost or differs."""
    if missing := programs.missing():
        print(f"demo-ops needs Prometheus: {missing}", file=sys.stderr)
        return 1
    try:
        with tempfile.TemporaryDirectory(prefix="dwarsverband-demo-ops-") as folder:
            return _shown(Path(folder))
    except (recipe().Unavailable, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1


def _shown(folder: Path) -> int:
    log = made(1, SEEDS)
    _say(f"A log of {len(log):,} messages of twelve towns, run once undisturbed, without Kafka.")
    wanted = expected(log, folder / "embedded")
    _say(f"Its digest: {wanted.digest['digest'][:16]}… with {len(wanted.flags)} flags.")
    _say("Starting Apache Kafka, two workers, Prometheus and Alertmanager …")
    with Site(folder / "site", log, factor=FACTOR, long=LONG) as site:
        begun = time.monotonic()
        third = len(log) // 3
        for name in "ab":
            site[name].start()
        site.settled("a", "b")
        site.feeder.feed(log[:third])
        site.screened("the first third")
        _say(
            f"A third is sent and screened. Alert waits are divided by {FACTOR:.0f} to show them in seconds."
        )
        with _sources(site) as silence:
            _worker_dies(site, log[third : third + third // 2])
            _broker_stops(site, log[third + third // 2 : 2 * third])
            _source_falls_silent(site, silence)
            site.feeder.feed(log[2 * third :])
        site.screened("all")
        return _compared(site, wanted, time.monotonic() - begun)


# --- what happens -------------------------------------------------------------------------------------------


def _worker_dies(site: Site, events: list[Message]) -> None:
    _head("1  A worker is killed while events stream in (SIGKILL); its machine does not come back")
    site.feeder.feed(events, rate=20)
    time.sleep(1.0)
    begun = time.monotonic()
    site["a"].gone()
    site.settled("b")
    site.screened("what was sent")
    _line("the other worker took over and screened all", time.monotonic() - begun)
    _line(f"of which Kafka waited {SESSION_SECONDS} s to be sure that it was gone (30 s as configured)")
    _line("alert: none. Nobody is woken for what mends itself")
    site["a"].start()
    site.settled("a", "b")


def _broker_stops(site: Site, events: list[Message]) -> None:
    _head("2  The broker is stopped; events wait at their sources")
    begun = time.monotonic()
    site.broker.stop()
    site.feeder.feed(events)
    _line("ALERT raised: " + WAITING, _until_told(site, WAITING, begun))
    begun = time.monotonic()
    site.broker.start()
    site.screened("what waited")
    _line("broker started; all that waited is screened", time.monotonic() - begun)
    _line("alert cleared", _until_clear(site, WAITING, begun))
    _where(WAITING, "broker")


def _source_falls_silent(site: Site, silence: Callable[[bool], None]) -> None:
    _head(f"3  A source falls silent: nothing comes in on `{SILENT}`, all others go on")
    begun = time.monotonic()
    silence(True)
    _line("ALERT raised: " + SOURCE, _until_told(site, SOURCE, begun))
    silence(False)
    begun = time.monotonic()
    _line("the source sends again; alert cleared", _until_clear(site, SOURCE, begun))
    _where(SOURCE)


@contextmanager
def _sources(site: Site) -> Iterator[Callable[[bool], None]]:
    """Let every source send something now and then (again, which changes nothing); give what silences one."""
    one_each = {one.topic: one for one in site.log if one.identity is not None}
    silent, ended = threading.Event(), threading.Event()

    def go_on() -> None:
        while not ended.wait(EVERY):
            site.feeder.feed(
                [one for topic, one in one_each.items() if topic != SILENT or not silent.is_set()]
            )

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield lambda off: silent.set() if off else silent.clear()
    finally:
        ended.set()
        thread.join()


def _compared(site: Site, wanted: Expected, seconds: float) -> int:
    _head("4  Compared with the undisturbed run")
    for name in "ab":
        site[name].stop()
    wrong = findings(site, wanted)
    told = set() if site.monitoring is None else site.monitoring.told()
    if wrong:
        for one in wrong:
            _line(f"WRONG: {one}")
        return 1
    _line("0 events lost, 0 doubled; each refused message is a dead letter, once")
    _line(f"same digest: {wanted.digest['digest'][:16]}…; what is published is what stands")
    others = sorted(told - {WAITING, SOURCE})
    _line(f"other alerts, of what the log itself holds: {', '.join(others) or 'none'}")
    _line(f"{seconds:.0f} s in all. Every way to break it: docs/chaos.md, make soak")
    return 0


# --- what is shown ------------------------------------------------------------------------------------------


def _until_told(site: Site, alert: str, begun: float) -> float:
    watching = _watching(site)
    until(lambda: alert in watching.firing(), f"{alert} fires", 90)
    return time.monotonic() - begun


def _until_clear(site: Site, alert: str, begun: float) -> float:
    watching = _watching(site)
    until(lambda: alert not in watching.firing(), f"{alert} goes", 90)
    return time.monotonic() - begun


def _watching(site: Site) -> Monitoring:
    if site.monitoring is None:
        raise TypeError("nobody watches this site")
    return site.monitoring


def _where(alert: str, cause: str | None = None) -> None:
    """Name the runbook's page of an alert, and the panels that show what it is about."""
    [rule] = [one for one in _rules() if one.get("alert") == alert and one["labels"].get("cause") == cause]
    _line(f"runbook: {rule['annotations']['runbook_url']}")
    _line(f"dashboard: {_dashboard(rule['expr'])}")


def _rules() -> Iterator[dict[str, Any]]:
    for path in sorted((DEPLOY / "prometheus" / "rules").glob("*.yml")):
        for group in yaml.safe_load(path.read_text("utf-8"))["groups"]:
            yield from group["rules"]


def _dashboard(expr: str) -> str:
    """Give the first dashboard with panels that ask for a metric of this rule."""
    asked = set(re.findall(r"dwarsverband_\w+", expr))
    for path in sorted((DEPLOY / "grafana").glob("*.json")):
        board = json.loads(path.read_text("utf-8"))
        panels = [
            panel["title"]
            for panel in board["panels"]
            if any(asked & set(re.findall(r"dwarsverband_\w+", one["expr"])) for one in panel["targets"])
        ]
        if panels:
            return f"{board['title']}, panel {' and '.join(panels)} (deploy/grafana/{path.name})"
    return "none"


def _say(words: str) -> None:
    print(words, flush=True)


def _head(words: str) -> None:
    print(f"\n{words}", flush=True)


def _line(words: str, seconds: float | None = None) -> None:
    told = "" if seconds is None else f" {seconds:>5.1f} s"
    print(f"   {words:<68}{told}".rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
