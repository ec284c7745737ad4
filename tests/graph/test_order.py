"""The same answer in whatever order and batches events arrive: the one promise all else stands on."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims import Statement
from graph.digest import Digest, digest
from graph.flag import Flag
from graph.municipality import Municipality
from tests.graph.builders import (
    GEMEENTE,
    PERMITS,
    REGISTER,
    Data,
    applies,
    closed_down,
    day_began,
    event,
    firm,
    grants,
    holds,
    inspects,
    judged,
    leads,
    lends,
    lets,
    party,
    person,
    refuses,
    registered,
    restricts,
    retracts,
    spot,
    struck_off,
    town,
)

_FIRMS = [firm("A", naam="Anker B.V."), firm("B", kvk=None, naam="Anker"), firm("C"), firm("D")]
_PERSONS = [person("P"), person("Q"), person("R", pseudoniem=None)]
_RECORDS = [f"{REGISTER}#A", f"{REGISTER}#P", f"{PERMITS}#A", f"{REGISTER}#R", f"{REGISTER}#C"]

firms = st.sampled_from(_FIRMS)
persons = st.sampled_from(_PERSONS)
parties = st.sampled_from([*_FIRMS, *_PERSONS])
places = st.integers(1, 2)
days = st.integers(0, 6).map(lambda step: step * 30)
ends = st.booleans()
known = st.integers(-60, 120)


@st.composite
def _more(draw: st.DrawFn) -> Data:
    """Give when an event was known (also long before its day), and now and then its own begin and end."""
    number = draw(days)
    more: Data = {"number": number, "at": number + draw(known), "seconds": draw(st.integers(0, 1))}
    return more


@st.composite
def _spans(draw: st.DrawFn) -> Data:
    return draw(
        st.sampled_from([{}, {}, {"sinds": "2020-02-15"}, {"tot": "2020-05-01"}, {"sinds": "2020-09-01"}])
    )


@st.composite
def _register(draw: st.DrawFn) -> Statement:
    more = draw(_more()) | draw(_spans())
    match draw(st.integers(0, 5)):
        case 0:
            return registered(draw(firms), draw(places), ends=draw(ends), **more)
        case 1:
            return leads(draw(parties), draw(firms), ends=draw(ends), **more)
        case 2:
            return holds(draw(parties), draw(firms), share=draw(st.sampled_from([30, 60, 100])), **more)
        case 3:
            return lends(draw(persons), draw(firms), ends=draw(ends), **more)
        case 4:
            return lets(draw(persons), draw(firms), draw(places), ends=draw(ends), **more)
    return struck_off(draw(firms), **{name: more[name] for name in ("number", "at", "seconds")})


@st.composite
def _case(draw: st.DrawFn) -> Statement:
    more = draw(_more())
    number = more.pop("number")
    more["zaaknummer"] = draw(st.sampled_from([None, "1", "2"]))
    who, where = draw(firms), draw(places)
    match draw(st.integers(0, 4)):
        case 0:
            return applies(who, where, number, party("financier", draw(persons)), sbi=["5610"], **more)
        case 1:
            return refuses(who, where, number, **more)
        case 2:
            return closed_down(who, where, number, **more)
        case 3:
            return inspects(who, where, number, **more)
    return grants(who, number, draw(st.sampled_from("xyz")), **more)


@st.composite
def _decision(draw: st.DrawFn) -> Statement:
    more = draw(_more())
    match draw(st.integers(0, 3)):
        case 0:
            one, other = draw(st.sampled_from(_RECORDS)), draw(st.sampled_from(_RECORDS))
            return judged(one, other, draw(st.sampled_from(["same", "different", "unsure"])), **more)
        case 1:
            kind = draw(st.sampled_from(["beperkt", "vrijgegeven"]))
            return restricts(draw(st.sampled_from(_RECORDS)), decision=kind, **more)
        case 2:
            return event("screening.vlag-verlopen", flag=_expiring(), door="jo", **more)
    return day_began(more["number"], at=more["at"])


def _expiring() -> str:
    """Give the flag of the plot below, so that its expiry means something."""
    return next(iter(town(_PLOT).flags))


_PLOT = [
    leads(_PERSONS[0], _FIRMS[0], -40),
    leads(_PERSONS[0], _FIRMS[2], -40),
    closed_down(_FIRMS[0], 1, 30),
    applies(_FIRMS[2], 1, 60, locatie=spot(1, straat="Kade", huisnummer=1, postcode="1234AB")),
    inspects(_FIRMS[0], 1, 20),
    inspects(_FIRMS[0], 1, 22),
    inspects(_FIRMS[2], 1, 70),
    registered(
        firm("E"), 1, 5, locatie={"straat": "Kade", "huisnummer": 1, "postcode": "1234 ab"}
    ),
]  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> list[Statement]:
    """Give a small log that may hold the plot, and retractions and corrections of what is in it, or in none."""
    log = [*draw(st.sampled_from([[], _PLOT]))]
    log += draw(st.lists(st.one_of(_register(), _register(), _case(), _decision()), max_size=14))
    for what in draw(st.lists(st.sampled_from(log), max_size=4)) if log else ():
        if what.topic != "decisions":
            log.append(retracts(what, at=draw(st.integers(-60, 300))))
    for what in draw(st.lists(st.sampled_from(log), max_size=4)) if log else ():
        if what.ref.source == REGISTER:
            again = draw(_more())
            again["corrigeert"] = what.ref.id
            log.append(leads(draw(persons), draw(firms), **again))
    return list({(one.ref.source, one.ref.id): one for one in log}.values())


@st.composite
def cut(draw: st.DrawFn, log: list[Statement]) -> list[list[Statement]]:
    """Give the log shuffled, in batches of any size."""
    shuffled: Sequence[Statement] = draw(st.permutations(log))
    batches: list[list[Statement]] = [[]]
    for one in shuffled:
        if draw(st.booleans()):
            batches.append([])
        batches[-1].append(one)
    return batches


def _answer(municipality: Municipality) -> tuple[Digest, dict[str, Flag]]:
    flags = municipality.flags
    return digest([municipality], flags.values()), flags


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_order_and_batches_change_nothing(data: st.DataObject) -> None:
    """Shuffled, delayed, corrected and retracted: the digest and the flags are those of one go in order."""
    log = data.draw(logs())
    whole, flags = _answer(town(sorted(log, key=lambda one: one.ref)))
    parts, others = _answer(town(*data.draw(cut(log))))
    assert parts == whole
    assert {one.id: one.digest for one in others.values()} == {one.id: one.digest for one in flags.values()}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_past_is_seen_the_same_whatever_came_when(data: st.DataObject) -> None:
    """With today fixed, facts after it wait, and the order changes nothing either."""
    log = data.draw(logs())
    today = town().graph.today or 737_500
    whole, _ = _answer(town(log, today=today))
    parts, _ = _answer(town(*data.draw(cut(log)), today=today))
    assert parts == whole


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_retracted_leaves_no_trace(data: st.DataObject) -> None:
    """After everything is taken back in any order nothing is left but the retractions themselves."""
    log = [one for one in data.draw(logs()) if one.topic != "decisions" and one.names is None]
    back = [retracts(one, at=400) for one in log]
    municipality = town(*data.draw(cut([*log, *back])))
    graph = municipality.graph
    assert not municipality.flags
    assert not graph.resolver.records
    assert not graph.resolver.entity_of
    assert not any(graph.resolver.blocks.values())
    assert not list(municipality.relations())
    assert not graph.cases


def test_the_plot_is_flagged() -> None:
    """The log that the others are drawn around holds a flag, or the tests above would say little."""
    (flag,) = town(_PLOT).flags.values()
    assert flag.gemeente == GEMEENTE
    assert [one.id for one in flag.indicators] == ["D1", "G2"]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_batches_of_any_size_give_the_plot(size: int) -> None:
    """A literal case of the same, for who reads before drawing."""
    batches = [_PLOT[i : i + size] for i in range(0, len(_PLOT), size)]
    assert _answer(town(*batches))[0] == _answer(town(_PLOT))[0]
