"""How far two names of persons agree, in bits: the surname, and the given names and initials."""

from graph.identity.call_names import same_call_name
from graph.identity.frequencies import TermFrequencies
from graph.identity.person_names import PersonName
from graph.identity.similar import Likeness, likeness
from graph.identity.weights import Weights

__all__ = ["PersonComparison"]

_INITIAL = 1
"""Letters of an initial; digraphs and other short forms are told by being the beginning of the other name."""

_SHORT_FORM = 3
"""Letters that a digraph or a cut name has at most: ``Th.``, ``Joh.``."""


class PersonComparison:
    """Compares names by frozen weights and the frequencies of a file."""

    def __init__(self, weights: Weights, frequencies: TermFrequencies) -> None:
        self._surname, self._given = weights.surname, weights.given
        self._of_surname, self._of_given = frequencies.surname, frequencies.given
        self._liked = {
            Likeness.SLIP: "slip",
            Likeness.ALIKE: "alike",
            Likeness.SOMEWHAT: "somewhat",
            Likeness.OTHER: "other",
        }

    def compare(self, one: PersonName, other: PersonName) -> tuple[float, float]:
        """Give the bits of the surname and of the given names; 0.0 where one of the two is not known."""
        if other.text < one.text:
            # A score has no direction, whatever is looked at first.
            one, other = other, one
        surname = self._compare_surnames(one, other)
        given = self._compare_given(one.given, other.given)
        if surname < 0.0 and one.given and other.given:
            return self._compare_turned(one, other, surname, given)
        return surname, given

    def _compare_surnames(self, one: PersonName, other: PersonName) -> float:
        weights = self._surname
        if not one.core or not other.core:
            return 0.0
        if one.core == other.core:
            prefix = 0.0 if one.prefix == other.prefix else weights["prefix"]
            return weights["equal"] + self._of_surname[one.core] + prefix
        if len(one.surname) > 1 or len(other.surname) > 1:
            shared = set(one.surname) & set(other.surname)
            if shared:
                level = "turned" if len(shared) == len(one.surname) == len(other.surname) else "half"
                return weights[level] + max(self._of_surname[part] for part in shared)
        alike = likeness(one.core, other.core)
        if alike < Likeness.ALIKE:
            return weights[self._liked[alike]]
        # Two names that both occur are two names more often than one with a slip.
        left, right = self._of_surname[one.core], self._of_surname[other.core]
        both = (
            weights["both_known"] if max(left, right) < self._of_surname.floor - 1.0 else weights["one_known"]
        )
        return max(min(weights[self._liked[alike]], min(left, right) + both), 0.0)

    def _compare_given(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:  # noqa: PLR0911 - a ladder of levels
        if not ours or not theirs:
            return 0.0
        weights, bits = self._given, self._of_given
        if ours == theirs:
            return min(weights["equal"] + bits[ours[0]] + weights["later"] * len(ours[1:]), weights["most"])
        first, second = ours[0], theirs[0]
        if first == second:
            return weights["equal"] + bits[first] + self._later(ours, theirs)
        if "".join(ours) == "".join(theirs):
            return weights["equal"] + bits[first]
        shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
        if len(shorter) <= _SHORT_FORM and longer.startswith(shorter):
            return weights["initial"] + bits[shorter[0]] + self._later(ours, theirs)
        letters, others = {name[0] for name in ours}, {name[0] for name in theirs}
        if len(shorter) == _INITIAL:
            if letters == others and len(letters) > 1:
                return weights["reordered"]
            if len(longer) > _INITIAL and same_call_letter(shorter, longer):
                return weights["called"]
            return weights["among_initials"] if shorter in letters & others else weights["other"]
        return self._compare_spelled(ours, theirs, share=bool(letters & others))

    def _compare_spelled(self, ours: tuple[str, ...], theirs: tuple[str, ...], *, share: bool) -> float:  # noqa: PLR0911 - a ladder of levels
        weights = self._given
        first, second = ours[0], theirs[0]
        if first in theirs or second in ours:
            return weights["among"] + weights["later"]
        if len(ours) + len(theirs) > 2 and likeness("".join(ours), "".join(theirs)) >= Likeness.ALIKE:
            return weights["slip"]
        if {first[-1], second[-1]} == {"s", "a"} and first[:3] == second[:3]:
            # Johannes and Johanna, Cornelis and Cornelia
            return weights["share"]
        alike = likeness(first, second)
        if alike is Likeness.SLIP:
            return weights["slip"]
        if same_call_name(first, second):
            return weights["call_name"]
        if alike is Likeness.ALIKE:
            return weights["alike"]
        if alike is Likeness.SOMEWHAT:
            return weights["somewhat"]
        return weights["share"] if share and first[0] == second[0] else weights["other"]

    def _later(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
        """Weigh the names after the first: one more or less says little, another one much."""
        weights = self._given
        total = 0.0
        for left, right in zip(ours[1:], theirs[1:], strict=False):
            if left == right or left.startswith(right) or right.startswith(left):
                total += weights["later"]
            elif left[0] in {name[0] for name in theirs} or right[0] in {name[0] for name in ours}:
                continue
            else:
                total += weights["later_other"]
        return total if len(ours) == len(theirs) else total + weights["later_missing"]

    def _compare_turned(
        self, one: PersonName, other: PersonName, surname: float, given: float
    ) -> tuple[float, float]:
        """Look whether given name and surname changed places, or a name of two words was cut elsewhere."""
        weights, bits = self._surname, self._of_surname
        if sorted((*one.given, *one.surname)) == sorted((*other.given, *other.surname)):
            return self._turned(one, other)
        ours, theirs = likeness(one.core, "".join(other.given)), likeness("".join(one.given), other.core)
        if (min(ours, theirs) >= Likeness.SOMEWHAT and max(ours, theirs) >= Likeness.SLIP) or (
            min(ours, theirs) >= Likeness.ALIKE
        ):
            half = weights["half"] if ours + theirs < Likeness.EQUAL + Likeness.SLIP else weights["turned"]
            return half + min(bits[one.core], bits[other.core]), self._given["reordered"]
        for left, right in ((one, other), (other, one)):
            # "Verhagen Laura" and "L. Verhagen", "Verhagen Kees" and "C. Verhagen"
            if likeness("".join(left.given), right.core) >= Likeness.SLIP:
                called = self._compare_given((left.core,), right.given)
                if called > 0.0:
                    return weights["turned"] + self._of_surname[right.core], called
        if other.core in one.given[1:] or one.core in other.given[1:]:
            core = other.core if other.core in one.given else one.core
            return weights["half"] + self._of_surname[core], given
        for left, right in ((one, other), (other, one)):
            # In each other's place, and what stands beside is another's: "Thomas Matthews" and "Butt Thomas".
            if len(left.given[0]) > _SHORT_FORM and left.given[0] == right.core:
                rarer = min(bits[right.core], self._of_given[right.core])
                return max(weights["crossed"] + rarer, surname), given
        return surname, given

    def _turned(self, one: PersonName, other: PersonName) -> tuple[float, float]:
        """Weigh the same names, given and surname in each other's place, by the reading that says less."""
        first, second = (
            (self._of_surname[name.core], self._of_given[name.given[0]]) for name in (one, other)
        )
        surname, given = min(first, second, key=sum)
        return self._surname["turned"] + surname, max(self._given["turned"] + given, self._given["reordered"])


def same_call_letter(initial: str, name: str) -> bool:
    """Tell whether a call name may have come from a name with this initial: ``J.`` was christened, ``Hans`` called."""
    return initial in _CALLED.get(name, "")


_CALLED = {
    "hanneke": "j", "mien": "w", "trijntje": "c", "tryntje": "c", "maryke": "m", "leen": "h", "greet": "m", "rika": "h", "gert": "g",
    "corrie": "c", "marieke": "m", "anneke": "aj", "janneke": "aj", "joyce": "j", "kitty": "c", "katja": "c", "tineke": "m", "ineke": "ci",
    "lena": "h", "lida": "a", "thea": "d", "dora": "t", "willy": "w", "wilma": "w", "gerda": "g", "hetty": "h", "jet": "h", "jenny": "j",
    "hans": "j", "sjaak": "j", "kees": "c", "koos": "j", "ko": "j", "cees": "k", "bert": "ahrl", "henk": "h", "toon": "a", "ton": "a",
    "jaap": "j", "piet": "p", "wim": "w", "bram": "a", "sander": "a", "lex": "a", "xander": "a", "thijs": "m", "mart": "m", "rinus": "m",
    "nico": "n", "klaas": "n", "dirk": "t", "gijs": "g", "frits": "f", "hein": "h", "ria": "m", "els": "e", "lies": "e", "bep": "e",
    "joke": "j", "ans": "ja", "jo": "j", "truus": "g", "toos": "c", "riet": "mh", "nel": "pc", "cor": "c", "trudy": "g",
    "mo": "m", "bill": "w", "bob": "r", "dick": "rd", "ted": "et", "jack": "j", "harry": "h", "tony": "a", "guus": "a", "huub": "h",
    "miep": "m", "mia": "m", "lia": "jc", "ina": "c", "leni": "h", "teun": "a", "twan": "a", "stan": "c", "arie": "a",
    "theo": "t", "door": "t", "sjors": "g", "sjef": "j", "joop": "j", "jos": "j", "rob": "r", "ruud": "r", "bas": "s", "loes": "l",
}  # fmt: skip
