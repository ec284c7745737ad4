"""Which records are one, in no order."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import Decision, Mention, Ref
from graph.identity.blocking import BLOCK_LIMIT
from graph.identity.comparisons import DOUBT, JOINING
from graph.identity.resolver import Resolver
from tests.graph.identity.towns import MATCHER

_NAMED = (("naam", "Anker"), ("adres", "bag:1"))
_REF = Ref(1, 1, "s", "1")

Values = tuple[tuple[str, str], ...]
Partition = set[frozenset[str]]


def _judged(one: str, other: str, verdict: str, known: int = 1) -> Decision:
    ref = Ref(1, known, "desk", f"{one}{other}{known}")
    return Decision(ref, "identiteit-beoordeeld", (one, other), verdict)


def _resolved(records: dict[str, Values], *decisions: Decision) -> Resolver:
    resolver = Resolver("0505", MATCHER)
    for key, values in records.items():
        resolver.observe(Mention(key, values), _REF)
    for decision in decisions:
        resolver.judge(decision, stands=True)
    resolver.settle()
    return resolver


def _partition(resolver: Resolver) -> Partition:
    return {frozenset(entity.records) for entity in resolver.entity_of.values()}


def _parts(*parts: str) -> Partition:
    return {frozenset(part.split()) for part in parts}


def test_nothing_resolves_to_nothing() -> None:
    """The empty case."""
    resolver = Resolver("0505", MATCHER)
    assert resolver.settle() == ([], [])
    assert list(resolver.links()) == []


def test_one_mention_is_one_entity() -> None:
    """Told once as born; the same again is no news."""
    resolver = Resolver("0505", MATCHER)
    mention = Mention("oa", _NAMED)
    assert resolver.observe(mention, _REF)
    gone, born = resolver.settle()
    assert (gone, [entity.records for entity in born]) == ([], [("oa",)])
    assert not resolver.observe(mention, Ref(2, 2, "s", "2"))
    assert resolver.settle() == ([], [])


@pytest.mark.parametrize("field", ["kvk", "rsin", "vestigingsnummer"])
def test_an_equal_number_joins_with_certainty(field: str) -> None:
    """And what it joined falls apart when it is taken back."""
    resolver = _resolved({"oa": ((field, "1"),), "ob": ((field, "1"),), "oc": ((field, "2"),)})
    assert _partition(resolver) == _parts("oa ob", "oc")
    resolver.forget(Mention("ob", ((field, "1"),)), _REF)
    resolver.settle()
    assert _partition(resolver) == _parts("oa", "oc")


def test_kinds_are_never_joined() -> None:
    """A person and a firm under one key, or judged the same, stay two."""
    records: dict[str, Values] = {"oa": (("kvk", "1"),), "pa": (("kvk", "1"),), "pb": ()}
    assert _partition(_resolved(records, _judged("a", "b", "same"))) == _parts("oa", "pa pb")


def test_an_equal_name_joins_with_an_equal_address_only() -> None:
    """With a probability; the name alone is listed and joins nothing."""
    records: dict[str, Values] = {
        "oa": _NAMED,
        "ob": (("naam", "ANKER B.V."), ("adres", "bag:1")),
        "oc": (("naam", "Anker"),),
    }
    resolver = _resolved(records)
    assert _partition(resolver) == _parts("oa ob", "oc")
    links = [(a, b, joined, score.probability) for a, b, joined, score in resolver.links()]
    assert [link[:3] for link in links] == [("a", "b", True), ("a", "c", False), ("b", "c", False)]
    assert links[0][3] >= JOINING > links[1][3] == links[2][3] >= DOUBT


def test_different_numbers_contradict_a_name() -> None:
    """Two firms of one name at one address."""
    records: dict[str, Values] = {"oa": (*_NAMED, ("kvk", "1")), "ob": (*_NAMED, ("kvk", "2"))}
    resolver = _resolved(records)
    assert _partition(resolver) == _parts("oa", "ob")
    assert [(score.probability, joined) for _, _, joined, score in resolver.links()] == [(0.0, False)]
    resolver.forget(Mention("ob", records["ob"]), _REF)
    resolver.observe(Mention("ob", _NAMED), _REF)
    resolver.settle()
    assert _partition(resolver) == _parts("oa ob")


def test_birth_dates_contradict_only_where_both_are_full() -> None:
    """A year that is the same agrees; other full dates are two persons, whatever else agrees."""
    named = (("naam", "J. Berg"), ("adres", "bag:1"))
    records: dict[str, Values] = {
        "pa": (*named, ("geboortedatum", "1980-05-02")),
        "pb": (*named, ("geboortedatum", "1980")),
    }
    assert _partition(_resolved(records)) == _parts("pa pb")
    records["pb"] = (*named, ("geboortedatum", "1981-05-02"))
    assert _partition(_resolved(records)) == _parts("pa", "pb")


def test_an_address_is_the_object_that_has_it() -> None:
    """One that fits two objects is linked to neither, and again to the first when the second goes."""
    told: Values = (("adres", "adres:x"),)
    resolver = _resolved({"ladres:x": (), "lbag:1": told})
    assert _partition(resolver) == _parts("ladres:x lbag:1")
    resolver.observe(Mention("lbag:2", told), _REF)
    resolver.settle()
    assert _partition(resolver) == _parts("ladres:x", "lbag:1", "lbag:2")
    resolver.forget(Mention("lbag:2", told), _REF)
    resolver.settle()
    assert _partition(resolver) == _parts("ladres:x lbag:1")


def test_an_address_that_nobody_mentions_any_more_is_gone() -> None:
    """Though its block follows from its key alone, no later object meets it."""
    resolver = _resolved({"ladres:x": ()})
    resolver.forget(Mention("ladres:x", ()), _REF)
    resolver.settle()
    resolver.observe(Mention("lbag:1", (("adres", "adres:x"),)), _REF)
    resolver.settle()
    assert _partition(resolver) == _parts("lbag:1")
    assert not any("ladres:x" in members for members in resolver.blocks.values())


def test_a_full_block_links_nobody() -> None:
    """At the limit all are one; one more and all are apart; one fewer and they are one again."""
    keys = [f"o{number:03d}" for number in range(BLOCK_LIMIT + 1)]
    resolver = _resolved(dict.fromkeys(keys[:-1], _NAMED))
    assert _partition(resolver) == {frozenset(keys[:-1])}
    resolver.observe(Mention(keys[-1], _NAMED), _REF)
    resolver.settle()
    assert _partition(resolver) == {frozenset({key}) for key in keys}
    resolver.forget(Mention(keys[0], _NAMED), _REF)
    resolver.settle()
    assert _partition(resolver) == {frozenset(keys[1:])}


def test_people_join_and_part_what_sources_did_not() -> None:
    """A certain link too; unsure does neither."""
    alone: dict[str, Values] = {"oa": (), "ob": ()}
    assert _partition(_resolved(alone, _judged("a", "b", "same"))) == _parts("oa ob")
    assert _partition(_resolved(alone, _judged("a", "b", "unsure"))) == _parts("oa", "ob")
    one: dict[str, Values] = {"oa": (("kvk", "1"),), "ob": (("kvk", "1"),)}
    assert _partition(_resolved(one, _judged("a", "b", "different"))) == _parts("oa", "ob")


def test_two_judged_different_do_not_meet_through_others() -> None:
    """The link that comes later in the order is barred: certain ones first, then by record."""
    records: dict[str, Values] = {"oa": _NAMED, "ob": _NAMED, "oc": _NAMED}
    assert _partition(_resolved(records, _judged("a", "b", "different"))) == _parts("oa oc", "ob")
    records["oc"] = (*_NAMED, ("kvk", "1"))
    records["ob"] = (*_NAMED, ("kvk", "1"))
    assert _partition(_resolved(records, _judged("a", "b", "different"))) == _parts("oa", "ob oc")


def test_same_goes_before_certain() -> None:
    """A person's word on the pair is the first link of all."""
    records: dict[str, Values] = {"oa": (("kvk", "1"),), "ob": (("kvk", "1"),), "oc": ()}
    decisions = (_judged("b", "c", "same"), _judged("a", "c", "different"))
    assert _partition(_resolved(records, *decisions)) == _parts("oa", "ob oc")


