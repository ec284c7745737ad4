"""What another set of rules would flag otherwise, as this process may see it: for the command and the desk."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from agents.backtest import Tried, try_rules
from agents.backtest_checkpoint import Checkpoint
from agents.local import Progress
from agents.protection import PROTECTION
from agents.rules_difference import Difference, difference
from agents.standing import Standing
from graph.flag import Flag
from graph.rules import Rules
from streams import rules_file
from streams.settings import Settings

__all__ = ["compared"]


def compared(
    standing: Standing,
    checkpoint: Path,
    old: Callable[[Rules], Rules],
    new: Callable[[Rules], Rules],
    configured: Settings,
    progress: Progress,
    *,
    gemeenten: list[str] | None = None,
    today: int | None = None,
) -> Difference:
    """Compare two sets of rules; what this process may not see is left out. Killed, it goes on from its checkpoint.

    Parameters
    ----------
    old, new
        Give the rules to try in a municipality, from those in force there.
    """
    given = rules_file.load_rules()
    with Checkpoint(checkpoint) as noted:
        found = try_rules(standing, given, old, new, noted, progress, gemeenten=gemeenten, today=today)
        whole = difference(_seen(found, configured))
        noted.done()
    return whole


def _seen(tried: Iterable[Tried], configured: Settings) -> Iterator[Tried]:
    """Leave out the flags that this process may not see: to it they are not there."""
    for one in tried:
        if configured.sees_protection:
            yield one
        else:
            yield msgspec.structs.replace(one, old=_open(one.old), new=_open(one.new))


def _open(flags: dict[str, Flag]) -> dict[str, Flag]:
    return {name: flag for name, flag in flags.items() if flag.route != PROTECTION}
