"""The laws that every indicator keeps."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from graph import contagion
from graph.claims import DECLARED, VALUES, Statement
from graph.declaration import Declaration
from graph.indicators import DECLARATIONS, INDICATORS
from graph.indicators.indicator import Hit, Indicator
from graph.municipality import Municipality
from graph.rules import Parameters
from graph.structures import Finding
from streams.events import TYPES
from streams.purposes import KNOWN
from streams.rules_file import DEFAULT
from tests.graph.builders import (
    DESK,
    RULES,
    applies,
    closed_down,
    firm,
    grants,
    inspects,
    leads,
    lends,
    lets,
    person,
    refuses,
    registered,
    retracts,
    spot,
    town,
)
from tests.graph.indicators.examples import EXAMPLES, OTHERS
from tests.graph.plots import PLOT

_NAME = "Achternaam"
_SECRET = person("S", naam={"voorletters": "J.", "geslachtsnaam": _NAME}, geboortedatum="1980-05-02")


def _everything() -> list[Statement]:
    """Give a log in which every indicator hits, with a named person wherever a person can be."""
    operators = [
        registered(firm(key), 5, start, ends=ends)
        for key, start, ends in (
            ("K", 0, False),
            ("K", 99, True),
            ("L", 100, False),
            ("L", 199, True),
            ("M", 200, False),
        )
    ]
    return [
        *PLOT,
        *(registered(firm(str(number)), 4, number) for number in range(11)),
        *operators,
        *(lets(_SECRET, firm(key), 5, 1) for key in "KLM"),
        *(grants(firm("G"), number, f"s{number}", zaaknummer=f"g{number}") for number in range(3)),
        *(leads(_SECRET, firm(key), 0) for key in "ACG"),
        # Nearby instead of at the same place, an area, an amount: what only some computations look at.
        applies(firm("C"), 6, 65, locatie=spot(6, punt=[4.0, 52.0]), sbi=["5610"]),
        inspects(firm("A"), 1, 21, locatie=spot(1, punt=[4.001, 52.0])),
        inspects(firm("0"), 4, 21, locatie=spot(4, oppervlakte=90)),
        grants(firm("G"), 40, "s9", zaaknummer="g9", bedragVerleend="24000.00"),
        refuses(firm("N"), 6, 50),
    ]


def _logs(indicator: Indicator) -> list[list[Statement]]:
    """Give the logs on which an indicator hits."""
    return [EXAMPLES[indicator.id](), *(log() for log in OTHERS.get(indicator.id, ())), _everything()]


def _found(municipality: Municipality, indicator: Indicator) -> list[Finding]:
    """Give the findings of an indicator, kept or, where it is context, computed."""
    if indicator.context:
        entities = set(municipality.graph.resolver.entity_of.values())
        context = municipality._evaluation.context(municipality.graph.view, entities)
        return [one for one in context if one.hit.indicator == indicator.id]
    findings = municipality._evaluation.findings
    found = [findings[name] for name in sorted(findings) if name[0] == indicator.id]
    return municipality._evaluation.dated(municipality.graph.view, found)


def _hits(indicator: Indicator) -> Iterator[tuple[Municipality, Hit]]:
    for log in _logs(indicator):
        municipality = town(log)
        yield from ((municipality, one.hit) for one in _found(municipality, indicator))


every = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)


def test_the_register_is_in_order_and_names_each_once() -> None:
    """One literal list."""
    ids = [indicator.id for indicator in INDICATORS]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("indicator", DECLARATIONS, ids=lambda declared: declared.id)
def test_a_declaration_is_complete(indicator: Declaration) -> None:
    """Every field says something, and the id begins with the group."""
    for field in (
        "id",
        "version",
        "nl",
        "en",
        "group",
        "phase",
        "purpose",
        "basis",
        "reach",
        "needs",
        "hook",
        "refusal",
        "innocent",
        "allows",
    ):
        assert getattr(indicator, field), field
    assert re.fullmatch("[A-J][1-9]", indicator.id)
    assert indicator.id[0] == indicator.group
    assert indicator.phase in {"stroom", "zaak"}
    assert indicator.purpose in KNOWN
    assert indicator.allows <= KNOWN
    prefixes = {"registers", "vergunningen", "subsidies", "toezicht", "meldingen"}
    known = {f"{prefix}.{kind.kind}" for kind in TYPES.values() for prefix in prefixes}
    assert {need.fact for need in indicator.needs} <= known
    said = [(need.nl, need.en) for need in indicator.needs]
    said += [(cause.nl, cause.en) for cause in indicator.innocent]
    assert all(nl and en and nl != en for nl, en in said)
    assert all(cause.nl.endswith(".") and cause.en.endswith(".") for cause in indicator.innocent)


@every
def test_a_computation_says_what_it_finds_and_where(indicator: Indicator) -> None:
    """Its docstring's first line is the sentence of the page of rules; context is group H and nothing else."""
    assert indicator.kinds
    assert set(indicator.kinds) <= set("opl")
    assert indicator.evaluate.__doc__
    assert indicator.context == (indicator.group == "H")


def test_there_are_31_and_no_two_say_the_same() -> None:
    """G1 among them; names and innocent causes are each one's own."""
    assert len({one.id for one in DECLARATIONS}) == 31
    for texts in ([one.nl for one in DECLARATIONS], [one.en for one in DECLARATIONS]):
        assert len(set(texts)) == 31
    causes = [cause.nl for one in DECLARATIONS for cause in one.innocent]
    assert len(set(causes)) == len(causes)