def test_a_judgement_on_a_register_number_is_on_who_carries_it() -> None:
    """Also when that record comes later; taken back, they part."""
    decision = _judged("kvk:1", "b", "same")
    resolver = _resolved({"ob": ()}, decision)
    assert _partition(resolver) == _parts("ob")
    resolver.observe(Mention("oa", (("kvk", "1"),)), _REF)
    resolver.settle()
    assert _partition(resolver) == _parts("oa ob")
    resolver.judge(decision, stands=False)
    resolver.settle()
    assert _partition(resolver) == _parts("oa", "ob")


def test_a_judgement_on_nobody_waits() -> None:
    """Neither side is known yet."""
    resolver = _resolved({}, _judged("x", "y", "same"), _judged("kvk:1", "rsin:2", "different"))
    assert _partition(resolver) == set()


def test_public_ids_hold_the_register_numbers() -> None:
    """A number that two carry, though judged different, is the smallest record's."""
    records: dict[str, Values] = {"oa": (("kvk", "1"),), "ob": (("kvk", "1"),)}
    assert {entity.ids for entity in _resolved(records).entity_of.values()} == {("a", "b", "kvk:1")}
    apart = _resolved(records, _judged("a", "b", "different"))
    assert {entity.ids for entity in apart.entity_of.values()} == {("a", "kvk:1"), ("b",)}


