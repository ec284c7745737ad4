"""What one file of records says about itself: how many others share its doors, and how badly it was typed.

Two records with one surname at one door are a person twice in one file, and husband and wife in another; a given name
that differs is somebody else in a register, and a slip in a file typed over from paper; two names at one door are two
shops, or a firm and its sign. The frozen weights take the careful side. Here what stands at one door is parted into the
same and others by expectation maximisation (Dempster, Laird and Rubin, 1977), as a mixture of independent levels of
agreement, and the weights that depend on it are moved as far as the file bears out, never below the frozen ones.

What others look like is fixed, and so is where the search starts: a function of the counts, in no order.
"""

import math
from collections.abc import Mapping, Sequence
from enum import IntEnum

import msgspec

from graph.identity.addresses import Address
from graph.identity.features import Features
from graph.identity.sources import Sources
from graph.identity.weights import Levels, Weights

__all__ = [
    "DOOR_LIMIT",
    "Level",
    "Pattern",
    "adapted_to_firms",
    "adapted_to_persons",
    "door_keys",
    "pattern",
    "source_level",
]

DOOR_LIMIT = 20
"""Records at one door beyond which it is a flat or an office, and its pairs teach nothing."""


class Level(IntEnum):
    """How far two records agree in a field."""

    UNKNOWN = -1
    AGREE = 0
    NEAR = 1
    OTHER = 2


Pattern = tuple[Level, ...]
"""Levels of two records at one door: surname, given names and birth date of persons, name and telephone of firms.

Behind them may stand whether the two come from one source that lists each thing once.
"""

_AGREE, _OTHER = 1.0, -4.0
"""Bits from which a field agrees, and to which it is another's."""

_Chances = tuple[tuple[float, float, float], ...]
"""Of the three levels, by field of a pattern."""


class _Mixture(msgspec.Struct, frozen=True):
    """Where a search starts: shares of the classes, the same first, and the chances of levels in each.

    What sources tell is known and not searched: ``behind`` is it for the same and for others, empty where they tell nothing.
    """

    shares: tuple[float, ...]
    chances: tuple[_Chances, ...]
    behind: tuple[_Chances, ...] = ((), ())

    def with_same(self, same: _Chances) -> tuple[_Chances, ...]:
        """Give the chances of all classes where this is what they are of the same."""
        others = tuple(chances + self.behind[1] for chances in self.chances[1:])
        return (same + self.behind[0], *others)


_PERSONS = _Mixture(
    shares=(0.65, 0.15, 0.2),
    chances=(
        ((0.92, 0.06, 0.02), (0.94, 0.045, 0.015), (0.95, 0.03, 0.02)),
        # Relatives; of one birth date: twins.
        ((0.90, 0.02, 0.08), (0.08, 0.05, 0.87), (0.01, 0.02, 0.97)),
        # Strangers.
        ((0.01, 0.02, 0.97), (0.05, 0.05, 0.90), (0.002, 0.02, 0.978)),
    ),
)
_SAME, _RELATIVE, _STRANGER = range(3)

_FIRMS = _Mixture(
    shares=(0.6, 0.4),
    chances=(((0.85, 0.142, 0.008), (0.93, 0.02, 0.05)), ((0.03, 0.05, 0.92), (0.02, 0.01, 0.97))),
)

_BELIEVED = 15.0
"""Pairs that the start counts for: a file of a few pairs at one door moves nothing."""

_ROUNDS, _SETTLED = 400, 1e-7
"""Rounds of a search at the most, and the change of a share below which it has come to its end."""

_MOST_HOUSEHOLD = 12.0
"""Bits: beyond, a file says no more about its relatives than that it has hardly any."""

_FEW_RELATIVES, _SOME_RELATIVES = 0.0002, 0.05
"""Share of relatives among the pairs at one door: in a file of persons who do not live together, and in one of any others."""

_SURE = 3.0
"""Nats by which a file must speak against relatives before it counts as one that has none."""

