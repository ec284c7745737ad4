"""`dwarsverband flags`: the queue of standing flags, in order and with the reasons, and what cannot be told."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.accounting import Account
from agents.protection import may_see
from agents.standing import Standing
from agents.store_rules import rules_in_force
from agents.weeks import flags_by_week
from cli.options import Doel, Json, Stores
from cli.terminal import Bar, print_json, progress_bar, say
from graph.backlog import is_backlog
from graph.facilitators import Facilitator, facilitators
from graph.flag import Flag
from graph.municipality import Municipality
from graph.ranking import Ranked, ranked
from streams import rules_file, settings
from streams.events import event_from_body
from streams.settings import Settings

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="List standing flags, and what cannot be told.")

ACHTERSTAND = {"nl": "achterstand, van voor de ingangsdatum", "en": "backlog, from before the go-live date"}

Language = Annotated[Literal["nl", "en"], typer.Option("--language", help="Language of the sentences.")]


@app.command("list")
def list_flags(
    store: Stores,
    context: Annotated[
        bool,
        typer.Option("--context", help="Look for facilitators and background too: reads the whole graph."),
    ] = False,
    backlog: Annotated[
        bool,
        typer.Option(
            "--backlog", help="Those raised before the go-live date, which have a list of their own."
        ),
    ] = False,
    language: Language = "nl",
    json: Json = False,
    doel: Doel = None,
) -> None:
    """List standing flags, those first of which most hard facts are known, with why and since when."""
    configured = settings.load()
    account = Account("flags list", doel, store, configured)
    with Standing(store, say) as standing, progress_bar() as progress:
        fresh, old = _by_age(standing, _standing(standing, configured))
        flags = old if backlog else fresh
        towns = _towns(standing, progress, configured) if context else {}
        order = ranked(
            (flag, _days(standing, flag), len(towns[flag.gemeente].context(flag)) if towns else 0)
            for flag in flags
        )
        serving = [
            one
            for gemeente, town in towns.items()
            for one in facilitators(town.graph, [flag for flag in flags if flag.gemeente == gemeente])
        ]
    account.note(len(flags), [flag.id for flag in flags])
    if json:
        print_json(_json(order, serving) | {"backlog": len(old)})
        return
    _print(order, serving, language)
    if old and not backlog:
        print(f"{ACHTERSTAND[language]}: {len(old):,}  (--backlog)")


@app.command("weeks")
def weeks(store: Stores, json: Json = False) -> None:
    """Count new and reopened flags by week, in the time of the log: reads it whole."""
    configured = settings.load()
    with Standing(store, say) as standing, progress_bar() as progress:
        found = flags_by_week(standing, rules_file.load_rules(), progress, configured.profile)
    if json:
        print_json({"weeks": found})
        return
    print(f"{'week':10}{'new':>6}{'reopened':>10}")
    for one in found:
        print(f"{one.week:10}{one.new:>6,}{one.reopened:>10,}")


@app.command("unknown")
def unknown(store: Stores, language: Language = "nl", json: Json = False, doel: Doel = None) -> None:
    """Tell what the indicators cannot tell, and for lack of which fact: never "no"."""
    configured = settings.load()
    account = Account("flags unknown", doel, store, configured)
    counts: Counter[tuple[str, str, str]] = Counter()
    everywhere: list[tuple[str, str, str, str]] = []
    with Standing(store, say) as standing, progress_bar() as progress:
        for gemeente, town in _towns(standing, progress, configured).items():
            for one in town.unknowns():
                if one.focus:
                    counts[gemeente, one.indicator, one.needs] += 1
                else:
                    said = one.nl if language == "nl" else one.en
                    everywhere.append((gemeente, one.indicator, one.needs, said))
    account.note(len(counts) + len(everywhere))
    if json:
        missing = [
            {"gemeente": g, "indicator": i, "needs": n, "sentence": said} for g, i, n, said in everywhere
        ]
        here = [
            {"gemeente": g, "indicator": i, "needs": n, "times": times}
            for (g, i, n), times in sorted(counts.items())
        ]
        print_json({"missing": missing, "incomplete": here})
        return
    for gemeente, indicator, _, said in everywhere:
        print(f"{gemeente}  {indicator}  {said}")
    for (gemeente, indicator, needs), times in sorted(counts.items()):
        print(f"{gemeente}  {indicator}  {needs}: {times}x")


def _by_age(standing: Standing, flags: list[Flag]) -> tuple[list[Flag], list[Flag]]:
    """Split flags into those raised since their municipality went live, and those raised before."""
    given = rules_file.load_rules()
    live = {
        one: rules_in_force(standing, one, given).rules.go_live for one in {flag.gemeente for flag in flags}
    }
    old = [flag for flag in flags if is_backlog(flag, live[flag.gemeente])]
    return [flag for flag in flags if flag not in old], old


def _standing(standing: Standing, configured: Settings) -> list[Flag]:
    """Read the flags that stand; those of the protection route only where their role asks (R29)."""
    rows = (row for row in standing.flags() if row.status.stands and may_see(row, configured))
    return [msgspec.json.decode(row.body, type=Flag) for row in rows]


def _towns(standing: Standing, progress: Bar, configured: Settings) -> dict[str, Municipality]:
    """Fold the municipalities, measured; O(events)."""
    rules = rules_file.load_rules()
    found: dict[str, Municipality] = {}
    counts = standing.municipalities()
    for done, gemeente in enumerate(counts):
        town = standing.town(gemeente, rules, configured.profile)
        town.fold(standing.statements(gemeente))
        town.measure()
        found[gemeente] = town
        progress("graph", done + 1, len(counts))
    return found


def _days(standing: Standing, flag: Flag) -> list[int]:
    """Give the days of a flag's counting hard events."""
    bodies = (standing.body(flag.gemeente, event.source, event.id) for event in flag.hard)
    return [event_from_body(body).day for body in bodies if body is not None]


def _routes(order: list[Ranked]) -> dict[str, int]:
    return dict(sorted(Counter(one.flag.route for one in order).items()))


def _json(order: list[Ranked], serving: list[Facilitator]) -> dict[str, Any]:
    return {
        "routes": _routes(order),
        "flags": [
            {
                "id": one.flag.id,
                "gemeente": one.flag.gemeente,
                "route": one.flag.route,
                "indicators": sorted({indicator.id for indicator in one.flag.indicators}),
                "since": one.flag.raised.known,
                "hard": one.hard,
                "youngest": dt.date.fromordinal(one.youngest).isoformat(),
                "sources": one.flag.sources,
                "groups": one.flag.groups,
                "why": {"nl": one.nl, "en": one.en},
            }
            for one in order
        ],
        "facilitators": msgspec.to_builtins(serving),
    }


def _print(order: list[Ranked], serving: list[Facilitator], language: str) -> None:
    for number, one in enumerate(order, 1):
        ids = " ".join(sorted({indicator.id for indicator in one.flag.indicators}))
        print(f"{number:4}  {one.flag.id}  {one.flag.raised.known[:10]}  {ids}")
        print(f"      {one.nl if language == 'nl' else one.en}")
    for line in _closing(order, serving, language):
        print(line)


def _closing(order: list[Ranked], serving: list[Facilitator], language: str) -> Iterator[str]:
    yield "  ".join(f"{route}: {count}" for route, count in _routes(order).items()) or (
        "geen signalen" if language == "nl" else "no flags"
    )
    joins = "verbindt" if language == "nl" else "joins"
    for one in serving:
        yield f"{one.nl if language == 'nl' else one.en} ({', '.join(one.roles)}) {joins} {', '.join(one.flags)}"
