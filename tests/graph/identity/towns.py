"""Records of a made-up town for tests of identity: real-looking names with the slips of clerks, and crowded addresses."""

from collections.abc import Iterable, Sequence
from random import Random

from graph.claims import Decision, Mention, Ref
from graph.identity.matcher import Matcher
from graph.identity.resolver import Resolver
from streams.weights_file import load_weights

__all__ = ["Said", "judged", "mention", "partition", "records", "resolved"]

Said = tuple[Mention, Ref]
"""A mention and the event that made it."""

MATCHER = Matcher(load_weights())

_GIVEN = (
    "Jan", "Piet", "Johanna", "Kees", "Maria", "Fatima", "Mohamed", "Sanne", "Theo", "IJsbrand", "Willem", "Hendrika", "Ahmet",
    "Wei", "Priya", "Olga", "Sjoerd", "Lotte", "Noor", "Daan",
)  # fmt: skip
_SURNAMES = (
    "Jansen", "de Vries", "van den Berg", "Bakker", "Visser", "van Dijk", "El Amrani", "Yilmaz", "Nguyen", "de Boer", "Kowalski",
    "Singh", "Terpstra", "van 't Hof", "Meijer", "Oosterhuis", "Zandstra", "Verhoeven", "Hoekstra", "Blankesteijn",
)  # fmt: skip
_TRADES = ("Café", "Bakkerij", "Garage", "Kapsalon", "Restaurant", "Bouwbedrijf", "Stichting", "Snackbar")
_PLACES = (
    "de Haven",
    "Zonnestraal",
    "het Anker",
    "de Molen",
    "Noord",
    "de Zwaan",
    "Vooruit",
    "Oranje",
    "de Kroon",
    "Welgelegen",
)
_FORMS = ("", " B.V.", " BV", " V.O.F.", " b.v.")


def mention(record: str, number: int, **values: str) -> Said:
    """Give a mention of a record; an underscore in a field's name starts another value of it."""
    pairs = tuple((field.partition("_")[0], value) for field, value in values.items())
    return Mention(record, pairs), Ref(738_000 + number, number, "urn:nld:source", f"{number}")


def judged(one: str, other: str, verdict: str, number: int) -> Decision:
    """Give a judgement on two record ids."""
    return Decision(
        Ref(738_000, number, "urn:nld:desk", f"j{number}"), "identiteit-beoordeeld", (one, other), verdict
    )


def resolved(
    said: Iterable[Said], judgements: Sequence[Decision] = (), *, batches: int = 1, matcher: Matcher = MATCHER
) -> Resolver:
    """Give a resolver that took these in, in so many batches, judgements spread among them."""
    resolver = Resolver("0505", matcher)
    every = list(said)
    for batch in range(batches):
        for one, ref in every[batch::batches]:
            resolver.observe(one, ref)
        for decision in judgements[batch::batches]:
            resolver.judge(decision, stands=True)
        resolver.settle()
    return resolver


def partition(resolver: Resolver) -> frozenset[tuple[object, ...]]:
    """Give the entities, with their ids and the links that hold them."""
    return frozenset(
        (entity.id, entity.ids, entity.records, entity.tree) for entity in set(resolver.entity_of.values())
    )


def records(count: int, seed: int) -> list[Said]:
    """Make up so many records: persons and firms, each in one to four sources, some at one crowded address."""
    random = Random(seed)
    made: list[Said] = []
    while len(made) < count:
        thing = _person(random) if random.random() < 0.6 else _firm(random)
        for _ in range(random.choice((1, 1, 2, 3, 4))):
            number = len(made)
            kind, values = thing[0], dict(thing[1])
            for field in ("geboortedatum", "adres", "kvk", "telefoon"):
                if field in values and random.random() < 0.4:
                    del values[field]
            values["naam"] = _written(random, values["naam"])
            made.append(mention(f"{kind}urn:nld:source#{number}", number, **values))
    return made[:count]


def _person(random: Random) -> tuple[str, dict[str, str]]:
    values = {
        "naam": f"{random.choice(_GIVEN)} {random.choice(_SURNAMES)}",
        "geboortedatum": f"{random.randint(1940, 2005)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        "adres": _address(random),
    }
    if random.random() < 0.3:
        values["telefoon"] = f"06{random.randint(10_000_000, 99_999_999)}"
    return "p", values


def _firm(random: Random) -> tuple[str, dict[str, str]]:
    values = {
        "naam": f"{random.choice(_TRADES)} {random.choice(_PLACES)}{random.choice(_FORMS)}",
        "kvk": f"{random.randint(10_000_000, 99_999_999)}",
        "adres": _address(random),
    }
    return "o", values


def _address(random: Random) -> str:
    if random.random() < 0.02:
        return "adres:1011AA|1||"
    return f"adres:10{random.randint(11, 60)}{random.choice('ABCDE')}{random.choice('ABCDE')}|{random.randint(1, 90)}||"


def _written(random: Random, name: str) -> str:
    chance = random.random()
    if chance < 0.15:
        return name.upper()
    if chance < 0.3:
        first, _, rest = name.partition(" ")
        return f"{rest}, {first}"
    if chance < 0.4:
        place = random.randrange(len(name) - 1)
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if chance < 0.5:
        first, _, rest = name.partition(" ")
        return f"{first[0]}. {rest}"
    return name
