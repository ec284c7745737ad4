"""What `dwarsverband identity` prints for people: doubts, alarms, numbers, in lines."""

from typing import Any

__all__ = ["print_alarms", "print_numbers", "print_queue"]

Row = dict[str, Any]

SHOWN = 100
# Doubts of one list; whoever wants all of them takes --json.

WORDS = {
    "nl": {
        "total": "paren die één kunnen zijn en waarover niemand besliste",
        "open": "als het één is, komt er een vlag bij",
        "changed": "als het één is, verandert deze vlag",
        "withdrawn": "als het één is, vervalt deze vlag",
        "nothing": "er hangt nu geen vlag aan",
        "unsure": "eerder bekeken: kan het niet zeggen",
        "agree": "pleit ervoor",
        "against": "pleit ertegen",
        "more": "meer: --json",
        "alarms": "tegenspraken om te bekijken",
        "kvk": "twee KVK-nummers in één organisatie",
        "rsin": "twee RSIN's in één organisatie",
        "pseudoniem": "twee BSN's (als pseudoniem) in één persoon",
        "geboortedatum": "twee geboortedata in één persoon",
        "size": "meer records dan bij één hoort",
        "different": "door iemand uit elkaar gehaald, maar met hetzelfde nummer",
    },
    "en": {
        "total": "pairs that may be one and that nobody decided",
        "open": "if they are one, this flag is raised",
        "changed": "if they are one, this flag says something else",
        "withdrawn": "if they are one, this flag no longer stands",
        "nothing": "no flag hangs on it now",
        "unsure": "looked at before: cannot be told",
        "agree": "speaks for it",
        "against": "speaks against it",
        "more": "more: --json",
        "alarms": "contradictions to look at",
        "kvk": "two KVK numbers in one organisation",
        "rsin": "two RSINs in one organisation",
        "pseudoniem": "two BSNs (as pseudonyms) in one person",
        "geboortedatum": "two birth dates in one person",
        "size": "more records than one has",
        "different": "judged different by a person, yet with one number",
    },
}

FIELDS = {
    "nl": {"samenhang": "wat hetzelfde zegt", "vooraf": "twee willekeurige records"},
    "en": {
        "naam": "name",
        "geslachtsnaam": "surname",
        "voornamen": "given names",
        "geboortedatum": "birth date",
        "adres": "address",
        "telefoon": "telephone",
        "email": "e-mail",
        "iban": "account",
        "samenhang": "what says the same",
        "vooraf": "any two records",
    },
}


def print_queue(rows: list[Row], language: str) -> None:
    """Print each doubt: the two records with what is known of them, what each field says, and what hangs on it."""
    words = WORDS[language]
    print(f"{len(rows):,} {words['total']}")
    for row in rows[:SHOWN]:
        print(f"\n{row['probability']:.2f}  {row['a']}  {row['b']}  ({row['gemeente']})")
        for flag in row["flags"]:
            print(f"    {flag['id']}  {words[flag['becomes']]} ({', '.join(flag['indicators'])})")
        if not row["flags"]:
            print(f"    {words['nothing']}")
        if row["judged"] is not None:
            print(f"    {words['unsure']}")
        for record in row["records"]:
            values = "; ".join(f"{field} {', '.join(found)}" for field, found in record["values"].items())
            print(f"    {record['id']}: {values}")
        for field in row["why"]:
            name = FIELDS[language].get(field["field"], field["field"])
            print(
                f"      {name:<26} {words['agree' if field['agree'] else 'against']:<18} {field['weight']:+7.2f} bits"
            )
    if len(rows) > SHOWN:
        print(f"\n{len(rows) - SHOWN:,} {words['more']}")


def print_alarms(rows: list[Row], language: str) -> None:
    """Print each alarm: what is wrong, with which values, and the records that it is about."""
    words = WORDS[language]
    print(f"{len(rows):,} {words['alarms']}")
    for row in rows:
        print(f"\n{row['entity']}  {words[row['reason']]}: {', '.join(row['values'])}  ({row['gemeente']})")
        for record in row["records"]:
            print(f"    {record}")


def print_numbers(rows: list[Row]) -> None:
    """Print a line an organisation: entity, KVK, RSIN, establishments; a dash where none is known."""
    for row in rows:
        told = (", ".join(row[field]) or "-" for field in ("kvk", "rsin", "vestigingsnummer"))
        print(f"{row['entity']}  {'  '.join(told)}")
