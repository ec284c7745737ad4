"""Nothing happens: what all others are measured against."""

from chaos.scenario import Scenario

__all__ = ["UNDISTURBED"]

UNDISTURBED = Scenario("undisturbed", "Nothing happens", lambda _: None)
