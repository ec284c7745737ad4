"""`dwarsverband explain`: one flag, sentence by sentence, and what a reviewer needs to weigh it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.accounting import Account
from agents.explaining import explained, persons
from agents.judgements import confirmed_here, last_judged, since_judged
from agents.protection import may_see
from agents.standing import Standing
from cli.explained_flag import ExplainedFlag
from cli.keys import load_keys
from cli.options import Doel, Json, Stores
from cli.terminal import print_json, progress_bar, say
from graph.explanation import Explanation
from graph.flag import Flag
from screening.verdicts import ENOUGH, Difference, Precision
from streams import settings
from streams.errors import Failure
from streams.store_rows import FlagRow

__all__ = ["command"]


def command(
    flag: Annotated[str, typer.Argument(metavar="FLAG", help="Id of the flag (f:…).")],
    store: Stores,
    language: Annotated[
        Literal["nl", "en"], typer.Option("--language", help="Language of the sentences.")
    ] = "nl",
    evidence_only: Annotated[
        bool,
        typer.Option("--evidence-only", help="Only what the flag itself says: quick, without the graph."),
    ] = False,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Show what a flag rests on, what would clear it, what to check first, and what was not looked at."""
    configured = settings.load()
    account = Account("explain", doel, store, configured)
    with Standing(store, say) as standing:
        row = standing.flag(flag)
        if row is None or not may_see(row, configured):
            raise Failure(f"{flag}: there is no such flag in this store")
        account.note(1, [row.id], persons(row))
        explanation = None
        if row.status.stands and not evidence_only:
            with progress_bar() as progress:
                explanation = explained(standing, row, progress, configured.profile)
        rates = confirmed_here(standing, store, load_keys(configured), lambda one: may_see(one, configured))
        changed = since_judged(msgspec.json.decode(row.body, type=Flag), last_judged(store))
        if json:
            print_json(with_explanation(row, explanation, changed) | {"confirmed_here": _rates(row, rates)})
        else:
            ExplainedFlag(row, standing, language, explanation, changed, rates).print()


def _rates(row: FlagRow, rates: Mapping[str, Precision]) -> list[dict[str, Any]]:
    """Give for each indicator of a flag how many were judged and confirmed here; none where nobody judged (R27)."""
    ids = sorted({hit["id"] for hit in msgspec.json.decode(row.body)["indicators"]})
    none = {name: Precision(name, 0, 0, None, None, None) for name in ids}
    return [
        msgspec.to_builtins(rates.get(name, none[name]))
        | {"known": name in rates and rates[name].judged >= ENOUGH}
        for name in ids
    ]


def with_explanation(
    row: FlagRow, explanation: Explanation | None, changed: Difference | None = None
) -> dict[str, Any]:
    """Give the flag as published, and under keys of their own what was computed about it and what differs since a verdict.

    Either is null: the explanation where it was not computed, the difference where nobody judged.
    """
    flag: dict[str, Any] = msgspec.json.decode(row.message())
    flag["since_verdict"] = None if changed is None else msgspec.to_builtins(changed)
    if explanation is None:
        return flag | {"explanation": None}
    told: dict[str, Any] = msgspec.to_builtins(explanation)
    for name in ("innocent", "context"):
        told[name] = [{"indicator": indicator, **said} for indicator, said in told[name]]
    return flag | {"explanation": told}
