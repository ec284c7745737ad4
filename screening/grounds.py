"""The grounds of the Wet Bibob with their factors, and before them the ordinary grounds."""

from collections.abc import Iterator

from graph.flag import EventName
from graph.wording import counted
from screening.advisory import Aanleiding, Fact, Factor, Grond, GrondSoort, Strafbaarheid, Weigeringsgrond
from screening.answers import ask
from screening.decisions import DECISIONS, SUBSIDY
from screening.dossier import Dossier
from screening.law import basis, says
from screening.ordinary_grounds import ordinary
from screening.sentence import Feit, Sentence

__all__ = ["bibob_grounds", "ordinary_grounds"]

_GAIN = frozenset({"E1", "E2", "E3", "E4", "F1", "F2", "F3", "C1", "C2"})
"""Indicators that hook into the use of proceeds (article 3 paragraph 1 under a)."""

_FALSE = frozenset({"J1", "E2"})
"""Indicators that may mean that something was said wrongly to get the decision (paragraph 6)."""

Cited = dict[str, list[str]]
"""By indicator: the ids of the facts it rests on, among those of the advisory."""


def ordinary_grounds(
    cited: Cited, facts: list[Fact], kind: str, occasion: Aanleiding, dossier: Dossier
) -> list[Weigeringsgrond]:
    """Give the ordinary grounds, each with its facts, the question whether it suffices, and why Bibob beside or after it."""
    found = []
    suspicious = _suspicious(facts)
    for row in ordinary(set(cited), kind, occasion):
        ids = [one for indicator in sorted(row.indicators) for one in cited.get(indicator, ())] or suspicious
        text: list[Sentence] = [
            says(row.law),
            ask(dossier, f"weigeringsgrond:{row.law}", row.nl),
            says(
                "bibob:3:4",
                "De Wet Bibob komt daarnaast of daarna: zij kijkt naar het gevaar dat volgt uit relaties met anderen,"
                " wat deze gewone grond niet doet.",
            ),
        ]
        found.append(Weigeringsgrond(basis(row.law), list(dict.fromkeys(ids)) or _first(facts), text))
    return found


def bibob_grounds(
    cited: Cited, facts: list[Fact], kind: str, opening: EventName, dossier: Dossier
) -> list[Grond]:
    """Give the grounds that the facts may point at, each with its own factors; the b-ground is always looked at."""
    gain = _ids(cited, _GAIN)
    found = [_a(gain, facts, dossier)] if gain else []
    found.append(
        _b(
            _suspicious(facts) or _first(facts),
            facts,
            Feit(f"De gevraagde of verleende activiteit is: {DECISIONS[kind].nl}.", opening),
            dossier,
        )
    )
    false = _ids(cited, _FALSE)
    if false:
        found.append(_lid6(false, dossier))
    if kind == SUBSIDY:
        found.append(_art6(gain or _suspicious(facts) or _first(facts), dossier))
    return found


def _a(ids: list[str], facts: list[Fact], dossier: Dossier) -> Grond:
    factors = [
        Factor("2", "a", [says("bibob:3:2"), *_sentences(ids, facts)]),
        Factor("2", "b", [says("bibob:3a"), ask(dossier, "a:ernst", "Hoe ernstig zijn de vermoedens?")]),
        Factor("2", "c", [ask(dossier, "a:relatie", "Van welke aard zijn de relaties?")]),
        Factor("2", "d", [ask(dossier, "a:voordeel", "Hoe groot is het voordeel dat benut kan worden?")]),
    ]
    return Grond(GrondSoort.A, ids, factors, [says("bibob:3:1a"), _connection(dossier, "a")])


def _b(ids: list[str], facts: list[Fact], activity: Feit, dossier: Dossier) -> Grond:
    pointing = [one for one in facts if one.strafbaarheid is not Strafbaarheid.GEEN]
    number = len(pointing)
    factors = [
        Factor("3", "a", [says("bibob:3:3"), *_sentences(ids, facts)]),
        Factor("3", "b", [says("bibob:3a"), ask(dossier, "b:ernst", "Hoe ernstig zijn de vermoedens?")]),
        Factor("3", "c", [ask(dossier, "b:relatie", "Van welke aard zijn de relaties?")]),
        Factor(
            "3",
            "d",
            [
                Feit(
                    f"Dit advies noemt {counted(number, 'gebeurtenis', 'gebeurtenissen')} die op een strafbaar feit"
                    f" {'kan' if number == 1 else 'kunnen'} wijzen.",
                    (pointing or facts)[0].event,
                )
            ],
        ),
    ]
    connected: list[Sentence] = [
        says("bibob:3:1b"),
        says("bibob:3:8"),
        activity,
        _connection(dossier, "b"),
    ]
    return Grond(GrondSoort.B, ids, factors, connected)


def _lid6(ids: list[str], dossier: Dossier) -> Grond:
    text = "Was een onjuiste opgave bedoeld om de beschikking te krijgen, of een vergissing?"
    return Grond(
        GrondSoort.LID6,
        ids,
        [Factor("6", "geheel", [says("bibob:3:6"), ask(dossier, "lid6:opzet", text)])],
        [_connection(dossier, "lid6")],
    )


def _art6(ids: list[str], dossier: Dossier) -> Grond:
    text = "Voor welke activiteiten en bedragen van de subsidie geldt dit?"
    return Grond(
        GrondSoort.ART6,
        ids,
        [Factor("art. 6", "geheel", [says("bibob:6"), ask(dossier, "art6:omvang", text)])],
        [_connection(dossier, "art6")],
    )


def _connection(dossier: Dossier, ground: str) -> Sentence:
    question = "Hoe hangen de feiten samen met de activiteit waarvoor deze beschikking is?"
    return ask(dossier, f"{ground}:samenhang", question)


def _ids(cited: Cited, indicators: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(one for key in sorted(indicators & cited.keys()) for one in cited[key]))


def _suspicious(facts: list[Fact]) -> list[str]:
    return [one.id for one in facts if one.strafbaarheid is not Strafbaarheid.GEEN]


def _first(facts: list[Fact]) -> list[str]:
    return [facts[0].id]


_NAMED = 5
"""Facts that a factor tells in full; all of them are named by their ids."""


def _sentences(ids: list[str], facts: list[Fact]) -> Iterator[Sentence]:
    wanted = set(ids)
    shown = [one for one in facts if one.id in wanted][:_NAMED]
    yield from (sentence for one in shown for sentence in one.tekst)
