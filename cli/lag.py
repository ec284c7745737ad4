"""`dwarsverband lag`: how far each step is behind, measured from outside."""

from cli.options import Json
from cli.terminal import print_json
from streams import lag, settings

__all__ = ["command"]


def command(json: Json = False) -> None:
    """Measure the lag of every step; a total of 0 means that all that was sent has been screened."""
    found = lag.lag(settings.load())
    if json:
        print_json(found)
        return
    for part in found.partitions:
        if part.lag:
            print(f"{part.step:<8} {part.topic:<14} {part.partition:>4} {part.lag:>10,}")
    print(f"total {found.total:,}")
