"""`dwarsverband store`: whether it is whole, a copy of a store's folder, and its return without what was erased since."""

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from agents.accounting import Account
from agents.standing import of_worker
from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import By, Json, OneStore, Stores, account_of
from cli.terminal import print_json
from streams import rules_file, settings
from streams.backup import backup as make_backup
from streams.backup import unpack
from streams.decisions_file import DECISIONS_FILE
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.store import Store, partitions
from streams.store_check import check_store

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

PURPOSE = "bibob"
# Of what operators do in production: a copy holds the dossier too.


@app.command("check")
def check(store: Stores, json: Json = False) -> None:
    """Read every store to its end, by SQLite's check and by the digest of each event and flag; exit 1 where one is broken."""
    settings.load()
    states = []
    for folder in store:
        found = partitions(folder)
        if not found:
            raise WrongUse(f"--store {folder}: there is no store in this folder")
        states += [check_store(folder / f"store-{number}.sqlite") for number in found]
    whole = not any(state.findings for state in states)
    if json:
        print_json({"whole": whole, "stores": [msgspec.to_builtins(state) for state in states]})
    else:
        for state in states:
            print("\n".join(state.findings) or f"{state.path}: {state.events:,} events, whole")
    if not whole:
        raise Failure(
            "store check: move the broken file aside; it is made anew from its input (dwarsverband doctor)"
        )


@app.command("compact")
def compact(store: OneStore, json: Json = False) -> None:
    """Write every store of a folder anew without free pages; nothing may hold it: stop its worker first."""
    settings.load()
    found = partitions(store)
    if not found:
        raise WrongUse(f"--store {store}: there is no store in this folder")
    rows = []
    for number in found:
        with Store.open(store, number) as opened:
            before = opened.path.stat().st_size
            opened.vacuum()
            rows.append({"store": str(opened.path), "before": before, "after": opened.path.stat().st_size})
    if json:
        print_json({"stores": rows})
    else:
        for row in rows:
            print(f"{row['store']}: {row['before']:,} bytes, now {row['after']:,}")


@app.command("backup")
def backup(
    store: OneStore,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The archive to make.")],
    by: By,
    json: Json = False,
) -> None:
    """Copy a store's folder into one file: stores, dossier, decisions, account; also while a run writes."""
    configured = settings.load()
    if not partitions(store):
        raise WrongUse(f"--store {store}: there is no store in this folder")
    _account(store, "store backup", "backup", by)
    sums = make_backup(store, output)
    if json:
        print_json({"file": str(output), "files": sums})
    else:
        print(f"{output}: {len(sums)} files of {store} ({configured.profile})")


@app.command("restore")
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="An archive that `backup` made.")],
    store: OneStore,
    by: By,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions", metavar="FILE", help="decisions.ndjson as it was last: holds the erasures since."
        ),
    ] = None,
    none_since: Annotated[
        bool, typer.Option("--no-erasures-since", help="You know that nothing was erased since the backup.")
    ] = False,
) -> None:
    """Put a backup back into a new folder; what was erased since is erased from it before it appears under its name.

    Of a worker's the journal says what was erased, and its stores are made anew from it: dossier and account return.
    """
    configured = settings.load()
    if store.exists() and any(store.iterdir()):
        raise WrongUse(f"--store {store}: must be a new or an empty folder")
    if decisions is not None and none_since:
        raise WrongUse("store restore: --decisions FILE, or --no-erasures-since, not both")
    if decisions is not None and not decisions.is_file():
        raise WrongUse(f"--decisions {decisions}: there is no such file")
    keys = load_keys(configured)
    store.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=store.parent, prefix=".restore-"))
    try:
        unpack(source, made)
        if of_worker(made):
            if decisions is not None:
                raise WrongUse("store restore: a worker's erasures stand in the journal: without --decisions")
            from agents.restoring import restore_worker  # noqa: PLC0415 - loads the Kafka client

            erased = restore_worker(made, configured, keys)
        else:
            erased = _taken_back(made, decisions, configured, keys, none_since=none_since)
        if store.exists():
            store.rmdir()
        made.rename(store)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    _account(store, "store restore", "restore", by)
    print(f"{store}: restored from {source}" + (", erasures since applied" if erased else ""))


def _taken_back(
    made: Path, decisions: Path | None, configured: settings.Settings, keys: Keys, *, none_since: bool
) -> bool:
    """Let an embedded store take in the decisions as they were last; tell whether these erased anything."""
    if decisions is None and not none_since:
        raise WrongUse("store restore: needs --decisions FILE, or --no-erasures-since")
    if decisions is not None:
        shutil.copyfile(decisions, made / DECISIONS_FILE)
    with embedded(made, [], [], keys, rules_file.load_rules(), configured) as finished:
        return bool(finished.erasing.marks)


def _account(store: Path, command: str, act: str, by: str) -> None:
    configured = settings.load()
    purpose = None if configured.profile == "development" else PURPOSE
    Account(command, purpose, [store], configured, act=act, by=account_of(by)).note(1)
