"""`dwarsverband send`: events through the gateway into Kafka."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from cli.keys import load_keys
from cli.options import Json
from cli.terminal import Bar, print_json, progress_bar
from streams import send, settings
from streams.gateway import Gateway
from streams.lines import Input, inputs, read

__all__ = ["command"]

SHOWN_EVERY = 1_000
# Lines between two moves of the progress bar.


def command(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="A file, a folder of *.ndjson, or - for standard input."),
    ],
    json: Json = False,
) -> None:
    """Send CloudEvents (JSON lines) onto the topic of their kind; what is refused becomes a dead letter."""
    configured = settings.load()
    keys = load_keys(configured)
    files = inputs(paths)
    with progress_bar() as progress:
        sent = send.send(
            _rows(files, progress), configured, Gateway(keys), keys, clock=lambda: dt.datetime.now(dt.UTC)
        )
    if json:
        print_json(sent)
        return
    refused = ", ".join(f"{reason} {count:,}" for reason, count in sent.refused.items())
    print(
        f"read {sent.read:,}, sent {sent.sent:,}, refused {sum(sent.refused.values()):,}  {refused}".rstrip()
    )


def _rows(files: Sequence[Input], progress: Bar) -> Iterator[send.Row]:
    for file in files:
        done, total = 0, file.size
        for count, line in enumerate(read(file)):
            done += line.size
            if count % SHOWN_EVERY == 0:
                progress(file.topic, done, total)
            yield file.topic, line.number, line.raw
        progress(file.topic, total, total)
