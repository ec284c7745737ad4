"""What two records of persons, organisations and places must come to, in the Dutch reality of names and addresses."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.features import Features, features
from graph.identity.matcher import Matcher
from streams.weights_file import load_weights

WEIGHTS = load_weights()
STREAM = Matcher(WEIGHTS)
FILE = Matcher(WEIGHTS, setting=WEIGHTS.file(1_000))

JOINS, DOUBT = 0.9, 0.5
BORN, DOOR, ELSEWHERE = "1970-03-04", "adres:1012AB|12||", "adres:1099ZZ|80||"


def person(naam: str = "", born: str = "", adres: str = "", **more: str) -> Features:
    """Give the features of a person; what is empty is not known."""
    values = {"naam": naam, "geboortedatum": born, "adres": adres, **more}
    return features("p", [(field, value) for field, value in values.items() if value])


def firm(naam: str = "", adres: str = "", **more: str) -> Features:
    """Give the features of an organisation; what is empty is not known."""
    values = {"naam": naam, "adres": adres, **more}
    return features("o", [(field, value) for field, value in values.items() if value])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan van der Berg", "Berg, Jan van der"),
        ("Jan van der Berg", "Jan Berg, van der"),
        ("Jan van der Berg", "J. v.d. Berg"),
        ("Jan van der Berg", "Jan Van Der Berg"),
        ("Jan van den Berg", "Jan Vandenberg"),
        ("Jan 't Hart", "J. van 't Hart"),
        ("J.P.M. de Boer", "J.P. de Boer"),
        ("J.P. de Boer", "P.J. de Boer"),
        ("Theo Visser", "Th. Visser"),
        ("IJsbrand de Wit", "IJ. de Wit"),
        ("IJsbrand de Wit", "Y. de Wit"),
        ("Johannes Bakker", "Jan Bakker"),
        ("Cornelis Bakker", "Kees Bakker"),
        ("Mohammed El Amrani", "Mohamed el Amrani"),
        ("Anna van den Berg-Jansen", "Anna Jansen-van den Berg"),
        ("Anna van den Berg", "Anna van den Berg-Terpstra"),
        ("Anna Terpstra", "A. van den Berg-Terpstra"),
        ("mr. dr. Jan de Boer MSc", "Jan de Boer"),
        ("Dhr. J. de Boer, BSc", "Jan de Boer"),
        ("José Müller", "Jose Muller"),
        ("Jan Meijer", "Jan Meyer"),
        ("Иван Петров", "Ivan Petrov"),
        ("JAN DE BOER", "Jan de Boer"),
        ("Jna de Boer", "Jan de Boer"),
        ("Jan Oosterhuis", "Jan Osterhuis"),
        ("Boer Jan", "Jan Boer"),
        ("F. (Franciscus) van Dijk", "Franciscus van Dijk"),
        ("J.P. (Hans) de Boer", "J.P. de Boer"),
        ("Schellekens Nel", "P. Schellekens"),
        ("Oosterhuis Kees", "C. Oosterhuis"),
    ],
)
def test_spellings_of_one_name_join_on_a_birth_date(one: str, other: str) -> None:
    """Each of these is one person when the full birth date agrees, in the stream and in a file."""
    assert STREAM.probability(person(one, BORN), person(other, BORN)) >= JOINS
    assert FILE.probability(person(one, BORN), person(other, BORN)) >= JOINS


@pytest.mark.parametrize(
    ("one", "other", "adres"),
    [
        ("Café de Haven B.V.", "CAFE DE HAVEN", DOOR),
        ("Café de Haven B.V.", "Besloten Vennootschap Café De Haven", DOOR),
        ("Stichting Zonnestraal", "St. Zonnestraal", DOOR),
        ("Jansen & Zn. V.O.F.", "Jansen en Zn vof", DOOR),
        ("A. Bakker h.o.d.n. Café de Haven", "Café de Haven", DOOR),
        ("De Haven, Café", "Café de Haven", DOOR),
        ("Kinderdagverblijf Zonnestraal", "KDV Zonnestraal", DOOR),
        ("Bouwbedrijf Oosterhuis Amsterdam", "Oosterhuis Bouwbedrijf", DOOR),
        ("Stichting Buurtwerk Oosterhuis Noord", "SBON Stichting Buurtwerk Oosterhuis Noord", DOOR),
        ("Restaurant Zonnestraal", "Restuarant Zonnestraal", DOOR),
    ],
)
def test_spellings_of_one_firm_join_at_a_door(one: str, other: str, adres: str) -> None:
    """Each of these is one organisation when it stands at one door."""
    assert STREAM.probability(firm(one, adres), firm(other, adres)) >= JOINS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"straat": "Kade", "huisnummer": "12-A", "postcode": "1012 AB"},
            {"straat": "KADE", "huisnummer": "12 a", "postcode": "1012AB"},
        ),
        (
            {"straat": "Kade 12/1hg", "postcode": "1012AB"},
            {"straat": "Kade", "huisnummer": "12 1 hoog", "postcode": "1012AB"},
        ),
        (
            {"straat": "Burg. de Vlugtln", "huisnummer": "3", "plaats": "Amsterdam"},
            {"straat": "Burgemeester de Vlugtlaan 3", "plaats": "AMSTERDAM"},
        ),
        (
            {"straat": "Kerkstr.", "huisnummer": "5 hs", "plaats": "'s-Gravenhage"},
            {"straat": "Kerkstraat", "huisnummer": "5 huis", "plaats": "Den Haag"},
        ),
        (
            {"straat": "435 S. La Cienega Blvd.", "plaats": "Los Angeles"},
            {"straat": "435 s. la cienega blv.", "plaats": "los angeles"},
        ),
        (
            {"straat": "6737 N. Chifley Place between Main and Oak Sts.", "plaats": "Los Angeles"},
            {"straat": "6737 Chifley Pl.", "plaats": "Los Angeles"},
        ),
        (
            {"straat": "Unter den Linden 5", "postcode": "10117", "plaats": "Berlin"},
            {"straat": "Unter den Linden", "huisnummer": "5", "postcode": "10117"},
        ),
    ],
)
def test_spellings_of_one_address_are_one_door(one: dict[str, str], other: dict[str, str]) -> None:
    """Additions, abbreviations, a number in the street's column, foreign postcodes."""
    score = FILE.score(firm("Zonnestraal", **one), firm("Zonnestraal", **other))
    assert score.probability >= JOINS
    assert {evidence.field: evidence.weight for evidence in score.why}["adres"] >= 8.0


