"""`dwarsverband explain`: the evidence of one flag, sentence by sentence, each with its events."""

from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.standing import Standing
from cli.accounting import Account
from cli.options import Doel, Json, Stores
from cli.protection import may_see
from cli.terminal import print_json, say
from streams import settings
from streams.errors import Failure
from streams.events import event_from_body
from streams.store_rows import FlagRow

__all__ = ["command", "persons"]

TEXTS = {
    "nl": {
        "status": "Status",
        "raised": "Gezien sinds",
        "by": "door",
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
    configured = settings.load()
    reading = Account("explain", doel, store, configured)
    with Standing(store, say) as standing:
        row = standing.flag(flag)
        if row is None or not may_see(row, configured):
            raise Failure(f"{flag}: there is no such flag in this store")
        reading.note(1, [row.id], persons(row))
        if json:
            print_json(msgspec.json.decode(row.message()))
        else:
            _Explanation(row, standing, language).print()


def persons(row: FlagRow) -> list[str]:
    """Give the record ids of the persons in a flag's evidence, sorted."""
    nodes = msgspec.json.decode(row.body)["evidence"]["nodes"]
    return sorted({record for node in nodes if node["kind"] == "person" for record in node["records"]})


class _Explanation:
    """One flag in one language; of each event it tells the day and what happened."""

    def __init__(self, row: FlagRow, standing: Standing, language: Literal["nl", "en"]) -> None:
        self._row = row
        self._standing = standing
        self._language = language
        self._text = TEXTS[language]
        self._flag: dict[str, Any] = msgspec.json.decode(row.body)

    def print(self) -> None:
        """Print it on standard output."""
        row, flag, text = self._row, self._flag, self._text
        print(f"{row.id}  gemeente {row.gemeente}")
        print(f"{text['status']}: {row.status}")
        if row.reason is not None:
            print(f"{text['reason']}: {row.reason}")
        print(f"{text['raised']} {flag['raised']['known']} {text['by']}")
        self._events([flag["raised"]["event"]])
        for hit in flag["indicators"]:
            print(f"\n{hit['id']} ({hit['version']})  {hit[self._language]}")
            self._events(hit["events"])
        print(f"\n{text['hard']}:")
        self._events(flag["hard"])
        print(f"\n{text['records']}:")
        for record in flag["records"]:
            print(f"    {record}")
        self._links()
        print(f"\n{text['sure']}: {flag['band'][0]} - {flag['band'][1]}")
        print(text["ask"])

    def _links(self) -> None:
        if self._flag["identity"]:
            print(f"\n{self._text['links']}:")
        for link in self._flag["identity"]:
            print(f"    {link['probability']:.4f}  {link['a']}  {link['b']}")

    def _events(self, events: list[dict[str, str]]) -> None:
        told = [self._event(event["source"], event["id"]) for event in events]
        for line in sorted(told):
            print(f"    {line}")

    def _event(self, source: str, event_id: str) -> str:
        body = self._standing.body(self._row.gemeente, source, event_id)
        if body is None:
            return f"{'':10}  {'':24}  {source} {event_id}"
        event = event_from_body(body)
        return f"{event.data.gebeurtenisdatum}  {event.kind:24}  {source} {event_id}"
