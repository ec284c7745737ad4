"""A store whose file was damaged on disk: found by its sums, set aside, and made anew from the journal."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["BROKEN_STORE", "break_stores"]

PIECES, BYTES = 40, 64

HEAD = 4096
# The first page stays: with it gone the file is no store at all, which is another case.


def break_stores(site: Site) -> None:
    """Overwrite pieces of every store on both machines, whoever takes its partition next, and wait until all is whole again."""
    chance = random.Random(site.seed)
    for name in "ab":
        site[name].gone()
    broken = [name for name in "ab" if _broken(site[name].folder, chance)]
    # One alone takes all partitions, and so opens what it has; two might each take those that the other's stores are of.
    site["a"].start()
    site.settled("a")
    site["b"].start()
    site.settled("a", "b")
    aside = [path.name for name in broken for path in site[name].folder.glob("*broken*")]
    if not aside:
        raise RuntimeError("no store was set aside")
    site.note(f"set aside: {', '.join(aside)}")
    site.alert("DwarsverbandStoreSetAside")
    for name in broken:
        for path in site[name].folder.glob("*.broken"):
            path.unlink()


def _broken(folder: Path, chance: random.Random) -> bool:
    """Damage what stores a machine has; tell whether it had any."""
    stores = sorted(folder.glob("store-*.sqlite"))
    for store in stores:
        # What was written last stands in the log beside the file, until somebody opens it alone and closes it.
        with closing(sqlite3.connect(store)) as one:
            one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = bytearray(store.read_bytes())
        for _ in range(PIECES):
            place = chance.randrange(HEAD, len(content) - BYTES)
            content[place : place + BYTES] = chance.randbytes(BYTES)
        store.write_bytes(content)
    return bool(stores)


BROKEN_STORE = Scenario(
    "corrupted store",
    "Forty places in every store's file are overwritten while no worker runs",
    break_stores,
    told=frozenset({"DwarsverbandStoreSetAside"}),
)
