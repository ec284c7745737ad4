"""Names of persons."""

import pytest

from graph.identity.person_names import normalised, parsed, whole


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


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("J.A. (Jan) de Vries", ("jan", "a")),
        ('J.P. "Hans" de Vries', ("hans", "j", "p")),
        ("Th. (Theo) van der Berg", ("theo",)),
        ("Vries, J.A. (Jan) de", ("jan", "a")),
        ("drs. J. (Jan) de Vries", ("jan",)),
        ("de Vries, J. (Jan)", ("jan",)),
        ("de Vries, J. (VVD)", ("j",)),
        ("J. de Vries (Lokaal)", ("j",)),
    ],
)
def test_a_name_in_brackets_behind_initials_is_what_somebody_is_called(
    name: str, given: tuple[str, ...]
) -> None:
    """Behind the whole name it may be a party."""
    read = whole(name)
    assert read is not None
    assert read.given == given


def test_initials_stand_behind_the_one_name_that_came_beside_them() -> None:
    """In columns: what somebody is called, and all the initials."""
    read = [parsed("Jan", "J.P.", "de", "Vries"), parsed("Hans", "JP", "de", "Vries")]
    assert [name.given for name in read if name is not None] == [("jan", "p"), ("hans", "j", "p")]
