"""Generates the list of indicators for citizens: B1 Dutch, with English beneath."""

from collections.abc import Iterator

from graph.contagion import CONTAGION
from graph.declaration import Declaration
from graph.indicators import DECLARATIONS
from streams.published.facts import INDICATORS, facts_by_source, numbers, off
from streams.published.texts import TO_FILL, filled, template

__all__ = ["page"]

_GROUPS = {
    "A": ("Wie echt de baas is", "Who is really in charge"),
    "B": ("Adressen en panden", "Addresses and buildings"),
    "C": ("Wisselingen", "Changes"),
    "D": ("Opnieuw aanvragen", "Applying again"),
    "E": ("Subsidies", "Subsidies"),
    "F": ("Geld", "Money"),
    "G": ("Maatregelen elders", "Measures elsewhere"),
    "H": ("Achtergrond", "Background"),
    "I": ("Hennep, en hulp aan werknemers", "Hemp, and help for workers"),
    "J": ("Wat op de aanvraag staat", "What the application says"),
}


def page() -> str:
    """Give the page."""
    silent = off()
    return filled(
        template("indicatoren-voor-burgers.txt"),
        **numbers().values(),
        fill=TO_FILL,
        indicators="\n".join(_listed(silent)),
    )


def _listed(silent: frozenset[str]) -> Iterator[str]:
    group = ""
    for one in DECLARATIONS:
        if one.group != group:
            group = one.group
            dutch, english = _GROUPS[group]
            yield f"## {group} · {dutch} (*{english}*)\n"
        yield from _described(one, on=one.id not in silent)


def _described(one: Declaration, *, on: bool) -> Iterator[str]:
    plain = INDICATORS.indicators[one.id]
    grouped = facts_by_source(need.fact for need in one.needs)
    facts = "; ".join(
        f"{', '.join(fact.nl for fact in known)} ({source.nl})" for source, known in grouped.items()
    )
    english = "; ".join(
        f"{', '.join(fact.en for fact in known)} ({source.en})" for source, known in grouped.items()
    )
    right = "; ".join(dict.fromkeys(source.verbeter for source in grouped))
    correct = "; ".join(dict.fromkeys(source.correct for source in grouped))
    state, stated = _state(one, on=on)
    yield f"### {one.id} · {one.nl} (*{one.en}*)\n"
    yield f"- **Waar kijken we naar?** {plain.kijkt} *{plain.looks}*"
    yield f"- **Waarom?** {plain.waarom} *{plain.why}*"
    yield f"- **Welke feiten?** {facts[0].upper()}{facts[1:]}. *{english[0].upper()}{english[1:]}.*"
    yield "- **Wat is er meestal gewoon aan de hand?** *What is usually behind it?*"
    yield from (f"  - {cause.nl} *{cause.en}*" for cause in one.innocent)
    yield f"- **Klopt het niet?** Vraag verbetering bij {right}. *Not right? Ask {correct}.*"
    yield f"- **Nu:** {state}. *{stated}.*"
    yield f"- **Wet:** {one.basis}.\n"


def _state(one: Declaration, *, on: bool) -> tuple[str, str]:
    if not on:
        state = ("staat uit", "off")
    elif one.id == CONTAGION.id or one.group == "H":
        state = (
            "staat aan; geeft alleen volgorde en telt niet mee",
            "on; gives an order only and never counts",
        )
    else:
        state = ("staat aan", "on")
    if one.phase == "zaak":
        state = (f"{state[0]}; alleen bij een zaak", f"{state[1]}; only with a case")
    return state
