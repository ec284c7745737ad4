"""The probability that two records are one person or organisation, and why: Fellegi and Sunter's sum of weights.

Fields that one of the two lacks say nothing. No comparison reads where a name comes from: two names that are as
frequent and as much alike as two others weigh the same.
"""

from typing import NamedTuple

from rapidfuzz.distance import OSA

from graph.claims import PERSON
from graph.identity.address_comparison import AddressComparison
from graph.identity.birth_dates import SWAPPABLE, swapped
from graph.identity.features import Features
from graph.identity.frequencies import TermFrequencies
from graph.identity.organisation_comparison import OrganisationComparison
from graph.identity.person_comparison import PersonComparison
from graph.identity.sources import Sources
from graph.identity.weights import Setting, Weights

__all__ = ["FieldEvidence", "Matcher", "Score"]

_FULL, _MONTH, _YEAR = 8, 6, 4
"""Digits of a birth date known to the day, the month, the year."""

_IMPOSSIBLE = -40.0
"""Bits of a contradiction that bars a link, as shown; its probability is 0.0."""

_DECIMALS = 6

_PERSON_FIELDS = ("geslachtsnaam", "voornamen")
_FIELDS = ("naam", "geboortedatum", "adres", "telefoon", "email", "iban", "bron", "samenhang")


class FieldEvidence(NamedTuple):
    """What one field says: whether it speaks for one record, and its weight in bits."""

    field: str
    agree: bool
    weight: float


class Score(NamedTuple):
    """A probability in six decimals, and the weights whose sum it is made of, ``vooraf`` (the prior) among them."""

    probability: float
    why: tuple[FieldEvidence, ...]


_Bits = tuple[float, float, float, float, float, float, float, float, float]
"""Surname or organisation's name, given names, birth date, address, telephone, e-mail, account, source, what hangs together."""


_Beside = tuple[float, float, float, float, float, float]
"""Birth date, address, telephone, e-mail, account, source: what is said beside the name."""

_HOPELESS = -0.01
"""Odds in bits, surely below even ones whatever is rounded."""


