"""A sentence of an advisory, and which of three kinds it is: what happened, what the law says, or what a human weighs."""

import msgspec

from graph.flag import EventName

__all__ = ["Afweging", "Feit", "Recht", "Sentence"]


class Feit(msgspec.Struct, frozen=True, tag_field="kind", tag="feit", omit_defaults=True):
    """What a source reported; names its event.

    Of what was looked for and not found the event is that of the case, and ``gezocht_in`` says where was looked.
    """

    nl: str
    event: EventName
    gezocht_in: tuple[str, ...] = ()


class Recht(msgspec.Struct, frozen=True, tag_field="kind", tag="recht"):
    """What the law says; names the article and the date of the text that was read (`screening.law`)."""

    nl: str
    artikel: str
    tekst_per: str


class Afweging(msgspec.Struct, frozen=True, tag_field="kind", tag="afweging"):
    """What only a human can write; without an author ``nl`` is the question, and it is `te beantwoorden`.

    ``vraag`` is the key under which the answer is kept (`screening.dossier`).
    """

    nl: str
    vraag: str
    auteur: str | None = None
    te_beantwoorden: bool = True


Sentence = Feit | Recht | Afweging