@pytest.mark.parametrize(
    ("one", "other", "at_least"),
    [
        ("1970-03-04", "1970-04-03", JOINS),
        ("1970-03-04", "1970-03", JOINS),
        ("1970-03-04", "1970", DOUBT),
        ("1970-03-04", "1970-03-05", DOUBT),
    ],
)
def test_partial_and_swapped_birth_dates_agree(one: str, other: str, at_least: float) -> None:
    """Day and month swapped, a month or a year alone; one slip is a doubt for people."""
    assert STREAM.probability(person("Jan Oosterhuis", one), person("Jan Oosterhuis", other)) >= at_least


def test_a_slip_in_a_birth_date_joins_nothing_in_the_stream() -> None:
    """It waits for a person; in a file of records it weighs."""
    pair = person("Jan Oosterhuis", "1970-03-04", DOOR), person("Jan Oosterhuis", "1970-03-05", DOOR)
    assert DOUBT <= STREAM.probability(*pair) < JOINS
    assert FILE.probability(*pair) >= JOINS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Jan Oosterhuis", "1970-03-04", DOOR), person("Jan Oosterhuis", "1944-11-25", DOOR)),
        (
            person("Jan Oosterhuis", BORN, DOOR, pseudoniem="v1:a"),
            person("Jan Oosterhuis", BORN, DOOR, pseudoniem="v1:b"),
        ),
        (firm("Café de Haven", DOOR, kvk="11111111"), firm("Café de Haven", DOOR, kvk="22222222")),
        (firm("Café de Haven", DOOR, rsin="111111110"), firm("Café de Haven", DOOR, rsin="222222220")),
    ],
)
def test_contradictions_bar_a_probable_link(one: Features, other: Features) -> None:
    """Other full birth dates, pseudonyms or register numbers are two, whatever else agrees."""
    assert STREAM.probability(one, other) == 0.0
    assert STREAM.score(one, other).probability == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan de Vries", "Piet de Vries"),
        ("Jan Oosterhuis", "Anna Oosterhuis"),
        ("J. Oosterhuis", "P. Oosterhuis"),
        ("J. Oosterhuis", "Anna Oosterhuis"),
    ],
)
def test_relatives_at_one_address_are_not_one_person(one: str, other: str) -> None:
    """A surname, an address and a telephone prove a household; the given names tell its members apart."""
    for matcher in (STREAM, FILE):
        assert (
            matcher.probability(
                person(one, "", DOOR, telefoon="0201234567"), person(other, "", DOOR, telefoon="0201234567")
            )
            < DOUBT
        )


