"""Data of subsidy events (`nl.subsidies.…`)."""

from streams.events.common import Betrokkene, Data, Locatie, Periode
from streams.events.fields import Amount, Iban

__all__ = ["SubsidyData"]


class SubsidyData(Data, frozen=True, kw_only=True, gc=False):
    """An application for a subsidy, or what was decided on it."""

    regeling: str | None = None
    beleidsterrein: str | None = None
    activiteit: str | None = None
    betrokkenen: tuple[Betrokkene, ...] = ()
    locatie: Locatie | None = None
    jaar: int | None = None
    periode: Periode | None = None
    periodiek: bool | None = None
    bedragAangevraagd: Amount | None = None  # noqa: N815
    bedragVerleend: Amount | None = None  # noqa: N815
    bedragBetaald: Amount | None = None  # noqa: N815
    bedragVastgesteld: Amount | None = None  # noqa: N815
    bedragTeruggevorderd: Amount | None = None  # noqa: N815
    iban: Iban | None = None
    reden: str | None = None
    datumOnbekend: bool | None = None  # noqa: N815 - ours: the source cannot tell the day; see docs/sources.md
