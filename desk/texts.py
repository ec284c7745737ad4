"""Every word of the desk's own pages, in Dutch and in English: one catalogue, so that neither language can lack one."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.sessions import Language
from desk.wording.signing_in import SIGNING_IN

__all__ = ["TEXTS", "text"]

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **SIGNING_IN,
        # Around every page
        "skip": ("Naar de inhoud", "Skip to content"),
        "menu": ("Hoofdmenu", "Main menu"),
        "language": ("English", "Nederlands"),
        "language_code": ("en", "nl"),
        "sign_out": ("Afmelden", "Sign out"),
        "signed_in": ("Aangemeld als", "Signed in as"),
        "banner_title": ("Dit is een demonstratie", "This is a demonstration"),
        "banner": (
            "Alle namen zijn verzonnen. Aanmelden gaat zonder wachtwoord. Alleen op deze computer bereikbaar.",
            "All names are made up. You sign in without a password. Only this computer can reach it.",
        ),
        "promise": (
            "Dwarsverband beslist niets en geeft geen mens een cijfer.",
            "Dwarsverband decides nothing and gives nobody a score.",
        ),
        "busy": (
            "Wat is vastgelegd wordt nu verwerkt. U kunt gewoon verder; hier staat het als het klaar is.",
            "What was recorded is being processed. You can go on; this line says when it is done.",
        ),
        "ready": ("Verwerkt.", "Processed."),
        "ready_link": ("Toon de nieuwe stand", "Show how it stands now"),
        "failed": ("Het verwerken is niet gelukt:", "Processing failed:"),
        "saved": ("Vastgelegd.", "Recorded."),
        "back": ("Terug", "Back"),
        # Errors
        "error": ("Dat lukte niet", "That did not work"),
        "not_found_title": ("Niet gevonden", "Not found"),
        "not_found": (
            "Deze pagina bestaat niet, of is niet voor uw rol.",
            "This page does not exist, or is not for your role.",
        ),
        "denied_title": ("Niet voor uw rol", "Not for your role"),
        "denied": (
            "Uw rol mag dit niet zien of doen. Meld u af en kies een andere rol, of vraag een collega.",
            "Your role may not see or do this. Sign out and choose another role, or ask a colleague.",
        ),
        "stale": (
            "Deze pagina stond te lang open. Er is niets vastgelegd. Ga terug, ververs de pagina en probeer het opnieuw.",
            "This page was open for too long. Nothing was recorded. Go back, refresh the page and try again.",
        ),
        "too_large": ("Dit formulier is te groot.", "This form is too large."),
        "failure": (
            "Er ging bij ons iets mis. Er is niets getoond. Meld dit aan beheer, met de tijd.",
            "Something went wrong on our side. Nothing was shown. Report this to operations, with the time.",
        ),
        # Sign-in and start
        "sign_in": ("Aanmelden", "Sign in"),
        "choose": (
            "Kies wie u vandaag bent. Elke rol ziet alleen wat bij de rol hoort.",
            "Choose who you are today. Each role sees only what belongs to it.",
        ),
        "as": ("Aanmelden als", "Sign in as"),
        "municipality": ("Gemeente", "Municipality"),
        "role_analyst": ("Analist", "Analyst"),
        "role_permit": ("Medewerker vergunningen", "Permit officer"),
        "role_reviewer": ("Toetser", "Reviewer"),
        "role_privacy_officer": ("Functionaris gegevensbescherming", "Privacy officer"),
        "role_care_coordinator": ("Zorgcoördinator mensenhandel", "Care coordinator human trafficking"),
        "role_operations": ("Beheer", "Operations"),
        "does_analyst": (
            "Bekijkt signalen en beoordeelt of er iets aan de hand is.",
            "Looks at flags and judges whether something is going on.",
        ),
        "does_permit": (
            "Leest een advies bij een aanvraag en schrijft wat alleen een mens kan wegen.",
            "Reads an advisory on an application and writes what only a human can weigh.",
        ),
        "does_reviewer": (
            "Opent elk feit en zet de tweede handtekening.",
            "Opens every fact and gives the second signature.",
        ),
        "does_privacy_officer": (
            "Helpt een inwoner met inzage en beperking, en ziet wie wat las.",
            "Helps a citizen with access and restriction, and sees who read what.",
        ),
        "does_care_coordinator": (
            "Ziet als enige signalen die op slachtoffers kunnen wijzen.",
            "Alone sees flags that may point at victims.",
        ),
        "does_operations": (
            "Ziet of alles loopt en waar de cijfers staan.",
            "Sees whether all runs, and where the figures are.",
        ),
        "start": ("Kijk mee", "Look along"),
        "start_lead": (
            "Vier deuren, elk ongeveer zes keer klikken. Uw eigen deur staat open.",
            "Four doors, about six clicks each. Your own door is open.",
        ),
        "door_open": ("Naar binnen", "Go in"),
        "door_closed": ("Voor deze deur kiest u een andere rol.", "For this door choose another role."),
        "other_role": ("Andere rol kiezen", "Choose another role"),
        "door_analyst_1": (
            "Open het bovenste signaal en lees waarom het er staat.",
            "Open the first flag and read why it is there.",
        ),
        "door_analyst_2": (
            "Kijk eerst naar de onschuldige verklaringen.",
            "Look at the innocent explanations first.",
        ),
        "door_analyst_3": (
            "Vraag wat het signaal zou wegnemen, en geef uw oordeel.",
            "Ask what would clear the flag, and give your verdict.",
        ),
        "door_permit_1": (
            "Open het advies met de minste dagen.",
            "Open the advisory with the fewest days left.",
        ),
        "door_permit_2": (
            "Lees de feiten met hun bron, en beantwoord een open vraag.",
            "Read the facts with their source, and answer an open question.",
        ),
        "door_permit_3": (
            "Haal de brief aan de aanvrager en het advies als PDF op.",
            "Fetch the letter to the applicant and the advisory as PDF.",
        ),
        "door_operations_1": (
            "Zie hoeveel er binnenkwam en wat er is geweigerd.",
            "See how much came in and what was refused.",
        ),
        "door_operations_2": ("Lees waar de meetwaarden staan.", "Read where the metrics are."),
        "door_privacy_1": (
            "Zoek een inwoner bij een verzoeknummer.",
            "Find a citizen under a request number.",
        ),
        "door_privacy_2": (
            "Geef inzage, of beperk het gebruik van de gegevens.",
            "Give access, or restrict the use of the data.",
        ),
        "door_privacy_3": ("Bekijk wie wat las, en waarvoor.", "See who read what, and why."),
        # Queue
        "queue": ("Signalen", "Flags"),
        "queue_lead": (
            "Structuren die een mens moet bekijken. Bovenaan staan die met de meeste vastgestelde overtredingen of maatregelen. Een signaal is geen oordeel.",
            "Structures that a human should look at. First come those with most established offences or measures. A flag is no verdict.",
        ),
        "queue_care": (
            "Signalen die op slachtoffers kunnen wijzen. Alleen u ziet deze lijst.",
            "Flags that may point at victims. You alone see this list.",
        ),
        "queue_current": ("Nu", "Now"),
        "queue_backlog": ("Achterstand", "Backlog"),
        "backlog_lead": (
            "Gezien voor de ingangsdatum: deze lagen er al toen de gemeente begon.",
            "Seen before the go-live date: these were there when the municipality started.",
        ),
        "queue_empty": (
            "Hier staat niets. Dat betekent: geen enkele structuur voldoet aan de combinatieregel. Het betekent niet dat er niets is: wat de regels niet kunnen zien staat bij `dwarsverband flags unknown`.",
            "Nothing is here. It means that no structure meets the combination rule. It does not mean that there is nothing: `dwarsverband flags unknown` tells what the rules cannot see.",
        ),
        "queue_none_left": (
            "Geen signaal past bij dit filter. Kies een ander filter.",
            "No flag fits this filter. Choose another filter.",
        ),
        "filter": ("Filter en volgorde", "Filter and order"),
        "filter_pattern": ("Patroon", "Pattern"),
        "filter_state": ("Stand", "State"),
        "filter_sort": ("Volgorde", "Order"),
        "filter_all": ("alle", "all"),
        "filter_apply": ("Toon", "Show"),
        "state_new": ("nog niet beoordeeld", "not judged yet"),
        "state_judged": ("beoordeeld", "judged"),
        "state_changed": ("veranderd na het oordeel", "changed since the verdict"),
        "sort_order": ("meeste harde feiten eerst", "most hard facts first"),
        "sort_since": ("nieuwste eerst", "newest first"),
        "sort_doubt": ("meeste twijfel eerst", "most doubt first"),
        "col_why": ("Waarom dit er staat", "Why it is here"),
        "col_since": ("Gezien sinds", "Seen since"),
        "col_hard": ("Harde feiten", "Hard facts"),
        "col_doubt": ("Twijfel", "Doubt"),
        "col_state": ("Stand", "State"),
        "last_on": ("laatste:", "last:"),
        "doubt_none": ("geen: vaste nummers", "none: equal numbers"),
        "doubt_links": ("koppeling vanaf {low} %", "links from {low} %"),
        "flags_shown": ("{shown} van {total} signalen", "{shown} of {total} flags"),
        # Structure
        "structure": ("Signaal", "Flag"),
        "structure_note": (
            "Dit is een signaal om zelf te onderzoeken; er is niets mee beslist.",
            "This is a signal to look into; nothing is decided by it.",
        ),
        "on_page": ("Op deze pagina", "On this page"),
        "seen_since": ("Gezien sinds {day}", "Seen since {day}"),
        "innocent": ("Kijk eerst of dit het verklaart", "See first whether this explains it"),
        "why": ("Waarom dit signaal er is", "Why this flag is here"),
        "who": ("Wie en wat", "Who and what"),
        "who_caption": (
            "Personen, organisaties en plaatsen in het bewijs",
            "Persons, organisations and places in the evidence",
        ),
        "links": ("Hoe zij verbonden zijn", "How they are connected"),
        "links_caption": ("Verbanden in het bewijs", "Relations in the evidence"),
        "col_name": ("Naam", "Name"),
        "col_kind": ("Soort", "Kind"),
        "col_records": ("Records in de bronnen", "Records in the sources"),
        "col_from": ("Van", "From"),
        "col_relation": ("Verband", "Relation"),
        "col_to": ("Naar", "To"),
        "col_period": ("Periode", "Period"),
        "kind_person": ("persoon", "person"),
        "kind_organisation": ("organisatie", "organisation"),
        "kind_place": ("plaats", "place"),
        "no_end": ("loopt nog", "still runs"),
        "no_name": ("naam niet in deze stukken", "name not in these documents"),
        "timeline": ("Tijdlijn", "Timeline"),
        "timeline_lead": (
            "Alle gebeurtenissen waar dit op rust, oudste eerst.",
            "All events that this rests on, oldest first.",
        ),
        "timeline_caption": ("Gebeurtenissen", "Events"),
        "col_day": ("Datum", "Date"),
        "col_event": ("Gebeurtenis", "Event"),
        "col_source": ("Bron", "Source"),
        "col_papers": ("Stukken", "Documents"),
        "counts": ("telt mee als hard feit", "counts as hard fact"),
        "gone": ("niet meer bewaard", "no longer kept"),
        "paper_none": ("geen stuk bij de bron genoemd", "the source names no document"),
        "identity_links": ("Rust op deze koppelingen van records", "Rests on these links of records"),
        "identity_sure": ("Alleen vaste koppelingen: gelijke nummers.", "Certain links only: equal numbers."),
        "identity_caption": ("Koppelingen met hun kans", "Links with their probability"),
        "col_probability": ("Kans", "Probability"),
        "col_record_a": ("Record", "Record"),
        "col_record_b": ("Zelfde als", "Same as"),
        "clear_soon": (
            "Dit wordt nu berekend; dat duurt enkele seconden. Zonder script: laad de pagina opnieuw.",
            "This is being computed; that takes some seconds. Without scripts: load the page again.",
        ),
        "clear": ("Wat dit signaal zou wegnemen", "What would clear this flag"),
        "clear_lead": (
            "Dit wordt berekend als u het vraagt, door het signaal zonder elk feit opnieuw te bekijken.",
            "This is computed when you ask, by looking at the flag without each fact.",
        ),
        "clear_ask": ("Bereken", "Compute"),
        "clear_each": (
            "Het vervalt al als één van deze niet klopt:",
            "It falls as soon as one of these is not so:",
        ),
        "clear_together": (
            "Het vervalt als deze samen niet kloppen:",
            "It falls when these together are not so:",
        ),
        "clear_none": (
            "Er is geen enkel feit, en geen tweetal feiten, waarmee het vervalt.",
            "There is no single fact, and no two facts, without which it falls.",
        ),
        "clear_unclear": (
            "Dit kon niet worden berekend: de omgeving alleen geeft dit signaal niet.",
            "This could not be computed: the surroundings alone do not give this flag.",
        ),
        "clear_retracted": ("onjuist zou zijn", "were wrong"),
        "clear_different": ("blijkt niet dezelfde te zijn als", "turns out not to be the same as"),
        "clear_same": ("blijkt dezelfde te zijn als", "turns out to be the same as"),
        "context": ("Achtergrond (telt niet mee)", "Background (does not count)"),
        "unknown": ("Wat niet te zeggen is", "What cannot be told"),
        "off": ("Niet berekend in deze regels:", "Not computed by these rules:"),
        "history": ("Eerdere oordelen", "Earlier verdicts"),
        "since_judged": ("Veranderd sinds het laatste oordeel", "Changed since the last verdict"),
        "since_new": ("Nieuw", "New"),
        "since_gone": ("Weggevallen", "Fell away"),
        "history_none": ("Niemand heeft dit signaal nog beoordeeld.", "Nobody has judged this flag yet."),
        "verdict": ("Uw oordeel", "Your verdict"),
        "verdict_lead": (
            "Een oordeel verandert het signaal niet. Het staat op uw naam en telt mee in hoe vaak dit patroon terecht was.",
            "A verdict does not change the flag. It stands in your name and counts in how often this pattern was right.",
        ),
        "verdict_confirmed": ("Bevestigd: hier is iets aan de hand", "Confirmed: something is going on here"),
        "verdict_not_confirmed": ("Niet bevestigd", "Not confirmed"),
        "verdict_lawful": (
            "Rechtmatig: er is een gewone verklaring",
            "Lawful: there is an ordinary explanation",
        ),
        "verdict_cannot_tell": ("Niet te zeggen", "Cannot be told"),
        "reason": ("Waarom, in een zin van uzelf", "Why, in a sentence of your own"),
        "follow_up": ("Wat gebeurt er (alleen bij bevestigd)", "What is done (only when confirmed)"),
        "follow_none": ("nog te kiezen", "to be chosen"),
        "owner": ("Wie doet het (account)", "Who does it (account)"),
        "due": ("Uiterlijk (jjjj-mm-dd)", "By (yyyy-mm-dd)"),
        "record": ("Leg vast", "Record"),
        "need_verdict": ("Kies een oordeel.", "Choose a verdict."),
        "need_reason": ("Schrijf waarom, in een zin van uzelf.", "Write why, in a sentence of your own."),
        "need_follow_up": (
            "Kies wat er gebeurt: dat hoort bij een bevestigd signaal.",
            "Choose what is done: a confirmed flag needs it.",
        ),
        "no_follow_up": (
            "Een vervolg hoort alleen bij een bevestigd signaal.",
            "Only a confirmed flag has a follow-up.",
        ),
        "need_owner": ("Noem wie het doet en uiterlijk wanneer.", "Say who does it and by when."),
        "bad_day": ("Schrijf de datum als jjjj-mm-dd.", "Write the date as yyyy-mm-dd."),
        "bad_owner": (
            "Een account heeft letters, cijfers en . _ - @, zonder spaties.",
            "An account has letters, digits and . _ - @, no blanks.",
        ),
        "graph": ("Tekening", "Drawing"),
        "graph_alt": (
            "Tekening van het bewijs. De twee tabellen hierboven zeggen hetzelfde in woorden.",
            "Drawing of the evidence. The two tables above say the same in words.",
        ),
        # Identity
        "identity": ("Wie is wie", "Who is who"),
        "identity_lead": (
            "Records die één kunnen zijn en waarover niemand besliste. Bovenaan staat waar een signaal aan hangt.",
            "Records that may be one and that nobody decided. First comes what a flag hangs on.",
        ),
        "identity_empty": (
            "Er is geen twijfel over. Nieuwe twijfel verschijnt hier vanzelf.",
            "No doubt is left. New doubts appear here by themselves.",
        ),
        "identity_chance": ("Kans dat het één is: {percent} %", "Probability that it is one: {percent} %"),
        "identity_pair": ("Twijfel {number}", "Doubt {number}"),
        "identity_caption_pair": ("De twee records naast elkaar", "The two records side by side"),
        "identity_field": ("Gegeven", "Field"),
        "identity_says": ("Wat het zegt", "What it says"),
        "identity_for": ("pleit voor één", "speaks for one"),
        "identity_against": ("pleit tegen", "speaks against"),
        "hangs_open": ("Als het één is, komt er een signaal bij.", "If it is one, a flag is raised."),
        "hangs_changed": ("Als het één is, verandert dit signaal:", "If it is one, this flag changes:"),
        "hangs_withdrawn": ("Als het één is, vervalt dit signaal:", "If it is one, this flag falls:"),
        "hangs_nothing": ("Er hangt nu geen signaal aan.", "No flag hangs on it now."),
        "judge_same": ("Het is dezelfde", "It is the same"),
        "judge_different": ("Het zijn er twee", "They are two"),
        "judge_unsure": ("Niet te zeggen", "Cannot be told"),
        "judge": ("Uw oordeel over twijfel {number}", "Your verdict on doubt {number}"),
        "f_naam": ("naam", "name"),
        "f_geslachtsnaam": ("achternaam", "surname"),
        "f_voornamen": ("voornamen", "given names"),
        "f_geboortedatum": ("geboortedatum", "birth date"),
        "f_adres": ("adres", "address"),
        "f_telefoon": ("telefoon", "telephone"),
        "f_email": ("e-mail", "e-mail"),
        "f_iban": ("rekening", "account"),
        "f_samenhang": ("wat hetzelfde zegt", "what says the same"),
        "f_vooraf": ("twee willekeurige records", "any two records"),
        # Advisories
        "advisories": ("Adviezen", "Advisories"),
        "advisories_lead": (
            "Zaken die dicht bij een signaal liggen. Bovenaan staat de zaak met de minste dagen. Een advies beslist niets.",
            "Cases near a flag. First comes the case with the fewest days left. An advisory decides nothing.",
        ),
        "advisories_empty": (
            "Er is geen zaak dicht bij een signaal. Van andere zaken ziet u hier niets: daarvoor is geen grond.",
            "No case is near a flag. You see nothing of other cases here: there is no ground for that.",
        ),
        "advisories_lapsed": ("Afgesloten of vervallen", "Closed or lapsed"),
        "col_case": ("Zaak", "Case"),
        "col_step": ("Lichtste stap die past", "Lightest step that fits"),
        "col_days": ("Nog te gaan", "Left"),
        "col_open": ("Open vragen", "Open questions"),
        "no_term": ("geen termijn met een einddag", "no term with an end"),
        "days_left": ("nog {days} dagen", "{days} days left"),
        "days_past": ("{days} dagen geleden verstreken", "passed {days} days ago"),
        "dutch_document": (
            "Het stuk is in het Nederlands: het hoort bij een Nederlands besluit.",
            "The document is in Dutch: it belongs to a Dutch decision.",
        ),
        "download": ("Ophalen", "Download"),
        "advice_pdf": ("Advies (PDF)", "Advisory (PDF)"),
        "advice_docx": ("Advies (docx)", "Advisory (docx)"),
        "letter_pdf": ("Brief met vragen (PDF)", "Letter with questions (PDF)"),
        "letter_docx": ("Brief met vragen (docx)", "Letter with questions (docx)"),
        "facts": ("Feiten en stukken", "Facts and documents"),
        "fact": ("Feit {number}", "Fact {number}"),
        "fact_open": ("Open feit {number}", "Open fact {number}"),
        "fact_opened": ("door u geopend", "opened by you"),
        "fact_event": ("Wat de bron meldde", "What the source reported"),
        "questions": ("Vragen aan u", "Questions to you"),
        "questions_lead": (
            "Dit kan alleen een mens schrijven. Uw antwoord komt met uw account in het advies.",
            "Only a human can write this. Your answer stands in the advisory with your account.",
        ),
        "questions_none": ("Alle vragen zijn beantwoord.", "All questions are answered."),
        "question_next": ("Vraag {number} van {total}", "Question {number} of {total}"),
        "answer": ("Uw antwoord", "Your answer"),
        "answer_save": ("Bewaar antwoord", "Save answer"),
        "need_answer": ("Schrijf een antwoord.", "Write an answer."),
        "sign": ("Ondertekenen als opsteller", "Sign as author"),
        "sign_lead": (
            "Uw handtekening bevriest deze versie. Daarna toetst een ander persoon haar.",
            "Your signature freezes this version. After that another person reviews it.",
        ),
        "sign_wait": (
            "Ondertekenen kan als alle vragen zijn beantwoord. Nog open: {open}.",
            "You can sign when all questions are answered. Still open: {open}.",
        ),
        "sign_button": ("Onderteken", "Sign"),
        "review": ("Toetsen", "Review"),
        "review_lead": (
            "Open elk feit en schrijf een eigen zin. De opsteller kan zijn eigen advies niet toetsen.",
            "Open every fact and write a sentence of your own. An author cannot review his own advisory.",
        ),
        "review_wait": ("De opsteller heeft nog niet ondertekend.", "The author has not signed yet."),
        "review_left": ("Nog te openen: {left} feiten.", "Still to open: {left} facts."),
        "review_reason": ("Waarom u het ermee eens bent", "Why you agree"),
        "review_sentence": (
            "Een zin van uzelf, van ten minste vijf woorden",
            "A sentence of your own, of at least five words",
        ),
        "review_button": ("Teken als toetser", "Sign as reviewer"),
        "reason_feiten_nagegaan": ("de feiten zijn nagegaan", "the facts were checked"),
        "reason_gronden_dragen_de_stap": ("de gronden dragen de stap", "the grounds carry the step"),
        "reason_lichtere_stap_gewogen": ("een lichtere stap is gewogen", "a lighter step was weighed"),
        "reason_zienswijze_meegewogen": ("de zienswijze is meegewogen", "the view of the party was weighed"),
        "versions": ("Ondertekende versies", "Signed versions"),
        "versions_none": ("Er is nog geen versie ondertekend.", "No version is signed yet."),
        "version_author": ("opsteller", "author"),
        "version_reviewer": ("toetser", "reviewer"),
        # Privacy officer
        "requests": ("Verzoeken van inwoners", "Requests of citizens"),
        "requests_lead": (
            "Zoeken kan alleen bij een verzoek. Het verzoeknummer, uw account en het doel komen in de verantwoording.",
            "You can search under a request only. Its number, your account and the purpose go into the account.",
        ),
        "request_number": ("Verzoeknummer", "Request number"),
        "request_bad": (
            "Een verzoeknummer heeft letters, cijfers en streepjes.",
            "A request number has letters, digits and dashes.",
        ),
        "person_name": ("Naam", "Name"),
        "person_born": (
            "Geboortedatum (jjjj, jjjj-mm of jjjj-mm-dd)",
            "Birth date (yyyy, yyyy-mm or yyyy-mm-dd)",
        ),
        "person_bsn": (
            "Of: burgerservicenummer (wordt niet bewaard)",
            "Or: citizen service number (is not kept)",
        ),
        "need_person": (
            "Geef een naam of een geldig burgerservicenummer.",
            "Give a name or a valid citizen service number.",
        ),
        "find": ("Zoek", "Find"),
        "found": ("Gevonden bij verzoek {number}", "Found under request {number}"),
        "found_none": (
            "Niemand gevonden. Probeer een andere schrijfwijze, of laat de geboortedatum weg.",
            "Nobody found. Try another spelling, or leave the birth date out.",
        ),
        "found_pick": (
            "U kiest zelf: een kans is geen zekerheid.",
            "You choose yourself: a probability is no certainty.",
        ),
        "candidate": ("Kandidaat {number}", "Candidate {number}"),
        "candidate_chance": (
            "Kans {percent} %, op grond van: {why}",
            "Probability {percent} %, because of: {why}",
        ),
        "export_subject": ("Geef inzage (JSON)", "Give access (JSON)"),
        "restrict_subject": ("Beperk het gebruik", "Restrict the use"),
        "restrict_reason": ("Waarom beperkt u", "Why you restrict"),
        "restricted": (
            "Beperkt. Signalen die op deze gegevens rusten, vervallen zodra dit is verwerkt.",
            "Restricted. Flags that rest on these data fall as soon as this is processed.",
        ),
        "reads": ("Wie las wat", "Who read what"),
        "reads_lead": (
            "De laatste {number} regels van de verantwoording, nieuwste eerst. Zij is aaneengeketend: wie iets weghaalt, laat een gat.",
            "The last {number} lines of the account, newest first. It is chained: whoever removes something leaves a gap.",
        ),
        "reads_empty": ("Er is nog niets gelezen.", "Nothing was read yet."),
        "reads_caption": ("Verantwoording", "Account"),
        "col_when": ("Wanneer", "When"),
        "col_user": ("Account", "Account"),
        "col_act": ("Wat", "What"),
        "col_command": ("Waarmee", "By what"),
        "col_purpose": ("Doel", "Purpose"),
        "col_count": ("Aantal", "Count"),
        # Operations
        "operations": ("Beheer", "Operations"),
        "operations_lead": (
            "Of alles loopt, zonder gegevens van personen.",
            "Whether all runs, without data of persons.",
        ),
        "ops_events": ("Aangenomen gebeurtenissen", "Accepted events"),
        "ops_flags": ("Signalen die staan", "Standing flags"),
        "ops_advisories": ("Adviezen die lopen", "Advisories that run"),
        "ops_refused": ("Geweigerd, naar reden", "Refused, by reason"),
        "ops_refused_none": ("Er is niets geweigerd.", "Nothing was refused."),
        "ops_where": ("Waar de cijfers staan", "Where the figures are"),
        "ops_metrics": (
            "Een worker geeft zijn meetwaarden op /metrics (`dwarsverband worker --metrics-port N`). Prometheus leest ze.",
            "A worker gives its metrics at /metrics (`dwarsverband worker --metrics-port N`). Prometheus reads them.",
        ),
        "ops_lag": (
            "Achterstand van elke stap: `dwarsverband lag`.",
            "How far each step is behind: `dwarsverband lag`.",
        ),
        "ops_audit": (
            "Of de verantwoording klopt: `dwarsverband audit verify`.",
            "Whether the account is whole: `dwarsverband audit verify`.",
        ),
        "ops_dead": (
            "Wat is geweigerd, en opnieuw aanbieden: `dwarsverband deadletters`.",
            "What was refused, and offering it again: `dwarsverband deadletters`.",
        ),
        "col_reason": ("Reden", "Reason"),
        "col_figure": ("Cijfer", "Figure"),
        "col_what": ("Onderdeel", "Part"),
    }
)
"""By key, in Dutch and in English; what stands in braces is filled in."""


def text(key: str, language: Language, **values: object) -> str:
    """Say a text of the catalogue.

    Raises
    ------
    KeyError
        When there is none of this key.
    """
    nl, en = TEXTS[key]
    return (nl if language == "nl" else en).format(**values)
