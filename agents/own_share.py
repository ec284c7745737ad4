"""How often each indicator turned out right here, by verdict and by follow-up, as this process may see it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from agents.judgements import by_verdict, judgements
from agents.protection import may_see
from agents.standing import Standing
from screening.verdicts import Judgement, Precision, last_of_each, precision
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Found
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["own_share"]


def own_share(
    standing: Standing, folders: Sequence[Path], keys: Keys, configured: Settings, gemeente: str | None = None
) -> tuple[int, dict[str, list[Precision]]]:
    """Give how many verdicts count, and by basis (`verdict`, `follow_up`) the share of each indicator.

    Parameters
    ----------
    gemeente
        Only verdicts on flags that are in this municipality.
    """
    every = last_of_each(judgements(standing, list(folders), keys))
    counted = []
    for flag, one in every.items():
        row = standing.flag(flag)
        here = gemeente is None or (row is not None and row.gemeente == gemeente)
        if here and (row is None or may_see(row, configured)):
            counted.append(one)
    found: dict[str, str] = {}
    for folder in folders:
        with DossierFile.read(folder) as dossier:
            found |= {
                one.key: one.record.uitkomst for one in dossier.entries() if isinstance(one.record, Found)
            }
    return len(counted), {
        "verdict": precision(by_verdict(counted)),
        "follow_up": precision(_by_follow_up(counted, found)),
    }


def _by_follow_up(counted: list[Judgement], results: dict[str, str]) -> Mapping[str, list[bool]]:
    found: dict[str, list[bool]] = defaultdict(list)
    for one in sorted(counted, key=lambda one: one.order):
        if results.get(one.flag) in {"bevestigd", "niet_bevestigd"}:
            for indicator in one.indicators:
                found[indicator].append(results[one.flag] == "bevestigd")
    return found
