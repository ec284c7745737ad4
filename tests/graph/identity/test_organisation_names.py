"""Organisation names, folded for comparing and for keying."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.organisation_names import keyed, names_nobody, normalised


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zeemeeuw B.V.", "ZEEMEEUW BV"),
        ("Zeemeeuw b.v", "Zeemeeuw besloten vennootschap"),
        ("St. Het Anker", "stichting  Het-Anker"),
        ("Café 'De Zwàan' V.O.F.", 'cafe "de zwaan" vof'),
        ("Coöperatie Kade U.A.", "cooperatie kade ua"),
        ("Fløyte", "floyte"),
    ],
)
def test_spelling_alone_makes_no_other_key(left: str, right: str) -> None:
    """Case, diacritics, punctuation and the spelling of a legal form are folded."""
    assert keyed(left) == keyed(right)


def test_a_legal_form_makes_another_key_and_not_another_name() -> None:
    """Two legal persons of one name keep two keys, yet can be compared."""
    assert keyed("Zeemeeuw B.V.") != keyed("Zeemeeuw V.O.F.")
    assert (
        normalised("Zeemeeuw B.V.")
        == normalised("Zeemeeuw V.O.F.")
        == normalised("Stichting Zeemeeuw")
        == "zeemeeuw"
    )


def test_a_legal_form_inside_a_name_stays() -> None:
    """Only the edges of a name carry its legal form."""
    assert normalised("Havenstadse Stichting voor Meeuwen") == "havenstadse stichting voor meeuwen"


@pytest.mark.parametrize(
    "name", ["", "  ", "---------", "Stichting", "VOF", "(Particulier)", "n.v.t.", "Eenmanszaak"]
)
def test_a_name_field_without_a_name_names_nobody(name: str) -> None:
    """What people write for want of a name must not become one record of many."""
    assert names_nobody(name)


def test_a_name_in_another_script_is_kept() -> None:
    """A name without Latin letters is a name."""
    assert not names_nobody("Ресторан Волга")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    """A key is its own key, so that it may be stored and compared again."""
    assert keyed(keyed(name)) == keyed(name)
