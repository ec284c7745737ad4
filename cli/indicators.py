"""`dwarsverband indicators`: how often each indicator turned out right here, by verdict and by follow-up."""

from typing import Any

import msgspec

from agents.accounting import Account
from agents.own_share import own_share
from agents.standing import Standing
from cli.keys import load_keys
from cli.options import Doel, Json, Stores
from cli.terminal import print_json, say
from screening.verdicts import ENOUGH, Precision
from streams import settings

__all__ = ["command"]

UNKNOWN = "nog onbekend"
# What is said of an indicator with fewer than thirty verdicts (domain.md, R26).

BASIS = {"verdict": "oordeel", "follow_up": "vervolg"}


def command(store: Stores, json: Json = False, doel: Doel = None) -> None:
    """Show for each indicator the share confirmed with its 90 % interval, and where shadowing it is proposed.

    A proposal changes nothing: two people decide, by publishing rules.
    """
    configured = settings.load()
    keys = load_keys(configured)
    account = Account("indicators", doel, store, configured)
    with Standing(store, say) as standing:
        number, told = own_share(standing, store, keys, configured)
    account.note(number)
    if json:
        print_json({basis: [_row(one) for one in rows] for basis, rows in told.items()})
        return
    for basis, shares in told.items():
        print(f"{BASIS[basis]}:")
        for one in shares:
            print(f"  {_line(one)}")


def _row(one: Precision) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(one)
    return row | {"known": one.judged >= ENOUGH}


def _line(one: Precision) -> str:
    counts = f"{one.indicator:3} {one.confirmed:>5} of {one.judged:>5}"
    bounds = (
        UNKNOWN if one.interval is None else f"{one.share:.0%} ({one.interval[0]:.0%}-{one.interval[1]:.0%})"
    )
    return f"{counts}  {bounds}" + ("" if one.proposal is None else f"  voorstel {one.proposal}")