@every
def test_its_triggers_are_relations_facts_and_values_that_exist(indicator: Indicator) -> None:
    """A typing error here would leave a hit unseen."""
    kinds = {known.kind for known in TYPES.values()} | {
        "subsidie-aanvraag-ontvangen",
        "subsidie-aanvraag-ingetrokken",
    }
    relations = {
        "bestuurder", "vennoot", "eigenaar", "belang", "vestiging", "huur", "lening", "eigendom", "bewoning",
        "uitgeschreven", "ingeschreven", "gewijzigd", "failliet", "commissaris", "gevolmachtigde",
    }  # fmt: skip
    known = kinds | relations | set(VALUES.values())
    assert {name for name in indicator.triggers if not name.startswith(DECLARED)} <= known


class _Read(Parameters):
    """Parameters that remember which of them were read."""

    def __init__(self, values: Parameters) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> float:
        self.read.add(name)
        return super().__getitem__(name)


@every
def test_the_rules_file_holds_exactly_what_it_reads(
    indicator: Indicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No parameter without effect, none made up in the code."""
    watched = _Read(RULES.indicators[indicator.id])
    monkeypatch.setitem(RULES.indicators, indicator.id, watched)
    for log in _logs(indicator):
        _found(town(log), indicator)
    # A dict copied into a hit is not read: what a computation reads it names.
    assert watched.read == set(tomllib.loads(DEFAULT.read_text(encoding="utf-8"))["indicators"][indicator.id])


@every
def test_it_hits_here(indicator: Indicator) -> None:
    """On each log of its own, or the laws below would hold of nothing."""
    for log in _logs(indicator)[:-1]:
        assert _found(town(log), indicator)


@every
def test_without_events_it_finds_nothing(indicator: Indicator) -> None:
    """And it raises nothing."""
    assert not _found(town(), indicator)


@every
def test_it_is_found_whichever_event_comes_last(indicator: Indicator) -> None:
    """Each event alone can be what makes the hit; taken back, it can be what breaks it."""
    for log in _logs(indicator)[:-1]:
        once = {one.hit.name: _values(one) for one in _found(town(log), indicator)}
        for last in log:
            rest = [one for one in log if one is not last]
            municipality = town(rest, last)
            assert {one.hit.name: _values(one) for one in _found(municipality, indicator)} == once
            if last.ref.source != DESK:
                # Known before all else, so that the retraction does not move today.
                gone = said_and_retracted(municipality, last)
                without = {one.hit.name: _values(one) for one in _found(town(rest), indicator)}
                assert {one.hit.name: _values(one) for one in _found(gone, indicator)} == without


def said_and_retracted(municipality: Municipality, last: Statement) -> Municipality:
    """Take back what was said last."""
    changes = municipality.apply([retracts(last, at=-1000)])
    assert not changes.failed
    return municipality


def _values(finding: Finding) -> tuple[object, ...]:
    hit = finding.hit
    return hit.refs, hit.parameters, hit.nl, sorted(member.key for member in hit.members), finding.since


@every
def test_a_hit_rests_on_events_that_stand(indicator: Indicator) -> None:
    """And on each event of the relations and facts that it names."""
    for municipality, hit in _hits(indicator):
        assert all(municipality.graph.standing.stands(ref) for ref in hit.refs)
        assert {ref for one in hit.relations for ref in one.refs} <= hit.refs
        assert {fact.ref for fact in hit.facts} <= hit.refs


@every
def test_a_hit_has_members_each_once(indicator: Indicator) -> None:
    """All of them there, none where it is context; those that join although they are hubs among them."""
    for municipality, hit in _hits(indicator):
        keys = [member.key for member in hit.members]
        assert bool(keys) != indicator.context
        assert len(keys) == len(set(keys))
        assert all(municipality.graph.view.at(key) for key in keys)
        assert set(hit.joins) <= set(hit.members)
        # A contact that applicants share, and a neighbourhood, are no entities.
        assert hit.focus[0] in keys or indicator.id in {"J2", "H1", "H2"}


@every
def test_its_sentences_state_facts_and_name_no_person(indicator: Indicator) -> None:
    """Dutch and English, no accusation."""
    for _, hit in _hits(indicator):
        for sentence in (hit.nl, hit.en):
            assert sentence.endswith(".")
            assert not re.search("crimin|schuld|guilt|dader|fraud|verdacht|suspect", sentence, re.IGNORECASE)
            assert _NAME not in sentence
        assert hit.nl != hit.en


@every
def test_a_hit_holds_since_one_of_its_events(indicator: Indicator) -> None:
    """At the time of which the computation first held."""
    for log in _logs(indicator):
        for finding in _found(town(log), indicator):
            assert finding.since is not None
            assert finding.since.ref in finding.hit.refs
            assert finding.since.known == finding.since.ref.known


def test_the_paths_state_facts_and_name_no_person() -> None:
    """G1 is no indicator with hits; its sentences are held to the same."""
    flags = town(
        [*PLOT, lends(_SECRET, firm("A"), 1), leads(_SECRET, firm("X"), 1), closed_down(firm("X"), 9, 40)]
    )
    (flag,) = flags.flags.values()
    (paths,) = (one for one in flag.indicators if one.id == "G1")
    assert paths.version == contagion.CONTAGION.version
    assert paths.nl.endswith(".")
    assert paths.en.endswith(".")
    assert _NAME not in paths.nl + paths.en
