"""Municipal publications, made up: permit notices with a status are events, the rest is refused with its reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from streams.errors import Failure
from streams.sources.koop_publications import read, size
from streams.sources.permit_notice import permit_notice
from streams.sources.row import UnusableRowError

TITLE = (
    "Meeuwenplein 12a, 1234 AB Zilverstad, Verleende omgevingsvergunning, het bouwen van een verzonnen toren"
)


def publication(title: str = TITLE, location: object = "51.5 5.5", **fields: object) -> dict[str, Any]:
    """Make up one publication."""
    return {
        "date": "2024-11-29T00:00:00.000Z",
        "urlDoc": "https://voorbeeld.invalid/gmb-2024-900001.html",
        "type": "bouwvergunning",
        "title": title,
        "location": location,
        **fields,
    }


def written(folder: Path, *publications: object, name: str = "aalten-2024-11.json") -> Path:
    """Write a file as it would come."""
    file = folder / name
    file.write_text(json.dumps({"publications": publications}, indent=0), encoding="utf-8")
    return file


def test_a_notice_with_a_status_becomes_a_permit_event(tmp_path: Path) -> None:
    """Number, kind, place and point of a publication stand in their fields."""
    written(tmp_path, publication())
    (row,) = read(tmp_path)
    event = json.loads(row.event or b"null")
    assert (row.topic_path, row.line) == (f"{tmp_path}/aalten-2024-11.json", 2)
    assert event["id"] == event["data"]["zaaknummer"] == "gmb-2024-900001"
    assert event["source"] == "urn:nld:gemeente:0197:bekendmakingen"
    assert event["type"] == "nl.vergunningen.vergunning-verleend.v1"
    assert event["data"]["soort"] == "omgeving_bouw"
    assert event["data"]["locatie"] == {
        "straat": "Meeuwenplein",
        "huisnummer": 12,
        "huisletter": "A",
        "postcode": "1234AB",
        "plaats": "Zilverstad",
        "punt": [5.5, 51.5],
    }


@pytest.mark.parametrize(
    ("title", "kind", "soort"),
    [
        ("Aanvraag evenementenvergunning Meeuwenfeest", "aanvraag-ontvangen", "evenement"),
        (
            "Ingediende aanvraag omgevingsvergunning, kappen van 3 bomen",
            "aanvraag-ontvangen",
            "omgeving_bouw",
        ),
        ("Ingetrokken aanvraag drank- en horecavergunning", "aanvraag-ingetrokken", "alcoholwet"),
        ("Exploitatievergunning Café Verzonnen geweigerd", "vergunning-geweigerd", "exploitatie_horeca"),
        ("Alcoholwetvergunning ingetrokken", "vergunning-ingetrokken", "alcoholwet"),
        ("Vergunning kamerverhuur vervallen", "vergunning-vervallen", "huisvesting"),
        ("Standplaatsvergunning verlengd", "vergunning-gewijzigd", "overig"),
        ("Ontheffing verleend", "vergunning-verleend", "overig"),
        ("Verlening milieuvergunning", "vergunning-verleend", "omgeving_milieu"),
    ],
)
def test_words_of_the_title_tell_what_happened_to_which_permit(title: str, kind: str, soort: str) -> None:
    """The status word gives the type, keywords give the kind."""
    notice = permit_notice(title, "overig")
    assert (notice.kind, notice.soort) == (kind, soort)


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Ontwerpbestemmingsplan Verzonnen Polder", "not about a permit"),
        ("Meeuwenplein 1, omgevingsvergunning, plaatsen dakkapel", "no word that tells"),
        ("Ontwerpbeschikking omgevingsvergunning verleend", "a draft is no decision"),
        ("Verlenging beslistermijn omgevingsvergunning", "extension of a term"),
        ("Aanvraag omgevingsvergunning buiten behandeling gesteld", "not taken up"),
    ],
)
def test_what_is_no_status_of_a_permit_is_refused_with_its_reason(title: str, says: str) -> None:
    """The reason is one a reader of the dead letters can act on."""
    with pytest.raises(UnusableRowError, match=says) as refusal:
        permit_notice(title, "overig")
    assert (refusal.value.reason, refusal.value.about) == ("schema", "title")


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Verleende vergunning Meeuwenplein 7, feest", {"straat": "Meeuwenplein", "huisnummer": 7}),
        ("Vergunning verleend: Meeuwenplein 7, 9, 9a", {"straat": "Meeuwenplein", "huisnummer": 7}),
        ("Meeuwenplein nabij 7, vergunning verleend", None),
        ("Vergunning verleend voor een feest", None),
    ],
)
def test_the_place_is_the_first_address_of_the_title(title: str, place: dict[str, Any] | None) -> None:
    """An address near which something is allowed is not the place."""
    assert permit_notice(title, "overig").locatie == place


@pytest.mark.parametrize(
    ("bad", "about"),
    [
        (publication(title=""), "title"),
        (publication(title="Bestemmingsplan"), None),
        (publication(urlDoc="https://voorbeeld.invalid/"), "urlDoc"),
        (publication(date="29-11-2024"), "date"),
        (publication(date="2024-11-29"), "date"),
        ("tekst", "publications"),
    ],
)
def test_a_bad_publication_is_refused_by_line_and_field(
    tmp_path: Path, bad: object, about: str | None
) -> None:
    """The refusal names the line where the publication starts; what follows is read."""
    if isinstance(bad, dict) and about is None:
        bad["type"], about = "ruimtelijk plan", "title"
    written(tmp_path, bad, publication())
    refused, good = read(tmp_path)
    assert good.event is not None
    assert refused.refusal is not None
    assert refused.refusal.about == about
    assert refused.refusal.nl.startswith(f"{tmp_path}/aalten-2024-11.json, regel 3, veld {about}: ")


@pytest.mark.parametrize("location", [[], ["51.5 5.5", "51.6 5.6"], "ergens", None, "951 5"])
def test_an_area_or_an_unreadable_point_is_no_point(tmp_path: Path, location: object) -> None:
    """Only one readable point is a point."""
    written(tmp_path, publication(location=location))
    (row,) = read(tmp_path)
    assert "punt" not in json.loads(row.event or b"null")["data"]["locatie"]


def test_an_empty_list_gives_nothing(tmp_path: Path) -> None:
    """A month without publications is no failure."""
    file = written(tmp_path)
    assert list(read(file)) == []
    assert size(file) >= 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("aalten-2024-11.json", b"", "line 1: the file is empty"),
        ("aalten-2024-11.json", b"[]", 'line 1: no object that starts with the field "publications"'),
        ("aalten-2024-11.json", b'{"publications":[\n{"date":', "line 2: no readable JSON"),
        ("aalten-2024-11.json", b'{"publications":[\n{}\n', "line 2: the list of publications is cut short"),
        ("aalten-2024-11.json", b'{"publications":[\n\xff]}', "line 2: not UTF-8"),
        ("zilverstad-2024-11.json", b"", "of a known municipality"),
        ("bekendmakingen.json", b"", "must be municipality-year-month"),
    ],
)
def test_another_file_is_a_clear_failure(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    """What is no list of publications is told in one line with file and line."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Failure, match=says) as failure:
        list(read(tmp_path))
    assert str(failure.value).startswith(f"{tmp_path}/{name}")
