"""Texts of signing in at an identity provider, and of doing something too often."""

__all__ = ["SIGNING_IN"]

SIGNING_IN: dict[str, tuple[str, str]] = {
    "sign_in_lead": (
        "U meldt zich aan met het account van uw gemeente. Dwarsverband ziet uw wachtwoord niet.",
        "You sign in with the account of your municipality. Dwarsverband does not see your password.",
    ),
    "sign_in_go": ("Aanmelden bij uw gemeente", "Sign in at your municipality"),
    "signed_out": (
        "U bent afgemeld bij Dwarsverband. Bij uw gemeente bent u misschien nog aangemeld.",
        "You are signed out of Dwarsverband. At your municipality you may still be signed in.",
    ),
    "sign_out_provider": ("Meld u ook daar af", "Sign out there as well"),
    "signed_in_title": ("U bent aangemeld", "You are signed in"),
    "signed_in_on": ("Verder naar Dwarsverband", "Go on to Dwarsverband"),
    "provider_title": ("Aanmelden lukte niet", "Signing in did not work"),
    "provider_down": (
        "De aanmelddienst van uw gemeente geeft geen antwoord. Probeer het over een paar minuten opnieuw, of bel de servicedesk.",
        "The sign-in service of your municipality does not answer. Try again in a few minutes, or call the service desk.",
    ),
    "provider_refused": (
        "De aanmelddienst van uw gemeente heeft u niet aangemeld, of het duurde te lang. Begin opnieuw bij Aanmelden.",
        "The sign-in service of your municipality did not sign you in, or it took too long. Begin again at Sign in.",
    ),
    "unfit_account": (
        "Uw accountnaam ontbreekt of heeft een vorm die hier niet kan. Vraag beheer om dit na te kijken.",
        "Your account name is missing or has a form that cannot be used here. Ask operations to look at it.",
    ),
    "unfit_no_role": (
        "Uw account heeft nog geen rol in Dwarsverband. Vraag uw leidinggevende welke rol u nodig hebt.",
        "Your account has no role in Dwarsverband yet. Ask your manager which role you need.",
    ),
    "unfit_roles": (
        "Uw account heeft meer dan één rol in Dwarsverband. Wie kijkt en wie toetst zijn twee mensen: vraag beheer om één rol.",
        "Your account has more than one role in Dwarsverband. Who looks and who reviews are two people: ask operations for one.",
    ),
    "unfit_municipality": (
        "Bij uw account hoort geen gemeente die Dwarsverband kent. Vraag beheer om dit na te kijken.",
        "Your account belongs to no municipality that Dwarsverband knows. Ask operations to look at it.",
    ),
    "too_often_title": ("Even wachten", "Please wait"),
    "too_often": (
        "U deed dit heel vaak achter elkaar. Wacht een minuut en probeer het opnieuw. Er is niets vastgelegd.",
        "You did this very often in a row. Wait a minute and try again. Nothing was recorded.",
    ),
    "role_rules_author": ("Regelbeheerder", "Rules author"),
    "does_rules_author": (
        "Probeert regels uit en publiceert ze, samen met een ander.",
        "Tries rules and publishes them, together with another person.",
    ),
}
"""By key, in Dutch and in English."""
