"""The weights of matching: frozen numbers in bits (log2 of a Bayes factor), as the weights file has them."""

import math

import msgspec

__all__ = ["FrequencyClass", "Levels", "Setting", "Weights"]

Levels = dict[str, float]
"""Bits by level of agreement; each level is explained in the weights file."""


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For what kind of set the weights are used.

    ``prior`` is the bits against two records of the set being one; ``name_cap`` the most that names alone may say,
    ``name_least`` the least that an equal name of two organisations says;
    ``typed_dates`` tells whether full birth dates that differ leave two records one person; ``twins``
    whether an equal surname, birth date and address with other given names are taken for twins.
    """

    prior: float
    name_cap: float
    name_least: float
    typed_dates: bool
    twins: bool


class FrequencyClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Values that occur about as often: ``share`` of all that have the field."""

    share: float
    values: tuple[str, ...]


class Frequencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often the values of a field occur, and how often at most one that is not listed."""

    floor: float
    classes: tuple[FrequencyClass, ...] = ()


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of all weights."""

    version: str
    stream: Setting
    surname: Levels
    given: Levels
    birth_date: Levels
    organisation: Levels
    address: Levels
    telephone: Levels
    email: Levels
    iban: Levels
    together: Levels
    frequencies: dict[str, Frequencies]

    def file(self, records: int, *, twins: bool = True) -> Setting:
        """Give the setting for one file of so many records: a record has one counterpart in it, or none, roughly.

        Parameters
        ----------
        twins
            False where the file's names are so badly typed that other given names are no sign of a twin.
        """
        prior = min(max(math.log2(max(records, 2)) + self.together["file_prior"], 6.0), 20.0)
        return Setting(prior, self.together["file_name_cap"], 0.0, typed_dates=True, twins=twins)
