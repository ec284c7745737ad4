"""Legal days and terms."""

import datetime as dt

import pytest

from screening.advisory import Opschorting
from screening.decisions import DECISIONS
from screening.dossier import EMPTY, Dossier, Pause
from screening.legal_days import end_of_term, is_legal_holiday
from screening.policy import POLICY, Subject, allowing
from screening.terms import recovery_end, terms

ALCOHOL = DECISIONS["alcoholwet"]


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        ("2026-05-05", True),  # five years from 2025: 5 May counts every year
        ("2025-05-05", True),
        ("2026-04-03", True),  # Good Friday
        ("2026-04-27", True),
        ("2012-04-30", True),  # the Queen's day
        ("2026-12-31", False),
        ("2024-05-10", True),  # decreed
    ],
)
def test_holidays_are_those_of_the_act(day: str, holiday: bool) -> None:
    """Algemene termijnenwet article 3, text per 2010-10-10."""
    assert is_legal_holiday(dt.date.fromisoformat(day)) is holiday


def test_a_term_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    """From 5 March eight weeks end on 30 April; from 10 March on 5 May, a Tuesday."""
    assert end_of_term(dt.date(2026, 3, 5), 8) == dt.date(2026, 4, 30)
    assert end_of_term(dt.date(2026, 3, 10), 8) == dt.date(2026, 5, 6)
    assert end_of_term(dt.date(2026, 3, 7), 8) == dt.date(2026, 5, 4)  # a Saturday


def test_a_term_of_more_than_twelve_weeks_ends_where_it_ends() -> None:
    """Article 4 under a."""
    assert end_of_term(dt.date(2026, 1, 3), 13).weekday() == 5


def test_the_decision_term_stands_still_while_the_applicant_completes() -> None:
    """Days in two grounds at once count once."""
    pauses = (
        Pause("beslistermijn", "aanvulling", "2026-02-02", "2026-02-11"),
        Pause("beslistermijn", "bibob", "2026-02-10", "2026-02-15"),
    )
    whole = terms(ALCOHOL, "2026-01-12", EMPTY)[0]
    longer = terms(ALCOHOL, "2026-01-12", Dossier(pauzes=pauses))[0]
    assert whole.vervalt == "2026-03-09"
    assert longer.vervalt == "2026-03-23"
    assert isinstance(longer.opgeschort, list)
    assert isinstance(longer.opgeschort[1], Opschorting)
    assert longer.opgeschort[1].grondslag.artikel == "31"


def test_a_term_that_still_stands_still_says_so() -> None:
    """No end can be told."""
    paused = Dossier(pauzes=(Pause("beslistermijn", "bibob", "2026-02-02"),))
    assert terms(ALCOHOL, "2026-01-12", paused)[0].vervalt == "staat stil"


def test_silence_grants_only_where_an_article_says_so() -> None:
    """On some APV permits; never under the Alcoholwet."""
    assert terms(ALCOHOL, "2026-01-12", EMPTY)[0].van_rechtswege == "nee"
    assert "Dienstenwet" in terms(DECISIONS["apv_2_41b"], "2026-01-12", EMPTY)[0].van_rechtswege


def test_the_bureau_has_eight_weeks_and_four_more_with_the_clock_stopped_r25() -> None:
    """Article 15: what it waits for does not count."""
    asked = Dossier(lbb_gevraagd="2026-01-12")
    assert terms(ALCOHOL, None, asked)[-1].vervalt == "2026-03-09"
    more = Dossier(
        lbb_gevraagd="2026-01-12",
        lbb_verlengd=True,
        pauzes=(Pause("lbb", "gegevens", "2026-02-02", "2026-02-08"),),
    )
    assert terms(ALCOHOL, None, more)[-1].vervalt == "2026-04-13"


def test_the_recovery_term_is_two_weeks() -> None:
    """Ending on a working day."""
    assert recovery_end("2026-04-21") == "2026-05-06"


def test_the_policy_allows_by_a_line_or_says_none() -> None:
    """Threshold, branch, and the exception for who was screened lately."""
    day = "2026-01-12"
    bouw = Subject("omgeving_bouw", 500_000_00, ())
    assert allowing(POLICY, bouw, EMPTY, day) is None
    above = allowing(POLICY, Subject("omgeving_bouw", 500_000_01, ()), EMPTY, day)
    assert above is not None
    assert above.regel == "omgeving_bouw:bedrag"
    branch = allowing(POLICY, Subject("omgeving_bouw", None, ("5630",)), EMPTY, day)
    assert branch is not None
    assert branch.regel == "omgeving_bouw:branche"
    assert allowing(POLICY, Subject("evenement", None, ()), EMPTY, day) is None


def test_a_line_may_hold_in_a_designated_area_alone() -> None:
    """Of the kind that it names, and nowhere else."""
    day, designated = "2026-01-12", frozenset({"BU99019999"})
    here = allowing(POLICY, Subject("omgeving_bouw", None, (), designated), EMPTY, day)
    assert here is not None
    assert here.regel == "omgeving_bouw:gebied"
    assert allowing(POLICY, Subject("omgeving_bouw", None, (), frozenset({"BU99010000"})), EMPTY, day) is None
    assert allowing(POLICY, Subject("evenement", None, (), designated), EMPTY, day) is None


def test_who_was_screened_less_than_two_years_ago_is_not_screened_again() -> None:
    """Unless there are signals of misuse, or the line always holds."""
    day, lately = "2026-01-12", Dossier(gescreend="2024-06-01")
    horeca = Subject("exploitatie_horeca", None, ())
    assert allowing(POLICY, horeca, lately, day) is None
    assert allowing(POLICY, horeca, Dossier(gescreend="2023-06-01"), day) is not None
    assert allowing(POLICY, horeca, Dossier(gescreend="2024-06-01", misbruik=True), day) is not None
    assert allowing(POLICY, Subject("apv_2_41b", None, ()), lately, day) is not None
