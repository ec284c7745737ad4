"""Further keys of one file: who was turned round or called otherwise meets all the same."""

from graph.claims import ORGANISATION, PERSON
from graph.identity.features import features
from graph.identity.file_keys import file_keys


def keys(**values: str) -> set[str]:
    """Give the keys of a person."""
    return file_keys(features(PERSON, values.items()))


def test_a_name_meets_itself_turned_round() -> None:
    """Given name and surname in each other's column."""
    assert keys(voornamen="Jorrit", geslachtsnaam="Fabelstra") & keys(
        voornamen="Fabelstra", geslachtsnaam="Jorrit"
    )


def test_a_surname_in_a_town_meets_whatever_the_given_name() -> None:
    """Hans may be J. in the other register."""
    assert keys(naam="Hans Fabelstra", plaats="Nergens") & keys(
        voorletters="J.", geslachtsnaam="Fabelstra", plaats="Nergens"
    )


def test_an_initial_alone_is_no_key() -> None:
    """Half a town would share it."""
    assert not keys(voorletters="J.", plaats="Nergens")


def test_organisations_have_none() -> None:
    """Their usual keys are wide enough."""
    assert not file_keys(features(ORGANISATION, [("naam", "Papieren Draak"), ("plaats", "Nergens")]))
