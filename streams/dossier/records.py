"""What one entry of a dossier can be: each kind a record, written once and never changed.

What stands now is what the entries say together; an entry is closed by a later one, so who wrote what when stays.
"""

import msgspec

__all__ = [
    "Answer",
    "AnyRecord",
    "Bureau",
    "Decided",
    "Entry",
    "Extended",
    "FollowUp",
    "Form",
    "Found",
    "Gevaar",
    "Heard",
    "Hold",
    "Judged",
    "LbbAsked",
    "Notice",
    "OldFact",
    "Opened",
    "Paused",
    "Record",
    "RegisterHit",
    "Released",
    "Replied",
    "Request",
    "RequestDecided",
    "ResearchDone",
    "RulesProposed",
    "RulesSettled",
    "Screened",
    "Sent",
    "SentBack",
    "Shared",
    "TaskDone",
    "TaskOpened",
    "Told",
]


class Record(msgspec.Struct, frozen=True, tag_field="soort", omit_defaults=True):
    """Base of every kind; `soort` tells them apart on the disk."""


# Of an advisory (key: its id)


class Answer(Record, frozen=True, tag="antwoord"):
    """What a human wrote under the key of a question to him."""

    vraag: str
    tekst: str


class Gevaar(Record, frozen=True, tag="gevaar"):
    """The human conclusion on the degree of danger: ernstig_gevaar, mindere_mate or geen_gevaar (article 3)."""

    gevaar: str


class Sent(Record, frozen=True, tag="vraag_gesteld"):
    """A question went to the applicant; days YYYY-MM-DD."""

    vraag: str
    gevraagd: str
    tot: str


class Replied(Record, frozen=True, tag="vraag_beantwoord"):
    """What the applicant answered."""

    vraag: str
    antwoord: str
    beantwoord: str


class Heard(Record, frozen=True, tag="zienswijze"):
    """How far hearing one person has got; `wie` a record id."""

    wie: str
    status: str
    datum: str


class Paused(Record, frozen=True, tag="opschorting"):
    """A term stands or stood still."""

    term: str
    grond: str
    van: str
    tot: str | None = None


class Extended(Record, frozen=True, tag="verlenging"):
    """The decision term was extended until this day (Awb 4:14)."""

    tot: str


class ResearchDone(Record, frozen=True, tag="eigen_onderzoek_volledig"):
    """Own research is complete on this day."""

    datum: str


class LbbAsked(Record, frozen=True, tag="lbb_gevraagd"):
    """The Bureau was asked for its advice on this day."""

    datum: str
    verlengd: bool = False


class RegisterHit(Record, frozen=True, tag="treffer"):
    """A hit in a form or register outside the graph: `bibob_register` or `tip`."""

    register: str
    datum: str


class Form(Record, frozen=True, tag="formulier"):
    """A Bibob form, as its fields and values: dossier, never a claim (domain.md, R10)."""

    ontvangen: str
    velden: dict[str, str]


class Bureau(Record, frozen=True, tag="bureau"):
    """What the Bureau told: an advice, or data from its register. Dossier, as the form."""

    datum: str
    kenmerk: str
    inhoud: str


class Screened(Record, frozen=True, tag="gescreend"):
    """The party was screened on this day; whether there are signals of misuse since."""

    datum: str
    misbruik: bool = False


class OldFact(Record, frozen=True, tag="oud_feit"):
    """Why a fact older than five years is shown all the same (R23); `event` is `source id`."""

    event: str
    reden: str


class Decided(Record, frozen=True, tag="besluit"):
    """What the municipality decided, and how that ended in objection and appeal."""

    kenmerk: str
    datum: str
    afloop: str


class Opened(Record, frozen=True, tag="feit_geopend"):
    """A reviewer opened one fact of one version."""

    versie: int
    feit: str


class SentBack(Record, frozen=True, tag="teruggezonden"):
    """A reviewer sent a signed version back to its author, in a sentence of his own."""

    versie: int
    reden: str


