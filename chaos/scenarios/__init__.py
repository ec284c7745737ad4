"""The scenarios, a file each, and one literal list in the order in which they are played."""

from chaos.scenario import Scenario
from chaos.scenarios.broken_indicator import BROKEN_INDICATOR
from chaos.scenarios.broken_store import BROKEN_STORE
from chaos.scenarios.broker_gone import BROKER_KILLED, BROKER_RESTARTED
from chaos.scenarios.clock_jumps import CLOCK_JUMPS
from chaos.scenarios.disk_full import DISK_FULL
from chaos.scenarios.empty_machine import EMPTY_MACHINE
from chaos.scenarios.floods import DUPLICATE_FLOOD, POISON_FLOOD
from chaos.scenarios.joining_leaving import JOINING_LEAVING
from chaos.scenarios.killed import KILLED
from chaos.scenarios.network_cut import NETWORK_CUT
from chaos.scenarios.old_owner import OLD_OWNER
from chaos.scenarios.recreated import INPUT_RECREATED, OUTPUT_RECREATED
from chaos.scenarios.slow_consumer import SLOW_CONSUMER
from chaos.scenarios.undisturbed import UNDISTURBED

__all__ = ["SCENARIOS"]

SCENARIOS: tuple[Scenario, ...] = (
    UNDISTURBED,
    KILLED,
    JOINING_LEAVING,
    OLD_OWNER,
    BROKER_RESTARTED,
    BROKER_KILLED,
    NETWORK_CUT,
    DISK_FULL,
    BROKEN_STORE,
    CLOCK_JUMPS,
    SLOW_CONSUMER,
    POISON_FLOOD,
    DUPLICATE_FLOOD,
    EMPTY_MACHINE,
    OUTPUT_RECREATED,
    INPUT_RECREATED,
    BROKEN_INDICATOR,
)
