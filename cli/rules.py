"""`dwarsverband rules`: check a rules file, look at the rules in force, and change them, two people at a time."""

import datetime as dt
import os
import sys
import uuid
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.accounting import Account
from agents.rules_change import rule_changes
from agents.rules_difference import Difference
from agents.standing import Standing
from agents.store_rules import rules_in_force
from cli.backtest import compared
from cli.differences import print_difference
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, Stores, account_of
from cli.publishing import decided, municipalities, take_in
from cli.terminal import print_json, say
from graph.indicators import INDICATORS
from graph.rules import Rules
from graph.rules_in_force import InForce, in_force
from streams import settings
from streams.envelope import MAX_BYTES
from streams.errors import Failure, WrongUse
from streams.rules_content import NO_HIT, PATHS
from streams.rules_file import DEFAULT, load_rules, rules_text

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

ENVELOPE = 2_000
# Bytes of an event beside the text of its rules, more than enough.

File = Annotated[Path, typer.Argument(metavar="FILE", help="A rules file.")]
Gemeente = Annotated[
    list[str] | None,
    typer.Option("--gemeente", metavar="CODE", help="Only this municipality; may be repeated."),
]


@app.command("check")
def check(file: File, json: Json = False) -> None:
    """Check a rules file to the last parameter; exit 1 where something is wrong."""
    settings.load()
    try:
        rules = load_rules(file)
        size = _size(file)
    except WrongUse as error:
        raise Failure(str(error)) from None
    changes = rule_changes(load_rules(), rules)
    if json:
        print_json({"version": rules.version, "bytes": size, "changes": changes})
        return
    print(f"{file}: version {rules.version}, {size:,} of {MAX_BYTES - ENVELOPE:,} bytes: can be published")
    _print_changes(rules_text(file) == rules_text(DEFAULT), changes)


def _size(file: Path) -> int:
    """Give the size of a rules file in an event.

    Raises
    ------
    WrongUse
        When it does not fit.
    """
    size = len(msgspec.json.encode(rules_text(file)))
    if size > MAX_BYTES - ENVELOPE:
        raise WrongUse(f"{file}: {size:,} bytes are more than an event holds ({MAX_BYTES - ENVELOPE:,})")
    return size


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(metavar="A", help="A rules file.")],
    new: Annotated[Path, typer.Argument(metavar="B", help="Another one.")],
    json: Json = False,
) -> None:
    """Show each parameter that differs between two rules files."""
    settings.load()
    changes = rule_changes(load_rules(old), load_rules(new))
    if json:
        print_json({"changes": changes})
    else:
        _print_changes(not changes, changes)


def _print_changes(same: bool, changes: list[Any]) -> None:
    if same or not changes:
        print("nothing differs")
    for one in changes:
        print(f"{one.name}: {_word(one.old)} -> {_word(one.new)}")


def _word(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else "-" if value is None else str(value)


@app.command("show")
def show(
    store: Annotated[
        list[Path] | None,
        typer.Option("--store", metavar="DIR", help="Folder of the store; may be repeated."),
    ] = None,
    gemeente: Gemeente = None,
    json: Json = False,
) -> None:
    """Show the rules in force in each municipality of a store; without a store those that come with the program."""
    settings.load()
    given = load_rules()
    found = {"": in_force(given, ())}
    if store:
        with Standing(store, say) as standing:
            found = {one: rules_in_force(standing, one, given) for one in municipalities(standing, gemeente)}
    elif gemeente:
        raise WrongUse("--gemeente: needs --store DIR")
    if json:
        print_json({"rules": [_row(name, one) for name, one in found.items()]})
        return
    for name, one in found.items():
        _print_in_force(name, one, given)


def _row(gemeente: str, one: InForce) -> dict[str, Any]:
    content: dict[str, Any] = msgspec.to_builtins(one.rules)
    del content["identity"]
    content |= {name: sorted(content[name]) for name in ("off", "shadow")}
    since = None if one.since is None else {"source": one.since.source, "id": one.since.id}
    return {
        "gemeente": gemeente or None,
        "door": one.door,
        "event": since,
        "shadowed": one.shadowed,
    } | content


def _print_in_force(gemeente: str, one: InForce, given: Rules) -> None:
    rules = one.rules
    by = f"published by {' and '.join(one.door)} ({one.since.id})" if one.since else "came with the program"
    print(f"{f'gemeente {gemeente}: ' if gemeente else ''}version {rules.version}, {by}")
    on = [indicator.id for indicator in INDICATORS if indicator.id not in rules.silent]
    trial = [f"{name} (by {' and '.join(authors)})" for name, authors in sorted(one.shadowed.items())]
    for word, ids in (("on", on), ("off", sorted(rules.off)), ("shadow", trial)):
        print(f"  {word:7} {', '.join(ids) or '-'}")
    print(f"  go-live {rules.go_live or '-'}")
    for change in rule_changes(given, rules):
        if change.name.count(".") == 2 or change.name.startswith("general."):
            print(f"  {change.name}: {_word(change.new)} (came with the program: {_word(change.old)})")


@app.command("publish")
def publish(
    file: File,
    by: By,
    second: Annotated[
        str, typer.Option("--and", metavar="WHO", help="Account of the second person, who agrees.")
    ],
    store: OneStore,
    gemeente: Gemeente = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change; nothing is written.")
    ] = False,
    language: Annotated[Literal["nl", "en"], typer.Option("--language", help="Of the sentences.")] = "nl",
    doel: Doel = None,
) -> None:
    """Show what the file would change, then publish it: from then on its rules are in force.

    In an embedded store it switches at once, in one transaction a municipality. For a worker's store the publication is sent onto
    Kafka, and the worker switches when it arrives.
    """
    configured = settings.load()
    keys = load_keys(configured)
    who, other = account_of(by), account_of(second)
    if who.casefold() == other.casefold():
        raise WrongUse(f"--and {other}: rules are published by two different people")
    rules = load_rules(file)
    _size(file)
    account = Account(
        "rules publish", doel, [store], configured, act="read" if dry_run else "publish", by=who
    )
    with Standing([store], say) as standing:
        chosen = [
            one
            for one in municipalities(standing, gemeente)
            if not _in_force(one, rules_in_force(standing, one, load_rules()).rules, rules)
        ]
    if not chosen:
        return
    found = compared([store], lambda now: now, lambda _: rules, configured, gemeenten=chosen)
    account.note(sum(one.old + one.new for one in found.municipalities))
    _show(found, language)
    if dry_run:
        print("\nnothing is published (--dry-run)")
        return
    data = {"versie": rules.version, "inhoud": rules_text(file), "door": [who, other]}
    names = {one: f"regels-{rules.version}-{uuid.uuid4().hex[:12]}" for one in chosen}
    sent = decided(store, "regels-gepubliceerd", dict.fromkeys(chosen, data), names, keys, configured)
    print(f"\npublished by {who} and {other}: version {rules.version} in {', '.join(chosen)}")
    take_in(store, sent, keys, configured)