class Matcher:
    """Scores pairs of features of one kind."""

    def __init__(
        self,
        weights: Weights,
        frequencies: TermFrequencies | None = None,
        setting: Setting | None = None,
        sources: Sources | None = None,
    ) -> None:
        self.weights = weights
        self.setting = weights.stream if setting is None else setting
        frequencies = TermFrequencies(weights) if frequencies is None else frequencies
        self._persons = PersonComparison(weights, frequencies)
        self._organisations = OrganisationComparison(weights, frequencies)
        self._addresses = AddressComparison(weights, frequencies)
        self._date, self._together = weights.birth_date, weights.together
        self._sources = sources

    def probability(self, one: Features, other: Features) -> float:
        """Give the probability alone; 0.0 where a contradiction bars the link."""
        if self.contradiction(one, other) is not None:
            return 0.0
        bits = self._bits(one, other)
        return self._capped(one, other, sum(bits) - self.setting.prior)

    def probability_if_likely(self, one: Features, other: Features) -> float:
        """Give the probability where it is at least a half; less, else 0.0 or the probability.

        Names are the dearest to compare and say ``name_cap`` at the most. Where even that would leave the pair below
        even odds, as with two namesakes at two doors, they are not compared.
        """
        if self.contradiction(one, other) is not None:
            return 0.0
        beside = self._beside_names(one, other)
        if self.setting.name_cap + sum(beside) - self.setting.prior < _HOPELESS:
            return 0.0
        return self._capped(one, other, sum(self._bits(one, other, beside)) - self.setting.prior)

    def score(self, one: Features, other: Features) -> Score:
        """Give the probability and what each field says."""
        bits = self._bits(one, other)
        prior = FieldEvidence("vooraf", agree=False, weight=round(-self.setting.prior, 2))
        fields = (*(_PERSON_FIELDS if one.kind == PERSON else ("naam", "")), *_FIELDS[1:])
        why = [
            FieldEvidence(field, weight > 0.0, round(weight, 2))
            for field, weight in zip(fields, bits, strict=True)
            if weight
        ]
        contradiction = self.contradiction(one, other)
        if contradiction is not None:
            kept = [evidence for evidence in why if evidence.field != contradiction]
            return Score(0.0, (*kept, FieldEvidence(contradiction, agree=False, weight=_IMPOSSIBLE), prior))
        return Score(self._capped(one, other, sum(bits) - self.setting.prior), (*why, prior))

    def at_door(self, one: Features, other: Features) -> tuple[float, ...]:
        """Give the bits of what tells apart who shares a door: names and birth date, or name and telephone."""
        name, given, date, _, phone, *_ = self._bits(one, other)
        return (name, given, date) if one.kind == PERSON else (name, phone)

    def contradiction(self, one: Features, other: Features) -> str | None:
        """Give the field by which the two cannot be one, whatever else agrees: a register number, a birth date.

        In a file of records dates are typed as badly as names: there they weigh and do not bar.
        """
        if one.numbers and other.numbers:
            theirs = other.numbers
            for field, values in one.numbers.items():
                if field in theirs and values.isdisjoint(theirs[field]):
                    return field
        if one.dates == other.dates or self.setting.typed_dates:
            return None
        return "geboortedatum" if _no_date_agrees(one.dates, other.dates) else None

    def _capped(self, one: Features, other: Features, odds: float) -> float:
        """Turn bits into a probability; in the stream dates that differ by a slip leave a doubt for people."""
        probability = 1.0 / (1.0 + 2.0**-odds) if odds > -60.0 else 0.0
        if not self.setting.typed_dates and probability > self._together["doubt"] and _slipped(one, other):
            probability = self._together["doubt"]
        return round(probability, _DECIMALS)

    def _beside_names(self, one: Features, other: Features) -> _Beside:
        date = 0.0
        if one.kind == PERSON and one.dates and other.dates:
            date = max(self._dates(a, b) for a in one.dates for b in other.dates)
        weights = self.weights
        phone = _values(one.phones, other.phones, weights.telephone) if one.phones and other.phones else 0.0
        email = _emails(one.emails, other.emails, weights.email) if one.emails and other.emails else 0.0
        iban = _values(one.ibans, other.ibans, weights.iban) if one.ibans and other.ibans else 0.0
        source = 0.0 if self._sources is None else self._sources.bits(one.source, other.source)
        return date, self._places(one, other), phone, email, iban, source

    def _bits(self, one: Features, other: Features, beside: _Beside | None = None) -> _Bits:
        together, given = self._together, 0.0
        if one.kind == PERSON:
            name, given = self._names_of_persons(one, other)
        else:
            name = self._names_of_organisations(one, other)
        beside = self._beside_names(one, other) if beside is None else beside
        date, address, phone, email, iban, source = beside
        hanging = 0.0
        if one.kind == PERSON:
            hanging = self._household(one, other, name, max(address, 0.0) + max(phone, 0.0))
            if (
                self.setting.twins
                and name > 0.0
                and given <= together["other_given"]
                and date > together["twins"]
            ):
                hanging += together["twins"] - date
        elif 0.0 < name < self.setting.name_least and not (address or phone or email or iban):
            name = self._name_alone(one, other, name)
        names = name + given
        if names > self.setting.name_cap:
            hanging += self.setting.name_cap - names
        return name, given, date, address, phone, email, iban, source, hanging

    def _household(self, one: Features, other: Features, surname: float, place: float) -> float:
        """Take off what an equal surname, address and telephone say twice: they prove a household, not a person."""
        if surname <= 0.0 or place <= self._together["place"]:
            return 0.0
        whole = any(a.text == b.text for a in one.persons for b in other.persons)
        most = self.setting.prior + self._together["household_whole_name" if whole else "household"]
        return min(0.0, most - surname - place)

    def _names_of_persons(self, one: Features, other: Features) -> tuple[float, float]:
        compare = self._persons.compare
        if len(one.persons) == 1 == len(other.persons):
            return compare(one.persons[0], other.persons[0])
        pairs = [compare(a, b) for a in one.persons for b in other.persons]
        return max(pairs, key=sum, default=(0.0, 0.0))

    def _names_of_organisations(self, one: Features, other: Features) -> float:
        compare = self._organisations.compare
        if len(one.organisations) == 1 == len(other.organisations):
            return compare(one.organisations[0], other.organisations[0])
        return max((compare(a, b) for a in one.organisations for b in other.organisations), default=0.0)

    def _name_alone(self, one: Features, other: Features, bits: float) -> float:
        """Let an equal name that is all there is be a doubt, however common its words: people know the firm."""
        ours = {name.ordered for name in one.organisations if not name.owner}
        equal = any(name.ordered in ours for name in other.organisations if not name.owner)
        return self.setting.name_least if equal else bits

    def _places(self, one: Features, other: Features) -> float:
        if one.buildings and other.buildings and not set(one.buildings).isdisjoint(other.buildings):
            return self.weights.address["door"]
        if not one.addresses or not other.addresses:
            return 0.0
        compare = self._addresses.compare
        found = max(compare(a, b) for a in one.addresses for b in other.addresses)
        if one.kind != PERSON and found < self.weights.address["same_place"] and _elsewhere(one, other):
            # Branches and namesakes are the rule, a firm that moved is the exception.
            return min(found, self.weights.address["other_door"])
        return found

    def _dates(self, one: str, other: str) -> float:  # noqa: PLR0911 - a ladder of levels
        weights = self._date
        if one == other:
            return weights[_LEVEL[len(one)]] + (
                weights["new_year"] if one.endswith("0101") and len(one) == _FULL else 0.0
            )
        known = min(len(one), len(other))
        if known < _FULL:
            if one[:known] == other[:known]:
                return weights[_LEVEL[known]]
            return weights["same_year"] if one[:_YEAR] == other[:_YEAR] else weights["other"]
        if int(one[6:]) <= SWAPPABLE and swapped(one) == other:
            return weights["swapped"]
        steps = OSA.distance(one, other, score_cutoff=2)
        if steps == 1:
            return weights["slip"]
        equal = (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:])
        if equal == 2:
            return weights["two_parts"]
        return weights["two_slips"] if steps == 2 else weights["other"]


