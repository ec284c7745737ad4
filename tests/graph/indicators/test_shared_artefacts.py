"""J2: three applicants without a common director or holder give one contact or account."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import j2


def test_the_applicants_are_members() -> None:
    """All of them."""
    assert {m.key for m in hit(town(j2()), "J2").members} == {
        b.firm_record(f"F{n}", b.PERMITS) for n in range(3)
    }


def test_two_are_not_enough() -> None:
    """Three are."""
    assert not hits(town(j2(count=2)), "J2")


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        (({"telefoon": "0031781234567"}, {"telefoon": "(078) 1234567"}), 1),
        (({"email": "A@b.nl"}, {"email": " a@B.nl"}), 1),
        (({"iban": "NL91ABNA0417164300"}, {"iban": "NL91 ABNA 0417 1643 00"}), 1),
        (({"telefoon": "0781234567"}, {"telefoon": "0781234568"}), 0),
    ],
)
def test_spelling_makes_no_difference(contact: tuple[b.Data, ...], found: int) -> None:
    """Digits with the country code as 0, lower case, capitals without blanks."""
    assert len(hits(town(j2(contact=contact)), "J2")) == found


def test_the_account_of_a_subsidy_counts() -> None:
    """As the applicant's own does."""
    asked = [
        b.event(
            "subsidies.aanvraag-ontvangen",
            10,
            betrokkenen=[b.party("aanvrager", b.firm(f"G{n}"))],
            iban="NL91ABNA0417164300",
        )
        for n in range(2)
    ]
    own = j2(count=1, contact=({"iban": "NL91 ABNA 0417 1643 00"},))
    assert hits(town([*asked, *own]), "J2")


def test_a_contact_in_the_register_alone_does_not() -> None:
    """It is what applications say that counts."""
    known = b.leads(b.person("P"), b.firm("F2", telefoon="0781234567"), 0)
    assert not hits(town([*j2(count=2), known, b.applies(b.firm("F2"), 3, 10)]), "J2")


def test_who_shares_a_director_counts_once() -> None:
    """Whenever it was."""
    both = [b.leads(b.person("D"), b.firm(f"F{number}"), 0) for number in (0, 1)]
    assert not hits(town([*j2(), *both]), "J2")
    assert hits(town([*j2(count=4), *both]), "J2")