def test_twins_are_not_one_person() -> None:
    """Equal surname, birth date and address do not outweigh other given names in the stream."""
    assert (
        STREAM.probability(person("Jan Oosterhuis", BORN, DOOR), person("Anna Oosterhuis", BORN, DOOR))
        < JOINS
    )


def test_a_new_owner_under_an_old_trade_name_is_not_the_old_owner() -> None:
    """Where the name says who trades, another owner at the same door is another organisation."""
    one, other = (
        firm("A. Bakker h.o.d.n. Café de Haven", DOOR),
        firm("P. Visser h.o.d.n. Café de Haven", DOOR),
    )
    assert STREAM.probability(one, other) < JOINS


@given(st.text("abcdefghij -.", min_size=1, max_size=12).filter(lambda name: any(map(str.isalpha, name))))
def test_an_equal_name_and_door_or_birth_date_joins(name: str) -> None:
    """Whatever the name: what was joined before weights were trained is joined still."""
    assert STREAM.probability(person(f"X{name}", "", DOOR), person(f"X{name}", "", DOOR)) >= JOINS
    assert STREAM.probability(person(f"X{name}", "1970-01-01"), person(f"X{name}", "1970-01-01")) >= JOINS
    assert STREAM.probability(firm(f"X{name}", DOOR), firm(f"x{name} B.V.", DOOR)) >= JOINS


@pytest.mark.parametrize(
    "name", ["Café de Haven", "Stichting Partou", "Zonnestraal Kinderopvang Blankesteijn Oosterhuis"]
)
def test_a_name_alone_joins_no_organisations_in_the_stream(name: str) -> None:
    """It is 0.7, a doubt; nor does the longest and rarest name of a person join."""
    assert STREAM.probability(firm(name), firm(name)) == pytest.approx(0.7, abs=0.005)
    assert STREAM.probability(person(f"Jan Pieter {name}"), person(f"Jan Pieter {name}")) < JOINS


