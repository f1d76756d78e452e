"""Believable sentences for talks, composed from what somebody wants and what was agreed."""

from random import Random

WISHES = (
    "wil graag werken en leren tegelijk, het liefst in de techniek",
    "zoekt een leerbaan in de zorg, dicht bij huis",
    "weet nog niet goed welk beroep past en wil dat samen uitzoeken",
    "werkt nu in een magazijn en wil doorgroeien naar planner",
    "heeft jaren in een winkel gewerkt en wil iets met computers",
    "heeft een diploma uit het buitenland en wil weten wat het hier waard is",
    "wil het mbo-diploma alsnog halen, met een baan ernaast",
    "wil beter Nederlands leren, zodat werken in de kinderopvang mogelijk wordt",
    "verliest over drie maanden de baan en wil van werk naar werk",
    "wil als buschauffeur aan de slag en vraagt wie de opleiding betaalt",
    "heeft een klein bedrijf gehad en zoekt nu vastigheid in loondienst",
    "wil vrijwilligerswerk omzetten in een betaalde plek met een certificaat",
)
SITUATIONS = (
    "Overdag is er kinderopvang, ’s avonds niet.",
    "Reizen kan met de fiets of de bus, tot ongeveer een half uur.",
    "Lezen en schrijven kost nog moeite, rekenen gaat goed.",
    "De werkgever wil meedenken, maar alleen binnen de roostertijden.",
    "Er loopt een uitkering; solliciteren mag naast de oriëntatie.",
    "Thuis is er een rustige plek om te leren.",
    "Werken met de handen gaat goed, lang stilzitten niet.",
    "Een eerdere opleiding is gestopt door ziekte, dat is nu voorbij.",
)
AGREEMENTS = (
    "We hebben drie leerwerkplekken bekeken en er een gekozen om te bellen.",
    "We hebben de beroepentest besproken; de uitkomst wordt herkend.",
    "We hebben uitgelegd wat een praktijkverklaring is en wat die oplevert.",
    "We vragen samen uit wie de opleiding kan betalen.",
    "We plannen een dag meelopen bij een bedrijf in de buurt.",
    "We sturen de aanmelding voor de taalcursus deze week op.",
    "We maken een plan met drie stappen en lopen dat volgende keer na.",
    "We laten het diploma waarderen en kijken daarna welke opleiding aansluit.",
)
NOTES = (
    "Komt rustiger over dan vorige keer. Volgende keer naar de thuissituatie vragen.",
    "Vindt telefoneren spannend; liever langs laten komen.",
    "Partner mag mee naar het volgende gesprek.",
    "Let op: wil niet dat de huidige werkgever dit weet.",
)
STEPS = (
    "Terugbellen over de meeloopdag",
    "Scholingsbudget navragen",
    "Cv nakijken",
    "Plan opsturen",
    "Taalhuis bellen over een plek",
    "Opleiding vragen naar de startdatum",
    "Uitslag van de test bespreken",
)


def summary(first_name: str, random: Random) -> str:
    """Two or three sentences about one talk."""
    lines = [f"{first_name} {random.choice(WISHES)}."]
    if random.random() < 0.7:
        lines.append(random.choice(SITUATIONS))
    lines.append(random.choice(AGREEMENTS))
    return " ".join(lines)
