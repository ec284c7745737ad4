"""Call names and variants of given names: which may be short for, or another spelling of, one name.

Of all communities in a Dutch town alike: a table that knew only Dutch call names would join Dutch persons more easily
than others. A variant is evidence, never proof: it weighs less than an equal name.
"""

__all__ = ["same_call_name"]

_GROUPS = """
jan johannes johan hans joannes jannes johnny john jo
jan johan johannis jaap
kees cornelis cor corneel nelis cees
piet pieter petrus peter pete pim
henk hendrik hendricus hendrikus henri harrie harry hein henry
klaas nicolaas nico niek klaus nicolas nicholas nick
willem wim guillaume wilhelmus bill william will willy
gerrit gerard gerardus ger geert gerhard
dirk dick diederik theodoor
jaap jacob jacobus koos jakob jacques james jack
ton antonius anton toon antoon anthonie antoine tony anthony teun
theo theodorus theodoor theodore ted
bert albert albertus hubertus bertus lambertus robert bertie
rob robert robbert bob bobby robertus
sjaak jacobus jacques isaac
frans franciscus francois frank franco francis
wout wouter walter
guus augustus gustaaf august
bas sebastiaan sebastian bastiaan
chris christiaan christian christoffel christopher kris kristian
joop johannes josephus joseph
jos jozef josephus joseph josef jef sjef joep
tom thomas tommy
tim timotheus timothy
ruud rudolf rudolph rudi rudy
mark marcus markus marc
lex alexander alex sander xander aleksander
bram abraham ibrahim
daan daniel danny dani
mat matthijs mathijs thijs matthias matheus matthew mats matt
arie adrianus adriaan ad arjan adrian adri
leo leonardus leonard
rens laurens lars laurentius lou lourens lawrence
martin martinus maarten tinus marten rinus marinus
paul paulus pauwel
steef stefan steven stephan stefanus stephen steve
ed eduard edward edwin eddy
fred frederik alfred freek frits ferdinand frederick freddy
huub hubertus hubert
jeroen hieronymus
joris georgius george sjors
michiel michael michel mike machiel mick
andre andreas andries andrew dries andrei
gijs gijsbert gijsbertus
lies elisabeth elizabeth liesbeth els elly betty lisa bep elsbeth lizzy liz beth
ans johanna anna joke hanna hannie jo janny johanne joanne hanneke
anna annie anneke ans anja anne ann
marie maria marijke mieke ria mia rietje mary miep maaike marja
greet margaretha margriet grietje margreet gré marga margaret greta peggy meg
truus geertruida geertje trudy gertrude
corrie cornelia cor nel nelly corry
nel nelly petronella pietje
riet henrietta maria hendrika
rika hendrika riek henrica
wil wilhelmina willy mien mina wilma
toos catharina cato tiny
trijn catharina katrien cathy katja ina tineke catherine kate kathy katherine
ine catharina jacoba
coby jacoba jacqueline
sjaan adriana johanna
jeanne johanna jeannette
dien dina hendrina
lena helena leen leni helene helen
lia cornelia julia
loes louise lucia
suus susanna suzanne susan suze
ellen helena eleonora
els elske elsa
tine martina christina
chris christina tineke stien kristina christine tina
eef eva eve
bea beatrix beatrice
rie maria
gonny hillegonda
moniek monique monica
mohammed mohamed muhammad mohamad muhammed mehmet mo mamadou mohammad moh med
ahmed achmed ahmad ahmet hamid
fatima fatma fati fatiha fatimah
ali aly alie
hassan hasan hassane
hussein hussain hossein husein houssein hoesein
youssef yusuf yousef joseph josef yousuf
mustafa moustafa mostafa mus
abdel abdul abdal abd
abdullah abdoullah abdallah abdellah abdulla apo
said saeed sayed
khadija hatice chadija khadijah
aisha aicha ayse aysha aicha
zeynep zainab zineb zaynab
omar umar ömer omer
osman othman uthman ousmane
ibrahim ebrahim ibo abraham brahim
ismail ismael esmail
suleyman soliman sulaiman solomon
emine amina aminah
khalid halid chalid
rachid rasjid rasheed
ramdas ramdath ram
radj raj raja radjesh rajesh
krishna kris krishnan
chan tchan
alexandr aleksandr sasha alexander oleksandr
dmitri dmitry dimitri dima
sergei sergey serge
katarzyna kasia katja
malgorzata gosia margaret
piotr peter piet
krzysztof chris krzys
pawel paul
jose josé pepe
francisco paco fran
juan john johan
maria mari marieke
dave david
ken kenneth
dan daniel
pat patrick patricia
sam samuel samantha samir
ben benjamin bennie benny
greg gregory
jeff jeffrey geoffrey
jen jennifer jenny
jim james jimmy
joe joseph
josh joshua
larry lawrence
rick richard dick ricky
ron ronald ronnie
sue susan
vic victor viktor
zac zachary zach
"""


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


_GROUPS_OF = _groups()
_NONE: frozenset[int] = frozenset()


def same_call_name(one: str, other: str) -> bool:
    """Tell whether two folded given names may be forms of one name."""
    return not _GROUPS_OF.get(one, _NONE).isdisjoint(_GROUPS_OF.get(other, _NONE))
