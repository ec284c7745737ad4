"""The project step beside the pages: what is published goes into the read model, and what must be computed is computed ahead.

Two threads: one follows the store or the topics, one computes. Neither holds up a page, and pages never write here.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import delete

from desk.database.database import Database
from desk.readmodel.changes import remember, write
from desk.readmodel.deriving import Deriving
from desk.readmodel.from_store import changes_of
from desk.readmodel.from_topics import Moved, Topics
from desk.readmodel.reading import ReadModel
from desk.readmodel.tables import READ_MODEL, ProjectedState
from graph.rules import Rules
from graph.stakes import Stake
from streams.errors import DwarsverbandError, WrongUse
from streams.health import Health
from streams.metrics import DESK_LAG, DESK_LEVEL
from streams.settings import Settings
from streams.store import Store, partitions

__all__ = ["Projector", "is_embedded"]

POLL_SECONDS = 0.5
# How soon a store that changed, or a message, is seen.

AGAIN_SECONDS = 5.0
# After a failure, and between two looks at how far the topics are ahead.

NOTED_SECONDS = 10.0
# How exactly it is written down when the read model was level.

REST = 4
# Computing a municipality again waits so many times as long as it took: the pages come first.

SOURCE = "source"
"""Key of what an embedded store's files looked like when they were read."""

READ_AT = "read_at"
"""Key of when the read model was last known to be level with what it is read from, seconds since 1970."""

log = structlog.get_logger()


def is_embedded(folder: Path) -> bool:
    """Tell whether a folder holds an embedded store; a worker's, or none, means that topics are read."""
    found = partitions(folder)
    if not found:
        return False
    with Store.read(folder, found[0]) as store:
        return store.position() is None


