"""What a batch publishes: which flags become open, changed or withdrawn, against what the store says stands."""

from typing import Any

import msgspec

from streams.store import Store
from streams.store_rows import FlagRow, FlagStatus, OutboxRow

__all__ = ["Publication"]

FLAGS = "flags"
# The output topic, as contracts.md section 5 names it.


class Publication:
    """Collects the flag rows of one batch; the last word on a flag counts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[str, FlagRow] = {}

    def raise_flag(self, gemeente: str, flag: Any) -> bool:
        """Take a standing flag; tell whether that is news.

        A flag is `open` when first published, and again after a withdrawal; `changed` when published before with
        another content.
        """
        standing = self._standing(flag.id)
        if standing is not None and standing.status.stands and standing.digest == flag.digest:
            return False
        status = FlagStatus.CHANGED if standing is not None and standing.status.stands else FlagStatus.OPEN
        self._rows[flag.id] = FlagRow(flag.id, gemeente, status, None, flag.digest, msgspec.json.encode(flag))
        return True

    def withdraw(self, flag_id: str, reason: str) -> bool:
        """Withdraw a flag; tell whether it stood. Its last content stays beside the reason."""
        standing = self._standing(flag_id)
        if standing is None or not standing.status.stands:
            return False
        self._rows[flag_id] = FlagRow(
            flag_id, standing.gemeente, FlagStatus.WITHDRAWN, reason, standing.digest, standing.body
        )
        return True

    def rows(self) -> list[FlagRow]:
        """Return the rows to write, by id."""
        return [self._rows[flag_id] for flag_id in sorted(self._rows)]

    def messages(self) -> list[OutboxRow]:
        """Return the messages to send, one a flag."""
        return [OutboxRow(FLAGS, row.id, row.message()) for row in self.rows()]

    def _standing(self, flag_id: str) -> FlagRow | None:
        return self._rows.get(flag_id) or self._store.flag(flag_id)
