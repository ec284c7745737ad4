"""`dwarsverband subject`: a person's rights (AVG 15 to 21): find, see, set right, restrict, object, erase, tell."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.accounting import Account
from agents.deciding import write_entries
from agents.disclosure import all_about, disclosed
from agents.embedded import Finished
from agents.rights import RELEASED, RESTRICTED, check_no_hold, due, remember, requested, tokens
from agents.rights import erase as erase_subject
from agents.standing import Standing, of_worker
from agents.subjects import Subject, Subjects
from cli.deciding import decided
from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, account_of
from cli.terminal import print_json, say
from cli.verdict import day_of
from streams import rules_file, settings
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Notice, RequestDecided
from streams.errors import Failure, WrongUse
from streams.identifiers import is_bsn
from streams.private_file import write_private
from streams.pseudonyms import Keys

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

Record = Annotated[
    str, typer.Argument(metavar="RECORD", help="source#sleutel, kvk:…, or a pseudonym; as `find` shows it.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence of your own.")]
Gemeente = Annotated[
    str | None,
    typer.Option("--gemeente", metavar="CODE", help="Where several municipalities have the record."),
]
Only = Annotated[
    bool, typer.Option("--only", help="This record alone, not all that are judged to be the same person.")
]


@app.command("find")
def find(
    store: OneStore,
    name: Annotated[
        str | None, typer.Option("--name", help="Name; without it a BSN on standard input.")
    ] = None,
    born: Annotated[
        str | None, typer.Option("--born", metavar="DATE", help="Birth date, may be partial.")
    ] = None,
    gemeente: Gemeente = None,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Find a person: by the BSN on standard input, or by name and birth date; a human picks from the candidates."""
    configured = settings.load()
    keys = load_keys(configured)
    account = Account("subject find", doel, [store], configured)
    bsn = _bsn() if name is None else None
    with Standing([store], say) as standing:
        subjects = Subjects(standing, rules_file.load_rules(), configured.profile, gemeente)
        found = subjects.of_bsn(bsn, keys) if bsn is not None else subjects.of_name(name or "", born)
    account.note(len(found), persons=[record for one in found for record in one.subject.records])
    if json:
        print_json({"candidates": msgspec.to_builtins(found)})
        return
    for one in found:
        print(f"{one.probability:.4f}  {one.subject.gemeente}  {one.subject.entity}  {', '.join(one.why)}")
        for record in one.subject.records:
            print(f"        {record}")


def _bsn() -> str:
    if sys.stdin.isatty():
        say("BSN:")
    given = sys.stdin.readline().strip()
    if not is_bsn(given):
        raise WrongUse("subject find: standard input must hold a BSN (nine digits, elfproef); or give --name")
    return given


@app.command("export")
def export(
    record: Record,
    store: OneStore,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="- is standard output.")
    ] = "-",
    only: Only = False,
    gemeente: Gemeente = None,
    doel: Doel = None,
) -> None:
    """Write all that stands about a person, without others' data, with what was left out and why."""
    configured = settings.load()
    keys = load_keys(configured)
    account = Account("subject export", doel, [store], configured, act="export")
    with Standing([store], say) as standing:
        subject = _one(standing, record, gemeente, only=only)
        account.note(len(subject.records), persons=subject.records)  # before: this reading stands in it too
        told = all_about(store, standing, subject, keys)
    text = msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
    if output == "-":
        sys.stdout.buffer.write(text)
    else:
        write_private(Path(output), text)


@app.command("restrict")
def restrict(
    record: Record,
    store: OneStore,
    reason: Reason,
    by: By,
    only: Only = False,
    gemeente: Gemeente = None,
    doel: Doel = None,
) -> None:
    """Let no rule read a person's records until released; flags that rest on them are withdrawn at once."""
    _limit("restrict", RESTRICTED, "beperking", record, store, reason, by, only, gemeente, doel)


@app.command("release")
def release(
    record: Record,
    store: OneStore,
    reason: Reason,
    by: By,
    only: Only = False,
    gemeente: Gemeente = None,
    doel: Doel = None,
) -> None:
    """End a restriction."""
    _limit("release", RELEASED, "beperking", record, store, reason, by, only, gemeente, doel)


