"""Names of persons."""

import pytest

from graph.identity.person_names import normalised


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("", ""),
        ("--", ""),
        ("J. van der Bérg", "j van der berg"),
        ("  J   VAN DER   BERG ", "j van der berg"),
        ("Jansen-de Vries", "jansen de vries"),
    ],
)
def test_case_marks_and_blanks_are_spelling(name: str, plain: str) -> None:
    """What is left is compared."""
    assert normalised(name) == plain