class Told(Record, frozen=True, tag="bericht"):
    """A message to somebody about an advisory that he signed."""

    aan: str
    tekst: str


class TaskOpened(Record, frozen=True, tag="taak"):
    """Something that somebody must do; `wat` is its kind."""

    wat: str
    termijn: str
    toelichting: str


class TaskDone(Record, frozen=True, tag="taak_klaar"):
    """It was done."""

    wat: str
    resultaat: str


# Of a flag (key: its id)


class Judged(Record, frozen=True, tag="beoordeeld"):
    """What a flag said when it was judged: its hits and hard events, for the difference later (rules.md section 8)."""

    digest: str
    oordeel: str
    treffers: list[str]
    hard: list[str]


class FollowUp(Record, frozen=True, tag="vervolg"):
    """What is done about a confirmed flag: its kind, who, by when; or nothing, with the reason."""

    digest: str
    vervolg: str
    reden: str
    eigenaar: str | None = None
    termijn: str | None = None


class Found(Record, frozen=True, tag="vervolg_resultaat"):
    """What a follow-up came to: `bevestigd`, `niet_bevestigd` or `onbekend`, in a sentence."""

    digest: str
    uitkomst: str
    resultaat: str


class Notice(Record, frozen=True, tag="kennisgeving"):
    """Telling a person of a confirmed flag: `verschuldigd`, `uitgesteld` (with reason and end) or `gedaan`."""

    wie: str
    """Token of the person's record."""
    stand: str
    reden: str | None = None
    tot: str | None = None


# Of a person (key: token of the record)


class Request(Record, frozen=True, tag="verzoek"):
    """A person uses a right: inzage, rectificatie, beperking, bezwaar, wissing; due within a month (AVG 12(3))."""

    recht: str
    uiterlijk: str
    reden: str
    gemeente: str | None = None
    """Whose officer it waits for: a token does not tell. None in what an earlier release wrote."""


class RequestDecided(Record, frozen=True, tag="verzoek_besloten"):
    """What was decided on the last request of that right, and why."""

    recht: str
    besluit: str
    reden: str
    gemeente: str | None = None


# Of the rules of a municipality (key: `regels:` and its code)


class RulesProposed(Record, frozen=True, tag="regels_voorgesteld"):
    """Somebody proposes a version of the rules (the text of its file), for another to agree."""

    versie: str
    inhoud: str


class RulesSettled(Record, frozen=True, tag="regels_afgedaan"):
    """The last proposal was published or withdrawn."""

    versie: str
    afloop: str


# Of anything (key: the id of a flag or advisory, or the token of a record)


class Hold(Record, frozen=True, tag="bewaarplicht"):
    """A legal hold: suspends erasure and expiry (domain.md, R14)."""

    reden: str
    tot: str | None = None


class Released(Record, frozen=True, tag="bewaarplicht_vervallen"):
    """The hold has ended."""

    reden: str


Shared = (
    Answer
    | Gevaar
    | Sent
    | Replied
    | Heard
    | Paused
    | Extended
    | ResearchDone
    | LbbAsked
    | RegisterHit
    | Screened
    | OldFact
    | Decided
    | Opened
    | SentBack
    | TaskOpened
    | TaskDone
    | Judged
    | FollowUp
    | Found
    | Notice
    | Request
    | RequestDecided
    | RulesProposed
    | RulesSettled
    | Hold
    | Released
)
# What a decision may carry to the worker that holds the case. Not a form, nor what the Bureau told: these are never an
# event (contracts.md section 3). Not a message of the program: it follows from what stands.

AnyRecord = Shared | Form | Bureau | Told


class Entry(msgspec.Struct, frozen=True):
    """One entry: to what, when (RFC 3339, UTC), by whom, what."""

    seq: int
    key: str
    at: str
    by: str
    record: AnyRecord
