"""What a page is asked: by whom, about what, and with what in the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk.access import User
from desk.sessions import Language, Session

__all__ = ["Asked", "NotFound"]


class NotFound(Exception):
    """There is no such thing, or none for this user: which of the two is not told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, checked: route and role fit, and a form carried its token."""

    session: Session
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    part: bool = False
    """Only the part of the page that htmx asked for."""
    cookies: Mapping[str, str] = field(default_factory=dict)
    where: str = "/"
    """Address of the page that the reader is on."""

    @property
    def user(self) -> User:
        """Who asks; pages behind the sign-in have one."""
        assert self.session.user is not None, "the table of access lets nobody else in"
        return self.session.user

    @property
    def language(self) -> Language:
        """In which language."""
        return self.session.language

    def given(self, name: str) -> str:
        """Give a field of the form without blanks around it; "" where it was left out."""
        return self.form.get(name, "").strip()
