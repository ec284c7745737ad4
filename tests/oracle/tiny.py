"""Short words for tiny literal logs: one line an event."""

import datetime as dt
from typing import Any

__all__ = ["GEMEENTE", "day", "event", "firm", "human", "leads", "opened", "party", "place"]

GEMEENTE = "0505"
KVK, VTH, SUB, DESK = "urn:x:kvk", "urn:x:vth", "urn:x:sub", "urn:x:desk"
_PREFIX = {KVK: "registers", VTH: "vergunningen", SUB: "subsidies", DESK: "screening"}
_START = dt.date(2020, 1, 1)


def day(number: int) -> str:
    """Give the date so many days after the start."""
    return (_START + dt.timedelta(days=number)).isoformat()


def event(
    source: str, name: str, kind: str, number: int, known: int | None = None, **data: Any
) -> dict[str, Any]:
    """Give one accepted event of a day, known on that day unless told; a kind may bring its domain."""
    domain, _, last = kind.rpartition(".")
    return {
        "source": source, "id": name, "type": f"nl.{domain or _PREFIX[source]}.{last}.v1",
        "time": f"{day(number if known is None else known)}T09:00:00Z",
        "data": {"gemeente": GEMEENTE, "gebeurtenisdatum": day(number), **data},
    }  # fmt: skip


def firm(key: str, **more: Any) -> dict[str, Any]:
    """Give an Organisatie."""
    return {"sleutel": key, **more}


def human(key: str, **more: Any) -> dict[str, Any]:
    """Give a Persoon."""
    return {"sleutel": key, **more}


def place(number: int, **more: Any) -> dict[str, Any]:
    """Give a Locatie with a BAG id."""
    return {"adresseerbaarObject": f"05050100000{number:05d}", **more}


def party(rol: str, *, o: str | None = None, p: str | None = None, **more: Any) -> dict[str, Any]:
    """Give a Betrokkene: an organisation `o` or a person `p`."""
    who = {"organisatie": firm(o)} if o else {"persoon": human(str(p))}
    return {"rol": rol, **who, **more}


def opened(
    name: str, key: str, number: int, where: int = 1, kind: str = "geopend", **more: Any
) -> dict[str, Any]:
    """Give the opening (or closing) of an establishment."""
    return event(KVK, name, f"vestiging-{kind}", number, organisatie=firm(key), locatie=place(where), **more)


def leads(name: str, key: str, who: str, number: int, kind: str = "aanvaard", **more: Any) -> dict[str, Any]:
    """Give the beginning (or end) of a director's function."""
    return event(KVK, name, f"functie-{kind}", number, organisatie=firm(key), persoon=human(who),
                 functie="bestuurder", **more)  # fmt: skip
