"""`dwarsverband rebuild`: a store made anew from what it accepted, without what was erased."""

from agents.accounting import Account
from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import By, Json, OneStore, account_of
from cli.terminal import print_json
from streams import rules_file, settings
from streams.errors import WrongUse
from streams.store import partitions
from streams.store_rebuild import rebuilt

__all__ = ["command"]


def command(store: OneStore, by: By, json: Json = False) -> None:
    """Write an embedded store anew from its accepted events, and derive all else again; also one of an older release.

    Withdrawn flags, the history of publication, are not found again.
    """
    configured = settings.load()
    keys = load_keys(configured)
    found = partitions(store)
    if not found:
        raise WrongUse(f"--store {store}: there is no store in this folder")
    purpose = None if configured.profile == "development" else "bibob"
    Account("rebuild", purpose, [store], configured, act="rebuild", by=account_of(by)).note(len(found))
    events = sum(rebuilt(store / f"store-{number}.sqlite") for number in found)
    with embedded(store, [], [], keys, rules_file.load_rules(), configured) as finished:
        told = {"events": events, "flags": finished.summary.flags, "seconds": finished.summary.seconds}
    if json:
        print_json(told)
    else:
        print(f"{store}: rebuilt from {events:,} events")
