"""The town: what its log is made of."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from demo.people import test_bsns as bsns
from demo.period import ABOLISHED, END
from demo.town import EVENTS, FEWEST, TRUTH, Town, generate, write
from demo.truth import Truth
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys


def events(town: Town) -> list[dict[str, Any]]:
    """Read the events that the gateway accepts."""
    gateway = Gateway(Keys.load(None))
    return [msgspec.json.decode(line) for line in town.lines() if isinstance(gateway.check(line), Accepted)]


def test_the_same_seed_gives_the_same_bytes(town: Town) -> None:
    """Whoever runs the demo sees the town of the README."""
    again = generate(town.truth.seed, FEWEST)
    assert again.log == town.log
    assert again.truth == town.truth


def test_another_seed_gives_another_town_with_the_same_kinds(town: Town) -> None:
    """Figures of several seeds can be compared."""
    other = generate(town.truth.seed + 1, FEWEST)
    assert other.log != town.log
    assert Counter(one.variant for one in other.truth.structures) == Counter(
        one.variant for one in town.truth.structures
    )


def test_too_few_people_are_refused() -> None:
    """A town that cannot play every part says so."""
    with pytest.raises(ValueError, match=str(FEWEST - 1)):
        generate(1, FEWEST - 1)


def test_exactly_what_is_planted_as_wrong_is_refused(town: Town) -> None:
    """Every reason of the contract occurs, and no good event is refused."""
    gateway = Gateway(Keys.load(None))
    refused: Counter[str] = Counter()
    contents: dict[tuple[str, str], bytes] = {}
    duplicates = 0
    for line in town.lines():
        answer = gateway.check(line)
        if not isinstance(answer, Accepted):
            refused[answer.reason] += 1
            continue
        identity = (answer.event.source, answer.event.id)
        if identity not in contents:
            contents[identity] = answer.digest
        elif contents[identity] == answer.digest:
            duplicates += 1
        else:
            refused["conflict"] += 1
    assert dict(sorted(refused.items())) == town.truth.refused
    assert duplicates == town.truth.duplicates


def test_persons_have_test_numbers_only(town: Town) -> None:
    """A BSN in the log lies in the range set apart for testing, passes the elfproef, and is one person's."""
    persons: dict[str, set[str]] = {}
    for event in events(town):
        for holder in (event["data"], *event["data"].get("betrokkenen", [])):
            if "bsn" in (person := holder.get("persoon", {})):
                persons.setdefault(person["bsn"], set()).add(person["naam"]["geslachtsnaam"])
    assert len(persons) > 100
    assert set(persons) <= set(bsns())
    assert all(len(surnames) == 1 for surnames in persons.values())


def test_no_number_of_a_real_firm_or_town_occurs(town: Town) -> None:
    """KVK numbers begin with 00, the municipality's code is beyond all that exist."""
    text = b"\n".join(town.lines())
    assert all(number.startswith(b"009") for number in re.findall(rb'"kvk":"(\d{8})"', text))
    assert set(re.findall(rb'"adresseerbaarObject":"(\d{4})01', text)) == {b"9901"}


def test_lines_arrive_in_order_of_time_but_for_the_late(town: Town) -> None:
    """The log is read as it came in: nearly in order, and nothing after the three years."""
    times = [event["time"] for event in events(town)]
    late = sum(one > other for one, other in pairwise(times))
    assert 0 < late < len(times) / 50
    assert max(times) < f"{END.year + 1}"


def test_the_old_operating_permit_is_not_asked_after_it_was_abolished(town: Town) -> None:
    """Screened permits are `alcoholwet` and `apv_2_41b`; `exploitatie_horeca` ended halfway."""
    asked: dict[str, list[str]] = {}
    for event in events(town):
        if event["type"] == "nl.vergunningen.aanvraag-ontvangen.v1":
            asked.setdefault(event["data"]["soort"], []).append(event["data"]["gebeurtenisdatum"])
    assert max(asked["exploitatie_horeca"]) < ABOLISHED.isoformat()
    assert max(asked["alcoholwet"]) > ABOLISHED.isoformat() > min(asked["alcoholwet"])
    assert max(asked["apv_2_41b"]) > ABOLISHED.isoformat()


def test_a_town_of_ten_thousand_has_its_events_and_sources() -> None:
    """The demo's size, as the README says."""
    town = generate(3)
    found = events(town)
    assert 25_000 <= len(found) <= 40_000
    assert len({event["source"] for event in found}) >= 5
    residents = {
        event["data"]["persoon"]["sleutel"] for event in found if ".bewoning-begonnen." in event["type"]
    }
    assert 10_000 <= len(residents) <= 10_400


def test_what_is_written_can_be_read_again(town: Town, tmp_path: Path) -> None:
    """The folder holds the log, a line an event, and the truth."""
    write(town, tmp_path / "new")
    assert (tmp_path / "new" / EVENTS).read_bytes().splitlines() == list(town.lines())
    assert Truth.decode((tmp_path / "new" / TRUTH).read_bytes()) == town.truth
