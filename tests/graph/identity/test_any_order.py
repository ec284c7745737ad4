"""Entities follow from the set of records and judgements: no order, no batches, no way by which it came to be."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import Decision, record_id
from graph.identity.blocking import BLOCK_LIMIT
from graph.identity.features import Features
from graph.identity.matcher import Matcher
from streams.weights_file import load_weights
from tests.graph.identity.towns import judged, mention, partition, records, resolved

_TOWN = records(10_000, seed=7)
_RECORDS = [one.record for one, _ in _TOWN]


def _judgements(random: Random, count: int) -> list[Decision]:
    found = []
    for number in range(count):
        kind = random.choice("po")
        one, other = random.sample([record_id(record) for record in _RECORDS if record[0] == kind], 2)
        found.append(judged(one, other, random.choice(("same", "different", "unsure")), number))
    return found


def test_ten_thousand_records_are_the_same_entities_in_any_order() -> None:
    """Shuffled, in other batches, with judgements and a crowded address among them."""
    random = Random(3)
    verdicts = _judgements(random, 60)
    first = resolved(_TOWN, verdicts)
    assert any(len(entity.records) > 1 for entity in first.entity_of.values())
    assert first.comparisons._flooded
    shuffled, turned = list(_TOWN), list(verdicts)
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert partition(resolved(shuffled, turned, batches=17)) == partition(first)


def test_what_went_away_leaves_no_trace() -> None:
    """Records that came and went, and judgements taken back, leave what a start from nothing gives."""
    some, rest = _TOWN[:1500], _TOWN[1500:3000]
    verdicts = _judgements(Random(5), 200)
    resolver = resolved([*some, *rest], verdicts, batches=3)
    for one, ref in rest[::2]:
        resolver.forget(one, ref)
    for verdict in verdicts[::2]:
        resolver.judge(verdict, stands=False)
    resolver.settle()
    for one, ref in rest[1::2]:
        resolver.forget(one, ref)
    resolver.settle()
    fresh = resolved(some, verdicts[1::2])
    assert partition(resolver) == partition(fresh)
    assert resolver.comparisons._edges.keys() >= fresh.comparisons._edges.keys()
    assert resolver.comparisons._blocks == fresh.comparisons._blocks


_NAMES = ("Jan de Vries", "J. de Vries", "Johan de Vries", "de Vries, Jan", "Piet Bakker", "P. Bakker")
_DATES = ("1970-03-04", "1970-04-03", "1970-03-05", "1981-11-30", "1970")
_ADDRESSES = ("adres:1012AB|12||", "adres:1012AB|12|A|", "adres:1013CD|7||")

_SMALL = st.lists(
    st.fixed_dictionaries(
        {"naam": st.sampled_from(_NAMES)},
        optional={
            "geboortedatum": st.sampled_from(_DATES),
            "adres": st.sampled_from(_ADDRESSES),
            "telefoon": st.sampled_from(("0612345678", "0612345679")),
            "pseudoniem": st.sampled_from(("v1:a", "v1:b")),
        },
    ),
    min_size=2,
    max_size=9,
)


@given(_SMALL, st.data())
@settings(max_examples=150, deadline=None)
def test_few_records_are_the_same_entities_in_any_order(
    rows: list[dict[str, str]], data: st.DataObject
) -> None:
    """Small, contradictory sets, with judgements on any pairs: every order and cut into batches agrees."""
    said = [mention(f"ps#{number}", number, **row) for number, row in enumerate(rows)]
    pairs = st.tuples(
        st.integers(0, len(rows) - 1), st.integers(0, len(rows) - 1), st.sampled_from(("same", "different"))
    )
    drawn = data.draw(st.lists(pairs, max_size=4))
    verdicts = [judged(f"s#{a}", f"s#{b}", verdict, n) for n, (a, b, verdict) in enumerate(drawn) if a != b]
    first = partition(resolved(said, verdicts))
    shuffled = data.draw(st.permutations(said))
    assert partition(resolved(shuffled, verdicts[::-1], batches=data.draw(st.integers(1, 4)))) == first


def test_a_crowded_address_takes_back_what_it_alone_gave() -> None:
    """Two spellings that meet at their address alone are two again once the address is a hub, and one when it empties."""
    address = "adres:1011AA|1||"
    pair = [
        mention("os#a", 0, naam="Xandrilo Zonnewijzer Handel", adres=address),
        mention("os#b", 1, naam="Qandrilo Zonnewjzer Handel", adres=address),
    ]
    crowd = [
        mention(f"os#c{n}", 10 + n, naam=f"Firma {n:03}{'abcdefgh'[n % 8] * 5}", adres=address)
        for n in range(BLOCK_LIMIT)
    ]
    resolver = resolved(pair)
    before = partition(resolver)
    joined = resolver.entity_of["os#a"] is resolver.entity_of["os#b"]
    for one, ref in crowd:
        resolver.observe(one, ref)
    resolver.settle()
    assert partition(resolver) == partition(resolved([*crowd, *pair]))
    for one, ref in crowd:
        resolver.forget(one, ref)
    resolver.settle()
    assert partition(resolver) == before
    assert joined is (resolver.entity_of["os#a"] is resolver.entity_of["os#b"])


def test_an_unchanged_key_is_not_scored_again() -> None:
    """A second mention of a known record that says nothing new compares nothing."""
    town = _TOWN[:300]
    calls: list[object] = []

    class Counting(Matcher):
        """Counts every look at a pair, also those that a contradiction ends at once."""

        def contradiction(self, one: Features, other: Features) -> str | None:
            calls.append((one, other))
            return super().contradiction(one, other)

    resolver = resolved(town, matcher=Counting(load_weights()))
    assert calls
    calls.clear()
    for number, (one, _) in enumerate(town):
        resolver.observe(one, mention("p", 90_000 + number)[1])
    resolver.settle()
    assert not calls
    name = next(value for field, value in town[0][0].values if field == "naam")
    resolver.observe(*mention(town[0][0].record, 99_999, naam=f"{name} Zonnewijzer", telefoon="0612345678"))
    resolver.observe(*mention(f"{town[0][0].record[0]}urn:nld:source#new", 99_998, telefoon="0612345678"))
    resolver.settle()
    assert calls


def test_a_human_different_bars_every_way_and_raises_an_alarm() -> None:
    """What one register number makes certain stays two where people said so, and somebody is told."""
    said = [mention("os#1", 0, naam="A", kvk="11111111"), mention("os#2", 1, naam="B", kvk="11111111")]
    resolver = resolved(said, [judged("s#1", "s#2", "different", 0)])
    assert resolver.entity_of["os#1"] is not resolver.entity_of["os#2"]
    assert [alarm.reason for alarm in resolver.alarms()] == ["different"]


def test_two_register_numbers_in_one_entity_raise_an_alarm() -> None:
    """An establishment that two trade register numbers claim is one entity that contradicts itself."""
    said = [
        mention("os#1", 0, naam="A", kvk="11111111", vestigingsnummer="000011112222"),
        mention("os#2", 1, naam="B", kvk="22222222", vestigingsnummer="000011112222"),
    ]
    (alarm,) = resolved(said).alarms()
    assert (alarm.reason, alarm.values) == ("kvk", ("11111111", "22222222"))


def test_a_record_without_number_is_no_bridge_between_two_owners() -> None:
    """The old owner and the new one under one trade name stay two, wherever the nameless record goes."""
    address = "adres:1012AB|12||"
    said = [
        mention("os#old", 0, naam="Café de Haven", kvk="11111111", adres=address),
        mention("os#new", 1, naam="Café de Haven", kvk="22222222", adres=address),
        mention("os#loose", 2, naam="Cafe De Haven", adres=address),
    ]
    resolver = resolved(said)
    assert resolver.entity_of["os#old"] is not resolver.entity_of["os#new"]
    assert len(set(resolver.entity_of.values())) == 2
    assert not resolver.alarms()


def test_of_two_judgements_under_two_ids_the_last_counts() -> None:
    """A record and the number that it carries are one to those who judge."""
    said = [mention("os#1", 0, naam="A", kvk="11111111"), mention("os#2", 1, naam="B")]
    verdicts = [judged("s#1", "s#2", "same", 1), judged("kvk:11111111", "s#2", "different", 2)]
    for order in (verdicts, verdicts[::-1]):
        assert len(set(resolved(said, order).entity_of.values())) == 2
    verdicts.append(judged("s#2", "s#1", "same", 3))
    assert len(set(resolved(said, verdicts[::-1]).entity_of.values())) == 1
