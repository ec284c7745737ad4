"""Days, numbers and amounts in sentences."""

from datetime import date

import pytest

from graph.wording import counted, euros, in_dutch, in_english, one_stop


@pytest.mark.parametrize(
    ("day", "nl", "en"),
    [
        (date(2021, 11, 8), "8 november 2021", "8 November 2021"),
        (date(2020, 2, 29), "29 februari 2020", "29 February 2020"),
        (date(9999, 12, 31), "31 december 9999", "31 December 9999"),
    ],
)
def test_a_day_is_written_out(day: date, nl: str, en: str) -> None:
    """Without a zero in front, the month in small letters in Dutch."""
    assert in_dutch(day.toordinal()) == nl
    assert in_english(day.toordinal()) == en


def test_a_number_takes_its_noun() -> None:
    """One is one, none is many."""
    assert [counted(number, "plaats", "plaatsen") for number in (0, 1, 2)] == [
        "0 plaatsen",
        "1 plaats",
        "2 plaatsen",
    ]


def test_amounts_have_points() -> None:
    """Whole euros."""
    assert euros(25000.0) == "€ 25.000"


def test_a_sentence_that_ends_in_a_name_has_one_full_stop() -> None:
    """Inside a text as well; three are meant."""
    assert one_stop("Van Anker B.V.. Naar Boei b.v..") == "Van Anker B.V. Naar Boei b.v."
    assert one_stop("Er is geen naam.") == "Er is geen naam."
    assert one_stop("En dan...") == "En dan..."
