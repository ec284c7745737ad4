"""`dwarsverband source`: what a real format would give, without a store."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from cli.keys import load_keys
from cli.options import Json
from cli.terminal import print_json
from streams import settings
from streams.errors import Failure, WrongUse
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.sources import READERS

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

SHOWN = 20
# Refused rows that are told one by one.


@app.callback()
def source() -> None:
    """Keep `check` a word of its own."""


@app.command("check")
def check(
    given: Annotated[str, typer.Argument(metavar="NAME=PATH", help=f"NAME: one of {', '.join(READERS)}.")],
    json: Json = False,
) -> None:
    """Read files in a real format through mapping and gateway, keep nothing, and tell what came of each row; exit 1 where one is refused."""
    configured = settings.load()
    name, equals, path = given.partition("=")
    if not equals or name not in READERS:
        raise WrongUse(f"{given}: must be NAME=PATH, where NAME is one of {', '.join(sorted(READERS))}")
    if not Path(path).exists():
        raise WrongUse(f"{path}: there is no such file or folder")
    kinds: Counter[str] = Counter()
    refused: list[dict[str, Any]] = []
    for kind, row in _read(name, Path(path), load_keys(configured)):
        if row is None:
            kinds[kind] += 1
        else:
            refused.append(row)
    told = {"accepted": kinds.total(), "types": dict(sorted(kinds.items())), "refused": refused}
    if json:
        print_json(told)
    else:
        _print(kinds, refused)
    if refused:
        raise Failure(f"source check: {len(refused)} rows are refused")


def _read(name: str, path: Path, keys: Keys) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Give of each row its type where it is accepted, else where it stands and why not; no value of it."""
    gateway = Gateway(keys)
    for row in READERS[name].read(path):
        where = {"topic": row.topic_path, "line": row.line}
        if row.event is None:
            assert row.refusal is not None
            yield "", where | msgspec.to_builtins(row.refusal)
            continue
        checked = gateway.check(row.event)
        if isinstance(checked, Accepted):
            yield checked.event.type, None
        else:
            yield (
                "",
                where
                | {
                    "reason": checked.reason,
                    "nl": checked.nl,
                    "en": checked.en,
                    "about": checked.about,
                },
            )


def _print(kinds: Counter[str], refused: list[dict[str, Any]]) -> None:
    for kind, count in sorted(kinds.items()):
        print(f"{count:>10,}  {kind}")
    for row in islice(refused, SHOWN):
        print(f"{row['topic']}, line {row['line']}: {row['reason']}: {row['en']}")
    if len(refused) > SHOWN:
        print(f"and {len(refused) - SHOWN:,} more")
