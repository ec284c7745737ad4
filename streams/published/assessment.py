"""Generates the starting text of the DPIA and the IAMA (FRIA): what the code knows, put into the fixed text."""

from typing import get_args

from graph.declaration import FIVE
from graph.indicators import DECLARATIONS
from screening.retention import POLICY, POLICY_VERSION
from streams.events.common import Persoon, Rol
from streams.events.types import TYPES
from streams.forbidden import CONTAINED, EXACT
from streams.published.facts import INDICATORS, numbers, off
from streams.published.rails import STATES, Rail
from streams.published.texts import filled, table, template
from streams.purposes import BIBOB, DEFAULTS
from streams.registers_page import ON_CASE, REGISTERS

__all__ = ["page"]


def page(rails: list[Rail]) -> str:
    """Give the page."""
    return filled(
        template("dpia-iama.txt"),
        **numbers().values(),
        policy=POLICY_VERSION,
        delivered=_delivered(),
        person=", ".join(f"`{name}`" for name in Persoon.__struct_fields__),
        roles=", ".join(f"`{role}`" for role in get_args(Rol)),
        data=_data(),
        early=_early(),
        forbidden=", ".join(f"`{word}`" for word in sorted({*CONTAINED, *EXACT})),
        purposes=_purposes(),
        bases=_bases(),
        retention=_retention(),
        rails=_rails(rails),
    )


def _delivered() -> str:
    """Give every type of event that the gateway takes, also those that no indicator rests on by itself."""
    kinds: dict[str, list[str]] = {}
    for one in TYPES.values():
        kinds.setdefault(one.topic, []).append(f"`{one.kind}`")
    return table(
        ("bron (topic)", "doel zonder eigen doel", "gebeurtenissen"),
        (
            (f"`{topic}`", f"`{DEFAULTS[topic]}`" if topic in DEFAULTS else "geen", ", ".join(names))
            for topic, names in kinds.items()
        ),
    )


def _data() -> str:
    return table(
        ("feit", "in gewone taal", "bron", "grond (*ground, our reading*)", "gelezen door"),
        (
            (
                f"`{kind}`",
                INDICATORS.facts[kind].nl,
                INDICATORS.sources[INDICATORS.facts[kind].source].nl,
                register.who,
                ", ".join(one.id for one in DECLARATIONS if kind in {need.fact for need in one.needs}),
            )
            for kind, register in REGISTERS.items()
        ),
    )


def _early() -> str:
    """Give the indicators that run on every event and read what, by our reading, may be asked for in a case alone."""
    found = [
        one.id
        for one in DECLARATIONS
        if one.phase == "stroom" and any(REGISTERS[need.fact].who == ON_CASE for need in one.needs)
    ]
    return ", ".join(found)


def _purposes() -> str:
    return table(
        ("bron (topic)", "doel", "gelezen door"),
        (
            (f"`{topic}`", f"`{code}`", ", ".join(one.id for one in DECLARATIONS if code in one.allows))
            for topic, code in (*DEFAULTS.items(), ("dossier", BIBOB))
        ),
    ).replace("|  |", "| geen indicator |")


def _bases() -> str:
    silent = off()
    return table(
        (
            "indicator",
            "fase",
            "doel",
            "leest feiten van",
            "grondslag",
            "haakt aan bij",
            "gewone grond eerst",
            "nu",
        ),
        (
            (
                f"{one.id} {one.nl}",
                f"`{one.phase}`",
                f"`{one.purpose}`",
                "alle vijf" if one.allows == FIVE else ", ".join(sorted(one.allows)),
                one.basis,
                one.hook,
                one.refusal,
                "uit" if one.id in silent else "aan",
            )
            for one in DECLARATIONS
        ),
    )


def _retention() -> str:
    return table(
        ("wat", "dagen", "vanaf", "grond"),
        ((f"`{kept}`", f"{term.days}", term.since, term.ground) for kept, term in POLICY.items()),
    )


def _rails(rails: list[Rail]) -> str:
    return table(
        ("rail", "wat (*what*)", "stand", "test"),
        (
            (
                rail.id,
                rail.what,
                STATES[rail.state],
                ", ".join(f"`{name}`" for name in rail.tests)
                or "[tekst](../guard-rails.md#what-people-must-do)",
            )
            for rail in rails
        ),
    )