class Projector:
    """Fills the read model of one desk.

    Parameters
    ----------
    embedded
        Whether the folder's store is read; else the topics are.
    ahead
        Whether flags are explained before anybody asks.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        settings: Settings,
        rules: Rules,
        *,
        embedded: bool,
        ahead: bool,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.health = Health(settings.stuck_after)
        """Signs of life of what follows the source."""
        self.lag = 0
        """Offsets that are not read yet."""
        self.failed: str | None = None
        """Why the topics could not be read at the last try."""
        self._database = database
        self._folder = folder
        self._settings = settings
        self._embedded = embedded
        self._ahead = ahead
        self._clock = clock
        self._deriving = Deriving(database, settings, rules, graph=embedded)
        self._reading, self._computing = threading.Lock(), threading.Lock()
        self._asked: list[str] = []
        self._noted = float("-inf")
        self.health.waits_for = "the read model was never level"
        self._stopped, self._work = threading.Event(), threading.Event()
        self._threads: list[threading.Thread] = []

    # --- coming and going ---------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin both threads."""
        steps = (self._follow_store if self._embedded else self._follow_topics, self._compute)
        self._threads = [threading.Thread(target=one, name=one.__name__, daemon=True) for one in steps]
        for one in self._threads:
            one.start()

    def close(self) -> None:
        """End both; what was half computed is computed at the next start."""
        self._stopped.set()
        self._work.set()
        for one in self._threads:
            one.join()

    @property
    def following(self) -> bool:
        """Whether what changes is taken in by itself."""
        return len(self._threads) > 1

    # --- reading ------------------------------------------------------------------------------------------------

    def project(self) -> None:
        """Bring the read model level with an embedded store, in one transaction; nothing where the store did not change.

        Raises
        ------
        WrongUse
            When the folder holds no store.
        """
        if not partitions(self._folder):
            raise WrongUse(f"--store {self._folder}: there is no store in this folder")
        with self._reading:
            source = _signature(self._folder)
            with self._database.reading() as session:
                known = session.get(ProjectedState, SOURCE)
            if known is not None and known.value == source:
                self._level()
                return
            with self._database.writing() as session:
                changes = changes_of(self._folder, session)
                write(session, changes)
                remember(session, {SOURCE: source})
            self._level()
        self._work.set()

    def rebuild(self) -> None:
        """Empty the read model; it is filled again from its source."""
        with self._reading, self._computing, self._database.writing() as session:
            for table in READ_MODEL:
                session.execute(delete(table))

    def age(self) -> float:
        """Give how long ago, in seconds, the read model was level with its source; infinite where it never was."""
        with self._database.reading() as session:
            at = session.get(ProjectedState, READ_AT)
        return float("inf") if at is None else max(0.0, self._clock() - float(at.value))

    def _level(self) -> None:
        now = self._clock()
        if now - self._noted >= NOTED_SECONDS:
            self._noted = now
            with self._database.writing() as session:
                remember(session, {READ_AT: str(now)})
        DESK_LEVEL.set(now)
        DESK_LAG.set(0)
        self.health.waits_for = ""

    def _follow_store(self) -> None:
        while not self._stopped.wait(POLL_SECONDS):
            with self.health.working("project"):
                self._tried(self.project)

    def _follow_topics(self) -> None:
        while not self._stopped.is_set():
            self._tried(self._read_topics)
            self.health.beat()
            self._stopped.wait(AGAIN_SECONDS)

    def _read_topics(self) -> None:
        """Read until told to stop, or until the broker fails."""
        try:
            with self._database.reading() as session:
                found = Topics(self._settings, session)
        except Moved:
            log.warning("read_model_of_other_topics")
            self.rebuild()
            return
        try:
            self.failed = None
            while not self._stopped.is_set():
                self._read_some(found)
        finally:
            found.close()

    def _read_some(self, found: Topics) -> None:
        with self.health.working("project"):
            self._read_batch(found)

    def _read_batch(self, found: Topics) -> None:
        changes = found.batch(POLL_SECONDS)
        if changes is not None:
            with self._reading, self._database.writing() as session:
                write(session, changes)
            self._work.set()
            return
        self.lag = found.lag()
        DESK_LAG.set(self.lag)
        if self.lag == 0:
            self._level()

    def _tried(self, step: Callable[[], None]) -> None:
        """Do a step; what fails is told and tried again."""
        try:
            step()
        except DwarsverbandError as error:
            self.failed = self.health.waits_for = str(error)
            log.warning("read_model_not_read", error=str(error))
        except Exception as error:  # noqa: BLE001 - its message might hold a person's data; the thread must go on
            self.failed = type(error).__name__
            log.error("read_model_failed", error=type(error).__name__)  # noqa: TRY400 - as above

    # --- computing ----------------------------------------------------------------------------------------------

    def derive(self) -> None:
        """Compute all that changed, now."""
        for gemeente in self._deriving.behind():
            with self._computing:
                self._deriving.derive(gemeente)

    def ask(self, flag_id: str) -> None:
        """Let a flag be explained before all others."""
        if flag_id not in self._asked:
            self._asked.append(flag_id)
        self._work.set()
        if not self._threads:
            self._threads = [threading.Thread(target=self._compute, name="compute", daemon=True)]
            self._threads[0].start()

    def composed(self, gemeente: str, kind: str, records: Sequence[str]) -> dict[str, Any] | None:
        """Say why records are one entity; waits for what is being computed now."""
        with self._computing:
            return self._deriving.composed(gemeente, kind, records)

    def stakes(self, gemeente: str, one: str, other: str, judged: str) -> list[Stake]:
        """Say what would become of flags if people judged two records so; waits as above."""
        with self._computing:
            return self._deriving.stakes(gemeente, one, other, judged)

    def _compute(self) -> None:
        while not self._stopped.is_set():
            self._work.wait(AGAIN_SECONDS)
            self._work.clear()
            self._tried(self._compute_all)

    def _compute_all(self) -> None:
        """Explain what somebody waits for, then compute what changed, then explain ahead."""
        self._explain_asked()
        for gemeente in self._deriving.behind():
            begun = time.monotonic()
            with self._computing:
                self._deriving.derive(gemeente)
            if not self._embedded:
                self._rest(REST * (time.monotonic() - begun))
        for flag_id in self._deriving.unexplained() if self._ahead else ():
            self._explain_asked()
            if self._stopped.is_set() or self._deriving.behind():
                break
            self.explain(flag_id)

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self._stopped.wait(0.1):
            self._explain_asked()

    def _explain_asked(self) -> None:
        while self._asked and not self._stopped.is_set():
            self.explain(self._asked[0])
            self._asked.pop(0)

    def explain(self, flag_id: str) -> None:
        """Explain a flag now; seconds."""
        with self._computing:
            try:
                self._deriving.explain(flag_id, self._still_wanted)
            except _Stopping:
                log.info("explaining_broken_off")

    def _still_wanted(self, _done: int, _total: int) -> None:
        if self._stopped.is_set():
            raise _Stopping

    def version(self) -> int:
        """Give the number of changes that the read model has seen."""
        with self._database.reading() as session:
            return ReadModel(session, self._database.name).version()


class _Stopping(Exception):
    """The desk ends while something is computed."""


def _signature(folder: Path) -> str:
    """Tell in which state the files of a store are."""
    found = []
    for path in sorted([*folder.glob("store-*.sqlite"), *folder.glob("store-*.sqlite-wal")]):
        try:
            state = path.stat()
        except FileNotFoundError:
            continue
        if state.st_size:
            found.append(f"{path.name} {state.st_mtime_ns} {state.st_size}")
    return "\n".join(found)