def _show(found: Difference, language: Literal["nl", "en"]) -> None:
    """Show what will change; where nobody reads to the end, nothing may be published as if they had."""
    try:
        print_difference(found, language)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Failure(
            "standard output was closed before all changes were shown: nothing is published"
        ) from None


def _in_force(gemeente: str, standing: Rules, rules: Rules) -> bool:
    """Tell whether a municipality has these rules already."""
    same = msgspec.structs.replace(rules, identity=standing.identity) == standing
    if same:
        print(f"gemeente {gemeente}: these rules are in force already")
    return same


@app.command("try")
def try_indicator(
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="Id of the indicator, e.g. B1.")],
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence of your own.")],
    store: OneStore,
    gemeente: Gemeente = None,
) -> None:
    """Put an indicator in shadow: from then on only you see what it would flag, until rules are published."""
    configured = settings.load()
    keys = load_keys(configured)
    who = account_of(by)
    if indicator == PATHS:
        raise WrongUse(NO_HIT)
    if indicator not in {one.id for one in INDICATORS}:
        raise WrongUse(f"{indicator}: is no indicator")
    with Standing([store], say) as standing:
        chosen = municipalities(standing, gemeente)
        for one in chosen:
            if indicator in rules_in_force(standing, one, load_rules()).rules.off:
                raise Failure(f"{indicator} is off in {one}: publish rules that have it under `shadow`")
    data = {"indicator": indicator, "reden": reason, "door": who}
    names = {one: f"schaduw-{indicator}-{uuid.uuid4().hex[:12]}" for one in chosen}
    sent = decided(store, "indicator-in-schaduw", dict.fromkeys(chosen, data), names, keys, configured)
    print(f"{indicator}: in shadow in {', '.join(chosen)}, by {who}")
    take_in(store, sent, keys, configured)


@app.command("shadow")
def shadow(
    store: Stores,
    by: By,
    language: Annotated[Literal["nl", "en"], typer.Option("--language", help="Of the sentences.")] = "nl",
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Show, to its author alone, what the indicators on trial would flag; it is written down who looked."""
    configured = settings.load()
    who = account_of(by)
    given = load_rules()
    with Standing(store, say) as standing:
        tried = {one: _own(rules_in_force(standing, one, given), who) for one in standing.municipalities()}
    own = {one: names for one, names in tried.items() if names}
    account = Account("rules shadow", doel, store, configured, by=who)
    if not own:
        account.note(0)
        raise Failure(f"--by {who}: no indicator on trial here is yours")
    silent = {one: frozenset(names) for one, names in own.items()}
    shown = frozenset().union(*silent.values())
    found = compared(
        store,
        lambda now: now,
        lambda now: msgspec.structs.replace(now, shadow=now.shadow - shown),
        configured,
        gemeenten=list(own),
    )
    account.note(len(found.gained) + len(found.lost) + len(found.moved))
    if json:
        print_json({"by": who, "indicators": own, "difference": found, "at": _now()})
        return
    print(f"on trial, by {who}: {', '.join(sorted(shown))}; nobody else is shown this")
    print_difference(found, language)


def _own(one: InForce, who: str) -> list[str]:
    return sorted(name for name, authors in one.shadowed.items() if who in authors)


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
