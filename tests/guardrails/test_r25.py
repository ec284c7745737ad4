"""R25: terms are kept: the decision term, the Bureau's with its clock stopped, and a gauge of cases near their end."""

import datetime as dt
from pathlib import Path

import msgspec
import prometheus_client

from agents.store_metrics import StoreMetrics
from screening.decisions import DECISIONS
from screening.dossier import Dossier, Pause
from screening.terms import terms
from streams.pseudonyms import Keys
from streams.store import Store


def test_the_bureaus_term_is_eight_weeks_four_more_and_stands_still_while_it_waits() -> None:
    """Wet Bibob art. 15."""
    decision = DECISIONS["exploitatie_horeca"]
    asked = dt.date(2026, 6, 1)
    ends = []
    for dossier in (
        Dossier(lbb_gevraagd=asked.isoformat()),
        Dossier(lbb_gevraagd=asked.isoformat(), lbb_verlengd=True),
        Dossier(
            lbb_gevraagd=asked.isoformat(), pauzes=(Pause("lbb", "gegevens", "2026-06-10", "2026-06-19"),)
        ),
    ):
        (bureau,) = [
            one for one in terms(decision, None, dossier) if "Bureau" in one.wat and "melden" not in one.wat
        ]
        ends.append((dt.date.fromisoformat(bureau.vervalt) - asked).days)
    assert ends == [56, 84, 66]


def test_a_gauge_tells_how_many_terms_are_near(store: Path) -> None:
    """Each dated term of an advisory that runs, by how near its last day is."""
    with Store.read(store, 0) as opened:
        bodies = [msgspec.json.decode(row.body) for row in opened.advisories() if row.status != "vervallen"]
    days = [term["vervalt"] for body in bodies for term in body["termijnen"] if term["vervalt"][:4].isdigit()]
    assert days
    first = dt.date.fromisoformat(min(days))
    StoreMetrics(store, Keys.load(None), None, lambda: first).sample([0])
    told = prometheus_client.REGISTRY.get_sample_value("dwarsverband_terms", {"status": "14_days"})
    near = sum(dt.date.fromisoformat(day) - first <= dt.timedelta(days=14) for day in days)
    assert told == near
