"""What the gateway asks of decisions about rules beyond their form: that what they say can be followed."""

from graph.indicators import INDICATORS
from streams.events.common import Data
from streams.events.decisions import IndicatorInSchaduw, RegelsGepubliceerd
from streams.rules_content import WrongRulesError, published

__all__ = ["wrong_decision"]


def wrong_decision(data: Data) -> str | None:
    """Give the path of what cannot be followed: a parameter of published rules, an unknown indicator; else None."""
    if isinstance(data, RegelsGepubliceerd):
        try:
            published(data.versie, data.inhoud)
        except WrongRulesError as error:
            return f"data.inhoud.{error.about.rstrip(':')}".rstrip(".")
    if isinstance(data, IndicatorInSchaduw) and data.indicator not in {one.id for one in INDICATORS}:
        return "data.indicator"
    return None
