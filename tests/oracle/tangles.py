"""Tangles: holdings on holdings, busy people, shared addresses, and events that say less or more than they should."""

import copy
import datetime as dt
from typing import Any

from tests.oracle.plots import establish, lead
from tests.oracle.town import FIRMS, KVK, SUB, VTH, Log, anyone, new_org, some_day

__all__ = ["crowd", "hold", "roughen", "stretch", "twin_address"]


def hold(log: Log) -> None:
    """Let a person hold firms through one another, up to five deep, multiplied to about a half."""
    rng = log.rng
    chain = rng.sample(log.orgs[:FIRMS], rng.choice([2, 3, 4, 5]))
    day = some_day(log)
    shares = [rng.choice([71, 75, 80, 85, 90, 100]) for _ in chain]
    top: dict[str, Any] = {"persoon": log.person(rng.choice(log.persons))}
    for org, share in zip(chain, shares, strict=True):
        log.add(
            KVK,
            "registers.belang-verkregen",
            day,
            {"organisatie": log.org(org, KVK), "aandeel": share, **top},
        )
        top = dict[str, Any](betrokkenen=[log.party("aandeelhouder", org, KVK)])


def crowd(log: Log) -> None:
    """Let one party lead, lend to or let to 25, 26 or 27 firms: on the edge of being a hub."""
    rng = log.rng
    firms = log.orgs[:FIRMS]
    while len(firms) < rng.choice([25, 26, 27]):
        firms.append(new_org(log))
    how = rng.choice(["lead", "lend", "let", "advise"])
    who = rng.choice(log.persons) if how == "lead" else anyone(log)
    day = some_day(log)
    for org in firms:
        if org is who:
            continue
        if how == "lead":
            base: dict[str, Any] = {
                "organisatie": log.org(org, KVK),
                "functie": "bestuurder",
                "persoon": log.person(log.persons[0]),
            }
            log.add(KVK, "registers.functie-aanvaard", day, base)
        elif how == "advise":
            parties = [log.party("aanvrager", org, VTH), log.party("adviseur", who, VTH)]
            log.add(VTH, "vergunningen.aanvraag-ontvangen", day, {"betrokkenen": parties})
        else:
            rol, kind = (
                ("financier", "lening-verstrekt") if how == "lend" else ("verhuurder", "huur-begonnen")
            )
            base = {"organisatie": log.org(org, KVK), "betrokkenen": [log.party(rol, who, KVK)]}
            where = {"locatie": log.place(rng.choice(log.places))} if how == "let" else {}
            log.add(KVK, f"registers.{kind}", day, {**base, **where})


def twin_address(log: Log) -> None:
    """Give a second BAG object the address of the first, so that the address alone fits neither."""
    twin = {**log.places[0], "adresseerbaarObject": "0505010000009999"}
    log.places.append(twin)
    establish(log, log.rng.choice(log.orgs[:FIRMS]), twin, some_day(log))


def _shift(log: Log, event: dict[str, Any]) -> None:
    """Say since or until when, apart from the day of the event."""
    rng = log.rng
    day = dt.date.fromisoformat(event["data"]["gebeurtenisdatum"])
    moved = (day + dt.timedelta(days=rng.choice([-400, -30, 0, 20]))).isoformat()
    if "onderneming" in event["type"]:
        return
    if "registers" in event["type"]:
        opens = any(w in event["type"] for w in ("aanvaard", "verkregen", "geopend", "begonnen", "verstrekt"))
        event["data"]["sinds" if opens else "tot"] = moved
    else:
        for party in event["data"].get("betrokkenen", [])[1:]:
            party[rng.choice(["sinds", "tot"])] = moved


def _roughen_one(log: Log, event: dict[str, Any]) -> None:
    """Make one event say less, or something else, than it should."""
    rng, data = log.rng, event["data"]
    how = rng.choice(["shift", "place", "parties", "case", "iban", "person", "area", "status", "null"])
    if how == "shift":
        _shift(log, event)
    elif how == "place" and "zaaknummer" in data:
        data.pop("locatie", None)
    elif how == "parties" and "registers" not in event["type"] and "zaaknummer" in data:
        data["betrokkenen"] = [*reversed(data.get("betrokkenen", []))]
    elif how == "case" and event["source"] in (VTH, SUB) and "zaaknummer" in data:
        data["zaaknummer"] = f"Z{rng.randint(1, log.cases)}"
    elif how == "iban" and event["source"] == SUB:
        data["iban"] = rng.choice(log.orgs[:FIRMS]).iban
    elif how == "person" and "aanvraag" in event["type"]:
        data.setdefault("betrokkenen", []).insert(0, log.party("aanvrager", anyone(log), event["source"]))
    elif how == "area" and "locatie" in data:
        data["locatie"]["oppervlakte"] = rng.choice([100, 1500])
    elif how == "status" and "toezicht" in event["type"]:
        data["rechtsmiddel"] = rng.choice(["vernietigd", "bezwaar"])
    elif how == "null":
        data |= {"toelichting": None, "doelbinding": None}


def roughen(log: Log) -> None:
    """Make a few events say less, or something else, than they should."""
    for event in log.rng.sample(log.events, min(len(log.events), log.rng.choice([0, 0, 1, 3, 6]))):
        _roughen_one(log, event)


def stretch(log: Log) -> None:
    """Send some events to another municipality too, let firms go bankrupt, and repeat a few events."""
    rng = log.rng
    for event in rng.sample(log.events, min(3, len(log.events))):
        other = copy.deepcopy(event)
        other["data"]["gemeente"] = "0599"
        log.events.append(other)
    org = rng.choice(log.orgs[:FIRMS])
    lead(log, org, rng.choice(log.persons), some_day(log))
    log.add(KVK, "registers.faillissement-uitgesproken", some_day(log), {"organisatie": log.org(org, KVK)})
    log.events.append(copy.deepcopy(rng.choice(log.events)))
