"""The case file of a signed advisory: what each recipient may have, and nothing of anybody else in it (Wet Bibob 28).

The whole version is for the objections committee and the court; the person concerned gets it without what names a third party;
a third party gets only what is about his own relation. A text in which another is named is left out as a whole.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from agents.standing import Standing
from screening.advisory import Advisory
from streams.redaction import marks_of, mentioned, names_of

__all__ = ["LEFT_OUT", "Recipient", "documents", "marks_by_record", "recipients", "version_for"]

LEFT_OUT = "[weggelaten: artikel 28 Wet Bibob]"

_APPLYING = frozenset({"aanvrager", "houder"})
_LEAST = 4
"""Characters of a surname that is searched for; a shorter one occurs in other words."""

_OF_THIRD = (
    "id",
    "versie",
    "gemeente",
    "soort",
    "status",
    "zaak",
    "beschikking",
    "bevoegd",
    "grondslag",
    "mens",
)
"""Fields that a third party sees beside his own relation and hearing."""


class Recipient(msgspec.Struct, frozen=True):
    """Who gets a version: a folder's name, and the records that are himself; None sees all."""

    name: str
    own: frozenset[str] | None


def recipients(advisory: Advisory, applicants: frozenset[str]) -> list[Recipient]:
    """Give the person concerned, each third party of a relation, the objections committee and the court."""
    found = [Recipient("betrokkene", applicants)]
    others = sorted({tuple(sorted(one.wie)) for one in advisory.relaties if applicants.isdisjoint(one.wie)})
    found += [Recipient(f"derde-{number}", frozenset(wie)) for number, wie in enumerate(others, 1)]
    return [*found, Recipient("bezwaarcommissie", None), Recipient("rechter", None)]


def marks_by_record(
    standing: Standing, advisory: Advisory
) -> tuple[frozenset[str], list[tuple[frozenset[str], frozenset[str]]]]:
    """Give the applicants' records, and of everybody in the municipality the ids and the texts that name him; O(events)."""
    applicants: set[str] = set()
    named: dict[frozenset[str], set[str]] = {}
    for body in standing.bodies(advisory.gemeente):
        event = msgspec.json.decode(body)
        source = event["source"]
        for party in mentioned(event):
            names = frozenset(names_of(party, source))
            named.setdefault(names, set()).update({*names, *_texts(party, source)})
        if (source, event["data"].get("zaaknummer")) == (advisory.zaak.source, advisory.zaak.zaaknummer):
            for party in event["data"].get("betrokkenen") or []:
                if party.get("rol") in _APPLYING:
                    applicants |= set(names_of(party.get("persoon") or party["organisatie"], source))
    return frozenset(applicants), [(names, frozenset(texts)) for names, texts in named.items()]


def _texts(party: dict[str, Any], source: str) -> set[str]:
    found = {mark for mark in marks_of(party, source) if not mark.startswith('"')}
    name = party.get("naam")
    if isinstance(name, dict) and len(name.get("geslachtsnaam") or "") >= _LEAST:
        found.add(name["geslachtsnaam"])
    return found


def version_for(
    advisory: Advisory, recipient: Recipient, everybody: Iterable[tuple[frozenset[str], frozenset[str]]]
) -> dict[str, Any]:
    """Give the version of one recipient as plain JSON; whole where he may see all."""
    whole: dict[str, Any] = msgspec.to_builtins(advisory)
    if recipient.own is None:
        return whole
    own = recipient.own
    if recipient.name != "betrokkene":
        whole = _of_third(whole, own)
    his = {text for names, texts in everybody if not own.isdisjoint(names) for text in texts}
    text = msgspec.json.encode(whole).decode()
    others = {
        one for names, texts in everybody if own.isdisjoint(names) for one in texts - his if one in text
    }
    return _without(whole, others)  # type: ignore[no-any-return]


def _of_third(whole: dict[str, Any], own: frozenset[str]) -> dict[str, Any]:
    """Keep what is about his own relation: its facts by day, source and labels, and his hearing."""
    relations = [one for one in whole["relaties"] if not own.isdisjoint(one["wie"])]
    cited = {fact for one in relations for fact in one["feiten"]}
    kept = ("id", "datum", "bron", "gebeurtenis", "strafbaarheid")
    return {name: whole[name] for name in _OF_THIRD} | {
        "relaties": [{name: part for name, part in one.items() if name != "tekst"} for one in relations],
        "feiten": [{name: one[name] for name in kept} for one in whole["feiten"] if one["id"] in cited],
        "zienswijze": [one for one in whole["zienswijze"] if not own.isdisjoint(one["wie"])],
    }


def _without(value: Any, others: set[str]) -> Any:
    if isinstance(value, str):
        return LEFT_OUT if any(mark in value for mark in others) else value
    if isinstance(value, list):
        return [_without(part, others) for part in value]
    if isinstance(value, dict):
        return {name: _without(part, others) for name, part in value.items()}
    return value


def documents(version: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the numbered list of documents behind the facts of somebody's version, as the sources refer to them."""
    rows = [
        document | {"feit": fact["id"], "bron": fact["bron"]}
        for fact in version["feiten"]
        if isinstance(fact.get("stukken"), list)
        for document in fact["stukken"]
    ]
    return [{"nummer": number} | row for number, row in enumerate(rows, 1)]
