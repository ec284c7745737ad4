"""What a person may see of what is kept about him: his own facts, and what was left out, each with its ground."""

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from agents.standing import Standing
from agents.subjects import Subject
from streams.dossier.dossier_file import DossierFile
from streams.processing_log import read_log
from streams.pseudonyms import Keys
from streams.redaction import mentioned, names_of
from streams.tokens import record_token

__all__ = ["all_about", "disclosed"]

OTHERS = "persoonsgegevens van een ander (AVG 15 lid 4)"
FREE_TEXT = "vrije tekst, kan over anderen gaan (AVG 15 lid 4)"
SOURCE = "melding: bescherming van wie meldde (UAVG 41 lid 1 onder i)"
DOSSIER = "Bibob-dossier: geheimhouding, inzage volgens artikel 28 en 33 Wet Bibob"
PROTECTION = "bescherming van mogelijke slachtoffers (UAVG 41 lid 1 onder i)"

_FREE_TEXT = ("toelichting", "stukken", "omschrijving")
_CONTACTS = ("adres", "telefoon", "email", "iban")
_PROTECTION = "protection"


def all_about(folder: Path, standing: Standing, subject: Subject, keys: Keys) -> dict[str, Any]:
    """Give what is disclosed, with when it was read and which requests there were."""
    told = disclosed(standing, subject)
    wanted = set(subject.records)
    read = [line for line in read_log(folder) if line.subject(keys) in wanted]
    told["read_by_process"] = [{"what": line.name, "when": line.start_time} for line in read]
    tokens = [record_token(keys, subject.gemeente, record) for record in subject.records]
    with DossierFile.read(folder) as dossier:
        entries = [one for token in tokens for one in dossier.entries(token)]
    told["requests"] = [{"at": one.at, **msgspec.to_builtins(one.record)} for one in entries]
    return told


def disclosed(standing: Standing, subject: Subject) -> dict[str, Any]:
    """Give all that stands about a subject as plain JSON; reads all events of the municipality.

    Of a flag he sees the indicators, his own events and the identity links of his own records, not who else is in it.
    """
    own = set(subject.records)
    left: Counter[str] = Counter()
    facts = []
    for body in standing.bodies(subject.gemeente):
        event = msgspec.json.decode(body)
        if any(not own.isdisjoint(names_of(party, event["source"])) for party in mentioned(event)):
            facts.append(_fact(event, own, left))
    named = {(fact["source"], fact["id"]) for fact in facts}
    flags = []
    for row in standing.flags():
        flag = msgspec.json.decode(row.body)
        if row.gemeente != subject.gemeente or own.isdisjoint(flag["records"]):
            continue
        if flag["route"] == _PROTECTION:
            left[PROTECTION] += 1
            continue
        flags.append(
            {"id": row.id, "status": str(row.status), "reason": row.reason} | _flag(flag, own, named, left)
        )
    left[DOSSIER] += 1
    return {
        "gemeente": subject.gemeente,
        "records": sorted(own),
        "facts": facts,
        "flags": flags,
        "sources": sorted({fact["source"] for fact in facts}),
        "left_out": [{"ground": ground, "count": count} for ground, count in sorted(left.items())],
    }


def _fact(event: dict[str, Any], own: set[str], left: Counter[str]) -> dict[str, Any]:
    kept = _own(event["data"], event["source"], own, left)
    return {name: event[name] for name in ("source", "id", "type", "time")} | {"data": kept}


def _own(value: Any, source: str, own: set[str], left: Counter[str]) -> Any:
    """Leave out every other party and every free text, and count what was left out."""
    if isinstance(value, list):
        return [part for part in (_own(one, source, own, left) for one in value) if part is not None]
    if not isinstance(value, dict):
        return value
    kept: dict[str, Any] = {}
    for name, part in value.items():
        if name in _FREE_TEXT:
            left[FREE_TEXT] += 1
        elif name == "persoon" and isinstance(part, dict) and own.isdisjoint(names_of(part, source)):
            left[OTHERS] += 1
            if "rol" in value:
                return None
            kept[name] = {"weggelaten": OTHERS}
        elif name in {"persoon", "organisatie"} and isinstance(part, dict):
            # Of another organisation its name and numbers, not how to reach it: it may be one person's business.
            hidden = {"kruis"} if not own.isdisjoint(names_of(part, source)) else {"kruis", *_CONTACTS}
            kept[name] = {field: one for field, one in part.items() if field not in hidden}
        elif name == "verstrekker" and _own(part, source, own, left) is None:
            kept[name] = {"weggelaten": OTHERS}
        else:
            kept[name] = _own(part, source, own, left)
    return kept


def _flag(
    flag: dict[str, Any], own: set[str], named: set[tuple[str, str]], left: Counter[str]
) -> dict[str, Any]:
    others = [record for record in flag["records"] if record not in own]
    left[OTHERS] += len(others)
    hits = [hit for hit in flag["indicators"] if not own.isdisjoint(hit["records"])]
    return {
        "raised": flag["raised"]["valid"],
        "rules": flag["rules"],
        "indicators": [
            {
                "id": hit["id"],
                "version": hit["version"],
                "parameters": hit["parameters"],
                "valid": hit["valid"],
                "events": [one for one in hit["events"] if (one["source"], one["id"]) in named],
            }
            for hit in hits
        ],
        "identity": [link for link in flag["identity"] if {link["a"], link["b"]} <= own],
    }
