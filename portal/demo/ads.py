"""The words of a vacancy, composed by occupation, level, route and place."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

_TRADES = Path(__file__).with_name("trades.txt")


@dataclass(frozen=True)
class Trade:
    """What belongs to one occupation; tasks and lessons are infinitives."""

    occupation: str
    company: str
    crebos: tuple[str, ...]
    tasks: tuple[str, ...]
    lessons: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Ad:
    title: str
    tasks: str
    learning: str
    offer: str
    asks: str


@cache
def trades() -> dict[str, Trade]:
    """By the name of the occupation."""
    lines = _TRADES.read_text(encoding="utf-8").splitlines()
    known = (_trade(line) for line in lines if not line.startswith("#"))
    return {trade.occupation: trade for trade in known}


def _trade(line: str) -> Trade:
    occupation, company, crebos, tasks, lessons, needs = line.split("|")
    return Trade(
        occupation,
        company,
        tuple(crebos.split()),
        tuple(tasks.split(";")),
        tuple(lessons.split(";")),
        tuple(needs.split(";")),
    )


def write_ad(trade: Trade, *, route: str, level: int | None, town: str, random: Random) -> Ad:
    """Another text each time; the same one for the same state of `random`."""
    return Ad(
        title=_title(trade, route, random),
        tasks=_tasks(trade, town, random),
        learning=_learning(trade, route, level, random),
        offer=_sentences(random.sample(_OFFERS, 3)),
        asks=_asks(trade, level, random),
    )


def _title(trade: Trade, route: str, random: Random) -> str:
    name = trade.occupation
    low = name if name.isupper() or name.startswith(("CNC", "ICT", "HR")) else _lowered(name)
    titles = [f"Leerling {low}", f"{name} in opleiding", f"Leerwerkplek {low}"]
    if route == "route.bbl":
        titles += [f"{name} (bbl)", f"Werken en leren als {low}"]
    elif route.startswith("route.third-way"):
        titles += [f"Leren op de werkvloer: {low}", f"Instappen als {low}"]
    elif route == "route.career-change":
        titles += [f"Zij-instromer {low}", f"Nieuwe start als {low}"]
    else:
        titles += [f"Word {low}", f"Beginnen als {low}"]
    return random.choice(titles)


def _lowered(name: str) -> str:
    return name[0].lower() + name[1:]


def _tasks(trade: Trade, town: str, random: Random) -> str:
    first, second, third, fourth, fifth, *_ = random.sample(trade.tasks, len(trade.tasks))
    opening = random.choice(_OPENINGS).format(a=first, b=second, c=third)
    later = [random.choice(_ALSO).format(a=fourth), random.choice(_THEN).format(a=fifth)]
    around = random.sample(_AROUND, 2)
    random.shuffle(later)
    return _sentences([opening, *later, *(words.format(town=town) for words in around)])


def _learning(trade: Trade, route: str, level: int | None, random: Random) -> str:
    first, second, third, *_ = random.sample(trade.lessons, len(trade.lessons))
    lessons = random.choice(_LESSONS).format(a=first, b=second, c=third)
    parts = [lessons, random.choice(_ROUTES.get(route, _OTHER_ROUTES)), random.choice(_COACHES)]
    if level:
        parts.append(random.choice(_LEVELS[level]))
    random.shuffle(parts)
    return _sentences(parts)


def _asks(trade: Trade, level: int | None, random: Random) -> str:
    needs = " en ".join(random.sample(trade.needs, len(trade.needs)))
    parts = [random.choice(_NEEDS).format(needs=needs), *random.sample(_ASKS, 2)]
    if level and level > 2:
        parts.append(random.choice(_BEFORE))
    return _sentences(parts)


def _sentences(parts: list[str]) -> str:
    return " ".join(part[0].upper() + part[1:] for part in parts)


_OPENINGS = (
    "Op een gewone dag ga je {a}, {b} en {c}.",
    "Samen met een ervaren collega ga je {a} en {b}. Ook {c} hoort erbij.",
    "Je begint met {a}. Daarna ga je {b} en {c}.",
    "In dit werk draait het om {a}, {b} en {c}.",
    "Je dag bestaat uit {a}, {b} en {c}.",
    "Wil je {a}? Bij ons doe je dat vanaf de eerste week, net als {b} en {c}.",
    "Het ene moment ben je bezig met {a}, het andere moment met {b} of {c}.",
    "We laten je kennismaken met {a}. Al snel mag je ook {b} en {c}.",
)
_ALSO = (
    "Verder help je mee met {a}.",
    "Ook {a} hoort bij je werk.",
    "Als het rustig is, is er tijd voor {a}.",
    "Een paar keer in de week staat {a} op het programma.",
    "Je collega's rekenen op je bij {a}.",
    "Bijna elke dag komt {a} voorbij.",
)
_THEN = (
    "Gaat dat goed, dan mag je zelfstandig {a}.",
    "Na een paar maanden ga je ook {a}.",
    "Stap voor stap leer je {a}.",
    "Later in je opleiding ga je {a}.",
    "Wie verder wil, kan ook {a}.",
    "Je mag meekijken bij {a} tot je het zelf durft.",
)
_AROUND = (
    "Je werkt in een vaste ploeg van zes mensen.",
    "Het team is gemengd: jong en oud, en mensen uit veel landen.",
    "De meeste collega's werken hier al jaren.",
    "We zijn een klein bedrijf; iedereen kent elkaar.",
    "Je werkt op verschillende plekken in en om {town}.",
    "Onze klanten wonen vooral in {town} en de dorpen eromheen.",
    "Elke ochtend beginnen we samen met koffie en een planning.",
    "Fouten maken mag, daar leer je van.",
    "We werken met moderne spullen en houden de boel op orde.",
    "Je hoort steeds duidelijk wat er van je wordt verwacht.",
    "Aan het eind van de week bespreken we wat goed ging.",
    "Het werk is afwisselend: geen twee weken zijn hetzelfde.",
    "Er is een rustige ruimte om huiswerk te maken.",
    "Met bus en fiets zijn we vanuit {town} goed te bereiken.",
    "Je krijgt een maatje dat je de eerste tijd wegwijs maakt.",
    "We houden rekening met zorg voor kinderen of familie.",
)
_LESSONS = (
    "Je leert {a}, {b} en {c}.",
    "Na afloop kun je {a} en {b}. Ook {c} komt aan bod.",
    "Op het werk oefen je {a}; op school gaat het over {b} en {c}.",
    "Belangrijke lessen zijn {a}, {b} en {c}.",
    "Je begint met {a}. Daarna volgen {b} en {c}.",
    "Voor {a} en {b} is veel tijd, en voor {c} krijg je aparte begeleiding.",
    "We leren je {a} in de praktijk. Daarbij horen {b} en {c}.",
)
_ROUTES = {
    "route.bbl": (
        "Je werkt vier dagen en gaat een dag naar school.",
        "Eén dag per week zit je op het roc, de rest ben je bij ons aan het werk.",
        "Je hebt vanaf de start een arbeidsovereenkomst en volgt een bbl-opleiding.",
        "School en werk wisselen elkaar elke week af.",
        "De opleiding duurt ongeveer twee jaar; je verdient van het begin af.",
    ),
    "route.third-way-statement": (
        "Je haalt een praktijkverklaring: daarop staat precies wat je kunt.",
        "Er is geen examen; je laat op de werkvloer zien wat je kunt en dat telt.",
        "Met de praktijkverklaring kun je later verder leren.",
        "Je leert alleen de onderdelen die bij dit werk horen.",
    ),
    "route.third-way-certificate": (
        "Je haalt een mbo-certificaat, een erkend deel van een diploma.",
        "Het certificaat telt mee als je later het hele diploma wilt halen.",
        "Je volgt een deel van de mbo-opleiding, in een half jaar.",
        "De lessen zijn in kleine groepen en vooral praktisch.",
    ),
    "route.third-way-diploma": (
        "Je haalt een volledig mbo-diploma in je eigen tempo.",
        "De derde leerweg past bij wie al werkervaring heeft: je slaat over wat je al kunt.",
        "De lessen beginnen een paar keer per jaar, niet alleen na de zomer.",
        "Je leert op het werk en komt om de week een avond naar school.",
    ),
    "route.bol": (
        "Je zit op school en loopt bij ons stage.",
        "De stage hoort bij je opleiding en kan overgaan in een baan.",
        "Drie dagen per week ben je bij ons, de andere dagen op school.",
    ),
    "route.sector-training": (
        "Je volgt een korte opleiding van de branche.",
        "De cursus is van de branche zelf en in het hele land bekend.",
        "Na een paar weken les ga je direct aan de slag.",
        "De opleiding heeft korte blokken, met steeds een weekje praktijk.",
    ),
    "route.career-change": (
        "Je komt uit een ander vak: we bouwen voort op wat je al kunt.",
        "Samen kijken we welke vakken je nog nodig hebt.",
        "Je start met een kennismakingsweek, daarna beslis je of het past.",
    ),
    "route.dual-integration": (
        "Je leert Nederlands op het werk en volgt je inburgering ernaast.",
        "Twee dagdelen per week is er taalles bij ons op kantoor.",
        "Een taalmaatje helpt je met de woorden van het vak.",
    ),
    "route.dual-hbo": (
        "Je studeert een dag per week en werkt de andere dagen.",
        "De hogeschool en wij maken samen je programma.",
        "Opdrachten voor je studie doe je in je eigen werk.",
    ),
}
_OTHER_ROUTES = (
    "Je krijgt eerst een paar weken les en gaat daarna aan het werk.",
    "De gemeente en het loket maken met jou een plan dat bij je past.",
    "We beginnen rustig en bouwen de uren samen op.",
    "Na afloop krijg je een bewijs van wat je hebt geleerd.",
)
_COACHES = (
    "Een praktijkopleider loopt de eerste maanden met je mee.",
    "Je hebt elke week een gesprek met je begeleider.",
    "Onze leermeester heeft al veel mensen opgeleid.",
    "De begeleider van school komt een paar keer langs.",
    "Je spreekt vooraf af wat je wilt leren en kijkt elke maand terug.",
    "Vragen stellen mag altijd; iedereen is hier ooit begonnen.",
    "Het loket denkt mee als er iets in de weg zit.",
)
_LEVELS = {
    1: (
        "Je sluit af met een entreediploma.",
        "Het is een opleiding om mee te beginnen.",
        "Na dit diploma kun je door naar de volgende opleiding.",
    ),
    2: (
        "Met dit diploma ben je beginnend vakman of vakvrouw.",
        "Je haalt een basisdiploma in het vak.",
        "Dit diploma opent de deur naar vast werk.",
    ),
    3: (
        "Met dit diploma werk je zelfstandig.",
        "Je haalt een vakdiploma en kunt daarna zelf anderen inwerken.",
        "Je wordt opgeleid tot allround kracht.",
    ),
    4: (
        "Met dit diploma kun je ook leidinggeven of doorstuderen.",
        "Je haalt het hoogste mbo-diploma.",
        "Na deze opleiding kun je naar het hbo.",
    ),
}
_OFFERS = (
    "Je wordt betaald volgens de cao, ook op je schooldag.",
    "We betalen je opleiding en je boeken.",
    "Werkkleding en gereedschap krijg je van ons.",
    "Reiskosten vergoeden we vanaf de eerste kilometer.",
    "Slaag je, dan blijf je in vaste dienst.",
    "Je bouwt pensioen op vanaf je eerste dag.",
    "Elk half jaar kijken we of je loon omhoog kan.",
    "Je krijgt een contract voor de hele opleiding.",
    "Schooltijd en werktijd stemmen we samen af.",
    "In de kantine eet je voor weinig geld warm mee.",
    "Er is een potje voor extra cursussen.",
    "Je werktijden zijn bekend lang voordat de maand begint.",
    "Een fiets van de zaak hoort bij de mogelijkheden.",
    "Wie een rijbewijs nodig heeft, krijgt daar hulp bij.",
    "Je verjaardag is een vrije dag.",
    "We helpen je met het aanvragen van geld voor scholing.",
)
_NEEDS = (
    "Dit past bij je: {needs}.",
    "Past dit bij je: {needs}?",
    "Belangrijk voor dit werk: {needs}.",
    "Wat je meebrengt: {needs}.",
    "Het helpt als je dit herkent: {needs}.",
)
_ASKS = (
    "Je spreekt genoeg Nederlands om uitleg te begrijpen.",
    "Je hoeft nog geen ervaring te hebben.",
    "Op tijd komen vinden we belangrijk.",
    "Je wilt graag leren, ook als het even tegenzit.",
    "Je kunt goed samenwerken.",
    "Een diploma is niet nodig, motivatie wel.",
    "Leeftijd maakt ons niet uit.",
    "Je bent minstens drie dagen per week beschikbaar.",
    "Eerst een dag meelopen kan altijd.",
    "Je durft om hulp te vragen.",
    "Een brief hoeft niet; bel of mail gerust.",
    "Je houdt je aan afspraken over veiligheid.",
    "Heb je al eens in dit vak gewerkt, dan is dat mooi meegenomen.",
    "Werk je nu ergens anders, dan wachten we graag op je opzegtermijn.",
)
_BEFORE = (
    "Een diploma van een lager niveau of een paar jaar ervaring helpt bij de start.",
    "Je hebt een vmbo-diploma, of je laat zien dat je het niveau aankunt.",
    "School kijkt samen met jou of dit niveau past.",
)
