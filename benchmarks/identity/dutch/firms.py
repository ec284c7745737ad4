"""Sets of made-up organisations: firms in three registers, childcare sites, restaurants and licences, patent applicants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from benchmarks.identity.dutch.errors import maybe, mistyped, mistyped_digits
from benchmarks.identity.dutch.names import CITIES, Weighted
from benchmarks.identity.dutch.people import Home, draw_home, moved
from benchmarks.identity.labelled import Labelled, shuffled

__all__ = ["childcare", "organisations", "patent_applicants", "restaurants"]

Families = Weighted[tuple[str, str]]

FORMS = {
    "bv": ("B.V.", "BV", "b.v.", "Besloten Vennootschap", ""),
    "nv": ("N.V.", "NV", ""),
    "vof": ("V.O.F.", "VOF", "vof", "v.o.f.", ""),
    "stichting": ("Stichting", "St.", "Sticht.", "Stg.", "STICHTING", ""),
    "vereniging": ("Vereniging", "Ver.", ""),
    "": ("",),
}
TRADES = (
    ("Bouw", ("Bouw", "Bouwbedrijf", "Aannemersbedrijf")), ("Schoonmaak", ("Schoonmaakbedrijf", "Schoonmaak", "Cleaning")),
    ("Transport", ("Transport", "Transportbedrijf", "Logistics")), ("Loodgieter", ("Loodgietersbedrijf", "Installatietechniek")),
    ("Schilder", ("Schildersbedrijf", "Schilderwerken")), ("Garage", ("Autobedrijf", "Garage", "Auto's")),
    ("Advies", ("Advies", "Consultancy", "Adviesbureau")), ("Beheer", ("Beheer", "Holding", "Vastgoed")),
    ("Kapper", ("Kapsalon", "Haarmode", "Kappers")), ("Bakkerij", ("Bakkerij", "Brood en Banket")),
    ("Slagerij", ("Slagerij", "Vlees")), ("Tuin", ("Hoveniersbedrijf", "Tuinen", "Groenvoorziening")),
)  # fmt: skip
AIMS = (
    "Speeltuin", "Buurthuis", "Vrienden van het", "Muziekschool", "Welzijn", "Jeugdtheater", "Sportcentrum", "Wijkcentrum", "Voedselbank",
    "Kunstenaars", "Dierenopvang", "Ouderenwerk", "Festival", "Bibliotheek", "Harmonie", "Volkstuinen",
)  # fmt: skip
PROPER = (
    "De Regenboog", "De Vlinder", "De Zonnebloem", "Het Anker", "De Haven", "De Toren", "De Schakel", "De Brug", "De Kern", "Het Kompas", "De Linde",
    "De Wilg", "De Eik", "De Molen", "De Schuit", "De Ster", "De Horizon", "De Boog", "De Kring", "De Bron", "Het Palet", "De Fontein", "De Waag",
    "'t Hofje", "De Leeuw", "De Arend", "De Zwaan", "De Ooievaar", "De Kievit", "De Egel", "Pinokkio", "Kabouterland", "Dikkie", "Pippeloentje",
    "Villa Kakel", "Het Zandkasteel", "De Kleine Kapitein", "Bambino", "Olleke", "De Speelboom", "Kiekeboe", "De Krekel", "Ukkepuk", "Hummelhof",
    "Rozenrood", "Zonnestraal", "Sterrekind", "Kikkervisje", "Wonderland", "Het Nest", "De Boomhut", "Lieveheersbeestje", "Klein Duimpje",
)  # fmt: skip
QUALITIES = (
    "Noord", "Zuid", "Oost", "West", "Centrum", "Plus", "Nieuw", "Groot", "Klein", "Gouden", "Blauwe", "Rode", "Groene", "Oude", "Vrolijke", "Dappere",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation as it is."""

    name: str
    form: str
    home: Home
    kvk: str
    rsin: str
    phone: str
    trade_name: str


