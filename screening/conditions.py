"""Conditions that may limit a lesser danger (Wet Bibob art. 3 lid 7), looked at before anything heavier."""

import msgspec

from screening.decisions import SUBSIDY

__all__ = ["CONDITIONS", "Condition", "conditions"]


class Condition(msgspec.Struct, frozen=True):
    """A condition for a decision that rests on indicators of some groups; ``subsidy`` None is for all decisions."""

    id: str
    nl: str
    groups: frozenset[str]
    subsidy: bool | None = None


_EVERY = frozenset("ABCDEFGIJ")

CONDITIONS = (
    Condition("melden", "Wijzigingen in leiding, zeggenschap en financiering vooraf melden.", _EVERY),
    Condition("leiding", "Een genoemde persoon heeft geen feitelijke leiding in de onderneming.", frozenset("ACD"), subsidy=False),
    Condition("aanwezigheid", "Tijdens openingstijden is een op de vergunning vermelde leidinggevende aanwezig.", frozenset("A"), subsidy=False),
    Condition("financiering", "Nieuwe leningen alleen na melding, met schriftelijke overeenkomst en aantoonbare herkomst.", frozenset("BCFJ")),
    Condition("administratie", "Elk kwartaal inzage in administratie en betalingsverkeer.", frozenset("EFJ")),
    Condition("register", "Een actueel register van huurders, bewoners of aanwezige ondernemingen bijhouden en tonen.", frozenset("BI"), subsidy=False),
    Condition("controle", "Extra controles toelaten en gebreken binnen een vaste termijn herstellen.", frozenset("DGI")),
    Condition("duur", "De vergunning voor een kortere tijd verlenen, met een nieuwe toets daarna.", _EVERY, subsidy=False),
    Condition("verantwoording", "Een eigen rekening voor de subsidie, met een verklaring van een accountant.", frozenset("EF"), subsidy=True),
    Condition("voorschot", "Betalen in delen, na aangetoonde activiteiten.", frozenset("E"), subsidy=True),
)  # fmt: skip


def conditions(groups: set[str], kind: str) -> list[Condition]:
    """Give the conditions to look at, in the order of the table; one is always among them."""
    return [
        row
        for row in CONDITIONS
        if not row.groups.isdisjoint(groups) and row.subsidy in (None, kind == SUBSIDY)
    ]