def test_why_two_are_linked_does_not_hang_on_who_came_first() -> None:
    """A person met by address and by birth date."""
    values = (("naam", "J. Berg"), ("adres", "bag:1"), ("geboortedatum", "1980-05-02"))
    ways = [
        list(_resolved(dict.fromkeys(keys, order)).links())
        for keys, order in product((("pa", "pb"), ("pb", "pa")), (values, values[::-1]))
    ]
    assert all(way == ways[0] for way in ways)
    assert [evidence.field for evidence in ways[0][0][3].why if evidence.agree] == [
        "geslachtsnaam",
        "voornamen",
        "geboortedatum",
        "adres",
    ]


_values = st.lists(
    st.sampled_from(
        [("kvk", "1"), ("kvk", "2"), ("rsin", "9"), ("naam", "Anker"), ("naam", "Boei"), ("adres", "bag:1")]
    ),
    max_size=3,
    unique=True,
).map(tuple)
_mentions = st.builds(Mention, st.sampled_from(["oa", "ob", "oc", "od", "oe"]), _values)
_ids = st.sampled_from(["a", "b", "c", "d", "kvk:1", "rsin:9"])
_decisions = st.builds(_judged, _ids, _ids, st.sampled_from(["same", "different", "unsure"]))
_Item = Mention | Decision


def _let(resolver: Resolver, item: _Item, number: int, *, stands: bool) -> None:
    ref = Ref(1, number % 3, "s", str(number))
    if isinstance(item, Decision):
        resolver.judge(Decision(ref, item.kind, item.records, item.oordeel), stands=stands)
    else:
        (resolver.observe if stands else resolver.forget)(item, ref)


def _make_up(resolver: Resolver) -> set[tuple[object, ...]]:
    return {(entity.records, entity.ids, entity.tree) for entity in resolver.entity_of.values()}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_entities_are_a_function_of_what_stands(data: st.DataObject) -> None:
    """Records, ids and links, whatever came first, was settled between, or was taken back."""
    kept = data.draw(st.lists(st.one_of(_mentions, _mentions, _decisions), max_size=10))
    dropped = data.draw(st.lists(st.one_of(_mentions, _decisions), max_size=4))
    whole, parts = Resolver("0505", MATCHER), Resolver("0505", MATCHER)
    numbered = list(enumerate([*kept, *dropped]))
    for number, item in numbered[: len(kept)]:
        _let(whole, item, number, stands=True)
    whole.settle()
    for number, item in data.draw(st.permutations(numbered)):
        _let(parts, item, number, stands=True)
        if data.draw(st.booleans()):
            parts.settle()
    for number, item in data.draw(st.permutations(numbered[len(kept) :])):
        _let(parts, item, number, stands=False)
        if data.draw(st.booleans()):
            parts.settle()
    parts.settle()
    assert _make_up(parts) == _make_up(whole)
    assert list(parts.links()) == list(whole.links())


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(BLOCK_LIMIT + 2)), st.integers(0, BLOCK_LIMIT))
def test_a_block_that_was_too_full_leaves_no_trace(order: list[int], settled: int) -> None:
    """Filled beyond the limit in any order and emptied again, it links as one that never was."""
    resolver = Resolver("0505", MATCHER)
    for place, number in enumerate(order):
        resolver.observe(Mention(f"o{number:03d}", _NAMED), _REF)
        if place == settled:
            resolver.settle()
    resolver.settle()
    assert len(set(resolver.entity_of.values())) == BLOCK_LIMIT + 2
    for number in order[:2]:
        resolver.forget(Mention(f"o{number:03d}", _NAMED), _REF)
    resolver.settle()
    assert len(set(resolver.entity_of.values())) == 1