_MOST_DOOR, _MOST_DOOR_ALONE = 6.0, 8.0
"""Bits: a door proves no more, however few strangers a file has at one; less where people live together."""

_LEAST_OTHER = -2.5
"""Bits: a field that differs always speaks against."""


def door_keys(features: Features) -> list[str]:
    """Give the doors of a record: a fine postcode and number, else street and number with postcode and with town."""
    return [
        f"{features.kind}{area}|{address.number}|{address.addition}"
        for address in features.addresses
        if address.number
        for area in _areas(address)
    ]


def _areas(address: Address) -> list[str]:
    if any(sign.isalpha() for sign in address.postcode):
        return [address.postcode]
    if not address.street:
        return []
    return [f"{address.street}|{part}" for part in {address.postcode, address.city} if part]


def pattern(bits: Sequence[float]) -> Pattern:
    """Give the levels of two records out of the bits that the matcher gives their fields."""
    return tuple(map(_level, bits))


def _level(bits: float) -> Level:
    if bits == 0.0:
        return Level.UNKNOWN
    if bits >= _AGREE:
        return Level.AGREE
    return Level.OTHER if bits <= _OTHER else Level.NEAR


def source_level(sources: Sources | None, one: Features, other: Features) -> Level:
    """Tell whether two records are from one source that lists each thing once."""
    if sources is None or not sources.once or not one.source or not other.source:
        return Level.UNKNOWN
    return Level.OTHER if one.source == other.source and one.source in sources.once else Level.AGREE


def _knowing(start: _Mixture, sources: Sources | None) -> _Mixture:
    if sources is None or not sources.once:
        return start
    chances = (sources.slips, sources.within)
    return msgspec.structs.replace(start, behind=tuple(((1.0 - chance, 0.0, chance),) for chance in chances))


def adapted_to_persons(
    weights: Weights, doors: Mapping[Pattern, int], prior: float, sources: Sources | None = None
) -> Weights:
    """Give the weights for persons as a file bears them out whose persons at one door agree so.

    `prior` is the bits against two records of the file being one. Cost: some milliseconds.
    """
    start = _knowing(_PERSONS, sources)
    alone = _without_relatives(start, doors)
    shares, same = alone or _fitted(start, doors)
    most = _MOST_DOOR_ALONE if alone else _MOST_DOOR
    surname, given, date = (levels[Level.OTHER] for levels in same)
    household = math.log2(shares[_SAME] / shares[_RELATIVE])
    household = max(weights.together["household"], min(household, _MOST_HOUSEHOLD))
    twins = weights.together["twins"] + household - weights.together["household"]
    return msgspec.structs.replace(
        weights,
        surname=_moved(weights.surname, surname),
        given=_moved(weights.given, given),
        birth_date=_moved(weights.birth_date, date),
        address=_door(weights.address, prior + math.log2(shares[_SAME] / shares[_STRANGER]), most),
        together={
            **weights.together,
            "household": household,
            "household_whole_name": max(weights.together["household_whole_name"], household),
            "twins": min(twins, weights.birth_date["day"]),
        },
    )


def adapted_to_firms(
    weights: Weights, doors: Mapping[Pattern, int], prior: float, sources: Sources | None = None
) -> Weights:
    """Give the weights for organisations likewise; where few know a telephone, hardly anything moves."""
    shares, same = _fitted(_knowing(_FIRMS, sources), doors)
    return msgspec.structs.replace(
        weights,
        organisation=_moved(weights.organisation, same[0][Level.OTHER]),
        address=_door(weights.address, prior + math.log2(shares[0] / shares[1]), _MOST_DOOR),
    )


def _moved(levels: Levels, chance: float) -> Levels:
    """Give a field's levels with what it weighs that the field differs."""
    most = max(levels["other"], _LEAST_OTHER)
    return {**levels, "other": round(min(max(levels["other"], math.log2(chance)), most), 2)}


