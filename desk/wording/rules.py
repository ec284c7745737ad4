"""Texts of the rules: parameters, own confirmed share, trial, shadow, publication by two."""

__all__ = ["RULES"]

RULES: dict[str, tuple[str, str]] = {
    "rules": ("Regels", "Rules"),
    "rules_by": (
        "Versie {version}, gepubliceerd door {who}.",
        "Version {version}, published by {who}.",
    ),
    "rules_given": (
        "Versie {version}, zoals het programma haar meebrengt. Niemand veranderde haar nog.",
        "Version {version}, as it came with the program. Nobody changed it yet.",
    ),
    "rules_indicators": ("Indicatoren en hun waarden", "Indicators and their values"),
    "rules_indicators_lead": (
        "Elke waarde met haar eenheid en reden. Wat uit staat, wordt niet berekend.",
        "Each value with its unit and reason. What is off is not computed.",
    ),
    "rules_caption": ("Waarden die nu gelden", "Values that hold now"),
    "rules_general": ("Voor alle", "For all"),
    "rules_versioned": ("versie {version}", "version {version}"),
    "rule_on": ("aan", "on"),
    "rule_off": ("uit", "off"),
    "rule_shadow": ("in schaduw", "in shadow"),
    "col_indicator": ("Indicator", "Indicator"),
    "col_parameters": ("Waarden", "Values"),
    "rules_share": ("Hoe vaak het hier klopte", "How often it was right here"),
    "rules_share_lead": (
        "Aandeel bevestigd met het 90 %-interval. Onder {enough} oordelen is er niets over te zeggen.",
        "Share confirmed with its 90 % interval. Under {enough} verdicts nothing can be said.",
    ),
    "basis_verdict": ("Naar het oordeel van analisten", "By the verdict of analysts"),
    "basis_follow_up": ("Naar wat het vervolg opleverde", "By what the follow-up came to"),
    "col_confirmed": ("Bevestigd", "Confirmed"),
    "col_share": ("Aandeel", "Share"),
    "col_proposal": ("Voorstel", "Proposal"),
    "of_judged": ("{confirmed} van {judged}", "{confirmed} of {judged}"),
    "share_unknown": ("nog onbekend", "unknown yet"),
    "share_none": (
        "Er is nog geen oordeel. Het eerste komt van een analist bij een signaal.",
        "There is no verdict yet. The first one comes from an analyst at a flag.",
    ),
    "rules_proposal": ("Voorstel", "Proposal"),
    "proposal_none": (
        "Er wacht geen voorstel. Regels veranderen alleen als twee mensen het willen.",
        "No proposal waits. Rules change only when two people want it.",
    ),
    "proposal_by": ("Versie {version}, voorgesteld door {who}", "Version {version}, proposed by {who}"),
    "proposal_changes": ("Wat er verandert", "What changes"),
    "proposal_wait": (
        "Een ander moet instemmen: een regelbeheerder of een analist.",
        "Another person must agree: a rules author or an analyst.",
    ),
    "proposal_agree_lead": (
        "Stem in als u de uitkomst van de proef hebt gelezen. Daarna gelden de regels, en staat uw account erbij.",
        "Agree when you have read what the trial gave. After that the rules hold, and your account stands with them.",
    ),
    "proposal_agree": ("Stem in en publiceer", "Agree and publish"),
    "proposal_withdraw": ("Trek het voorstel in", "Withdraw the proposal"),
    "rules_text_lead": (
        "Verander de waarden, geef een nieuwe versie op, en stel voor. Er verandert nog niets: eerst wordt het geprobeerd op alles wat al gebeurde.",
        "Change the values, give a new version, and propose. Nothing changes yet: first it is tried on all that has happened.",
    ),
    "rules_text": ("Tekst van de regels (TOML)", "Text of the rules (TOML)"),
    "rules_propose": ("Probeer uit en stel voor", "Try and propose"),
    "rules_wrong": ("Dit zijn geen geldige regels:", "These are no valid rules:"),
    "rules_same": (
        "Er is niets veranderd ten opzichte van wat geldt.",
        "Nothing differs from what holds.",
    ),
    "rules_version": ("Geef de versie een nieuwe naam.", "Give the version a new name."),
    "rules_two": ("Instemmen doet een ander dan wie voorstelde.", "Another person than the proposer agrees."),
    "rules_unseen": (
        "De proef is nog niet klaar: wacht tot de uitkomst er staat.",
        "The trial is not done yet: wait until its outcome is there.",
    ),
    "rules_off": (
        "Deze indicator staat uit. Stel regels voor waarin hij in schaduw staat.",
        "This indicator is off. Propose rules that have it in shadow.",
    ),
    "rules_published": ("Gepubliceerd. De regels gelden.", "Published. The rules hold."),
    "trial": ("Proef op alles wat al gebeurde", "Trial on all that has happened"),
    "trial_runs": (
        "De proef loopt. De uitkomst komt hier vanzelf.",
        "The trial is running. Its outcome comes here by itself.",
    ),
    "trial_failed": ("De proef lukte niet:", "The trial failed:"),
    "trial_flags": ("Van {old} naar {new} signalen.", "From {old} to {new} flags."),
    "trial_counts": (
        "Erbij {gained}, weg {lost}, veranderd {moved}.",
        "Gained {gained}, lost {lost}, moved {moved}.",
    ),
    "trial_caption": ("Signalen naar indicator", "Flags by indicator"),
    "trial_gained": ("Erbij", "Gained"),
    "trial_lost": ("Weg", "Lost"),
    "trial_moved": ("Veranderd", "Moved"),
    "trial_lost_confirmed": ("Weg, maar bevestigd", "Lost, though confirmed"),
    "rules_shadow": ("Schaduw", "Shadow"),
    "rules_shadow_lead": (
        "Een indicator in schaduw geeft geen signaal. Alleen wie hem uitprobeert ziet wat hij zou geven.",
        "An indicator in shadow gives no flag. Only who tries it sees what it would give.",
    ),
    "shadow_own": ("Door u uitgeprobeerd", "Tried by you"),
    "shadow_begin": ("Zet in schaduw", "Put in shadow"),
}
"""By key, in Dutch and in English."""
