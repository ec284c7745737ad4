"""A store whose file was damaged on disk: found by its sums, set aside, and made anew from the journal."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from chaos.scenario import Scenario
from chaos.site import Site
from streams.partitions import partition_of

__all__ = ["BROKEN_STORE", "break_stores"]

PIECES, BYTES = 40, 64


def break_stores(site: Site) -> None:
    """Overwrite pieces of one partition's store on each machine that has it, and wait until it is whole again."""
    chance = random.Random(site.seed)
    for name in "ab":
        site[name].gone()
    broken = [name for name in "ab" if _broken(site[name].folder, chance)]
    for name in "ab":
        site[name].start()
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
    store = folder / f"store-{partition_of('0363')}.sqlite"
    if not store.exists():
        return False
    # What was written last stands in the log beside the file, until somebody opens it alone and closes it.
    with closing(sqlite3.connect(store)) as one:
        one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(store.read_bytes())
    for _ in range(PIECES):
        place = chance.randrange(4096, len(content) - BYTES)
        content[place : place + BYTES] = chance.randbytes(BYTES)
    store.write_bytes(content)
    return True


BROKEN_STORE = Scenario(
    "corrupted store",
    "Forty places in a store's file are overwritten while no worker runs",
    break_stores,
    told=frozenset({"DwarsverbandStoreSetAside"}),
)
