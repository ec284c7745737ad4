"""The ordinary grounds that come before the Wet Bibob, by indicator and by what is to be decided."""

import msgspec

from screening.advisory import Aanleiding
from screening.decisions import SUBSIDY

__all__ = ["ENFORCEMENT", "GROUNDS", "Ordinary", "ordinary"]


class Ordinary(msgspec.Struct, frozen=True):
    """An ordinary ground for some indicators; ``law`` is a key of `law.LAW`.

    ``kinds`` are the decisions it is for (None: all but subsidies), ``at`` the occasions (None: all).
    """

    indicators: frozenset[str]
    law: str
    nl: str
    kinds: frozenset[str] | None = None
    at: frozenset[Aanleiding] | None = None


_SUBSIDIES = frozenset({SUBSIDY})
_E = frozenset({"E1", "E2", "E3", "E4"})
_APPLIED, _RUNNING = frozenset({Aanleiding.AANVRAAG}), frozenset({Aanleiding.LOPENDE_SUBSIDIE})

ENFORCEMENT = Ordinary(frozenset({"G2"}), "awb:5:4", "Is gewone handhaving van de overtredingen al genoeg?")
"""Looked at in every case: a flag always rests on something that an inspection or measure established."""

GROUNDS = (
    Ordinary(frozenset({"A2", "A3", "A4", "D3"}), "alcohol:27", "Wijkt de feitelijke toestand af van de aanvraag? Voor een vergunning op grond van de APV geldt het gelijke artikel van de APV."),
    Ordinary(frozenset({"J1", "F2"}), "awb:4:5", "Is de aanvraag volledig en juist?", None, _APPLIED),
    Ordinary(frozenset({"I1"}), "opium:13b", "Is een sluiting of een andere maatregel op grond van de Opiumwet genoeg?"),
    Ordinary(_E, "awb:4:35", "Is er reden om aan te nemen dat de activiteiten niet of niet geheel plaatsvinden?", _SUBSIDIES, _APPLIED),
    Ordinary(_E | {"J1"}, "awb:4:35:2", "Zijn bij de aanvraag onjuiste of onvolledige gegevens verstrekt?", _SUBSIDIES, _APPLIED),
    Ordinary(_E, "awb:4:46", "Kan de subsidie lager worden vastgesteld?", _SUBSIDIES, _RUNNING),
    Ordinary(_E | {"J1"}, "awb:4:48", "Kan de verlening worden ingetrokken of gewijzigd?", _SUBSIDIES, _RUNNING),
    Ordinary(_E, "awb:4:49", "Kan een vaststelling worden ingetrokken of gewijzigd?", _SUBSIDIES, _RUNNING),
    Ordinary(_E, "awb:4:57", "Kan onverschuldigd betaalde subsidie worden teruggevorderd?", _SUBSIDIES, _RUNNING),
)  # fmt: skip


def ordinary(indicators: set[str], kind: str, occasion: Aanleiding) -> list[Ordinary]:
    """Give the ordinary grounds to look at, in the order of the table; enforcement is always among them."""
    return [
        *(
            row
            for row in GROUNDS
            if not row.indicators.isdisjoint(indicators)
            and (kind != SUBSIDY if row.kinds is None else kind in row.kinds)
            and (row.at is None or occasion in row.at)
        ),
        ENFORCEMENT,
    ]
