"""What the events of the contract are called in sentences, in Dutch and in English."""

from streams.events.event import Event

__all__ = ["ENGLISH", "called"]

ENGLISH = {
    "aanvraag-ontvangen": "application received",
    "aanvraag-ingetrokken": "application withdrawn",
    "vergunning-verleend": "permit granted",
    "vergunning-geweigerd": "permit refused",
    "vergunning-ingetrokken": "permit withdrawn",
    "vergunning-gewijzigd": "permit changed",
    "vergunning-vervallen": "permit lapsed",
    "subsidie-verleend": "grant awarded",
    "subsidie-geweigerd": "grant refused",
    "subsidie-betaald": "grant paid",
    "subsidie-vastgesteld": "grant settled",
    "subsidie-ingetrokken": "grant withdrawn",
    "subsidie-teruggevorderd": "grant reclaimed",
    "controle-uitgevoerd": "inspection carried out",
    "waarschuwing-gegeven": "warning given",
    "boete-opgelegd": "fine imposed",
    "last-opgelegd": "order imposed",
    "sluiting-opgelegd": "closure imposed",
    "maatregel-ingetrokken": "measure withdrawn",
    "onderneming-ingeschreven": "organisation registered",
    "onderneming-gewijzigd": "organisation changed",
    "onderneming-uitgeschreven": "organisation struck off",
    "functie-aanvaard": "function accepted",
    "functie-beeindigd": "function ended",
    "belang-verkregen": "shares acquired",
    "belang-beeindigd": "shares given up",
    "vestiging-geopend": "establishment opened",
    "vestiging-gesloten": "establishment closed",
    "bewoning-begonnen": "residence begun",
    "bewoning-beeindigd": "residence ended",
    "eigendom-verkregen": "property acquired",
    "eigendom-beeindigd": "property given up",
    "huur-begonnen": "lease begun",
    "huur-beeindigd": "lease ended",
    "lening-verstrekt": "loan given",
    "lening-afgelost": "loan repaid",
    "faillissement-uitgesproken": "bankruptcy declared",
    "melding-ontvangen": "report received",
    "gebeurtenis-herroepen": "event retracted",
    "oordeel-gegeven": "verdict given",
    "identiteit-beoordeeld": "identity judged",
    "advies-ondertekend": "advice signed",
    "dossier-aangevuld": "dossier added to",
    "vlag-verlopen": "flag expired",
    "gegevens-beperkt": "data restricted",
    "gegevens-vrijgegeven": "data released",
    "gegevens-gewist": "data erased",
    "regels-gepubliceerd": "rules published",
    "indicator-in-schaduw": "indicator put in shadow",
    "dag-begonnen": "day begun",
}
"""By kind, which is itself the Dutch word with dashes."""


def called(event: Event, language: str) -> str:
    """Say what happened: ``sluiting opgelegd``, with the outcome of an inspection."""
    words = (
        ENGLISH[event.kind]
        if language == "en"
        else event.kind.replace("-", " ").replace("beeindigd", "beëindigd")
    )
    outcome = getattr(event.data, "uitkomst", None)
    return words if outcome is None else f"{words}: {str(outcome).replace('_', ' ')}"
