"""The guard rails read from their page."""

from pathlib import Path

from streams.published.rails import rails

ROOT = Path(__file__).parents[3]
RAILS = rails((ROOT / "docs" / "guard-rails.md").read_text("utf-8"))


def test_all_thirty_are_read() -> None:
    """In order."""
    assert [rail.id for rail in RAILS] == [f"R{number}" for number in range(1, 31)]


def test_every_test_that_is_named_exists_and_every_held_rail_names_one() -> None:
    """A rail without a test is not held."""
    for rail in RAILS:
        assert all((ROOT / name).is_file() for name in rail.tests), rail
        assert rail.tests or rail.state in {"organisational", "not built"}, rail
