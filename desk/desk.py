"""What all pages share: the read model, the settings, the sessions, and what is kept of it between two pages."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from agents.accounting import Account
from agents.embedded import embedded
from agents.standing import Standing
from desk.access import PURPOSE, Role, User
from desk.database.database import Database, database_url
from desk.limits import Limits
from desk.opened import Opened
from desk.provider import Provider
from desk.readmodel.projector import Projector, is_embedded
from desk.readmodel.reading import ReadModel
from desk.renewal import Renewal
from desk.sessions import Sessions
from desk.snapshot import Snapshot, snapshot
from desk.surroundings import Surroundings
from desk.towns import Towns
from desk.trials import Trials
from streams import rules_file
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["DEMO_ACCOUNTS", "Desk"]

DEMO_ACCOUNTS = {
    Role.ANALYST: "demo.analist",
    Role.PERMIT: "demo.behandelaar",
    Role.REVIEWER: "demo.toetser",
    Role.PRIVACY: "demo.fg",
    Role.CARE: "demo.zorgcoordinator",
    Role.OPERATIONS: "demo.beheer",
    Role.RULES: "demo.regels",
}
"""One account a role, without a password: on this machine alone."""


class Desk:
    """One read model and what the pages know of it.

    Parameters
    ----------
    folder
        Holds the account, the dossier, and, where it is one, the embedded store that is read; else the topics are.
    provider
        Who signs users in; None: the accounts of the demo, without passwords, on this machine alone.
    ahead
        Whether flags are explained before anybody asks.
    rebuild
        Whether the read model is emptied first.
    """

    def __init__(
        self,
        folder: Path,
        configured: Settings,
        keys: Keys,
        clock: Callable[[], dt.datetime],
        provider: Provider | None = None,
        *,
        ahead: bool = False,
        rebuild: bool = False,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.configured = configured
        self.keys = keys
        self.clock = clock
        self.database = Database(database_url(folder, configured))
        self.provider = provider
        self.limits = Limits()
        self.sessions = Sessions(clock)
        self.embedded = is_embedded(folder)
        self.projector = Projector(
            self.database,
            folder,
            configured,
            rules_file.load_rules(),
            embedded=self.embedded,
            ahead=ahead,
        )
        self.towns = Towns(self.database, self.projector)
        self.opened = Opened()
        self.trials = Trials(self.standing, folder, configured)
        self.renewal = Renewal(self._renew)
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, dt.date], Snapshot] | None = None
        if rebuild:
            self.projector.rebuild()
        if self.embedded:
            self.projector.project()

    @property
    def demo(self) -> bool:
        """Tell whether anybody on this machine may be anybody."""
        return self.provider is None

    @property
    def hosts(self) -> list[str]:
        """Give the names that are answered: another site must not reach the desk by letting its own name point here."""
        if self.demo or self.configured.desk_address is None:
            return ["127.0.0.1", "localhost"]
        return [urlsplit(self.configured.desk_address).hostname or ""]

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach the desk over TLS alone."""
        return not self.demo and (self.configured.desk_address or "").startswith("https://")

    def now(self) -> Snapshot:
        """Give what stands in the read model."""
        moment = self.clock()
        with self.database.reading() as session:
            state = (ReadModel(session, self.database.name).version(), moment.date())
            with self._lock:
                if self._kept is None or self._kept[0] != state:
                    self._kept = (state, snapshot(session, self.configured, moment))
                return self._kept[1]

    @contextmanager
    def standing(self) -> Iterator[Standing]:
        """Read the read model as a store is read, all of it as it stands at one moment."""
        with self.database.reading() as session:
            yield Standing.of([ReadModel(session, self.database.name)], [self.folder])

    @contextmanager
    def surroundings(self, gemeente: str) -> Iterator[Surroundings]:
        """Read the graph of a municipality, as it stands at one moment, to walk in it."""
        with self.database.reading() as session:
            yield Surroundings(session, gemeente)

    def account(self, what: str, user: User, act: str = "read") -> Account:
        """Begin the account of what a user does, with his role's purpose."""
        return Account(
            f"desk {what}", PURPOSE[user.role], [self.folder], self.configured, act=act, by=user.account
        )

    def users(self) -> Sequence[User]:
        """Give the accounts of the demo: one a role and municipality."""
        towns = list(self.now().events)
        return [
            User(name if len(towns) == 1 else f"{name}.{gemeente}", role, gemeente)
            for gemeente in towns
            for role, name in DEMO_ACCOUNTS.items()
        ]

    def start(self) -> None:
        """Follow what is published, beside the pages."""
        self.projector.start()

    def close(self) -> None:
        """Wait for what was decided, and let the database go."""
        self.renewal.wait()
        self.trials.wait()
        self.projector.close()
        self.database.close()

    def _renew(self) -> None:
        """Take decisions into an embedded store; a worker takes its own, and the topics tell what came of it."""
        if not self.embedded:
            return
        with embedded(
            self.folder,
            [],
            [],
            self.keys,
            rules_file.load_rules(),
            self.configured,
            lambda *_: None,
            lambda _: None,
        ):
            pass
        self.projector.project()
        if self.projector.following:
            self.projector.derive()
