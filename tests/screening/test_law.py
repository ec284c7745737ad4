"""The tables of law: every key that one names is a row, every row says where it was read."""

import datetime as dt
import re

import pytest

from screening.advisory import Aanleiding
from screening.conditions import CONDITIONS, conditions
from screening.decisions import DECISIONS, SUBSIDY
from screening.form_questions import QUESTIONS
from screening.law import LAW, TEXTS, basis, says
from screening.ordinary_grounds import ENFORCEMENT, GROUNDS, ordinary
from screening.policy import POLICY
from screening.terms import SUSPENSIONS


def test_every_article_has_a_text_a_date_and_a_source() -> None:
    """A sentence of law without its date could be of any year."""
    for key, row in LAW.items():
        text = TEXTS[row.text]
        assert dt.date.fromisoformat(text.per), key
        assert text.source.startswith("https://"), key
        assert all((row.article, row.paragraph, row.nl.endswith("."))), key


def test_every_text_is_used() -> None:
    """What no row names is dead."""
    assert {row.text for row in LAW.values()} == TEXTS.keys()


@pytest.mark.parametrize("kind", sorted(DECISIONS))
def test_every_kind_of_decision_rests_on_rows(kind: str) -> None:
    """No row, no advisory."""
    row = DECISIONS[kind]
    named = (row.basis, row.permit_basis, row.term_basis, row.extension, row.withdrawal)
    assert all(basis(key).artikel for key in named)
    assert row.silence is None or row.silence in LAW
    assert row.weeks > 0
    assert row.body


def test_every_kind_of_decision_has_a_line_of_policy() -> None:
    """Both tables speak of the same kinds."""
    assert {line.kind for line in POLICY.lines} == set(DECISIONS)
    assert len({line.id for line in POLICY.lines}) == len(POLICY.lines)


def test_every_other_table_names_rows() -> None:
    """A key that is no row would break an advisory in the field."""
    assert {row.law for row in (*GROUNDS, ENFORCEMENT)} <= LAW.keys()
    assert set(SUSPENSIONS.values()) <= LAW.keys()
    assert {row.indicator for row in QUESTIONS.values()} == {"J1", "F2"}
    assert len({row.id for row in CONDITIONS}) == len(CONDITIONS)


def test_grants_have_their_own_ordinary_grounds() -> None:
    """Awb 4:35 while it is asked for, 4:46 to 4:57 once it runs."""
    asked = [row.law for row in ordinary({"E4"}, SUBSIDY, Aanleiding.AANVRAAG)]
    runs = [row.law for row in ordinary({"E4"}, SUBSIDY, Aanleiding.LOPENDE_SUBSIDIE)]
    assert asked == ["awb:4:35", "awb:4:35:2", "awb:5:4"]
    assert runs == ["awb:4:46", "awb:4:48", "awb:4:49", "awb:4:57", "awb:5:4"]


def test_a_head_without_control_first_meets_the_actual_situation() -> None:
    """Sham management is usually refused under the Alcoholwet."""
    assert ordinary({"A3"}, "alcoholwet", Aanleiding.AANVRAAG)[0].law == "alcohol:27"


@pytest.mark.parametrize("group", "ABCDEFGIJ")
@pytest.mark.parametrize("kind", ["alcoholwet", SUBSIDY])
def test_there_is_always_a_condition_to_look_at(group: str, kind: str) -> None:
    """Less drastic measures first, whatever the indicator."""
    assert conditions({group}, kind)


def test_a_sentence_of_law_names_article_and_date() -> None:
    """As a reader would look it up."""
    sentence = says("bibob:3:4")
    assert re.fullmatch(r"Wet Bibob art\. 3 lid 4", sentence.artikel)
    assert sentence.tekst_per == "2013-07-01"
