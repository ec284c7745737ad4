"""`dwarsverband indicators`: how often each indicator turned out right here, by verdict and by follow-up."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec

from agents.accounting import Account
from agents.judgements import by_verdict, judgements
from agents.protection import may_see
from agents.standing import Standing
from cli.keys import load_keys
from cli.options import Doel, Json, Stores
from cli.terminal import print_json, say
from screening.verdicts import ENOUGH, Judgement, Precision, last_of_each, precision
from streams import settings
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Found

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
        every = last_of_each(judgements(standing, store, keys))
        rows = {flag: standing.flag(flag) for flag in every}
        counted = [
            one for flag, one in every.items() if (row := rows[flag]) is None or may_see(row, configured)
        ]
    account.note(len(counted))
    found: dict[str, str] = {}
    for folder in store:
        with DossierFile.read(folder) as dossier:
            found |= {
                one.key: one.record.uitkomst for one in dossier.entries() if isinstance(one.record, Found)
            }
    told = {
        "verdict": precision(by_verdict(counted)),
        "follow_up": precision(_by_follow_up(counted, found)),
    }
    if json:
        print_json({basis: [_row(one) for one in rows] for basis, rows in told.items()})
        return
    for basis, shares in told.items():
        print(f"{BASIS[basis]}:")
        for one in shares:
            print(f"  {_line(one)}")


def _by_follow_up(counted: list[Judgement], results: dict[str, str]) -> Mapping[str, list[bool]]:
    found: dict[str, list[bool]] = defaultdict(list)
    for one in sorted(counted, key=lambda one: one.order):
        if results.get(one.flag) in {"bevestigd", "niet_bevestigd"}:
            for indicator in one.indicators:
                found[indicator].append(results[one.flag] == "bevestigd")
    return found


def _row(one: Precision) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(one)
    return row | {"known": one.judged >= ENOUGH}


def _line(one: Precision) -> str:
    counts = f"{one.indicator:3} {one.confirmed:>5} of {one.judged:>5}"
    bounds = (
        UNKNOWN if one.interval is None else f"{one.share:.0%} ({one.interval[0]:.0%}-{one.interval[1]:.0%})"
    )
    return f"{counts}  {bounds}" + ("" if one.proposal is None else f"  voorstel {one.proposal}")