def _door(levels: Levels, bits: float, most: float) -> Levels:
    raised = min(max(bits - levels["door"], 0.0), most)
    return {
        **levels,
        **{
            level: round(levels[level] + raised, 2)
            for level in ("door", "number", "street_number", "street_number_alike")
        },
    }


def _without_relatives(start: _Mixture, doors: Mapping[Pattern, int]) -> tuple[list[float], _Chances] | None:
    """Give what is fitted without relatives, where the file bears out that nobody in it lives together.

    Either people of a file live together, and then one pair in twenty and more at one door is of relatives, or each is
    there for himself. A few pairs that could be of relatives do not tell the two apart, how likely all pairs are does: in
    the sense of Schwarz (1978) against as many relatives as fit best, and beyond doubt against one in twenty.
    """
    named = _named(doors)
    none, alone = _fitted(start, doors, relatives=_FEW_RELATIVES)
    likely = _likelihood(start, named, none, alone)
    penalty = math.log(max(sum(named.values()), 1)) / 2
    if likely < _likelihood(start, named, *_fitted(start, doors)) - penalty:
        return None
    if likely < _likelihood(start, named, *_fitted(start, doors, relatives=_SOME_RELATIVES)) + _SURE:
        return None
    return none, alone


def _likelihood(
    start: _Mixture, doors: Mapping[Pattern, int], shares: Sequence[float], same: _Chances
) -> float:
    """Give the logarithm of how likely these pairs are."""
    chances = start.with_same(same)
    return sum(count * math.log(sum(_joint(found, shares, chances))) for found, count in doors.items())


def _fitted(
    start: _Mixture, doors: Mapping[Pattern, int], relatives: float | None = None
) -> tuple[list[float], _Chances]:
    """Give the shares of the classes, and the chances of the levels among the same.

    Patterns without a name teach nothing, and those that lack a field nothing about the chances: one field cannot tell
    whether it was typed wrong or is another's. What the sources tell makes up for one.
    """
    searched = len(start.chances[0])
    named = _named(doors)
    shares, same = list(start.shares), start.chances[0]
    for _ in range(_ROUNDS):
        totals = [share * _BELIEVED for share in start.shares]
        chances = start.with_same(same)
        counts = [[chance * _BELIEVED * start.shares[0] for chance in levels] for levels in start.chances[0]]
        for found, count in named.items():
            parts = _parts(found, shares, chances)
            for one, part in enumerate(parts):
                totals[one] += part * count
            if sum(level is not Level.UNKNOWN for level in found) >= searched:
                for field, level in enumerate(found[:searched]):
                    if level is not Level.UNKNOWN:
                        counts[field][level] += parts[0] * count
        before, shares = shares, [total / sum(totals) for total in totals]
        if relatives is not None:
            others = 1.0 - shares[_RELATIVE]
            shares = [share / others * (1.0 - relatives) for share in shares]
            shares[_RELATIVE] = relatives
        same = tuple(
            (first / (first + near + other), near / (first + near + other), other / (first + near + other))
            for first, near, other in counts
        )
        if max(abs(left - right) for left, right in zip(before, shares, strict=True)) < _SETTLED:
            break
    return shares, same


def _named(doors: Mapping[Pattern, int]) -> dict[Pattern, int]:
    """Give the patterns with a name, in order: sums of floats depend on it in the last digit."""
    return {found: count for found, count in sorted(doors.items()) if found[0] is not Level.UNKNOWN}


def _parts(found: Pattern, shares: Sequence[float], chances: Sequence[_Chances]) -> list[float]:
    """Give how likely a pair with this pattern is of each class."""
    likely = _joint(found, shares, chances)
    total = sum(likely)
    return [one / total for one in likely]


def _joint(found: Pattern, shares: Sequence[float], chances: Sequence[_Chances]) -> list[float]:
    """Give how likely a pair is of each class and has this pattern."""
    likely = list(shares)
    for one, levels in enumerate(chances):
        for field, level in enumerate(found):
            if level is not Level.UNKNOWN:
                likely[one] *= levels[field][level]
    return likely
