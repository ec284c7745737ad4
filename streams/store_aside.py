"""A store that is not what was written is set aside, so that it is made anew: all in it follows from the journal."""

from pathlib import Path

from streams.store_check import damage
from streams.store_lock import StoreLock

__all__ = ["ASIDE", "set_aside_if_broken"]

ASIDE = ".broken"
# In the place of `.sqlite`: no command reads it. One a partition, so that a disk that spoils files is not filled by them.


def set_aside_if_broken(folder: Path, partition: int) -> str | None:
    """Check a store whole, and move it out of the way where it is broken; give what is wrong, None where it is whole.

    By SQLite's own check and the digest of each event and flag; O(store). A store of another release is not broken.

    Raises
    ------
    Stop
        When another process holds it.
    """
    path = folder / f"store-{partition}.sqlite"
    if not path.exists() or not path.stat().st_size:
        return None
    with StoreLock(path.with_suffix(".lock")):
        wrong = damage(path)
        if wrong is not None:
            path.replace(path.with_suffix(ASIDE))
            for end in ("-wal", "-shm"):
                Path(f"{path}{end}").unlink(missing_ok=True)
    return wrong