def _limit(
    command: str,
    kind: str,
    right: str,
    record: str,
    store: Path,
    reason: str,
    by: str,
    only: bool,
    gemeente: str | None,
    doel: str | None,
) -> None:
    configured = settings.load()
    keys = load_keys(configured)
    who = account_of(by)
    account = Account(f"subject {command}", doel, [store], configured, act=command, by=who)
    with Standing([store], say) as standing:
        subject = _one(standing, record, gemeente, only=only)
        before = _standing_flags(standing, subject)
    account.note(len(subject.records), tokens(subject, keys), subject.records)
    data = {"gemeente": subject.gemeente, "door": who, "records": list(subject.records), "grond": reason}
    with decided(store, kind, [data], keys, configured):
        pass
    with Standing([store], say) as standing:
        now = _standing_flags(standing, subject)
    remember(store, subject, who, _now(), keys, configured, say, RequestDecided(right, kind, reason))
    print(
        f"{command}: {len(subject.records)} records; {len(before - now)} flags withdrawn, {len(now - before)} opened"
    )


@app.command("object")
def object_(
    record: Record,
    store: OneStore,
    reason: Reason,
    by: By,
    decision: Annotated[
        Literal["upheld", "rejected"] | None,
        typer.Option(
            "--decision", help="Without it the objection is received, and the records restricted meanwhile."
        ),
    ] = None,
    only: Only = False,
    gemeente: Gemeente = None,
    doel: Doel = None,
) -> None:
    """Take in an objection (AVG 21) or decide on it: received and upheld restrict, rejected releases."""
    who = account_of(by)
    configured = settings.load()
    keys = load_keys(configured)
    kind = RELEASED if decision == "rejected" else RESTRICTED
    with Standing([store], say) as standing:
        subject = _one(standing, record, gemeente, only=only)
    _limit("object", kind, "bezwaar", record, store, reason, by, only, subject.gemeente, doel)
    now = _now()
    written = (
        requested("bezwaar", reason, now) if decision is None else RequestDecided("bezwaar", decision, reason)
    )
    remember(store, subject, who, now, keys, configured, say, written)


@app.command("rectify")
def rectify(
    record: Record,
    store: OneStore,
    reason: Reason,
    by: By,
    only: Only = False,
    gemeente: Gemeente = None,
    doel: Doel = None,
) -> None:
    """Take in a request to set data right. The source sends the correction (`corrigeert`); until then nothing uses them.

    The records are restricted until `release`; whoever signed an advisory about them is told.
    """
    who = account_of(by)
    configured = settings.load()
    keys = load_keys(configured)
    with Standing([store], say) as standing:
        subject = _one(standing, record, gemeente, only=only)
        sources = disclosed(standing, subject)["sources"]
    _limit("rectify", RESTRICTED, "rectificatie", record, store, reason, by, only, subject.gemeente, doel)
    now = _now()
    written = requested("rectificatie", reason, now)
    remember(store, subject, who, now, keys, configured, say, written)
    for source in sources:
        print(f"ask {source} for a correction before {due(now)}")


