"""The articles that advisories name, one row each: which text was read, of which date, and where.

No sentence of law without a row here. ``read`` says how far we got: ``whole`` (the article itself), ``secondary``
(what others say of it), ``memory`` (not seen: for a lawyer before anything is quoted, docs/advisory.md).
"""

from typing import Literal

import msgspec

from screening.advisory import Grondslag
from screening.sentence import Recht

__all__ = ["LAW", "TEXTS", "Article", "Text", "basis", "says"]

Read = Literal["whole", "secondary", "memory"]


class Text(msgspec.Struct, frozen=True):
    """An act or regulation: the date of the consolidated text that was read, and its address."""

    name: str
    per: str
    source: str


class Article(msgspec.Struct, frozen=True):
    """One article, paragraph included, of one text; ``says`` is what it comes to, in our words."""

    text: str
    article: str
    paragraph: str
    read: Read
    nl: str

    @property
    def name(self) -> str:
        """Give the article as a sentence names it."""
        paragraph = "" if self.paragraph == "geheel" else f" lid {self.paragraph}"
        return f"{TEXTS[self.text].name} art. {self.article}{paragraph}"


TEXTS = {
    "bibob": Text("Wet Bibob", "2013-07-01", "https://wetten.overheid.nl/BWBR0013798/2013-07-01"),
    "bibob2018": Text("Wet Bibob", "2018-05-01", "https://wetten.overheid.nl/BWBR0013798/2018-05-01"),
    "bibob2020": Text("Wet Bibob", "2020-08-01", "https://zoek.officielebekendmakingen.nl/stb-2020-278"),
    "bibob2022": Text("Wet Bibob", "2022-10-01", "https://wetten.overheid.nl/BWBR0013798/2022-10-01"),
    "formulieren": Text(
        "Regeling Bibob-formulieren 2024", "2024-02-01", "https://wetten.overheid.nl/BWBR0049314/2024-02-01"
    ),
    "awb": Text("Awb", "2021-12-21", "https://wetten.overheid.nl/BWBR0005537/2021-12-21"),
    "termijnen": Text(
        "Algemene termijnenwet", "2010-10-10", "https://wetten.overheid.nl/BWBR0002448/2010-10-10"
    ),
    "alcohol": Text("Alcoholwet", "2021-07-01", "https://wetten.overheid.nl/BWBR0002458/2021-07-01"),
    "opium": Text("Opiumwet", "2019-01-01", "https://wetten.overheid.nl/BWBR0001941/2019-01-01"),
    "dienst": Text("Dienstenwet", "2009-12-28", "https://wetten.overheid.nl/BWBR0026759/2009-12-28"),
    "omgeving": Text("Omgevingswet", "2024-01-01", "https://wetten.overheid.nl/BWBR0037885/2024-01-01"),
    "huisvesting": Text(
        "Huisvestingswet 2014", "2015-01-01", "https://wetten.overheid.nl/BWBR0035303/2015-01-01"
    ),
    "kansspelen": Text(
        "Wet op de kansspelen", "2021-04-01", "https://wetten.overheid.nl/BWBR0002469/2021-04-01"
    ),
    "avg": Text("AVG", "2018-05-25", "https://eur-lex.europa.eu/eli/reg/2016/679"),
}
"""Acts by our own short key; of the Wet Bibob four texts, because no later one was read whole."""

