"""The indicators: a file each, and one literal list."""

from graph.contagion import CONTAGION
from graph.declaration import Declaration
from graph.indicators.address_churn import ADDRESS_CHURN
from graph.indicators.change_around_event import CHANGE_AROUND_EVENT
from graph.indicators.circular_flow import CIRCULAR_FLOW
from graph.indicators.double_financing import DOUBLE_FINANCING
from graph.indicators.estate_shell import ESTATE_SHELL
from graph.indicators.exploitation_cluster import EXPLOITATION_CLUSTER
from graph.indicators.facilitator_hub import FACILITATOR_HUB
from graph.indicators.finance_gap import FINANCE_GAP
from graph.indicators.formal_head import FORMAL_HEAD
from graph.indicators.hemp_owner import HEMP_OWNER
from graph.indicators.impossible_manager import IMPOSSIBLE_MANAGER
from graph.indicators.indicator import Indicator
from graph.indicators.mass_registration import MASS_REGISTRATION
from graph.indicators.no_activity import NO_ACTIVITY
from graph.indicators.occupancy import OCCUPANCY
from graph.indicators.off_market import OFF_MARKET
from graph.indicators.opaque_holding import OPAQUE_HOLDING
from graph.indicators.operator_turnover import OPERATOR_TURNOVER
from graph.indicators.ownership_cycle import OWNERSHIP_CYCLE
from graph.indicators.paper_break import PAPER_BREAK
from graph.indicators.phoenix_permit import PHOENIX_PERMIT
from graph.indicators.private_lender import PRIVATE_LENDER
from graph.indicators.repeat_offender_cluster import REPEAT_OFFENDER_CLUSTER
from graph.indicators.sector_hotspot import SECTOR_HOTSPOT
from graph.indicators.serial_directorships import SERIAL_DIRECTORSHIPS
from graph.indicators.shadow_operator import SHADOW_OPERATOR
from graph.indicators.shared_artefacts import SHARED_ARTEFACTS
from graph.indicators.source_mismatch import SOURCE_MISMATCH
from graph.indicators.subsidy_stacking import SUBSIDY_STACKING
from graph.indicators.use_mismatch import USE_MISMATCH
from graph.indicators.withdrawn_under_screening import WITHDRAWN_UNDER_SCREENING

__all__ = ["DECLARATIONS", "INDICATORS"]

INDICATORS: tuple[Indicator, ...] = (
    SERIAL_DIRECTORSHIPS,
    FORMAL_HEAD,
    SHADOW_OPERATOR,
    IMPOSSIBLE_MANAGER,
    MASS_REGISTRATION,
    OCCUPANCY,
    ADDRESS_CHURN,
    FACILITATOR_HUB,
    USE_MISMATCH,
    OPERATOR_TURNOVER,
    OWNERSHIP_CYCLE,
    CHANGE_AROUND_EVENT,
    OPAQUE_HOLDING,
    PHOENIX_PERMIT,
    WITHDRAWN_UNDER_SCREENING,
    PAPER_BREAK,
    SUBSIDY_STACKING,
    DOUBLE_FINANCING,
    CIRCULAR_FLOW,
    NO_ACTIVITY,
    PRIVATE_LENDER,
    FINANCE_GAP,
    OFF_MARKET,
    REPEAT_OFFENDER_CLUSTER,
    SECTOR_HOTSPOT,
    ESTATE_SHELL,
    HEMP_OWNER,
    EXPLOITATION_CLUSTER,
    SOURCE_MISMATCH,
    SHARED_ARTEFACTS,
)
"""All indicators that make hits. G1 adds paths to structures that stand without it: `graph.contagion`."""

DECLARATIONS: tuple[Declaration, ...] = tuple(sorted((*INDICATORS, CONTAGION), key=lambda one: one.id))
"""All 31, G1 among them, in words."""
