"""The indicators: a file each, and one literal list."""

from graph.indicators.indicator import Indicator
from graph.indicators.mass_registration import MASS_REGISTRATION
from graph.indicators.operator_turnover import OPERATOR_TURNOVER
from graph.indicators.phoenix_permit import PHOENIX_PERMIT
from graph.indicators.repeat_offender_cluster import REPEAT_OFFENDER_CLUSTER
from graph.indicators.subsidy_stacking import SUBSIDY_STACKING

__all__ = ["INDICATORS"]

INDICATORS: tuple[Indicator, ...] = (
    MASS_REGISTRATION,
    OPERATOR_TURNOVER,
    PHOENIX_PERMIT,
    SUBSIDY_STACKING,
    REPEAT_OFFENDER_CLUSTER,
)
"""All indicators that make hits. G1 adds paths to structures that stand without it: `graph.contagion`."""
