"""An indicator reads no fact whose purpose its own does not allow (rules.md section 9)."""

import random
from pathlib import Path

import msgspec
import pytest

from graph.claims import Statement
from graph.declaration import FIVE
from graph.indicators import DECLARATIONS, INDICATORS
from graph.indicators.indicator import Indicator
from graph.municipality import Municipality
from graph.rules import Rules
from streams.errors import WrongUse
from streams.rules_file import DEFAULT, load_rules
from tests.graph import builders as b
from tests.graph.indicators.examples import EXAMPLES
from tests.graph.plots import PLOT
from tests.graph.random_logs import make_log
from tests.graph.test_incremental import anew, findings, in_batches


def _rules(without: str) -> Rules:
    """Give rules under which no indicator may read facts of one purpose."""
    return msgspec.structs.replace(b.RULES, purposes={one.id: FIVE - {without} for one in DECLARATIONS})


def _town(without: str, *batches: list[Statement]) -> Municipality:
    municipality = Municipality(b.GEMEENTE, _rules(without))
    b.said(municipality, *batches)
    return municipality


def test_by_default_each_allows_the_five() -> None:
    """And the rules that come with the program take none away."""
    assert all(one.allows == FIVE for one in DECLARATIONS)
    assert b.RULES.purposes == {}


@pytest.mark.parametrize("purpose", sorted(FIVE))
def test_no_hit_rests_on_a_fact_of_a_purpose_that_is_not_allowed(purpose: str) -> None:
    """On random logs; and what is kept current is what is computed anew."""
    found = 0
    for seed in range(12):
        log = make_log(seed)
        municipality = _town(purpose)
        rng = random.Random(seed)
        rng.shuffle(log)
        in_batches(municipality, log, rng)
        assert findings(municipality) == anew(municipality), seed
        purposes = {one.ref: one.purpose for one in log}
        for finding in municipality._evaluation.findings.values():
            found += 1
            assert purpose not in {purposes[ref] for ref in finding.hit.refs}
    assert found


@pytest.mark.parametrize("indicator", [one for one in INDICATORS if not one.context], ids=lambda one: one.id)
def test_an_event_of_another_purpose_is_as_if_it_were_not_there(indicator: Indicator) -> None:
    """Its facts given for a purpose of its own, of which one indicator may read nothing."""
    identity = indicator.id
    log = [msgspec.structs.replace(one, purpose="meldingen") for one in EXAMPLES[identity]()]
    assert any(name[0] == identity for name in b.town(log)._evaluation.findings)
    assert not any(name[0] == identity for name in _town("meldingen", log)._evaluation.findings)


def test_values_of_another_purpose_are_not_read() -> None:
    """The area that makes a place a shared building comes with an event that the rule may not read."""
    crowd = [b.registered(b.firm(f"F{number}"), 1, number) for number in range(12)]
    told = b.inspects(b.firm("F1"), 1, 40, locatie=b.spot(1, oppervlakte=2000))
    assert "B1" not in {name[0] for name in b.town(crowd, told)._evaluation.findings}
    assert "B1" in {name[0] for name in _town("toezicht", [*crowd, told])._evaluation.findings}


def test_paths_of_g1_read_no_other_purpose_either() -> None:
    """The loan that leads to a closure elsewhere is registered for the registers."""
    lender = b.person("L", naam={"volledig": "L. Lener"}, geboortedatum="1960-01-01")
    log = [
        *PLOT,
        b.lends(lender, b.firm("A"), 1),
        b.leads(lender, b.firm("X"), 1),
        b.closed_down(b.firm("X"), 9, 40),
    ]
    rules = msgspec.structs.replace(b.RULES, purposes={"G1": FIVE - {"registers"}})
    municipality = Municipality(b.GEMEENTE, rules)
    b.said(municipality, log)
    (bound,) = municipality.flags.values()
    (free,) = b.town(log).flags.values()
    assert "G1" in {one.id for one in free.indicators}
    assert "G1" not in {one.id for one in bound.indicators}


@pytest.mark.parametrize(
    ("line", "said"), [('Z9 = ["toezicht"]', "Z9 is no indicator"), ('A1 = ["bibob"]', "bibob is none of")]
)
def test_a_wrong_purpose_in_the_rules_file_is_named(line: str, said: str, tmp_path: Path) -> None:
    """One line, before anything runs."""
    path = tmp_path / "rules.toml"
    path.write_text(DEFAULT.read_text("utf-8") + f"\n[purposes]\n{line}\n", encoding="utf-8")
    with pytest.raises(WrongUse, match=said):
        load_rules(path)
