"""The keys that pseudonyms are made with, and the word to the user where they are the published ones."""

from cli.terminal import say
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["load_keys"]


def load_keys(configured: Settings) -> Keys:
    """Load the keys, and say so on standard error where they are the published development ones."""
    keys = Keys.load(configured.keys)
    if keys.development:
        say("DWARSVERBAND_KEYS is not set: pseudonyms are made with the published development key")
    return keys