@app.command("erase")
def erase(
    record: Record,
    store: OneStore,
    reason: Reason,
    by: By,
    only: Only = False,
    gemeente: Gemeente = None,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Erase a person: at once, in the store and its free pages, flags, letters, decisions and dossier; proved by a search."""
    configured = settings.load()
    keys = load_keys(configured)
    who = account_of(by)
    account = Account("subject erase", doel, [store], configured, act="erase", by=who)
    with Standing([store], say) as standing:
        subject = _one(standing, record, gemeente, only=only)
    try:
        check_no_hold(store, subject, keys, _now())
    except Failure as error:
        raise Failure(f"{record}: {error}") from None
    account.note(len(subject.records), tokens(subject, keys))
    run = partial(_taken_in, store, keys, configured)
    found = erase_subject(store, subject, reason, who, _now(), keys, configured, run, say)
    left, kept = found.found_in, found.kept
    told: dict[str, Any] = {
        "records": found.records,
        "searched_for": found.searched_for,
        "also_of_others": found.shared,
        "kept_by_law": [{"source": source, "id": event_id} for source, event_id in kept],
        "found_in": left,
    }
    if json:
        print_json(told)
    else:
        _print_erased(told)
    if left and not kept:
        raise Failure(f"subject erase: still found in {', '.join(left)}: files of yours in this folder?")


@contextmanager
def _taken_in(store: Path, keys: Keys, configured: settings.Settings) -> Iterator[Finished | None]:
    """Take a decision into an embedded store; a worker did before it answered."""
    if of_worker(store):
        yield None
        return
    with embedded(store, [], [], keys, rules_file.load_rules(), configured) as finished:
        yield finished


def _print_erased(told: dict[str, Any]) -> None:
    print(
        f"erased: {told['records']} records; searched for {told['searched_for']} texts, found in {len(told['found_in'])} files"
    )
    if told["also_of_others"]:
        print(
            f"  {told['also_of_others']} texts are of others as well (a shared name or number) and prove nothing"
        )
    for one in told["kept_by_law"]:
        print(f"  kept by law, blocked for rules: {one['source']} {one['id']} (cited in a signed advisory)")


@app.command("notices")
def notices(store: OneStore, json: Json = False) -> None:
    """List whom to tell of a confirmed flag: due, or postponed with reason and end."""
    with DossierFile.read(store) as dossier:
        last: dict[tuple[str, str], dict[str, Any]] = {}
        for entry in dossier.entries():
            if isinstance(entry.record, Notice):
                last[entry.key, entry.record.wie] = {
                    "flag": entry.key,
                    "who": entry.record.wie,
                    "state": entry.record.stand,
                    "reason": entry.record.reden,
                    "until": entry.record.tot,
                    "by": entry.by,
                }
    rows = [last[name] for name in sorted(last) if last[name]["state"] != "gedaan"]
    if json:
        print_json({"notices": rows})
        return
    for row in rows:
        print(f"{row['flag']}  {row['who']}  {row['state']}  {row['until'] or ''}  {row['reason'] or ''}")


@app.command("notice")
def notice(
    flag: Annotated[str, typer.Argument(metavar="FLAG", help="Id of the confirmed flag.")],
    record: Record,
    store: OneStore,
    by: By,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why it is postponed.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Until when it is postponed.")
    ] = None,
    gemeente: Gemeente = None,
) -> None:
    """Write down that a person was told of a confirmed flag, or, with --until and --reason, that it is postponed."""
    configured = settings.load()
    keys = load_keys(configured)
    who = account_of(by)
    if (reason is None) != (until is None):
        raise WrongUse("--reason, --until: postponing needs both")
    account = Account("subject notice", None, [store], configured, act="notice", by=who)
    with Standing([store], say) as standing:
        subject = _one(standing, record, gemeente, only=True)
    [token] = tokens(subject, keys)
    with DossierFile.read(store) as dossier:
        known = {entry.record.wie for entry in dossier.entries(flag) if isinstance(entry.record, Notice)}
    if token not in known:
        raise Failure(f"{flag}: no notice to this record is due")
    account.note(1, [flag, token], subject.records)
    day = None if until is None else day_of("--until", until)
    state = "gedaan" if until is None else "uitgesteld"
    told = [Notice(token, state, reason, day)]
    write_entries(store, subject.gemeente, flag, who, _now(), told, keys, configured, say)
    print(f"{flag}: {state}")


def _one(standing: Standing, record: str, gemeente: str | None, *, only: bool) -> Subject:
    """Give the one subject that a record names."""
    found = Subjects(standing, rules_file.load_rules(), settings.load().profile, gemeente).named(record)
    if not found:
        raise Failure(f"{record}: there is no such record in this store")
    if len(found) > 1:
        places = ", ".join(f"{one.gemeente} ({one.entity})" for one in found)
        raise WrongUse(f"{record}: names several: {places}; choose with --gemeente, or give another record")
    [subject] = found
    return msgspec.structs.replace(subject, records=subject.asked) if only else subject


def _standing_flags(standing: Standing, subject: Subject) -> set[str]:
    return {row.id for row in standing.flags() if row.status.stands and row.gemeente == subject.gemeente}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
