"""Data of `nl.<domein>.gebeurtenis-herroepen.v1`: what it names never was."""

from streams.events.common import Data
from streams.events.fields import Text

__all__ = ["Retraction"]


class Retraction(Data, frozen=True, kw_only=True, gc=False):
    """Takes out the event of the same source whose `id` it names."""

    herroept: Text
