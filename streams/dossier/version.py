"""A version of an advisory that somebody signed: its bytes and all that they rest on, frozen."""

import msgspec

from screening.advisory import NOG_NIET, Advisory, Data, Status, decoded

__all__ = ["Version"]


class Version(msgspec.Struct, frozen=True):
    """One signed version; its name outside is ``advisory@versie``.

    `sha256` is that of the bytes, `digest` that of what it says; `known` the moment up to which facts were known,
    `rules` the version of the rules, `links` the identity links that it rests on (JSON), `position` the number of the
    last event in the store. `reason` and `sentence` are the reviewer's code and own words.
    """

    advisory: str
    versie: int
    status: str
    body: bytes
    sha256: str
    digest: str
    known: str
    rules: str
    links: bytes
    position: str
    author: str
    authored: str
    reviewer: str | None = None
    reviewed: str | None = None
    reason: str | None = None
    sentence: str | None = None

    @property
    def name(self) -> str:
        """The id under which it is published, never overwritten."""
        return f"{self.advisory}@{self.versie}"

    def published(self) -> Advisory:
        """Give the advisory as it goes out: the frozen content under its own name, with the signatures that stand under it."""
        signed = decoded(self.body)
        mens = msgspec.structs.replace(
            signed.mens,
            beoordelaar=self.reviewer or NOG_NIET,
            data=Data(self.authored[:10], NOG_NIET if self.reviewed is None else self.reviewed[:10]),
        )
        return msgspec.structs.replace(signed, id=self.name, status=Status(self.status), mens=mens)