_ORIGINS = {
    "jan": "wei", "piet": "amar", "anna": "aysu", "maria": "noura", "willem": "tarkan", "hendrik": "yusufu",
    "oosterhuis": "benyakoubi", "terpstra": "ozdemirk", "zandstra": "nguyenxu",
}  # fmt: skip
"""Names for others that are as frequent (none is listed, or both are as the floor has them) and as alike among themselves."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gert Oosterhuis", "Gert Oosterhuis"),
        ("G. Oosterhuis", "Gert Oosterhuis"),
        ("Gert Oosterhuis", "Oosterhuis, Gert"),
        ("Gert Oosterhuis", "Wiebe Oosterhuis"),
        ("Gert Oosterhuis", "Gert Terpstra"),
        ("Gert Oosterhuis-Zandstra", "Gert Oosterhuis"),
        ("Gert Oosterhuis-Zandstra", "Gert Zandstra-Oosterhuis"),
        ("Gert Oosterhuis", "Gert Oosterhuiss"),
    ],
)
def test_names_for_others_as_frequent_score_the_same(one: str, other: str) -> None:
    """No comparison reads where a name comes from: other letters, equal scores."""
    swap = {
        "Oosterhuis": "Benyakubiz",
        "Terpstra": "Karaguln",
        "Zandstra": "Oyelaran",
        "Gert": "Gaby",
        "Wiebe": "Mansa",
    }

    def turned(name: str) -> str:
        for ours, theirs in swap.items():
            name = name.replace(ours, theirs)
        return name

    for more in ({}, {"born": BORN}, {"adres": DOOR}, {"born": BORN, "adres": ELSEWHERE}):
        ours = STREAM.score(person(one, **more), person(other, **more))
        theirs = STREAM.score(person(turned(one), **more), person(turned(other), **more))
        assert ours == theirs


_VALUES = {
    "naam": ("Jan de Vries", "J. de Vries-Bakker", "Vries Jan", "Café de Haven BV", "Haven", "x"),
    "geboortedatum": ("1970-03-04", "1970-04-03", "1970", "01-01-1980"),
    "adres": (DOOR, ELSEWHERE, "adres:1012AB|12|A|"),
    "plaats": ("Amsterdam", "Amsterdm", "Den Haag"),
    "straat": ("Kade 12", "Kerkstraat"),
    "postcode": ("1012AB", "90210"),
    "telefoon": ("0612345678", "0612345679"),
    "email": ("a@b.nl", "info@b.nl"),
    "iban": ("NL91ABNA0417164300", "NL91ABNA0417164301"),
    "kvk": ("11111111", "22222222"),
}
_ANY = st.fixed_dictionaries(
    {}, optional={field: st.sampled_from(values) for field, values in _VALUES.items()}
)


@given(_ANY, _ANY, st.sampled_from("po"))
def test_a_score_has_no_direction_and_adds_up(one: dict[str, str], other: dict[str, str], kind: str) -> None:
    """Any subset of fields, both ways: one probability, the same with its reasons, and the bits add up to it."""
    left, right = features(kind, one.items()), features(kind, other.items())
    for matcher in (STREAM, FILE):
        score = matcher.score(left, right)
        assert matcher.probability(left, right) == matcher.probability(right, left) == score.probability
        if 0.0 < score.probability < 1.0 and score.probability != WEIGHTS.together["doubt"]:
            odds = sum(evidence.weight for evidence in score.why)
            assert score.probability == pytest.approx(1 / (1 + 2**-odds), abs=0.02)


@given(_ANY, _ANY, st.sampled_from("po"))
def test_names_are_spared_only_where_no_name_could_make_a_doubt(
    one: dict[str, str], other: dict[str, str], kind: str
) -> None:
    """From a half on the probability is that of the whole comparison; below, the pair is not kept anyway."""
    left, right = features(kind, one.items()), features(kind, other.items())
    for matcher in (STREAM, FILE):
        whole, spared = matcher.probability(left, right), matcher.probability_if_likely(left, right)
        assert spared == whole if whole >= DOUBT else spared in {0.0, whole}


def test_names_at_two_doors_are_spared() -> None:
    """The bound is reached: two namesakes at two doors are not worth comparing in the stream."""
    one, other = person("Jan de Boer", adres=DOOR), person("Jan de Boer", adres=ELSEWHERE)
    assert 0.0 < STREAM.probability(one, other) < DOUBT
    assert STREAM.probability_if_likely(one, other) == 0.0


@pytest.mark.parametrize(("one", "other"), list(product([{}, {"naam": ""}, {"telefoon": "x"}], repeat=2)))
def test_nothing_known_says_nothing(one: dict[str, str], other: dict[str, str]) -> None:
    """Empty records are as likely one as any two."""
    assert STREAM.probability(features("p", one.items()), features("p", other.items())) < 0.001
