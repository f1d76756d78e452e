"""Finds the desk for a postcode or a place; in doubt it asks back and never guesses."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from loketten.kit.spelling import fold, typing_errors
from loketten.tenancy.gazetteer import (
    Atlas,
    Home,
    Kind,
    Named,
    postcode_neighbours,
    spelled,
    spelled_like,
)
from loketten.tenancy.models import Region
from loketten.tenancy.provinces import province_called, province_meant
from loketten.tenancy.question import Question, Spelling, read_question

_MOST_CHOICES = 12
# In shorter words one wrong letter makes another place.
_SHORTEST_BEGINNING = 4
_SHORTEST_SURE_TYPO = 5
# No name is longer by far.
_LONGEST_TYPO = 50


@dataclass(frozen=True)
class Choice:
    """One possible meaning; its `q`, sent as the next question, gives exactly this region."""

    label: str
    q: str
    region: Region


@dataclass(frozen=True)
class Finding:
    """One region when sure, choices when it must be asked, neither when nothing fits."""

    regions: tuple[Region, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class _Meaning:
    """A region as such, or a place in a municipality of it."""

    name: str
    region: Region
    home: Home | None = None


def find_desks(query: str, on: date) -> Finding:
    """At most four queries, whatever is asked; harmless with any text."""
    question = read_question(query)
    if question is None:
        return Finding()
    if question.postcode is not None:
        return _by_postcode(question.postcode, on)
    if question.code:
        return _answer(_meanings(_bearer(question.code), Atlas([question.code], on)))
    return _by_name(question, on)


def _by_postcode(postcode: int, on: date) -> Finding:
    """A postcode that nobody knows yet lies most likely beside its neighbours by number."""
    owner, neighbours = postcode_neighbours(postcode, on)
    atlas = Atlas(neighbours, on)
    if owner is not None:
        return _answer(_meanings(_bearer(owner), atlas))
    return Finding(
        choices=_choices(m for code in neighbours for m in _meanings(_bearer(code), atlas))
    )


def _bearer(code: str) -> Named:
    if code.startswith("AM"):
        return Named(Kind.REGION, "", "", region=code)
    return Named(Kind.MUNICIPALITY, "", "", municipality=code)


def _by_name(question: Question, on: date) -> Finding:
    spellings, core = question.spellings, question.core
    beginnings = tuple(
        f"{key} " for key in (spellings[0].key, core.key) if len(key) >= _SHORTEST_BEGINNING
    )
    names = spelled({one.key for one in spellings}, beginnings, on)
    province = _province_asked(spellings, names)
    known = {name.key for name in names}
    is_literal = any(one.key in known for one in spellings if not one.is_strict)
    # Both reads before the atlas, so that the number of queries never grows.
    is_typo = not (is_literal or province) and len(core.key) <= _LONGEST_TYPO
    alike = spelled_like(core.key, on) if is_typo else []
    atlas = Atlas({name.municipality for name in (*names, *alike)}, on, province=province)
    for spelling in spellings:
        if meanings := _meanings_of(spelling, names, atlas):
            return _answer(meanings)
    longer = [name for name in names if beginnings and name.key.startswith(beginnings)]
    if longer:
        return _answer([meaning for name in longer for meaning in _meanings(name, atlas)])
    corrected = _by_likeness(core, alike, atlas)
    return corrected if corrected != Finding() else _by_first_words(names, atlas)


def _by_first_words(names: list[Named], atlas: Atlas) -> Finding:
    """ "Amsterdam Osdorp": a town that we know and something that we do not, so ask."""
    towns = [name for name in names if name.kind is Kind.MUNICIPALITY]
    return Finding(choices=_choices(one for name in towns for one in _meanings(name, atlas)))


def _province_asked(spellings: Iterable[Spelling], names: list[Named]) -> str | None:
    """A municipality of the same name goes first: "Utrecht" is the town, unless said otherwise."""
    towns = {name.key for name in names if name.kind is Kind.MUNICIPALITY}
    for spelling in spellings:
        province = province_called(spelling.key)
        if province and (spelling.is_province or spelling.key not in towns):
            return province
    return None


def _meanings_of(spelling: Spelling, names: list[Named], atlas: Atlas) -> list[_Meaning]:
    """All that this spelling can mean, narrowed by what tells namesakes apart."""
    bearers = _of_the_kind(spelling, [name for name in names if name.key == spelling.key])
    found = [meaning for name in bearers for meaning in _meanings(name, atlas)]
    is_said = any(
        name.kind is Kind.MUNICIPALITY or (spelling.is_region and name.region) for name in bearers
    )
    if not is_said:
        found += _regions_of(province_called(spelling.key), atlas)
    found = _narrowed(found, spelling)
    is_village = all(name.kind in {Kind.PLACE, Kind.ALIAS} for name in bearers)
    if found and bearers and is_village and not spelling.qualifiers:
        # Somebody may well mean the town that is called so and a bit more.
        longer = [name for name in names if name.key.startswith(f"{spelling.key} ")]
        homes = [meaning.home for meaning in found]
        others = [meaning for name in longer for meaning in _meanings(name, atlas)]
        found += [meaning for meaning in others if meaning.home not in homes]
    return found


def _of_the_kind(spelling: Spelling, bearers: list[Named]) -> list[Named]:
    """ "gemeente Hoorn" is not the village on Terschelling; a word that fits nothing is noise."""
    if spelling.is_province:
        return []
    said = [
        name
        for name in bearers
        if (spelling.is_region and name.region)
        or (spelling.is_municipality and name.kind is Kind.MUNICIPALITY)
    ]
    return said or bearers


def _meanings(name: Named, atlas: Atlas) -> list[_Meaning]:
    if name.region:
        region = atlas.regions.get(name.region)
        return [_Meaning(region.name, region)] if region else []
    return [
        _Meaning(name.name or home.municipality.name, atlas.regions[home.region], home)
        for home in atlas.homes_of(name.municipality)
    ]


def _regions_of(province: str | None, atlas: Atlas) -> list[_Meaning]:
    """The region that is called after the province first, then by number of municipalities."""
    if province is None or province != atlas.province:
        return []
    count = Counter(home.region for home in atlas.in_province)
    regions = [atlas.regions[code] for code, _number in count.most_common()]
    regions.sort(key=lambda region: fold(region.name) != fold(province))
    return [_Meaning(region.name, region) for region in regions]


def _narrowed(meanings: list[_Meaning], spelling: Spelling) -> list[_Meaning]:
    """Those that fit what was said; when none does, what was said was noise."""
    fitting = [one for one in meanings if all(_fits(one, word) for word in spelling.qualifiers)]
    return fitting if fitting or spelling.is_strict else meanings


def _fits(meaning: _Meaning, word: str) -> bool:
    if word in {fold(meaning.region.name), meaning.region.code.lower()}:
        return True
    if meaning.home is None:
        return False
    municipality = meaning.home.municipality
    return word == municipality.search_key or province_meant(word) == municipality.province


def _by_likeness(core: Spelling, alike: list[Named], atlas: Atlas) -> Finding:
    """Corrects typing errors: sure only when nothing else is as near."""
    most = _errors_allowed(core.key)
    graded = [(_distance(core.key, name.key, most), name) for name in alike]
    near = [one for one in graded if one[0] <= most]
    near.sort(key=lambda one: (one[0], one[1].kind))
    if not near:
        return Finding()
    least = near[0][0]
    # One slip in a longer word is corrected; otherwise every near name counts.
    reach = least if least <= 1 else most
    meanings = [m for errors, name in near if errors <= reach for m in _meanings(name, atlas)]
    answer = _answer(_narrowed(meanings, core))
    if least and len(core.key) < _SHORTEST_SURE_TYPO:
        return Finding(choices=_choices(meanings))
    return answer


def _distance(one: str, other: str, most: int) -> int:
    """Spaces are the most common slip and cost nothing: "denhaag"."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    apart = abs(len(one) - len(other))
    return apart if apart > most else typing_errors(one, other)


def _errors_allowed(key: str) -> int:
    return sum(len(key) >= length for length in (4, 8, 13))


def _answer(meanings: list[_Meaning]) -> Finding:
    regions = {meaning.region.code: meaning.region for meaning in meanings}
    if len(regions) == 1:
        return Finding(regions=tuple(regions.values()))
    return Finding(choices=_choices(meanings))


def _choices(meanings: Iterable[_Meaning]) -> tuple[Choice, ...]:
    choices = dict.fromkeys(_choice(meaning) for meaning in meanings)
    return tuple(choices)[:_MOST_CHOICES]


def _choice(meaning: _Meaning) -> Choice:
    region, home = meaning.region, meaning.home
    if home is not None:
        label = _("%(place)s, municipality of %(municipality)s (%(province)s)") % {
            "place": meaning.name,
            "municipality": home.municipality.name,
            "province": home.municipality.province,
        }
        return Choice(label, home.municipality.code, region)
    if fold(region.tile_label) == fold(region.name):
        return Choice(_("%(region)s (region)") % {"region": region.name}, region.code, region)
    label = _("%(region)s (region around %(place)s)") % {
        "region": region.name,
        "place": region.tile_label,
    }
    return Choice(label, region.code, region)
