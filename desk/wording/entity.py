"""Texts of the page of one entity."""

__all__ = ["ENTITY"]

ENTITY: dict[str, tuple[str, str]] = {
    "entity": ("Waarom dit één is", "Why this is one"),
    "entity_lead": (
        "Dwarsverband houdt deze records voor één. Klopt dat niet, of hoort er nog een bij? Zeg het hieronder. U ziet eerst wat er verandert.",
        "Dwarsverband takes these records to be one. Is that wrong, or does another belong to it? Say so below. You first see what changes.",
    ),
    "entity_one": (
        "Er is één record; er is niets samengenomen.",
        "There is one record; nothing was taken together.",
    ),
    "entity_records": ("De records naast elkaar", "The records side by side"),
    "entity_pairs": ("Wat voor en tegen één pleit", "What speaks for and against one"),
    "entity_some": (
        "Er zijn {total} records; de eerste {compared} zijn met elkaar vergeleken.",
        "There are {total} records; the first {compared} were compared with each other.",
    ),
    "entity_certain": ("zelfde nummer", "same number"),
    "col_agree": ("Komt overeen", "Agrees"),
    "col_differ": ("Verschilt", "Differs"),
    "col_judged": ("Oordeel", "Verdict"),
    "judged_same": ("hetzelfde", "the same"),
    "judged_different": ("er zijn er twee", "they are two"),
    "judged_unsure": ("niet te zeggen", "cannot be told"),
    "alarms": ("Dit spreekt zichzelf tegen", "This contradicts itself"),
    "alarm_kvk": ("verschillende KVK-nummers", "different chamber of commerce numbers"),
    "alarm_rsin": ("verschillende RSIN", "different RSIN"),
    "alarm_pseudoniem": (
        "verschillende burgers volgens de registers",
        "different citizens, say the registers",
    ),
    "alarm_geboortedatum": ("verschillende geboortedata", "different birth dates"),
    "alarm_size": ("erg veel records voor één", "very many records for one"),
    "alarm_different": (
        "een mens zei dat het er twee zijn, een register dat het er één is",
        "a person said that they are two, a register that they are one",
    ),
    "entity_judge": ("Uw oordeel over twee records", "Your verdict on two records"),
    "entity_a": ("Dit record", "This record"),
    "entity_b": ("en dit record", "and this record"),
    "entity_try": ("Laat zien wat er verandert", "Show what changes"),
    "entity_impact": ("Wat er verandert als u dit vastlegt", "What changes when you record this"),
    "entity_impact_of": ("{a} en {b}: {verdict}", "{a} and {b}: {verdict}"),
    "entity_impact_none": ("Geen signaal verandert.", "No flag changes."),
    "entity_sure": ("Leg dit oordeel vast", "Record this verdict"),
    "need_two_records": ("Kies twee verschillende records.", "Choose two different records."),
    "entity_open": ("waarom is dit één?", "why is this one?"),
}
"""By key, in Dutch and in English."""
