"""Further keys under which records of one file meet: a file is read once, and can afford what a stream cannot.

They stand beside `blocking.probable_keys`, and as those count while at most `BLOCK_LIMIT` records carry them.
"""

from graph.claims import PERSON
from graph.identity.features import Features
from graph.identity.folding import sound
from graph.identity.person_names import PersonName

__all__ = ["file_keys"]

_STREET = 6
"""Letters of a street that are a key together with a postcode."""


_CUT = 4
"""Letters of a surname that are a key together with an initial and a place."""


def file_keys(features: Features) -> set[str]:
    """Give the further keys of a person: a surname, or a given name, in a town or postcode; both in either place."""
    if features.kind != PERSON:
        return set()
    areas = [area for address in features.addresses for area in (address.city, address.postcode) if area]
    keys = {
        f"pw{address.street[:_STREET]}|{address.postcode}"
        for address in features.addresses
        if address.street and address.postcode
    }
    for name in features.persons:
        keys.update(_keys_of_name(name, areas))
    return keys


def _keys_of_name(name: PersonName, areas: list[str]) -> set[str]:
    first = name.given[0] if name.given else ""
    keys = {f"ps{part}|{area}" for area in areas for part in {name.core, *name.surname} if part}
    if first and len(name.core) >= _CUT:
        # One letter is wrong in front, or behind.
        beginning, end = name.core[:_CUT], name.core[-_CUT:]
        keys |= {f"pb{first[0]}{beginning}|{area}" for area in areas}
        keys |= {f"pe{first[0]}{end}|{area}" for area in areas}
    if len(first) > 1:
        keys |= {f"ps{first}|{area}" for area in areas}
        if name.sounds:
            keys.add(f"px{'|'.join(sorted((name.sounds, sound(first))))}")
    return keys