def _elsewhere(one: Features, other: Features) -> bool:
    """Tell whether both are known to the door, at other ones."""
    return all(
        a.number and b.number and (a.number != b.number or (a.street and b.street and a.street != b.street))
        for a in one.addresses
        for b in other.addresses
    )


_LEVEL = {_FULL: "day", _MONTH: "month", _YEAR: "year"}


def _no_date_agrees(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether both know full birth dates, and none is another's but for a slip or a swap."""
    if len(one) == 1 == len(other):
        # Nearly always, and asked of most pairs that meet.
        return len(one[0]) == _FULL == len(other[0]) and not _one_date(one[0], other[0])
    known = [(a, b) for a in one if len(a) == _FULL for b in other if len(b) == _FULL]
    return bool(known) and not any(_one_date(a, b) for a, b in known)


def _one_date(one: str, other: str) -> bool:
    if one[:_YEAR] != other[:_YEAR]:
        # Where the year has the slip, the day has none.
        return one[_YEAR:] == other[_YEAR:] and OSA.distance(one, other, score_cutoff=1) <= 1
    return one == other or OSA.distance(one, other, score_cutoff=1) <= 1 or swapped(one) == other


def _slipped(one: Features, other: Features) -> bool:
    """Tell whether both know a full birth date and none of them agrees, day and month swapped apart."""
    left = {date for date in one.dates if len(date) == _FULL}
    right = {date for date in other.dates if len(date) == _FULL}
    return bool(left and right) and left.isdisjoint(right) and left.isdisjoint(map(swapped, right))


def _values(one: tuple[str, ...], other: tuple[str, ...], weights: dict[str, float]) -> float:
    if one == other or not set(one).isdisjoint(other):
        return weights["equal"]
    slip = any(OSA.distance(a, b, score_cutoff=1) == 1 for a in one for b in other)
    return weights["slip"] if slip else weights["other"]


def _emails(one: tuple[str, ...], other: tuple[str, ...], weights: dict[str, float]) -> float:
    if not set(one).isdisjoint(other):
        return weights["equal"]
    return max(_email(a, b, weights) for a in one for b in other)


def _email(one: str, other: str, weights: dict[str, float]) -> float:
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return weights["slip"]
    local, _, domain = one.partition("@")
    their_local, _, their_domain = other.partition("@")
    if local == their_local:
        return weights["local"] if local not in _OFFICES else weights["other"]
    return weights["domain"] if domain == their_domain and domain not in _PROVIDERS else weights["other"]


_OFFICES = frozenset(
    {
        "info",
        "administratie",
        "contact",
        "office",
        "mail",
        "post",
        "admin",
        "receptie",
        "sales",
        "secretariaat",
    }
)
_PROVIDERS = frozenset(
    {
        "gmail.com", "hotmail.com", "outlook.com", "live.nl", "hotmail.nl", "ziggo.nl", "kpnmail.nl", "xs4all.nl", "planet.nl",
        "hetnet.nl", "home.nl", "yahoo.com", "icloud.com", "casema.nl", "chello.nl", "telfort.nl", "upcmail.nl", "live.com", "msn.com",
        "me.com", "proton.me", "protonmail.com", "gmx.net", "gmx.de", "web.de", "aol.com", "yahoo.co.uk", "quicknet.nl", "solcon.nl",
    }
)  # fmt: skip
"""Of everybody; any other domain is one organisation's."""
