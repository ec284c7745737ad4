"""One municipality: what a batch changed, and what is published of it."""

import json

from graph.municipality import Municipality
from tests.graph.builders import (
    GEMEENTE,
    REGISTER,
    RULES,
    applies,
    firm,
    judged,
    leads,
    party,
    person,
    registered,
    retracts,
    said,
    spot,
    town,
)
from tests.graph.plots import PLOT


def test_nothing_is_published_of_nothing() -> None:
    """The empty case."""
    municipality = town()
    assert not list(municipality.entities())
    assert not list(municipality.relations())
    assert not list(municipality.links())
    assert municipality.flags == {}


def test_a_batch_tells_which_entities_it_touched() -> None:
    """And where those that are gone went, or that they went nowhere."""
    municipality = town(leads(person("P"), firm("A"), 1))
    a, p = (municipality.graph.resolver.entity_of[key].id for key in (f"o{REGISTER}#A", f"p{REGISTER}#P"))
    other = leads(person("Q"), firm("A"), 2)
    changes = said(municipality, other)
    q = municipality.graph.resolver.entity_of[f"p{REGISTER}#Q"].id
    assert (changes.entities, changes.gone) == ({a, q}, {})
    changes = said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 3))
    assert changes.gone == {q: p}
    changes = said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "different", 4))
    assert changes.gone == {}
    changes = said(municipality, retracts(other, at=5))
    assert changes.gone == {q: ""}


def test_an_entity_holds_its_distinct_values() -> None:
    """Each with first and last event and their number, over all its records."""
    one, two = (
        registered(firm("A", naam="Anker"), 1, 1, id_="one"),
        applies(firm("A", naam="Anker"), 1, 5, id_="two"),
    )
    rows = {row["kind"]: row for row in town([two, one]).entities()}
    assert set(rows) == {"organisation", "place"}
    firm_ = rows["organisation"]
    assert set(firm_) == {"id", "gemeente", "kind", "records", "values"}
    assert firm_["records"] == sorted(firm_["records"])
    assert {"field": "naam", "value": "Anker", "count": 2,
            "first": {"source": REGISTER, "id": "one"}, "last": {"source": "urn:test:vth", "id": "two"}} in firm_["values"]  # fmt: skip


def test_rows_are_json_sorted_by_id() -> None:
    """Entities and relations, whatever came first."""
    log = [*PLOT, registered(firm("Z"), 3, 1, locatie=spot(3, straat="Kade"))]
    ways = [town(log), town(*log[::-1])]
    for rows in ([list(way.entities()) for way in ways], [list(way.relations()) for way in ways]):
        assert json.dumps(rows[0]) == json.dumps(rows[1])
        assert [row["id"] for row in rows[0]] == sorted(row["id"] for row in rows[0])


def test_folding_gives_the_graph_without_flags() -> None:
    """For exports: no rule is run."""
    folded = Municipality(GEMEENTE, RULES)
    folded.fold(PLOT)
    assert list(folded.entities()) == list(town(PLOT).entities())
    assert list(folded.relations()) == list(town(PLOT).relations())
    assert folded.flags == {}


def test_links_tell_why() -> None:
    """Two records of one name and one birth date."""
    named = {"naam": {"volledig": "J. Berg"}, "geboortedatum": "1980-05-02"}
    log = applies(
        firm("A"), 1, 1, *(party("leidinggevende", {"persoon": {"sleutel": key, **named}}) for key in "xy")
    )
    (link,) = town(log).links()
    assert (link["a"], link["b"], link["probability"], link["joined"]) == (
        "urn:test:vth#x",
        "urn:test:vth#y",
        0.95,
        True,
    )
    assert [reason["field"] for reason in link["why"]] == ["naam", "geboortedatum"]


def test_a_view_of_the_past_shows_the_flags_of_its_day() -> None:
    """The day before the last inspection there was none."""
    assert not town(PLOT, today=PLOT[-1].ref.day - 1).flags
    assert len(town(PLOT, today=PLOT[-1].ref.day).flags) == 1
