"""Data of register events (`nl.registers.…`): which subject and other party each type has is in the contract."""

from streams.events.common import Betrokkene, Data, Locatie, Organisatie, Persoon
from streams.events.fields import Amount, Date, Share

__all__ = ["RegistryData"]


class RegistryData(Data, frozen=True, kw_only=True, gc=False):
    """A fact from a register: the subject, the other party, and what is between them."""

    organisatie: Organisatie | None = None
    persoon: Persoon | None = None
    betrokkenen: tuple[Betrokkene, ...] = ()
    functie: str | None = None
    aandeel: Share | None = None
    locatie: Locatie | None = None
    bedrag: Amount | None = None
    sinds: Date | None = None
    tot: Date | None = None