_ROWS: dict[str, tuple[str, str, str, Read, str]] = {
    # Wet Bibob, the decisions it covers
    "bibob:1:1c": ("bibob2018", "1", "1 onder c", "whole", "Deze vergunningen kunnen onder de wet vallen."),
    "bibob:5": ("bibob2020", "5", "2", "secondary", "De wet geldt voor alle overheidsopdrachten."),
    "bibob:5a": ("bibob", "5a", "geheel", "whole", "De wet geldt voor vastgoedtransacties."),
    "bibob:6": ("bibob", "6", "geheel", "whole", "Een subsidie kan met toepassing van artikel 3 geweigerd of ingetrokken worden."),
    "bibob:7": ("bibob", "7", "1", "whole", "Een gemeentelijke vergunning voor een inrichting of bedrijf valt onder de wet."),
    # Wet Bibob, grounds
    "bibob:3:1a": ("bibob", "3", "1 onder a", "whole", "Weigeren of intrekken kan bij ernstig gevaar dat de beschikking ook wordt gebruikt om voordeel uit strafbare feiten te benutten."),
    "bibob:3:1b": ("bibob", "3", "1 onder b", "whole", "Weigeren of intrekken kan bij ernstig gevaar dat de beschikking ook wordt gebruikt om strafbare feiten te plegen."),
    "bibob:3:2": ("bibob", "3", "2", "whole", "De mate van gevaar voor de a-grond volgt uit feiten, de ernst van een vermoeden, de aard van de relatie en de grootte van het voordeel."),
    "bibob:3:3": ("bibob", "3", "3", "whole", "De mate van gevaar voor de b-grond volgt uit feiten bij activiteiten die overeenkomen of samenhangen met de vergunde, de ernst van een vermoeden, de aard van de relatie en het aantal feiten."),
    "bibob:3:4": ("bibob", "3", "4", "whole", "Iemand staat in relatie tot strafbare feiten als hij ze zelf pleegde, of als leiding, zeggenschap, vermogen of een zakelijk samenwerkingsverband hem ermee verbindt, nu of vroeger."),
    "bibob:3:5": ("bibob", "3", "5", "whole", "Weigeren of intrekken moet evenredig zijn met de mate van gevaar en, bij de b-grond, met de ernst van de feiten."),
    "bibob:3:6": ("bibob", "3", "6", "whole", "Weigeren of intrekken kan ook als feiten erop wijzen dat een strafbaar feit is gepleegd om de beschikking te krijgen."),
    "bibob:3:7": ("bibob", "3", "7", "whole", "Bij een mindere mate van gevaar kunnen voorschriften het gevaar wegnemen of beperken."),
    "bibob:3:8": ("bibob", "3", "8", "whole", "Ook een overtreding waarvoor een bestuurlijke boete kan worden opgelegd, is een strafbaar feit in de zin van dit artikel."),
    "bibob:3a": ("bibob2020", "3a", "1", "secondary", "Alleen een veroordeling, een onherroepelijke of in eerste aanleg beoordeelde boete of een vergelijkbare afdoening wijst op een strafbaar feit; al het andere is een vermoeden."),
    "bibob:4": ("bibob", "4", "geheel", "whole", "Weigeren de vragen te beantwoorden geldt als ernstig gevaar."),
    # Wet Bibob, procedure
    "bibob:7a": ("bibob2022", "7a", "geheel", "secondary", "Het eigen onderzoek begint met het formulier dat de betrokkene invult."),
    "bibob:9": ("bibob", "9", "1", "whole", "Het bestuursorgaan kan het Landelijk Bureau Bibob om advies vragen."),
    "bibob:11a": ("bibob2022", "11a", "geheel", "secondary", "Het Bibob-register meldt eerdere conclusies en ingetrokken aanvragen; een treffer is alleen een reden om zelf te onderzoeken."),
    "bibob:15": ("bibob", "15", "geheel", "whole", "Het Bureau adviseert binnen acht weken, eens met ten hoogste vier weken te verlengen; de termijn staat stil zolang het op gegevens wacht."),
    "bibob:26": ("bibob", "26", "geheel", "whole", "Een tip is alleen een reden om zelf te onderzoeken of advies te vragen."),
    "bibob:28": ("bibob", "28", "geheel", "whole", "Gegevens uit het Bibob-onderzoek zijn geheim, behalve voor wie het artikel noemt."),
    "bibob:28:3": ("bibob", "28", "3", "whole", "De betrokkene krijgt een afschrift van het advies, met de mededeling dat hij moet geheimhouden."),
    "bibob:31": ("bibob", "31", "geheel", "whole", "De beslistermijn staat stil zolang het Bureau adviseert."),
    "bibob:32": ("bibob", "32", "geheel", "whole", "De betrokkene hoort dat het Bureau om advies is gevraagd."),
    "bibob:33": ("bibob", "33", "geheel", "whole", "Wie in de beschikking wordt genoemd, kan eerst zijn zienswijze geven."),
    "bibob:melden": ("bibob2022", "7a", "geheel", "secondary", "Een conclusie ernstig gevaar of mindere mate van gevaar uit eigen onderzoek gaat onverwijld naar het Bureau."),
    # Official forms
    "formulieren:5": ("formulieren", "5", "1", "whole", "Een vragenlijst bestaat alleen uit vragen van het Bibob-vragenformulier (bijlage 1)."),
    "formulieren:6": ("formulieren", "6", "1", "whole", "Een vraag mag anders worden verwoord zolang de strekking gelijk blijft en niet meer wordt gevraagd."),
    # Awb, general
    "termijnen:1": ("termijnen", "1", "1", "whole", "Een termijn die op een zaterdag, zondag of algemeen erkende feestdag eindigt, loopt door tot en met de eerstvolgende werkdag."),
    "awb:3:2": ("awb", "3:2", "geheel", "memory", "Het bestuursorgaan zoekt de nodige kennis over feiten en belangen."),
    "awb:3:4": ("awb", "3:4", "2", "memory", "De nadelen van een besluit mogen niet onevenredig zijn aan het doel."),
    "awb:3:9": ("awb", "3:9", "geheel", "memory", "Wie op een advies af gaat, vergewist zich ervan dat het onderzoek zorgvuldig was."),
    "awb:4:5": ("awb", "4:5", "1", "memory", "De aanvrager krijgt eerst gelegenheid een onvolledige aanvraag aan te vullen."),
    "awb:4:7": ("awb", "4:7", "1", "memory", "De aanvrager wordt gehoord voor een afwijzing op gegevens die hij niet zelf gaf."),
    "awb:4:8": ("awb", "4:8", "1", "memory", "Een belanghebbende wordt gehoord voor een beschikking waartegen hij naar verwachting bedenkingen heeft."),
    "awb:4:13": ("awb", "4:13", "2", "memory", "Zonder bijzondere termijn is acht weken na ontvangst in ieder geval de grens."),
    "awb:4:14": ("awb", "4:14", "geheel", "whole", "Lukt de termijn niet, dan hoort de aanvrager binnen welke termijn de beschikking wel komt."),
    "awb:4:15": ("awb", "4:15", "1", "whole", "De termijn staat stil vanaf de dag na de vraag om aanvulling, tot de aanvulling of het eind van de hersteltermijn."),
    "awb:4:15:2": ("awb", "4:15", "2", "whole", "De termijn staat ook stil bij uitstel waarmee de aanvrager instemt, vertraging die hem is toe te rekenen, of overmacht."),
    "awb:4:17": ("awb", "4:17", "geheel", "whole", "Bij te laat beslissen is na ingebrekestelling een dwangsom verschuldigd, ten hoogste 42 dagen."),
    "awb:4:20b": ("awb", "4:20b", "1", "memory", "Waar dit van toepassing is verklaard, is een te late beschikking van rechtswege gegeven."),
    # Awb, subsidies
    "awb:4:35": ("awb", "4:35", "1", "whole", "Een subsidie kan worden geweigerd bij gegronde reden om aan te nemen dat de activiteiten niet plaatsvinden of de verplichtingen niet worden nagekomen."),
    "awb:4:35:2": ("awb", "4:35", "2", "whole", "Een subsidie kan worden geweigerd bij onjuiste of onvolledige gegevens die tot een onjuiste beschikking zouden leiden."),
    "awb:4:46": ("awb", "4:46", "2", "whole", "De subsidie kan lager worden vastgesteld als de activiteiten niet plaatsvonden of verplichtingen niet zijn nagekomen."),
    "awb:4:48": ("awb", "4:48", "1", "whole", "Een verleende, nog niet vastgestelde subsidie kan worden ingetrokken of gewijzigd."),
    "awb:4:49": ("awb", "4:49", "1", "whole", "Een vastgestelde subsidie kan worden ingetrokken of gewijzigd op later gebleken feiten."),
    "awb:4:57": ("awb", "4:57", "1", "whole", "Onverschuldigd betaalde subsidie kan worden teruggevorderd, binnen vijf jaar."),
    "awb:5:4": ("awb", "5:4", "geheel", "memory", "Overtredingen kunnen eerst met gewone handhaving worden aangepakt."),
    # Special acts
    "alcohol:3": ("alcohol", "3", "1", "memory", "Voor een horecabedrijf of slijtersbedrijf is een vergunning van de burgemeester nodig."),
    "alcohol:27": ("alcohol", "27", "1 onder b", "memory", "De vergunning wordt geweigerd als de feitelijke toestand niet met de aanvraag overeenstemt."),
    "alcohol:31": ("alcohol", "31", "geheel", "memory", "De vergunning kan of moet worden ingetrokken in de genoemde gevallen."),
    "opium:13b": ("opium", "13b", "1", "memory", "De burgemeester kan een pand sluiten waar drugs worden verkocht, geteeld of voorbereid."),
    "dienst:28": ("dienst", "28", "1", "memory", "Een te late beslissing geldt als verlening, tenzij de regeling dat uitsluit."),
    "omgeving:5.1": ("omgeving", "5.1", "geheel", "memory", "Voor deze activiteit is een omgevingsvergunning nodig."),
    "omgeving:5.31": ("omgeving", "5.31", "1", "memory", "De omgevingsvergunning kan worden geweigerd in de gevallen van artikel 3 van de Wet Bibob."),
    "omgeving:16.64": ("omgeving", "16.64", "1", "memory", "De beslissing valt binnen acht weken, eens met zes weken te verlengen."),
    "huisvesting:21": ("huisvesting", "21", "geheel", "memory", "Voor deze wijziging van woonruimte is een vergunning nodig."),
    "kansspelen:30b": ("kansspelen", "30b", "1", "memory", "Voor speelautomaten is een vergunning van de burgemeester nodig."),
    "avg:22": ("avg", "22", "1", "memory", "Een besluit over iemand wordt niet alleen door een geautomatiseerde verwerking genomen."),
}  # fmt: skip

LAW = {key: Article(*row) for key, row in _ROWS.items()}
"""Every article that a sentence, ground, term or condition may name, by key."""


def basis(key: str) -> Grondslag:
    """Give the article of a row as the advisory names it, with the date of its text."""
    row = LAW[key]
    text = TEXTS[row.text]
    return Grondslag(text.name, row.article, row.paragraph, text.per)


def says(key: str, nl: str | None = None) -> Recht:
    """Give a sentence of law: what the row says, or words of our own about it."""
    row = LAW[key]
    return Recht(row.nl if nl is None else nl, row.name, TEXTS[row.text].per)
