"""`dwarsverband rewind`: the intake reads again what was sent since a moment."""

import datetime as dt
from typing import Annotated

import typer

from cli.options import By, Json, account_of
from cli.terminal import print_json
from streams import settings
from streams.errors import WrongUse

__all__ = ["command"]


def command(
    to: Annotated[
        str,
        typer.Option("--to", metavar="MOMENT", help="A date (UTC), or an RFC 3339 time with its offset."),
    ],
    by: By,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="NAME", help="Only this topic; may be repeated.")
    ] = None,
    json: Json = False,
) -> None:
    """Set the intake back, with all workers stopped: after a mend of ours it reads again what it once refused.

    What was accepted is a duplicate and changes nothing. Topics keep seven days.
    """
    configured = settings.load()
    account_of(by)
    moment = _moment(to)
    from streams.rewinding import rewind  # noqa: PLC0415 - loads the Kafka client
    from streams.topics import RAW  # noqa: PLC0415

    unknown = sorted(set(topic or ()).difference(RAW))
    if unknown:
        raise WrongUse(f"--topic {unknown[0]}: must be one of {', '.join(RAW)}")
    again = rewind(configured, topic or list(RAW), moment)
    if json:
        print_json({"to": moment.isoformat(), "again": again})
        return
    for name, count in again.items():
        print(f"{name:<12} {count:>10,}")


def _moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"--to {text}: must be a date or an RFC 3339 time") from None
    if found.tzinfo is None:
        if len(text) != len("2026-01-31"):
            raise WrongUse(f"--to {text}: a time needs its offset, as in 2026-01-31T09:00:00+01:00")
        found = found.replace(tzinfo=dt.UTC)
    return found
