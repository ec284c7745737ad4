"""A flag in words on a terminal, in Dutch or English: what it rests on, what speaks against it, what is not known."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Literal

import msgspec

from agents.standing import Standing
from graph.clearing import Clearing, Step
from graph.declaration import Said
from graph.explanation import Explanation
from graph.withdrawal_reasons import in_words
from graph.wording import in_dutch, in_english
from screening.verdicts import ENOUGH, Difference, Precision
from streams.event_words import called
from streams.events import event_from_body
from streams.events.event import Event
from streams.store_rows import FlagRow

__all__ = ["TEXTS", "ExplainedFlag"]

Language = Literal["nl", "en"]

_MOST = 12
"""Lines of one kind that are printed; the rest is counted, and stands in `--json`."""

TEXTS = {
    "nl": {
        "status": "Status",
        "raised": "Gezien sinds",
        "by": "door",
        "since": "sinds",
        "hard": "Overtredingen en maatregelen die meetellen",
        "records": "Wie en wat",
        "links": "Rust op deze koppelingen van records",
        "sure": "Kans dat de records terecht zijn samengenomen",
        "certain": "alleen vaste koppelingen (gelijke nummers)",
        "reason": "Ingetrokken omdat",
        "innocent": "Kijk eerst of dit het verklaart",
        "clear": "Wat dit signaal zou wegnemen",
        "each": "Het vervalt al als één van deze niet klopt:",
        "together": "Het vervalt als deze twee samen niet kloppen:",
        "none": "Er is geen enkel feit, en geen tweetal feiten, waarmee het vervalt.",
        "none_tried": "Bij {tried} pogingen is niets van één of twee feiten gevonden waarmee het vervalt. Niet alles is geprobeerd.",
        "unclear": "Dit kon niet worden berekend: de omgeving alleen geeft dit signaal niet.",
        "retracted": "onjuist zou zijn",
        "different": "blijkt niet dezelfde te zijn als",
        "same": "blijkt dezelfde te zijn als",
        "evidence": "Het kleinste bewijs dat dit laat zien",
        "facilitators": "Verbindt dit met andere signalen (verhuurder, geldverstrekker of adviseur)",
        "context": "Achtergrond (telt niet mee)",
        "unknown": "Wat niet te zeggen is",
        "off": "Niet berekend in deze regels: {ids}",
        "nothing": "Niets: elk feit dat de regels nodig hebben, is hier bekend.",
        "more": "en nog {number}; alles staat in --json",
        "confirmed": "Zo vaak zijn zulke signalen hier bevestigd",
        "few": "nog onbekend: een aandeel zegt pas iets vanaf {enough} oordelen",
        "changed": "Veranderd sinds het laatste oordeel",
        "new": "nieuw",
        "gone": "weggevallen",
        "ask": "Dit is een signaal om zelf te onderzoeken; er is niets mee beslist.",
    },
    "en": {
        "status": "Status",
        "raised": "Seen since",
        "by": "by",
        "since": "since",
        "hard": "Offences and measures that count",
        "records": "Who and what",
        "links": "Rests on these links of records",
        "sure": "Probability that the records are rightly taken together",
        "certain": "certain links only (equal numbers)",
        "reason": "Withdrawn because",
        "innocent": "See first whether this explains it",
        "clear": "What would clear this flag",
        "each": "It falls as soon as one of these is not so:",
        "together": "It falls when these two together are not so:",
        "none": "There is no single fact, and no two facts, without which it falls.",
        "none_tried": "In {tried} tries nothing of one or two facts was found without which it falls. Not all was tried.",
        "unclear": "This could not be computed: the surroundings alone do not give this flag.",
        "retracted": "were wrong",
        "different": "turns out not to be the same as",
        "same": "turns out to be the same as",
        "evidence": "The smallest evidence that shows it",
        "facilitators": "Joins this with other flags (lessor, lender or adviser)",
        "context": "Background (does not count)",
        "unknown": "What cannot be told",
        "off": "Not computed by these rules: {ids}",
        "nothing": "Nothing: every fact that the rules need is known here.",
        "more": "and {number} more; all stands in --json",
        "confirmed": "So often such flags were confirmed here",
        "few": "not known yet: a share says something from {enough} verdicts on",
        "changed": "Changed since the last verdict",
        "new": "new",
        "gone": "fell away",
        "ask": "This is a signal to look into; nothing is decided by it.",
    },
}


class ExplainedFlag:
    """One flag in one language; of each event it tells the day, what happened, and the documents behind it."""

    def __init__(
        self,
        row: FlagRow,
        standing: Standing,
        language: Language,
        explanation: Explanation | None,
        changed: Difference | None = None,
        rates: Mapping[str, Precision] | None = None,
    ) -> None:
        self._row = row
        self._standing = standing
        self._language: Language = language
        self._explanation = explanation
        self._changed = changed
        self._rates = {} if rates is None else rates
        self._text = TEXTS[language]
        self._flag: dict[str, Any] = msgspec.json.decode(row.body)

    def print(self) -> None:
        """Print it on standard output."""
        self._head()
        for hit in self._flag["indicators"]:
            since = hit["since"]["known"]
            print(f"\n{hit['id']} ({hit['version']})  {hit[self._language]}  [{self._text['since']} {since}]")
            self._events(hit["events"])
        self._confirmed()
        self._title("hard")
        self._events(self._flag["hard"])
        if self._explanation is not None:
            self._weighing(self._explanation)
        self._title("records")
        for record in self._flag["records"]:
            print(f"    {record}")
        self._links()
        print(f"\n{self._text['ask']}")

    def _head(self) -> None:
        row, flag, text = self._row, self._flag, self._text
        print(f"{row.id}  gemeente {row.gemeente}")
        print(f"{text['status']}: {row.status}")
        if row.reason is not None:
            print(f"{text['reason']}: {in_words(row.reason, self._language)}")
        print(f"{text['raised']} {flag['raised']['known']} {text['by']}")
        self._events([flag["raised"]["event"]])
        if self._changed is not None and self._changed.asks_review:
            self._title("changed")
            self._lines(f"{text['new']}: {one}" for one in self._changed.new)
            self._lines(f"{text['gone']}: {one}" for one in self._changed.gone)

    def _confirmed(self) -> None:
        """Say how often flags with these indicators were confirmed here, or that nobody knows yet (R27)."""
        self._title("confirmed")
        for name in sorted({hit["id"] for hit in self._flag["indicators"]}):
            one = self._rates.get(name)
            told = (
                ""
                if one is None or one.interval is None
                else f" ({one.interval[0]:.0%}-{one.interval[1]:.0%})"
            )
            counts = f"{0 if one is None else one.confirmed} / {0 if one is None else one.judged}"
            print(f"    {name}  {counts}{told or ' ' + self._text['few'].format(enough=ENOUGH)}")

    def _weighing(self, told: Explanation) -> None:
        self._title("innocent")
        self._lines(f"{indicator}  {self._say(cause)}" for indicator, cause in told.innocent)
        self._title("clear")
        self._clearing(told.clearing)
        if told.evidence.links:
            self._title("evidence")
            self._lines(
                f"{self._end(one.frm)} -[{one.relation}]-> {self._end(one.to)}" for one in told.evidence.links
            )
        if told.facilitators:
            self._title("facilitators")
            self._lines(
                f"{self._say(Said(one.nl, one.en))} ({', '.join(one.roles)}): {', '.join(one.flags)}"
                for one in told.facilitators
            )
        if told.context:
            self._title("context")
            self._lines(f"{indicator}  {self._say(said)}" for indicator, said in told.context)
        self._title("unknown")
        if told.off:
            print(f"    {self._text['off'].format(ids=', '.join(told.off))}")
        if not told.unknown:
            print(f"    {self._text['nothing']}")
        self._lines(
            f"{one.indicator}  {one.nl if self._language == 'nl' else one.en}" for one in told.unknown
        )

    def _clearing(self, told: Clearing | None) -> None:
        text = self._text
        if told is None:
            print(f"    {text['unclear']}")
        elif not told.sets:
            print(f"    {(text['none'] if told.complete else text['none_tried']).format(tried=told.tried)}")
        else:
            print(f"    {text['each'] if len(told.sets[0]) == 1 else text['together']}")
            self._lines(f"- {self._step(step)}" for some in told.sets for step in some)

    def _step(self, step: Step) -> str:
        if step.event is not None:
            return self._told(step.event.source, step.event.id)
        return f"{step.a} {self._text[step.what]} {step.b}"

    def _links(self) -> None:
        low, high = self._flag["band"]
        if not self._flag["identity"]:
            print(f"\n{self._text['sure']}: {low} - {high} ({self._text['certain']})")
            return
        print(f"\n{self._text['sure']}: {low} - {high}")
        self._title("links")
        self._lines(f"{link['probability']:.4f}  {link['a']}  {link['b']}" for link in self._flag["identity"])

    def _end(self, node: str) -> str:
        """Name an end of the evidence by its shortest register number, an event by its day and what happened."""
        if node.startswith("event:"):
            return self._told(*node.removeprefix("event:").split("#", 1)).partition("  (")[0]
        records = next(
            (one["records"] for one in self._flag["evidence"]["nodes"] if one["id"] == node), [node]
        )
        return str(min(records, key=lambda record: (not record.startswith(("kvk:", "bag:")), record)))

    def _say(self, said: Said) -> str:
        return said.nl if self._language == "nl" else said.en

    def _title(self, name: str) -> None:
        print(f"\n{self._text[name]}:")

    def _lines(self, lines: Iterable[str]) -> None:
        """Print lines, equal ones once, and not more than a reader takes in."""
        told = [line for line, _ in groupby(lines)]
        for line in told[:_MOST]:
            print(f"    {line}")
        if len(told) > _MOST:
            print(f"    {self._text['more'].format(number=len(told) - _MOST)}")

    def _events(self, events: list[dict[str, str]]) -> None:
        found = [(self._event(event["source"], event["id"]), event) for event in events]
        found.sort(key=lambda pair: (0 if pair[0] is None else pair[0].day, pair[1]["source"], pair[1]["id"]))
        for _, event in found:
            print(f"    {self._told(event['source'], event['id'])}")

    def _event(self, source: str, event_id: str) -> Event | None:
        body = self._standing.body(self._row.gemeente, source, event_id)
        return None if body is None else event_from_body(body)

    def _told(self, source: str, event_id: str) -> str:
        """Say when, what, by which documents, and which event."""
        event = self._event(source, event_id)
        if event is None:
            return f"{source} {event_id}"
        day = in_dutch(event.day) if self._language == "nl" else in_english(event.day)
        papers = ", ".join(paper.kenmerk for paper in event.data.stukken if paper.kenmerk)
        behind = f" [{papers}]" if papers else ""
        return f"{day}: {called(event, self._language)}{behind}  ({source} {event_id})"
