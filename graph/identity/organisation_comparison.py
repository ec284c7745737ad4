"""How far two names of organisations agree, in bits: by their words, the rare ones most."""

import math
from collections.abc import Sequence

from graph.identity.frequencies import TermFrequencies
from graph.identity.organisation_name import EVERYWHERE, OrganisationName
from graph.identity.similar import Likeness, likeness
from graph.identity.weights import Weights

__all__ = ["OrganisationComparison"]

_ACRONYM = 3
"""Letters from which an acronym tells anything."""

_CUT = 3
"""Letters of which a longer word may be cut in an abbreviation."""


class OrganisationComparison:
    """Compares names by frozen weights and the frequencies of a file."""

    def __init__(self, weights: Weights, frequencies: TermFrequencies) -> None:
        self._weights = weights.organisation
        self._bits, self._of_name = frequencies.word, frequencies.name

    def compare(self, one: OrganisationName, other: OrganisationName) -> float:
        """Give the bits of two names; owners of one trade name who differ speak against it."""
        weights = self._weights
        if (other.ordered, other.joined) < (one.ordered, one.joined):
            # A score has no direction, whatever is looked at first.
            one, other = other, one
        found = self._compare(one, other)
        if one.owner and other.owner and one.owner != other.owner:
            owners = likeness(one.owner.replace(" ", ""), other.owner.replace(" ", ""))
            if owners < Likeness.ALIKE:
                found += weights["owner"]
        return found

    def _compare(self, one: OrganisationName, other: OrganisationName) -> float:  # noqa: PLR0911 - a ladder of levels
        weights, bits = self._weights, self._bits
        if one.ordered == other.ordered:
            words = max(weights["equal"] + sum(map(bits.__getitem__, one.words)), weights["equal_least"])
            return min(words, self._rarity(one.key, words))
        if one.joined == other.joined:
            telling = min(self._telling(one.words), self._telling(other.words)) or weights["equal_least"]
            apart = set(one.words) ^ set(other.words)
            both = not apart.isdisjoint(one.words) and not apart.isdisjoint(other.words)
            against = weights["other_trade"] if both and apart <= EVERYWHERE else 0.0
            return (
                min(telling + weights["joined"], self._of_name[one.key], self._of_name[other.key]) + against
            )
        if one.starts.isdisjoint(other.starts):
            return self._compare_whole(one, other)
        ours = [word for word in one.words if word not in other.words]
        theirs = [word for word in other.words if word not in one.words]
        agreed = sum(bits[word] for word in one.words if word in other.words)
        if ours and theirs:
            agreed += self._pair_off(ours, theirs)
        if not agreed:
            return self._compare_whole(one, other)
        left, right = self._telling(ours), self._telling(theirs)
        if not ours and not theirs:
            return min(agreed, weights["most"])
        if not ours or not theirs:
            return min(agreed, weights["most"]) + max(weights["more"] * (left + right), weights["more_least"])
        against = max(weights["unlike"] * (left + right), weights["unlike_least"])
        return max(min(agreed, weights["most"]) + against, weights["other"])

    def _rarity(self, key: str, words: float) -> float:
        """Give the bits of a name as often as it occurs in the file; of its words where one other place may be its own.

        A name at one place more than one is another's, or of who moved or was spelled otherwise. How many others there
        would be by its words alone decides which.
        """
        counted, once = self._of_name[key], self._of_name.once
        if not once or counted < once:
            return counted
        others = 2.0 ** (once - words)
        return counted + math.log2(1.0 + self._weights["own_place"] / others)

    def _pair_off(self, ours: list[str], theirs: list[str]) -> float:
        """Take the words out of both lists that are one word but for a slip or a cut; give their bits."""
        agreed = 0.0
        for word in tuple(ours):
            best, most = "", Likeness.SOMEWHAT
            for their in theirs:
                # Words that begin otherwise are compared where their lengths leave it possible that one sign slipped.
                if word[0] == their[0] or (word[-1] == their[-1] and abs(len(word) - len(their)) < 2):
                    alike = _alike(word, their)
                    if alike > most:
                        best, most = their, alike
            if best:
                ours.remove(word)
                theirs.remove(best)
                share = self._weights["slip"] if most is Likeness.SLIP else self._weights["alike"]
                agreed += share * min(self._bits[word], self._bits[best])
        return agreed

    def _compare_whole(self, one: OrganisationName, other: OrganisationName) -> float:
        weights = self._weights
        for short, long in ((one, other), (other, one)):
            if len(long.words) > 1 and len(short.joined) >= _ACRONYM and short.joined == long.acronym:
                return weights["acronym"]
        if one.joined[0] != other.joined[0] and one.joined[-3:] != other.joined[-3:]:
            return weights["other"]
        alike = likeness(one.joined, other.joined)
        if alike is Likeness.SLIP:
            return weights["slip"] * self._total(one.words, other.words)
        if alike is Likeness.ALIKE:
            return weights["alike"] * self._total(one.words, other.words)
        return weights["somewhat"] if alike is Likeness.SOMEWHAT else weights["other"]

    def _telling(self, words: Sequence[str]) -> float:
        return sum(self._bits[word] for word in words if word not in EVERYWHERE)

    def _total(self, ours: Sequence[str], theirs: Sequence[str]) -> float:
        bits = self._bits
        return min(
            sum(map(bits.__getitem__, ours)), sum(map(bits.__getitem__, theirs)), self._weights["most"]
        )


def _alike(word: str, other: str) -> Likeness:
    if word[0] != other[0]:
        return Likeness.SLIP if likeness(word, other) is Likeness.SLIP else Likeness.OTHER
    if min(len(word), len(other)) >= _CUT and (word.startswith(other) or other.startswith(word)):
        return Likeness.ALIKE
    return likeness(word, other)
