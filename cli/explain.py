"""`dwarsverband explain`: the evidence of one flag, sentence by sentence, each with its events."""

from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.standing import Standing
from cli.accounting import Reading
from cli.options import Doel, Json, Stores
from cli.terminal import print_json, say
from streams import settings
from streams.errors import Failure
from streams.store_rows import FlagRow

__all__ = ["command"]

TEXTS = {
    "nl": {
        "status": "Status",
        "raised": "Gezien sinds",
        "by": "door",
        "events": "gebeurtenissen",
        "hard": "Harde gebeurtenissen",
        "records": "Wie en wat",
        "links": "Rust op deze koppelingen",
        "sure": "Zekerheid dat de records terecht zijn samengenomen",
        "reason": "Ingetrokken omdat",
        "ask": "Dit is een signaal om zelf te onderzoeken; er is niets mee beslist.",
    },
    "en": {
        "status": "Status",
        "raised": "Seen since",
        "by": "by",
        "events": "events",
        "hard": "Hard events",
        "records": "Who and what",
        "links": "Rests on these links",
        "sure": "Certainty that the records are rightly taken together",
        "reason": "Withdrawn because",
        "ask": "This is a signal to look into; nothing is decided by it.",
    },
}


def command(
    flag: Annotated[str, typer.Argument(metavar="FLAG", help="Id of the flag (f:…).")],
    store: Stores,
    language: Annotated[
        Literal["nl", "en"], typer.Option("--language", help="Language of the sentences.")
    ] = "nl",
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Show what a flag rests on: each indicator's sentence with its events, the hard events, the records, the links."""
    reading = Reading("explain", doel, store, settings.load())
    with Standing(store, say) as standing:
        row = standing.flag(flag)
        if row is None:
            raise Failure(f"{flag}: there is no such flag in this store")
        reading.note(1, [row.id])
        if json:
            print_json(msgspec.json.decode(row.message()))
        else:
            _print(row, language)


def _print(row: FlagRow, language: Literal["nl", "en"]) -> None:
    flag, text = msgspec.json.decode(row.body), TEXTS[language]
    print(f"{row.id}  gemeente {row.gemeente}")
    print(f"{text['status']}: {row.status}")
    if row.reason is not None:
        print(f"{text['reason']}: {row.reason}")
    print(f"{text['raised']} {flag['raised']['known']} {text['by']} {_event(flag['raised']['event'])}")
    for hit in flag["indicators"]:
        print(f"\n{hit['id']} ({hit['version']})  {hit[language]}")
        for event in hit["events"]:
            print(f"    {_event(event)}")
    print(f"\n{text['hard']}:")
    for event in flag["hard"]:
        print(f"    {_event(event)}")
    print(f"\n{text['records']}:")
    for record in flag["records"]:
        print(f"    {record}")
    if flag["identity"]:
        print(f"\n{text['links']}:")
        for link in flag["identity"]:
            print(f"    {link['probability']:.4f}  {link['a']}  {link['b']}")
    print(f"\n{text['sure']}: {flag['band'][0]} - {flag['band'][1]}")
    print(text["ask"])


def _event(event: dict[str, Any]) -> str:
    return f"{event['source']} {event['id']}"
