"""What may be wrong with an installation, each with what to do about it: for whoever did not write it."""

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from streams import audit_check, lag, pauses, rules_file, topics
from streams.audit import head_of
from streams.errors import DwarsverbandError
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import partitions
from streams.store_check import StoreState, check_store

__all__ = ["Finding", "examine"]

NEARLY_FULL = 0.1
# As the alert has it.

AHEAD = dt.timedelta(minutes=2)
# Clocks that a time server sets differ by less than a second.

RULES_YEAR = 2024
# No clock that is right is before this program was written.


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at; `do` is what to type or ask where it is not well."""

    check: str
    well: bool
    said: str
    do: str = ""


def examine(
    settings: Settings, folders: Sequence[Path], now: dt.datetime, *, broker: bool
) -> Iterator[Finding]:
    """Look at configuration, clock, broker, topics, journal, and at each folder's disk, stores and account.

    Parameters
    ----------
    now
        The moment by this machine's clock, with its time zone.
    broker
        Whether Kafka is used at all.
    """
    yield from _configuration(settings)
    states = [
        check_store(folder / f"store-{number}.sqlite") for folder in folders for number in partitions(folder)
    ]
    yield _clock(states, now)
    if broker:
        yield from _broker(settings)
    for folder in folders:
        yield _disk(folder)
        yield _account(folder, settings)
    for state in states:
        yield from _store(state)


def _configuration(settings: Settings) -> Iterator[Finding]:
    keys = "the published development key" if settings.keys is None else str(settings.keys)
    try:
        Keys.load(settings.keys)
        rules_file.load_rules()
    except DwarsverbandError as error:
        yield Finding(
            "configuration", well=False, said=str(error), do="set the key or file that is named right"
        )
    else:
        yield Finding("configuration", well=True, said=f"profile {settings.profile}, keys: {keys}")


def _clock(states: Sequence[StoreState], now: dt.datetime) -> Finding:
    """A clock that is set back shows in what was received later than now."""
    newest = dt.datetime.fromtimestamp(max((one.newest for one in states), default=0) / 1_000_000, dt.UTC)
    if newest - now > AHEAD or now.year < RULES_YEAR:
        said = (
            f"this machine says {now:%Y-%m-%d %H:%M}, a store received something at {newest:%Y-%m-%d %H:%M}"
        )
        return Finding(
            "clock", well=False, said=said, do="set the clock by a time server: timedatectl set-ntp true"
        )
    return Finding("clock", well=True, said=f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _broker(settings: Settings) -> Iterator[Finding]:
    try:
        drifts = topics.check(settings)
        yield _answers(settings)
        if drifts:
            yield Finding(
                "topics",
                well=False,
                said="; ".join(map(str, drifts)),
                do="dwarsverband topics plan, then dwarsverband topics apply",
            )
            return
        yield Finding("topics", well=True, said="all are as they must be")
        yield _journal(lag.lag(settings))
        for what, one in sorted(pauses.pauses(settings).items()):
            said = f"{what}, by {one.by} since {one.since}: {one.reason}"
            option = "--all" if what == pauses.ALL else f"--gemeente {what}"
            yield Finding("paused", well=False, said=said, do=f"dwarsverband resume {option} --by WHO")
    except DwarsverbandError as error:
        yield Finding(
            "broker",
            well=False,
            said=str(error),
            do="start Kafka, set KAFKA_BOOTSTRAP to where it listens, or put right the setting that is named",
        )


def _answers(settings: Settings) -> Finding:
    if settings.profile == "production" and settings.kafka_security == "PLAINTEXT":
        return Finding(
            "broker",
            well=False,
            said=f"{settings.kafka_bootstrap} answers, unencrypted and without asking who we are",
            do="give the broker a SASL_SSL listener and set DWARSVERBAND_KAFKA_SECURITY: docs/kafka.md",
        )
    who = f" as {settings.kafka_user}" if settings.kafka_user else ""
    return Finding(
        "broker", well=True, said=f"{settings.kafka_bootstrap} answers ({settings.kafka_security}{who})"
    )


def _journal(found: lag.Lag) -> Finding:
    gaps = [one for one in found.partitions if one.step == "screen" and one.gap]
    if gaps:
        said = ", ".join(f"partition {one.partition} lacks {one.gap}" for one in gaps)
        return Finding("journal", well=False, said=said, do="docs/runbook/DwarsverbandJournalGap.md")
    return Finding("journal", well=True, said=f"no gap; {found.total:,} events wait")


def _disk(folder: Path) -> Finding:
    room = shutil.disk_usage(folder)
    share = room.free / room.total
    said = f"{folder}: {share:.0%} of {room.total / 1e9:,.0f} GB left"
    if share < NEARLY_FULL:
        return Finding("disk", well=False, said=said, do="move backups away, or make the disk larger")
    return Finding("disk", well=True, said=said)


def _account(folder: Path, settings: Settings) -> Finding:
    kept = settings.audit_heads
    heads = audit_check.read_heads([kept]) if kept is not None and kept.exists() else []
    own = head_of(folder)
    lines, findings = audit_check.check(
        folder, [one for one in heads if own is not None and one.chain == own.chain]
    )
    if findings:
        said = "; ".join(one.sentence for one in findings)
        return Finding("account", well=False, said=said, do="docs/runbook/DwarsverbandAuditBroken.md")
    return Finding("account", well=True, said=f"{folder}: {lines} lines, whole")


def _store(state: StoreState) -> Iterator[Finding]:
    if state.findings:
        again = "dwarsverband run" if state.embedded else "the worker, which makes it anew from the journal"
        do = f"end what writes it, move the file (and -wal, -shm) aside, start {again}"
        yield Finding("store", well=False, said="; ".join(state.findings), do=do)
    else:
        yield Finding("store", well=True, said=f"{state.path}: {state.events:,} events, whole")
    if state.held:
        said = f"{state.path}: {', '.join(state.held)} stored and not screened"
        yield Finding("on hold", well=False, said=said, do="docs/runbook/DwarsverbandMunicipalityOnHold.md")
    if state.paused:
        said = f"{state.path}: {', '.join(state.paused)} stored and not screened, as an operator asked"
        yield Finding("paused", well=False, said=said, do="dwarsverband resume --gemeente CODE --by WHO")
