"""What a reader gives for a line of a source: an event, or the reason why there is none."""

import msgspec

__all__ = ["Refusal", "Row", "UnusableRowError"]


class Refusal(msgspec.Struct, frozen=True):
    """Why a row cannot become an event, in the words that a dead letter has (contracts.md section 5)."""

    reason: str
    nl: str
    en: str
    about: str | None = None


class Row(msgspec.Struct, frozen=True):
    """One event, or one refusal, and where it stands in the source.

    A line that gives several events gives several rows with that `line`; one that tells nothing new gives none.

    Attributes
    ----------
    topic_path
        The file: the path as given, with the file's name when that was a folder.
    line
        Zero-based number of the physical line on which the row starts.
    event
        A structured CloudEvent (JSON) for the gateway; None when refused.
    refusal
        None when there is an event. Exactly one of the two is there.
    raw
        The row as it stands in the file.
    """

    topic_path: str
    line: int
    event: bytes | None
    refusal: Refusal | None
    raw: bytes


class UnusableRowError(Exception):
    """Raised while a row is read: it cannot become an event. Never leaves a reader: it becomes a `Refusal`."""

    def __init__(self, reason: str, about: str, *, nl: str, en: str) -> None:
        super().__init__(en)
        self.reason = reason
        self.about = about
        self.nl = nl
        self.en = en

    def refusal(self, topic_path: str, line: int) -> Refusal:
        """Put the file and the line, counted from one as an editor does, before what is wrong."""
        return Refusal(
            reason=self.reason,
            nl=f"{topic_path}, regel {line + 1}, veld {self.about}: {self.nl}",
            en=f"{topic_path}, line {line + 1}, field {self.about}: {self.en}",
            about=self.about,
        )