def organisations(seed: int, families: Families, firms: int = 2_500) -> Labelled:
    """Firms, foundations and associations in three registers.

    The business register knows KVK and RSIN, the permit system a KVK number in four of ten, the subsidy system an RSIN in three of ten;
    the rest is name (every legal form in five spellings or none), address, phone. One in twelve trades under another
    name, of which some register says nothing; one in ten has a branch elsewhere of its own number; one in forty has
    a successor at the same address under the same trade name, which is another.
    """
    chance = Random(f"organisations|{seed}")
    made: list[tuple[str, dict[str, str]]] = []
    for number in range(firms):
        firm = _firm(chance, families)
        made += ((str(number), record) for record in _in_registers(chance, firm))
        if maybe(chance, 0.025):
            heir = replace(_firm(chance, families), home=firm.home, trade_name=firm.trade_name)
            made += ((f"{number}-heir", record) for record in _in_registers(chance, heir))
    return shuffled("nl-organisations", chance, made)


def childcare(seed: int, families: Families, sites: int = 1_200) -> Labelled:
    """Childcare sites in the register, the inspections and the subsidies: one holder has many sites with like names.

    A site is known by name, address and town, now and then by phone; its name comes with or without the kind of care, the
    holder's brand, its town or its legal form, and in one record of twelve as brand, kind and street.
    """
    chance = Random(f"childcare|{seed}")
    made: list[tuple[str, dict[str, str]]] = []
    brands = [
        f"{families.draw(chance)[1]}{chance.choice(('', ' Kinderopvang', ' Opvang'))}"
        for _ in range(sites // 12)
    ]
    for number in range(sites):
        proper = (
            chance.choice(PROPER)
            if maybe(chance, 0.7)
            else f"{chance.choice(QUALITIES)} {chance.choice(PROPER)}"
        )
        home = draw_home(chance, chance.choice(CITIES[:6]))
        brand = brands[number % len(brands)]
        kind = chance.choice(("KDV", "BSO", "Kinderdagverblijf", "Peuterspeelzaal", "Kindercentrum", ""))
        phone = _phone(chance)
        for source in ("register", "inspections", "subsidies"):
            if maybe(chance, 0.25):
                continue
            style = chance.random()
            name = f"{kind} {proper}" if style < 0.5 else f"{brand} {proper}" if style < 0.6 else proper
            if maybe(chance, 0.15):
                name = f"{name} {chance.choice(('B.V.', home.city))}"
            if maybe(chance, 0.08):
                name = f"{brand} {kind} {home.street}".replace("  ", " ")
            record = {"kind": "organisation", "source": source, "name": _spelled(chance, name.strip())}
            record |= _address(chance, home)
            if maybe(chance, 0.2):
                record["phone"] = phone
            made.append((str(number), record))
    return shuffled("nl-childcare", chance, made)


def restaurants(seed: int, families: Families, places: int = 1_500) -> Labelled:
    """Restaurants as inspectors and as the licence desk write them: name, street, town, phone; chains and successors.

    Every tenth is a branch of a chain (same name, other street); in one of ten the licence is in another name than the
    sign on the door; one address in twelve had another restaurant before, which is another.
    """
    chance = Random(f"restaurants|{seed}")
    kinds = (
        "Restaurant",
        "Café",
        "Eetcafé",
        "Pizzeria",
        "Brasserie",
        "Grillroom",
        "Snackbar",
        "Lunchroom",
        "Bistro",
        "Hotel",
        "Bar",
        "",
    )
    words = (
        "Napoli", "Roma", "Bella Italia", "Istanbul", "Bosporus", "Hong Kong", "Lotus", "Kota Radja", "Peking", "Saigon", "Taj Mahal", "Warung Mini",
        "La Place", "El Toro", "Athene", "Zorba", "Sakura", "Bombay", "Casa Blanca", "De Kade", "De Sluis", "'t Centrum", "De Beurs", "De Engel",
    )  # fmt: skip
    chains = ("La Place", "Happy Wok", "Febo Huis", "Bagel & Bonen", "Sushi Tijd", "New York Pizza Punt")
    made: list[tuple[str, dict[str, str]]] = []
    homes: list[Home] = []
    for number in range(places):
        home = (
            chance.choice(homes)
            if homes and maybe(chance, 0.08)
            else draw_home(chance, chance.choice(CITIES[:8]))
        )
        homes.append(home)
        prefix, surname = families.draw(chance)
        owner = f"{prefix} {surname}".strip()
        if maybe(chance, 0.1):
            core, kind = chance.choice(chains), ""
        elif maybe(chance, 0.4):
            core, kind = (
                f"{chance.choice(words)} {chance.choice(('', '', 'II', home.city, 'Oost', 'West'))}".strip(),
                chance.choice(kinds),
            )
        else:
            core, kind = (
                chance.choice(
                    (owner, f"De {surname}", f"{chance.choice(words)} {surname}", f"bij {owner}", *PROPER)
                ),
                chance.choice(kinds),
            )
        phone = _phone(chance)
        for source in ("inspections", "licences", "licences"):
            if maybe(chance, 0.3):
                continue
            name = (
                f"{kind} {core}".strip()
                if maybe(chance, 0.65)
                else f"{core} {kind}".strip()
                if maybe(chance, 0.3)
                else core
            )
            if source == "licences" and maybe(chance, 0.3):
                name = f"{name} {chance.choice(('B.V.', 'VOF', 'V.O.F.', 'Horeca B.V.', 'Exploitatie B.V.'))}"
            if source == "licences" and maybe(chance, 0.1):
                name = f"{owner} h.o.d.n. {core}" if maybe(chance, 0.6) else f"{owner} Horeca B.V."
            record = {
                "kind": "organisation",
                "source": source,
                "name": _spelled(chance, name),
                "city": home.city,
            }
            record |= {"street": _street(chance, home.street), "house_number": home.number}
            if maybe(chance, 0.6):
                record["phone"] = chance.choice(
                    (phone, f"{phone[:3]}-{phone[3:]}", f"({phone[:3]}) {phone[3:6]} {phone[6:]}")
                )
            made.append((str(number), record))
    return shuffled("nl-restaurants", chance, made)


WORLD_FORMS = (
    ("AG", "Aktiengesellschaft", "A.G."), ("GmbH", "Gesellschaft mit beschränkter Haftung", "G.m.b.H."), ("Inc.", "Inc", "Incorporated", "INC."),
    ("Corp.", "Corporation", "CORP"), ("Ltd.", "Limited", "Ltd", "LTD"), ("Co., Ltd.", "Company Limited", "CO LTD", "Co Ltd"), ("S.A.", "SA", "Société Anonyme"),
    ("S.p.A.", "SpA", "SPA"), ("Kabushiki Kaisha", "K.K.", "KK", "Co., Ltd."), ("B.V.", "BV"), ("N.V.", "NV"), ("AB", "Aktiebolag"), ("Oy", "OY"), ("LLC", "L.L.C."),
    ("S.r.l.", "SRL"), ("A/S", "AS"), ("",),
)  # fmt: skip
WORLD_CITIES = (
    "München", "Stuttgart", "Köln", "Tokyo", "Osaka", "Kyoto", "Seoul", "Suwon", "Paris", "Lyon", "Milano", "Torino", "London", "Cambridge", "San Jose", "Palo Alto",
    "Armonk", "Cincinnati", "Wilmington", "Zürich", "Basel", "Stockholm", "Espoo", "København", "Eindhoven", "Delft", "Shenzhen", "Beijing", "Bangalore", "Haifa",
)  # fmt: skip
ENGLISH_TOWN = {
    "München": "Munich",
    "Köln": "Cologne",
    "Milano": "Milan",
    "Torino": "Turin",
    "Zürich": "Zurich",
    "København": "Copenhagen",
}
FIELDS = (
    "Technologies", "Electronics", "Pharmaceuticals", "Chemical", "Industries", "Semiconductor", "Motors", "Instruments", "Systems", "Medical",
    "Materials", "Energy", "Optical", "Biotech", "Machinery", "Laboratories", "Steel", "Telecom", "Software", "Aerospace",
)  # fmt: skip
SHORTER = {
    "Technologies": "Tech", "Electronics": "Elec", "Pharmaceuticals": "Pharma", "Chemical": "Chem", "Industries": "Ind", "Semiconductor": "Semicond",
    "Laboratories": "Labs", "Instruments": "Instr", "Systems": "Sys", "Machinery": "Mach", "Materials": "Mat", "International": "Intl",
}  # fmt: skip
STEMS = (
    "Ver Mi Son To Hi Sam Pan Nor Kan Fu Mat Sie Bo Ro Ba Du Mon Phi No As Al Gen Ce Ter Lu Ax Qua Ve Ka Su Ya Tex El Op Cor Dia Zen Or Ny Fin".split(),
    "ta shi ny ra ma la ko na do ri sun bel tron dex lar nex gen vo mer cel tor lin bra vis tek".split(),
    ("", "", "s", "x", "n", "ka", "ra", "co", "ton", "max", "ware", "moto", "well", "burg"),
)


def patent_applicants(
    seed: int, families: Families, given: Weighted[str], firms: int = 1_000, inventors: int = 800
) -> Labelled:
    """Applicants and inventors on patents, worldwide: names in capitals, forms in their languages, towns in two.

    A group's companies with another word in the name (Electronics, Motors) or another form in another country are
    others. Inventors come as "SURNAME, Given" or "Given Surname", with town.
    """
    chance = Random(f"patents|{seed}")
    made: list[tuple[str, dict[str, str]]] = []
    for number in range(firms):
        if number % 5 == 0 or not number:
            root = (
                "".join(chance.choice(part) for part in STEMS)
                if maybe(chance, 0.7)
                else families.draw(chance)[1]
            )
        if number % 5 and maybe(chance, 0.6):
            root = "".join(chance.choice(part) for part in STEMS)
        words = [root, chance.choice(FIELDS)] if maybe(chance, 0.7) else [root, *chance.sample(FIELDS, 2)]
        if maybe(chance, 0.15):
            words.insert(1, "International")
        form, city = chance.choice(WORLD_FORMS), chance.choice(WORLD_CITIES)
        for _ in range(chance.choice((1, 2, 2, 3, 5))):
            parts = [SHORTER.get(word, word) if maybe(chance, 0.12) else word for word in words]
            name = " ".join([*parts, chance.choice(form)]).strip()
            name = name.upper() if maybe(chance, 0.5) else name
            name = mistyped(chance, name) if maybe(chance, 0.08) else name
            town = ENGLISH_TOWN.get(city, city) if maybe(chance, 0.4) else city
            record = {"kind": "organisation", "name": name, "city": "" if maybe(chance, 0.15) else town}
            made.append((f"firm-{number}", record))
    for number in range(inventors):
        first = " ".join(given.draw(chance) for _ in range(chance.choice((1, 1, 2))))
        surname = " ".join(filter(None, families.draw(chance)))
        city = chance.choice(WORLD_CITIES)
        for _ in range(chance.choice((1, 1, 2, 3))):
            short = (
                first
                if maybe(chance, 0.7)
                else " ".join([first.split()[0], *(f"{word[0]}." for word in first.split()[1:])])
            )
            short = f"{first[0]}." if maybe(chance, 0.1) else short
            name = chance.choice(
                (
                    f"{surname}, {short}",
                    f"{surname.upper()}, {short}",
                    f"{short} {surname}",
                    f"{surname} {short}".upper(),
                )
            )
            town = ENGLISH_TOWN.get(city, city) if maybe(chance, 0.4) else city
            record = {
                "kind": "person",
                "name": mistyped(chance, name) if maybe(chance, 0.05) else name,
                "city": town,
            }
            made.append((f"inventor-{number}", record))
    return shuffled("patents", chance, made)


def _firm(chance: Random, families: Families) -> Firm:
    prefix, surname = families.draw(chance)
    family = f"{prefix} {surname}".strip()
    _, spellings = chance.choice(TRADES)
    trade = spellings[0]
    style = chance.random()
    if style < 0.35:
        name, form = (
            chance.choice((f"{trade} {family}", f"{family} {trade}")),
            chance.choice(("bv", "bv", "vof", "")),
        )
    elif style < 0.5:
        name, form = f"{_proper(chance, families)} {trade}", chance.choice(("bv", "vof"))
    elif style < 0.6:
        name, form = f"{family} & {families.draw(chance)[1]} {trade}", chance.choice(("bv", "vof"))
    elif style < 0.85:
        name, form = f"{chance.choice(AIMS)} {_proper(chance, families)}", "stichting"
    else:
        name, form = f"{chance.choice(AIMS)} {chance.choice((family, chance.choice(CITIES)))}", "vereniging"
    kvk, rsin = f"{chance.randint(10_000_000, 89_999_999)}", f"{chance.randint(800_000_000, 899_999_999)}"
    trading = (
        f"{chance.choice(('', 'Café ', 'Studio ', 'Atelier '))}{_proper(chance, families)}"
        if maybe(chance, 0.08)
        else name
    )
    return Firm(name[0].upper() + name[1:], form, draw_home(chance), kvk, rsin, _phone(chance), trading)


def _proper(chance: Random, families: Families) -> str:
    """Draw a proper name: one that many bear, with a word before it, or one made of a surname."""
    fate = chance.random()
    if fate < 0.4:
        return chance.choice(PROPER)
    if fate < 0.6:
        return f"{chance.choice(QUALITIES)} {chance.choice(PROPER)}"
    return f"{chance.choice(('De ', 'Huize ', 'Villa ', ''))}{families.draw(chance)[1]}{chance.choice(('hof', 'huis', 'state', ''))}"


def _in_registers(chance: Random, firm: Firm) -> list[dict[str, str]]:
    records = []
    for source, knows in (("register", 1.0), ("permits", 0.4), ("subsidies", 0.3)):
        if maybe(chance, 0.25):
            continue
        name = firm.trade_name if source == "permits" and maybe(chance, 0.7) else firm.name
        if name != firm.name and maybe(chance, 0.4):
            name = f"{firm.name} h.o.d.n. {name}"
        home = moved(chance, firm.home) if maybe(chance, 0.1) else firm.home
        record = {
            "kind": "organisation",
            "source": source,
            "name": _with_form(chance, _spelled(chance, name), firm.form),
        }
        if source == "register":
            record |= {"kvk": firm.kvk, "rsin": firm.rsin}
        elif maybe(chance, knows):
            record |= {"kvk": firm.kvk} if source == "permits" else {"rsin": firm.rsin}
        if source != "subsidies" or maybe(chance, 0.6):
            record |= _address(chance, home)
        if maybe(chance, 0.25):
            record["phone"] = firm.phone
        records.append(record)
    return records


def _with_form(chance: Random, name: str, form: str) -> str:
    spelling = chance.choice(FORMS[form])
    if form in {"stichting", "vereniging"}:
        return f"{spelling} {name}".strip()
    return f"{name} {spelling}".strip()


def _spelled(chance: Random, name: str) -> str:
    """Write a name another way: capitals, & or en, a word left out at the end, an abbreviation, an error."""
    fate = chance.random()
    if fate < 0.12:
        name = name.upper()
    elif fate < 0.2:
        name = name.replace(" & ", " en ") if " & " in name else name.replace("'", "")
    elif fate < 0.26:
        name = name.replace("bedrijf", "bedr.").replace("Kinder", "Kinder-")
    elif fate < 0.3 and len(name.split()) > 2:
        name = ", ".join([" ".join(name.split()[1:]), name.split()[0]])
    return mistyped(chance, name) if maybe(chance, 0.08) else name


def _street(chance: Random, street: str) -> str:
    if maybe(chance, 0.3):
        street = street.replace("straat", "str.").replace("plein", "pln").replace("laan", "ln")
    return mistyped(chance, street) if maybe(chance, 0.05) else street


def _address(chance: Random, home: Home) -> dict[str, str]:
    postcode = f"{home.postcode[:4]} {home.postcode[4:]}" if maybe(chance, 0.4) else home.postcode
    if maybe(chance, 0.04):
        postcode = mistyped_digits(chance, postcode)
    record = {"street": _street(chance, home.street), "house_number": home.number, "city": home.city}
    return record | ({"postcode": postcode} if maybe(chance, 0.85) else {})


def _phone(chance: Random) -> str:
    return f"0{chance.choice((10, 20, 30, 40, 50, 70))}{chance.randint(1_000_000, 9_999_999)}"
