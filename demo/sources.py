"""The systems that the town's events come from; their organisation numbers are made up."""

from __future__ import annotations

from enum import Enum

__all__ = ["Source"]


class Source(Enum):
    """One source system: the `source` of its events, the prefix of its event ids and the kind of its facts."""

    REGISTER = ("urn:nld:oin:00000009999010000001:systeem:handelsregister", "hr", "registers")
    RESIDENTS = ("urn:nld:oin:00000009999010000002:systeem:bewoning", "brp", "registers")
    CADASTRE = ("urn:nld:oin:00000009999010000003:systeem:kadaster", "kad", "registers")
    LEASES = ("urn:nld:oin:00000009999010000004:systeem:woz", "woz", "registers")
    PERMITS = ("urn:nld:oin:00000009999010000005:systeem:vth", "vth", "vergunningen")
    SUBSIDIES = ("urn:nld:oin:00000009999010000006:systeem:subsidies", "sub", "subsidies")
    INSPECTIONS = ("urn:nld:oin:00000009999010000007:systeem:toezicht-app", "ctl", "toezicht")
    ENVIRONMENT = ("urn:nld:oin:00000009999010000008:systeem:omgevingsdienst", "odw", "toezicht")
    SIGNALS = ("urn:nld:oin:00000009999010000009:systeem:meldingen", "mld", "meldingen")

    def __init__(self, urn: str, short: str, domain: str) -> None:
        self.urn = urn
        self.short = short
        self.domain = domain
