"""`dwarsverband resume`: ends a pause."""

from cli.pause import resume as command

__all__ = ["command"]
