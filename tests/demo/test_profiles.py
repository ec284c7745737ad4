"""What a municipality has on day one."""

from __future__ import annotations

import msgspec

from demo.profiles import LEFT_OUT, Profile, lines_of, unanswered
from demo.town import Town
from graph.indicators import INDICATORS
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys


def line(type_: str, **data: object) -> bytes:
    """Write an event with a type and data."""
    return msgspec.json.encode({"type": type_, "data": data})


PERSON = {"sleutel": "p"}


def test_the_registers_facts_of_persons_are_left_out() -> None:
    """As subject or as the other party; of organisations they stay."""
    gone = line("nl.registers.functie-aanvaard.v1", organisatie={}, persoon=PERSON)
    lessor = line("nl.registers.huur-begonnen.v1", organisatie={}, betrokkenen=[{"persoon": PERSON}])
    kept = line("nl.registers.huur-begonnen.v1", organisatie={}, betrokkenen=[{"organisatie": {}}])
    assert list(lines_of(Profile.DAY_ONE, [gone, lessor, kept])) == [kept]
    assert list(lines_of(Profile.FULL, [gone, lessor, kept])) == [gone, lessor, kept]


def test_what_forms_and_inspectors_say_of_persons_stays() -> None:
    """The town's own sources; and what nobody can read."""
    lines = [line("nl.vergunningen.aanvraag-ontvangen.v1", persoon=PERSON), b'{"persoon"', b'["persoon"]']
    assert list(lines_of(Profile.DAY_ONE, lines)) == lines


def test_no_resident_is_known_on_day_one(town: Town) -> None:
    """Of all that the gateway accepts; firms and their places are."""
    gateway = Gateway(Keys.load(None))
    answers = map(gateway.check, lines_of(Profile.DAY_ONE, town.lines()))
    types = {answer.event.type.split(".")[2] for answer in answers if isinstance(answer, Accepted)}
    assert "vestiging-geopend" in types
    assert not types & {"bewoning-begonnen", "bewoning-beeindigd"}


def test_an_indicator_names_what_it_lacks() -> None:
    """Facts of the registers about persons alone; F2 reads the form."""
    assert unanswered("B")["B2"] == ("bewoning-begonnen",)
    assert "F2" not in unanswered("F")
    lacking = {fact for one in INDICATORS for facts in unanswered(one.group).values() for fact in facts}
    assert {fact.split("-")[0] for fact in lacking} == set(LEFT_OUT)
