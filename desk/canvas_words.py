"""The words that the canvas says in the browser, in Dutch and in English; braces are filled in there."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.sessions import Language

__all__ = ["CANVAS_WORDS", "canvas_words"]

CANVAS_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "failed": (
            "Dat lukte niet. Laad de pagina opnieuw.",
            "That did not work. Load the page again.",
        ),
        "wait": ("Een ogenblik…", "One moment…"),
        "yes": ("ja", "yes"),
        "kind_person": ("persoon", "person"),
        "kind_organisation": ("organisatie", "organisation"),
        "kind_place": ("plaats", "place"),
        "in_evidence": ("in het bewijs", "in the evidence"),
        "opened": ("door u geopend", "opened by you"),
        "no_end": ("loopt nog", "still runs"),
        "source": ("bron", "source"),
        "r_aandeelhouder": ("aandeelhouder van", "shareholder of"),
        "r_bestuurder": ("bestuurder van", "director of"),
        "r_vennoot": ("vennoot van", "partner in"),
        "r_eigenaar": ("eigenaar van", "owner of"),
        "r_commissaris": ("commissaris bij", "supervisory director of"),
        "r_gevolmachtigde": ("gevolmachtigde van", "authorised agent of"),
        "r_vestiging": ("gevestigd op", "established at"),
        "r_bewoning": ("woont op", "lives at"),
        "r_huur": ("huur", "lease"),
        "r_lening": ("lening aan", "loan to"),
        "r_eigendom": ("eigendom van pand", "owns property"),
        "r_leidinggevende": ("leidinggevende bij", "manager at"),
        "r_exploitant": ("exploitant van", "operator of"),
        "r_aanvrager": ("aanvrager", "applicant"),
        "r_houder": ("houder", "holder"),
        "r_financier": ("financier van", "financer of"),
        "r_adviseur": ("adviseur van", "adviser of"),
        # Walking
        "walk_start": (
            "Kies iemand of iets; {count} staan op het canvas.",
            "Choose somebody or something; {count} are on the canvas.",
        ),
        "walk_at": (
            "U staat bij {name}, {kind}. Buren op het canvas: {count}.",
            "You are at {name}, {kind}. Neighbours on the canvas: {count}.",
        ),
        "walk_none": ("Geen verbanden op het canvas.", "No relations on the canvas."),
        "walk_all": ("Terug naar de hele lijst", "Back to the whole list"),
        "how_same": ("", ""),
        "how_added": ("+ erbij: ", "+ added: "),
        "how_ended": ("\u2212 weg: ", "\u2212 ended: "),
        "how_changed": ("± anders: ", "± changed: "),
        "state_same": ("gelijk", "same"),
        "state_added": ("erbij", "added"),
        "state_ended": ("weg", "ended"),
        "state_changed": ("anders", "changed"),
        # Tables
        "columns": ("Kolommen", "Columns"),
        "copy": ("Kopieer naar rekenblad", "Copy to a spreadsheet"),
        "copied": (
            "{count} rijen gekopieerd. Plak ze in uw rekenblad.",
            "{count} rows copied. Paste them in your spreadsheet.",
        ),
        "show_all": ("Toon alle {count} rijen", "Show all {count} rows"),
        "select": ("Kies {name}", "Select {name}"),
        "select_all": ("Kies alle rijen", "Select all rows"),
        "nodes_caption": ("Wie en wat op het canvas: {count}", "Who and what is on the canvas: {count}"),
        "ties_caption": ("Verbanden op het canvas: {count}", "Relations on the canvas: {count}"),
        "col_name": ("Naam", "Name"),
        "col_kind": ("Soort", "Kind"),
        "col_area": ("Buurt", "Neighbourhood"),
        "col_ties": ("Verbanden", "Relations"),
        "col_why": ("Waarom hier", "Why here"),
        "col_records": ("Records in de bronnen", "Records in the sources"),
        "col_also": ("Ook geschreven als", "Also written as"),
        "col_pinned": ("Vastgezet", "Pinned"),
        "col_from": ("Van", "From"),
        "col_relation": ("Verband", "Relation"),
        "col_to": ("Naar", "To"),
        "col_begin": ("Vanaf", "Since"),
        "col_end": ("Tot en met", "Through"),
        "col_how": ("Vergelijking", "Comparison"),
        "col_known": ("Bekend sinds", "Known since"),
        "col_source": ("Bron", "Source"),
        # Acting
        "chosen": ("Gekozen: {count}. {name}", "Selected: {count}. {name}"),
        "added": (
            "{count} op het canvas gezet, met {ties} verbanden.",
            "{count} put on the canvas, with {ties} relations.",
        ),
        "full": (
            "Er passen er hoogstens {count} op het canvas. Laad de pagina opnieuw om met het bewijs te beginnen.",
            "At most {count} fit on the canvas. Load the page again to begin with the evidence.",
        ),
        "hidden": ("{count} verborgen.", "{count} hidden."),
        "pinned": ("{count} vastgezet.", "{count} pinned."),
        "unpinned": ("{count} losgemaakt.", "{count} unpinned."),
        "group_name": ("Groep {number}", "Group {number}"),
        "alike": ("Gelijk verbonden: {kind}", "Alike: {kind}"),
        "grouped": ("{count} samengevoegd tot een groep.", "{count} put together in a group."),
        "ungrouped": ("{count} groepen opengevouwen.", "{count} groups opened."),
        "all_shown": (
            "Alles wat open is staat er weer: {count}.",
            "All that is open is shown again: {count}.",
        ),
        "evidence_shown": ("Alleen het bewijs: {count}.", "The evidence alone: {count}."),
        "filtered": ("{count} van {all} passen bij het filter.", "{count} of {all} fit the filter."),
        "every_relation": ("alle verbanden", "all relations"),
        "hit_shown": (
            "{count} gekozen: over hen gaat deze zin.",
            "{count} selected: this sentence is about them.",
        ),
        "path_found": ("Kortste pad: {name}.", "Shortest path: {name}."),
        "path_none": (
            "Geen pad van hoogstens acht stappen dat niet door een knooppunt met meer dan honderd buren loopt.",
            "No path of at most eight steps that does not run through somebody with more than a hundred neighbours.",
        ),
        "need_expand": ("Kies eerst iemand of iets.", "First choose somebody or something."),
        "need_common": ("Kies er eerst twee of meer.", "First choose two or more."),
        "need_path": ("Kies er eerst precies twee.", "First choose exactly two."),
        "need_hide": ("Kies eerst wat u wilt verbergen.", "First choose what to hide."),
        "need_pin": ("Kies eerst wat u wilt vastzetten.", "First choose what to pin."),
        "need_group": ("Kies er eerst twee of meer.", "First choose two or more."),
        "need_ungroup": ("Kies eerst een groep.", "First choose a group."),
        "need_all": ("Er is niets verborgen.", "Nothing is hidden."),
        # Picking
        "pick_title": ("Buren van {name}", "Neighbours of {name}"),
        "common_title": ("Gemeenschappelijke buren van {name}", "Common neighbours of {name}"),
        "pick_out": ("{relation} → {count}: kies", "{relation} → {count}: pick"),
        "pick_in": ("{relation} ← {count}: kies", "{relation} ← {count}: pick"),
        "pick_none": ("Er zijn er geen.", "There are none."),
        "pick_gone": (
            "Dit staat niet meer zo in het netwerk: records zijn intussen samengevoegd, gesplitst of beperkt.",
            "This no longer stands so in the network: records were joined, split or restricted since.",
        ),
        "pick_later": (
            "Het netwerk wordt nog berekend. Probeer het over een minuut opnieuw.",
            "The network is still being computed. Try again in a minute.",
        ),
        "pick_filter": ("Zoek in deze lijst", "Search this list"),
        "pick_search": ("Zoek", "Search"),
        "pick_count": ("{first} tot en met {last} van {total}", "{first} through {last} of {total}"),
        "pick_every": ("Vink deze lijst aan", "Tick this list"),
        "pick_add": ("Zet op het canvas", "Put on the canvas"),
        "pick_before": ("Vorige", "Previous"),
        "pick_after": ("Volgende", "Next"),
        "pick_choose": ("Vink eerst iemand aan.", "First tick somebody."),
        # Time
        "at_moment": (
            "Op {day}, zoals bekend op {known}: {count} verbanden.",
            "On {day}, as known on {known}: {count} relations.",
        ),
        "all_time": ("Alle tijden samen: {count} verbanden.", "All times together: {count} relations."),
        "need_days": ("Vul twee datums in.", "Fill in two dates."),
        "differ": (
            "{count} verschillen tussen {first} en {second}.",
            "{count} differences between {first} and {second}.",
        ),
        "no_compare": ("Niet meer vergeleken.", "Comparison ended."),
        # Map
        "no_area": ("buurt niet bekend", "neighbourhood not known"),
        "no_point": ("geen plek op de kaart", "no point on the map"),
    }
)


def canvas_words(language: Language) -> dict[str, str]:
    """Give them in one language."""
    return {key: nl if language == "nl" else en for key, (nl, en) in CANVAS_WORDS.items()}
