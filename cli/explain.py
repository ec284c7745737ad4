"""`dwarsverband explain`: one flag, sentence by sentence, and what a reviewer needs to weigh it."""

from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.standing import Standing
from cli.accounting import Account
from cli.explained_flag import ExplainedFlag
from cli.options import Doel, Json, Stores
from cli.protection import may_see
from cli.terminal import Bar, print_json, progress_bar, say
from graph.explanation import Explanation
from graph.flag import Flag
from graph.municipality import Municipality
from streams import rules_file, settings
from streams.errors import Failure
from streams.store_rows import FlagRow

__all__ = ["command", "persons"]


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
                waits = configured.profile == "production" and standing.of_workers
                explanation = explained(standing, row, progress, waits_for_case=waits)
        if json:
            print_json(with_explanation(row, explanation))
        else:
            ExplainedFlag(row, standing, language, explanation).print()


def persons(row: FlagRow) -> list[str]:
    """Give the record ids of the persons in a flag's evidence, sorted."""
    nodes = msgspec.json.decode(row.body)["evidence"]["nodes"]
    return sorted({record for node in nodes if node["kind"] == "person" for record in node["records"]})


def explained(standing: Standing, row: FlagRow, progress: Bar, *, waits_for_case: bool) -> Explanation:
    """Fold the flag's municipality and explain the flag on it; O(events)."""
    town = Municipality(row.gemeente, rules_file.load_rules(), waits_for_case=waits_for_case)
    progress("graph", 0, 0)
    town.fold(standing.statements(row.gemeente))
    town.measure()
    flags = [
        msgspec.json.decode(one.body, type=Flag)
        for one in standing.flags()
        if one.gemeente == row.gemeente and one.status.stands
    ]
    flag = msgspec.json.decode(row.body, type=Flag)
    return town.explained(flag, flags, lambda done, total: progress("what would clear it", done, total))


def with_explanation(row: FlagRow, explanation: Explanation | None) -> dict[str, Any]:
    """Give the flag as published, and under a key of its own what was computed about it (null where it was not)."""
    flag: dict[str, Any] = msgspec.json.decode(row.message())
    if explanation is None:
        return flag | {"explanation": None}
    told: dict[str, Any] = msgspec.to_builtins(explanation)
    for name in ("innocent", "context"):
        told[name] = [{"indicator": indicator, **said} for indicator, said in told[name]]
    return flag | {"explanation": told}
