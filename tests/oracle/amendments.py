"""What people do to a log afterwards: correct, retract, judge, restrict, and let days begin."""

import copy
import datetime as dt
from typing import Any

from tests.oracle.town import DESK, Log

__all__ = ["amend", "decide"]


_OTHER_KINDS = {
    "toezicht.sluiting-opgelegd": "toezicht.boete-opgelegd",
    "toezicht.boete-opgelegd": "toezicht.sluiting-opgelegd",
    "vergunningen.vergunning-geweigerd": "vergunningen.vergunning-ingetrokken",
    "registers.vestiging-geopend": "registers.vestiging-gesloten",
}
# A correction should have the type of what it corrects; now and then it has another.


def amend(log: Log) -> None:
    """Correct, correct again, retract, and retract what corrected, before or after what they name."""
    rng = log.rng
    for _ in range(rng.choice([0, 0, 1, 2, 4])):
        target = rng.choice(log.events)
        domain = target["type"].split(".")[1]
        day = dt.date.fromisoformat(target["data"]["gebeurtenisdatum"]).toordinal()
        lag = rng.choice([-3, 5, 200])
        if domain == "screening":
            continue
        if rng.random() < 0.4:
            named = {"herroept": rng.choice([*[target["id"]] * 8, "nowhere", "e000"])}
            log.add(target["source"], f"{domain}.gebeurtenis-herroepen", day + 1, named, lag)
            continue
        data = copy.deepcopy(target["data"]) | {"corrigeert": target["id"]}
        data.pop("gemeente")
        data.pop("gebeurtenisdatum")
        if rng.random() < 0.3 and "locatie" in data:
            data["locatie"] = log.place(rng.choice(log.places))
        kind = target["type"].removeprefix("nl.").removesuffix(".v1")
        if kind.endswith("herroepen"):
            continue
        if rng.random() < 0.3:
            kind = _OTHER_KINDS.get(kind, kind)
        log.add(target["source"], kind, day + rng.choice([0, 0, 1, 100]), data, lag)


def decide(log: Log) -> None:
    """Let people judge identities, restrict and release records, and let time pass."""
    rng = log.rng
    records = sorted({f"{e['source']}#{t['sleutel']}" for e in log.events for t in _things(e["data"])})
    latest = max(dt.date.fromisoformat(e["data"]["gebeurtenisdatum"]).toordinal() for e in log.events)
    for _ in range(rng.choice([0, 0, 1, 3])):
        a, b = rng.sample(records, 2)
        if rng.random() < 0.7:  # two keys for one thing are what people judge
            near = [
                r for r in records if r.split("#")[1].strip("OPb") == a.split("#")[1].strip("OPb") and r != a
            ]
            b = rng.choice(near or [b])
        verdict = rng.choice(["same", "different", "different", "unsure"])
        log.add(DESK, "screening.identiteit-beoordeeld", latest + rng.randrange(9),
                {"a": a, "b": b, "oordeel": verdict, "reden": "dossier", "door": "u1"}, 0)  # fmt: skip
    if rng.random() < 0.1:
        some = {"records": rng.sample(records, 2), "grond": "bezwaar", "door": "u1"}
        log.add(DESK, "screening.gegevens-beperkt", latest + 10, some, 0)
        if rng.random() < 0.4:
            log.add(
                DESK,
                "screening.gegevens-vrijgegeven",
                latest + 12,
                {**some, "records": some["records"][:1]},
                0,
            )
    if rng.random() < 0.3:
        later = latest + rng.choice([10, 1200, 1700, 2200])
        log.add(DESK, "screening.dag-begonnen", later, {"door": "klok"}, 0)


def _things(data: dict[str, Any]) -> list[dict[str, Any]]:
    parties = [data, *data.get("betrokkenen", [])]
    return [p[n] for p in parties for n in ("persoon", "organisatie") if n in p]
