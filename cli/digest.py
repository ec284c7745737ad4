"""`dwarsverband digest`: one hash over flags and graph of one or several stores."""

from collections.abc import Iterator

import msgspec

from agents.standing import Standing
from cli.options import Json, Stores
from cli.terminal import Bar, print_json, progress_bar, say
from graph.digest import digest
from graph.flag import Flag
from graph.municipality import Municipality
from graph.rules import Rules
from streams import rules_file, settings

__all__ = ["command"]


def command(store: Stores, json: Json = False) -> None:
    """Print 64 hexadecimal characters; equal input, rules and decisions give equal ones, whatever the way there."""
    settings.load()
    rules = rules_file.load_rules()
    with Standing(store, say) as standing, progress_bar() as progress:
        found = digest(_municipalities(standing, rules, progress), _flags(standing))
    if json:
        print_json(found)
    else:
        print(found.digest)


def _flags(standing: Standing) -> Iterator[Flag]:
    for row in standing.flags():
        if row.status.stands:
            yield msgspec.json.decode(row.body, type=Flag)


def _municipalities(standing: Standing, rules: Rules, progress: Bar) -> Iterator[Municipality]:
    counts = standing.municipalities()
    for done, gemeente in enumerate(counts):
        municipality = Municipality(gemeente, rules)
        municipality.fold(standing.statements(gemeente))
        yield municipality
        progress("graph", done + 1, len(counts))
