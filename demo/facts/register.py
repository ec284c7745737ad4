"""Facts of the registers: who leads and holds what, who is established, owns, rents, lends and lives where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from demo.firms import Firm
from demo.log import Data, Log, Told
from demo.people import Person
from demo.places import Place
from demo.sources import Source
from demo.spelling import organisation, party, person, site

__all__ = [
    "Party",
    "bankrupt",
    "change",
    "close_branch",
    "end_lease",
    "end_ownership",
    "found",
    "hold",
    "lead",
    "lease",
    "lease_of",
    "lend",
    "move_in",
    "move_out",
    "open_branch",
    "own",
    "sell",
    "step_down",
    "strike_off",
]

Party = Person | Firm


def found(
    log: Log, firm: Firm, day: date, leaders: Sequence[Party], holders: Sequence[tuple[Party, float]] = ()
) -> list[Told]:
    """Register a firm at its first address with those who lead and hold it."""
    told = [
        log.tell(
            Source.REGISTER,
            "onderneming-ingeschreven",
            day,
            {"organisatie": organisation(Source.REGISTER, firm)},
        )
    ]
    told.append(open_branch(log, firm, firm.place, day))
    told.extend(lead(log, firm, leader, day) for leader in leaders)
    told.extend(hold(log, firm, holder, share, day) for holder, share in holders)
    return told


def open_branch(log: Log, firm: Firm, place: Place, day: date) -> Told:
    """Register an establishment of a firm."""
    return log.tell(Source.REGISTER, "vestiging-geopend", day, _branch(firm, place))


def close_branch(log: Log, firm: Firm, place: Place, day: date) -> Told:
    """Register that an establishment closed."""
    return log.tell(Source.REGISTER, "vestiging-gesloten", day, _branch(firm, place))


def change(log: Log, firm: Firm, day: date) -> Told:
    """Register the whole state of a firm anew."""
    data = {"organisatie": organisation(Source.REGISTER, firm)}
    return log.tell(Source.REGISTER, "onderneming-gewijzigd", day, data)


def strike_off(log: Log, firm: Firm, day: date) -> Told:
    """Strike a firm off; what nobody ended ends with it."""
    data = {"organisatie": organisation(Source.REGISTER, firm)}
    return log.tell(Source.REGISTER, "onderneming-uitgeschreven", day, data)


def bankrupt(log: Log, firm: Firm, day: date) -> Told:
    """Tell that a court declared a firm bankrupt."""
    data = {"organisatie": organisation(Source.REGISTER, firm)}
    return log.tell(Source.REGISTER, "faillissement-uitgesproken", day, data)


def lead(log: Log, firm: Firm, who: Party, day: date, function: str | None = None) -> Told:
    """Register who leads a firm: its owner for a sole trader, else a director."""
    return log.tell(Source.REGISTER, "functie-aanvaard", day, _function(firm, who, function))


def step_down(log: Log, firm: Firm, who: Party, day: date, function: str | None = None) -> Told:
    """Register that somebody no longer leads a firm."""
    return log.tell(Source.REGISTER, "functie-beeindigd", day, _function(firm, who, function))


def hold(log: Log, firm: Firm, who: Party, share: float, day: date) -> Told:
    """Register a holder's whole share, per cent."""
    data = _other(firm, who, "aandeelhouder") | {"aandeel": share}
    return log.tell(Source.REGISTER, "belang-verkregen", day, data)


def sell(log: Log, firm: Firm, who: Party, day: date) -> Told:
    """Register that a holder sold the whole share."""
    return log.tell(Source.REGISTER, "belang-beeindigd", day, _other(firm, who, "aandeelhouder"))


def own(log: Log, owner: Party, place: Place, day: date, price: int) -> Told:
    """Register who bought a place."""
    data = party(Source.CADASTRE, owner) | {
        "locatie": site(Source.CADASTRE, place),
        "aandeel": 100,
        "bedrag": f"{price}.00",
    }
    return log.tell(Source.CADASTRE, "eigendom-verkregen", day, data)


def end_ownership(log: Log, owner: Party, place: Place, day: date) -> Told:
    """Register that an owner sold a place."""
    data = party(Source.CADASTRE, owner) | {"locatie": site(Source.CADASTRE, place)}
    return log.tell(Source.CADASTRE, "eigendom-beeindigd", day, data)


def lease(log: Log, tenant: Party, lessor: Party, place: Place, day: date, rent: int) -> Told:
    """Register a lease; the rent is a year's."""
    return log.tell(
        Source.LEASES, "huur-begonnen", day, lease_of(tenant, lessor, place) | {"bedrag": f"{rent}.00"}
    )


def end_lease(log: Log, tenant: Party, lessor: Party, place: Place, day: date) -> Told:
    """Register that a lease ended."""
    return log.tell(Source.LEASES, "huur-beeindigd", day, lease_of(tenant, lessor, place))


def lend(log: Log, borrower: Party, lender: Party, amount: int, day: date, kind: str = "onderhands") -> Told:
    """Register a loan."""
    financier = {"rol": "financier", "soort": kind, "bedrag": f"{amount}.00"} | party(Source.CADASTRE, lender)
    data = party(Source.CADASTRE, borrower) | {"betrokkenen": [financier], "bedrag": f"{amount}.00"}
    return log.tell(Source.CADASTRE, "lening-verstrekt", day, data)


def move_in(log: Log, who: Person, place: Place, day: date) -> Told:
    """Register that a person came to live somewhere."""
    return log.tell(Source.RESIDENTS, "bewoning-begonnen", day, _residence(who, place))


def move_out(log: Log, who: Person, place: Place, day: date) -> Told:
    """Register that a person left a home."""
    return log.tell(Source.RESIDENTS, "bewoning-beeindigd", day, _residence(who, place))


def _residence(who: Person, place: Place) -> Data:
    """Return a person at a home; the register gives his address as part of him too."""
    home = site(Source.RESIDENTS, place)
    resident = person(Source.RESIDENTS, who)
    return {
        "persoon": resident
        | {"adres": {key: home[key] for key in ("straat", "huisnummer", "postcode", "plaats")}},
        "locatie": home,
    }


def _branch(firm: Firm, place: Place) -> Data:
    """Return a firm with its establishment."""
    with_number = organisation(Source.REGISTER, firm) | {"vestigingsnummer": firm.branch}
    return {"organisatie": with_number, "locatie": site(Source.REGISTER, place)}


def _function(firm: Firm, who: Party, function: str | None) -> Data:
    """Return a firm with who leads it."""
    usual = "eigenaar" if firm.form == "eenmanszaak" else "bestuurder"
    return _other(firm, who, "bestuurder") | {"functie": function or usual}


def lease_of(tenant: Party, lessor: Party, place: Place) -> Data:
    """Return what a lease says: tenant, lessor and place."""
    other = {"rol": "verhuurder"} | party(Source.LEASES, lessor)
    return party(Source.LEASES, tenant) | {"betrokkenen": [other], "locatie": site(Source.LEASES, place)}


def _other(firm: Firm, who: Party, role: str) -> Data:
    """Return a firm with another party of its registration: a person as such, an organisation in a role."""
    data: Data = {"organisatie": organisation(Source.REGISTER, firm)}
    if isinstance(who, Firm):
        return data | {"betrokkenen": [{"rol": role} | party(Source.REGISTER, who)]}
    return data | party(Source.REGISTER, who, firm)
