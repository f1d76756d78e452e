"""The words that somebody looks for: which count, and which only help."""

import re
from dataclasses import dataclass

from loketten.kit.spelling import fold

_MOST_WORDS = 8
_POSTCODE = re.compile(r"\b[1-9][0-9]{3}(?: ?[a-z]{2})?\b", re.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Of the Dutch and English stop lists, what people write in a search.
_STOP = _set(
    "de het een en of in op bij te van voor met als naar aan om uit tot door over per je jij ik "
    "mijn me mij is zijn was er die dat dit wat waar niet geen zonder ook nog wel heel veel meer "
    "iets binnen rond omgeving buurt regio graag wil kan ben wel zoek zoeken gezocht "
    "leuk leuke lekker fijn fijne mooi mooie goed goede nieuw nieuwe vast vaste snel "
    "the a an and or in at on for with as to of from my i am is are near no without want looking "
    "search find nice good new"
)
# They stand in so many places, or in so few, that asking for them only hides good ones.
SOFT = _set(
    "baan banen baantje werk werken werkplek vacature vacatures leerbaan leerbanen leerwerkplek "
    "leerwerkplekken leerwerkbaan leerwerktraject leerling leerlingen stage stageplek stageplaats "
    "opleiding opleidingen cursus leren bijbaan functie beroep medewerker medewerkster "
    "werker werkster kracht worden "
    "bedrijf bedrijven aankomend junior starter beginnend trainee traineeship betaald betaalde "
    "parttime fulltime deeltijd voltijd "
    "job jobs work working vacancy vacancies apprenticeship apprentice traineeship training "
    "internship course become learn worker employee position"
)
# Towns and villages that nobody means who does not say "in" before it.
_ALSO_WORDS = _set(
    "best echt buren bergen huizen stein beek baarle anderen boer dieren gieten glas handel kaart "
    "klimmen losser mortel putten rijen tegelen well winkel zetten"
)
# Of the shorter ones, too many are a word or its beginning.
_SHORTEST_VILLAGE = 5
_BEFORE_A_TOWN = frozenset(["in", "te", "bij", "rond", "near", "omgeving", "buurt", "van"])


@dataclass(frozen=True)
class Typed:
    """`words` must each be found; a postcode among them says where."""

    words: tuple[str, ...] = ()
    postcode: str = ""
    # Folded names of one, two or three words, the longest first: a town may be among them.
    towns: tuple[str, ...] = ()
    # The same for villages, of which many more could be another word.
    villages: tuple[str, ...] = ()


def read_words(text: str) -> Typed:
    """Harmless with any text."""
    postcode = ""
    if found := _POSTCODE.search(text):
        postcode = found[0]
        text = text.replace(postcode, " ", 1)
    spoken = fold(text).split()[: 2 * _MOST_WORDS]
    words = tuple(dict.fromkeys(word for word in spoken if word not in _STOP))[:_MOST_WORDS]
    hard = tuple(word for word in words if word not in SOFT)
    return Typed(hard or words[:1], postcode, *_places(spoken))


def is_only_a_place(name: str) -> bool:
    """Whether nobody means anything else by this name of a town."""
    return name not in _STOP and name not in _ALSO_WORDS


def _places(spoken: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A town that is also a plain word must be announced: "in Best"."""
    towns, villages = [], []
    for length in (3, 2, 1):
        for at in range(len(spoken) - length + 1):
            name = " ".join(spoken[at : at + length])
            is_announced = at > 0 and spoken[at - 1] in _BEFORE_A_TOWN
            if name in _STOP or not (is_announced or is_only_a_place(name)):
                continue
            towns.append(name)
            if is_announced or len(name) >= _SHORTEST_VILLAGE:
                villages.append(name)
    return tuple(towns), tuple(villages)
