"""`dwarsverband rebuild`: a store, or the journal and its stores, made anew from what was accepted, without what was erased."""

from pathlib import Path
from typing import Annotated

import typer

from agents.accounting import Account
from agents.standing import of_worker
from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import By, Json, OneStore, account_of
from cli.terminal import print_json, say
from streams import rules_file, settings
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import partitions
from streams.store_rebuild import rebuilt

__all__ = ["command"]


def command(
    store: OneStore,
    by: By,
    despite: Annotated[
        bool,
        typer.Option("--despite-difference", help="Of a journal: switch although the digests differ."),
    ] = False,
    json: Json = False,
) -> None:
    """Write a store anew from its accepted events, and derive all else again; also one of an older release.

    Of a worker's store the journal is written anew, without what was erased, beside the old one; stores are made from it, the digests
    compared, and both switched. Workers must be stopped. Withdrawn flags, the history of publication, are not found again.
    """
    configured = settings.load()
    keys = load_keys(configured)
    found = partitions(store)
    if not found:
        raise WrongUse(f"--store {store}: there is no store in this folder")
    purpose = None if configured.profile == "development" else "bibob"
    Account("rebuild", purpose, [store], configured, act="rebuild", by=account_of(by)).note(len(found))
    if _follows_a_journal(store):
        _journal(store, configured, keys, despite=despite, json=json)
        return
    events = sum(rebuilt(store / f"store-{number}.sqlite") for number in found)
    with embedded(store, [], [], keys, rules_file.load_rules(), configured) as finished:
        told = {"events": events, "flags": finished.summary.flags, "seconds": finished.summary.seconds}
    if json:
        print_json(told)
    else:
        print(f"{store}: rebuilt from {events:,} events")


def _follows_a_journal(store: Path) -> bool:
    """Tell whether a worker's; a store of an older release, which cannot be asked, is made anew as one of files."""
    try:
        return of_worker(store)
    except Failure:
        return False


def _journal(store: Path, configured: Settings, keys: Keys, *, despite: bool, json: bool) -> None:
    from agents.rebuilding import rebuild_journal  # noqa: PLC0415 - loads the Kafka client

    done = rebuild_journal(store, configured, rules_file.load_rules(), keys, say, despite=despite)
    if json:
        print_json(done)
    else:
        print(f"journal: {done.messages:,} messages, {done.rewritten:,} lost something; digest {done.digest}")
