"""Relations of article 3 paragraph 4 between a case's parties and the structure it is near, each current or ended."""

from collections.abc import Iterator

import msgspec

from graph.claims import PLACE, Ref
from graph.contagion import LID_4
from graph.flagging import public_relation
from graph.hard_events import hard_events_on
from graph.identity.entity import Entity
from graph.instants import END_OF_TIME, YEAR, iso_day
from graph.intervals import Interval
from graph.view import View
from graph.wording import one_stop
from screening.advisory import Actualiteit, Lid4, Relatie
from screening.case import OpenCase
from screening.facts import OLD_YEARS, event_of, fact_id
from screening.law import says
from screening.near import partners
from screening.sentence import Feit, Sentence

__all__ = ["Found", "relations"]

_STILL = "loopt nog"


class Found(msgspec.Struct, frozen=True):
    """A relation, whom it is about, and the events that it rests on."""

    about: Entity
    relation: Relatie
    refs: tuple[Ref, ...]


def relations(view: View, case: OpenCase, inside: frozenset[str], day: int) -> list[Found]:
    """Give the relations, in the order in which they bind: own events, direct, through a party; never empty.

    ``inside`` are the keys of the members of the flags that the case is near; ``day`` is the day of reference (ordinal).
    """
    found = [
        *(one for applicant in case.applicants for one in _own(view, applicant, day)),
        *_direct(view, case, inside, day),
        *_through(view, case, inside, day),
    ]
    if not found:
        found = list(_other(view, case, inside))
    distinct: dict[tuple[str, str, str, str], Found] = {}
    for one in found:
        key = (one.about.key, one.relation.soort, one.relation.sinds, one.relation.lid4)
        distinct.setdefault(key, one)
    return list(distinct.values())


def _own(view: View, applicant: Entity, day: int) -> Iterator[Found]:
    """What lies on the applicant itself and is not too old to be shown: limb a."""
    oldest = day - OLD_YEARS * YEAR
    facts = [fact for fact in view.still(hard_events_on, applicant) if fact.ref.day >= oldest]
    if not facts:
        return
    days = [fact.ref.day for fact in facts]
    refs = tuple(fact.ref for fact in facts)
    relation = Relatie(
        list(applicant.ids),
        "betrokkene zelf",
        Lid4.A,
        Actualiteit.LOPEND,
        iso_day(min(days)),
        _STILL,
        [fact_id(event_of(ref)) for ref in refs],
        [
            says(
                "bibob:3:4",
                "Betrokkene staat in relatie tot feiten die hij zelf zou hebben begaan (onder a).",
            ),
            Feit("Deze gebeurtenis ligt op betrokkene zelf.", event_of(refs[-1])),
        ],
    )
    yield Found(applicant, relation, refs)


def _direct(view: View, case: OpenCase, inside: frozenset[str], day: int) -> Iterator[Found]:
    """Relations of the applicant with members: limb b where he does it to a legal person, limb c where it is done to him."""
    for applicant in case.applicants:
        if view.is_hub(applicant):
            continue
        for one in view.incoming(applicant, LID_4):
            if one.frm.key in inside:
                yield _found(view, one, one.frm, Lid4.C, "betrokkene", day)
        for one in view.outgoing(applicant, LID_4):
            if one.to.key in inside and one.to.kind != PLACE:
                yield _found(view, one, one.to, Lid4.B, "betrokkene", day)


def _through(view: View, case: OpenCase, inside: frozenset[str], day: int) -> Iterator[Found]:
    """Relations with members of who else takes part, or of who is bound to the applicant; and what binds him."""
    own = set(case.applicants)
    bound = {one for applicant in case.applicants for one in partners(view, applicant) if one.key in inside}
    for party in sorted({*case.parties, *bound}, key=lambda one: one.key):
        if party in own or view.is_hub(party):
            continue
        ties = [
            *((one, one.frm) for one in view.incoming(party, LID_4) if one.frm not in own),
            *((one, one.to) for one in view.outgoing(party, LID_4) if one.to not in own),
        ]
        near = [(one, other) for one, other in ties if other.key in inside and other.kind != PLACE]
        if not near and party.key not in inside:
            continue
        for applicant in case.applicants:
            for one in view.between(party, applicant, LID_4):
                yield _found(view, one, party, Lid4.C, "betrokkene", day)
        for one, other in near:
            yield _found(view, one, other, Lid4.C, view.name(party), day)


def _found(view: View, one: Interval, about: Entity, limb: Lid4, whose: str, day: int) -> Found:
    # An end that an event told lies behind us; one that was foreseen only once its day is past.
    ended = one.end != END_OF_TIME and (not one.foreseen or one.end < day)
    kind = public_relation(one.relation)
    text: list[Sentence] = [
        says(
            "bibob:3:4",
            f"Deze relatie valt onder artikel 3 lid 4 onder {limb}; ook een vroegere relatie telt.",
        ),
        *(
            Feit(
                one_stop(
                    f"Volgens deze gebeurtenis is er een relatie ({kind}) tussen {whose} en {view.name(about)}."
                ),
                event_of(ref),
            )
            for ref in one.refs[:1]
        ),
    ]
    if ended and len(one.refs) > 1:
        text.append(Feit("Met deze gebeurtenis eindigde de relatie.", event_of(one.refs[-1])))
    relation = Relatie(
        list(about.ids),
        kind,
        limb,
        Actualiteit.BEEINDIGD if ended else Actualiteit.LOPEND,
        iso_day(one.start),
        _STILL if one.end == END_OF_TIME else iso_day(one.end),
        [fact_id(event_of(ref)) for ref in one.refs],
        text,
    )
    return Found(about, relation, one.refs)


def _other(view: View, case: OpenCase, inside: frozenset[str]) -> Iterator[Found]:
    """Why the case is near where no relation of paragraph 4 is: a party, or the place, is itself a member."""
    near = [one for one in (*case.parties, case.place) if one is not None and one.key in inside]
    event = event_of(case.opening.ref)
    for one in near or case.applicants:
        place = one.kind == PLACE
        words = "De plaats van deze zaak" if place else f"Deze partij ({view.name(one)})"
        relation = Relatie(
            list(one.ids),
            "plaats" if place else "partij in deze zaak",
            Lid4.GEEN,
            Actualiteit.NVT,
            iso_day(case.opening.ref.day),
            _STILL,
            [fact_id(event)],
            [
                Feit(
                    f"{words} hoort zelf bij het signaal; een relatie van artikel 3 lid 4 is niet gevonden.",
                    event,
                    ("leiding", "zeggenschap", "financiering"),
                ),
                says("bibob:3:4"),
            ],
        )
        yield Found(one, relation, (case.opening.ref,))
