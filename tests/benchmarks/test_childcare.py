"""G1 on real inspections: the arithmetic on small counts, and the page on the real file where it is at hand."""

import os
from pathlib import Path

import pytest

from benchmarks.childcare import GROUPS, Visit, difference, followed, group_of, report, town, wilson

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DWARSVERBAND_TEST_DATA") or ROOT.parent / "shared" / "data") / "kinderopvang"


@pytest.mark.parametrize(
    ("known", "group"),
    [
        ([], 0),
        ([(10, False)], 1),
        ([(10, True), (900, False)], 2),
        ([(900, True), *((900, False),) * 10], 3),
        ([(900, True), *((900, False),) * 9], 4),
        ([(1000 - 730, True)], 4),
        ([(1000 - 731, True)], 2),
    ],
)
def test_what_was_known_falls_into_one_group(known: list[tuple[int, bool]], group: int) -> None:
    """Nothing, never, long ago, seldom, often; 24 months of 30.44 days are 730 days."""
    assert group_of(known, 1000) == group


def test_an_interval_of_a_rate_is_that_of_wilson() -> None:
    """Known values; wider with less, the whole range of nothing."""
    low, high = wilson(1, 10)
    assert (round(low, 4), round(high, 4)) == (0.0179, 0.4042)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == pytest.approx(1.0)


def test_a_difference_is_resampled_by_whole_holders() -> None:
    """Clear where it is clear, none of an empty group, wider where few holders have all visits."""
    base = [Visit(f"b{number}", 1, hard=False) for number in range(20)]
    many = [Visit(f"m{number}", 4, hard=number % 2 == 0) for number in range(20)]
    one = [Visit("m", 4, hard=number % 2 == 0) for number in range(20)]
    low, high = difference([*base, *many], 4) or (0.0, 0.0)
    assert 0 < low < 0.5 < high < 1
    assert difference(base, 4) is None
    assert difference([*base, *one], 4) == (0.5, 0.5)


def test_a_report_names_every_group_and_nobody() -> None:
    """Also those without a visit."""
    text = report([Visit("holder", 1, hard=True)])
    assert all(name in text for name in GROUPS)
    assert "| holder |" not in text


@pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data is not at {DATA}; DWARSVERBAND_TEST_DATA names another folder"
)
def test_the_page_holds_what_the_command_prints() -> None:
    """Run the command of docs/evaluation.md when this fails."""
    found = town(DATA)
    visits = list(followed(found.graph.view, set(found.graph.resolver.entity_of.values())))
    assert report(visits) in (ROOT / "docs" / "evaluation.md").read_text("utf-8")
