"""What a visitor asks for, as it stands in the address; the site and the API read it alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.http import QueryDict

from loketten.kit.errors import DomainError
from loketten.kit.text import clean_line
from vacancies.search.groups import Group

DISTANCES = (5, 10, 25, 50, 100)
USUAL_DISTANCE = 25
SORTS = ("passend", "nieuw", "dichtbij", "begin")
LONGEST = 100
_MOST_VALUES = 60
_LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Filters:
    """`chosen` holds the values of each group; None for `km` is the whole country."""

    words: str = ""
    near: str = ""
    km: int | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    def with_(self, **changes: Any) -> Self:
        """Another question, from its first page."""
        return replace(self, **{"page": 1, **changes})

    def without(self, group: str, value: str) -> Self:
        left = tuple(one for one in self.chosen.get(group, ()) if one != value)
        return self.with_(chosen={**self.chosen, group: left})

    def choosing(self, **chosen: tuple[str, ...]) -> Self:
        return self.with_(chosen={**self.chosen, **chosen})

    def count(self) -> int:
        """How many boxes are ticked."""
        return sum(len(values) for values in self.chosen.values())

    def query(self) -> str:
        """The same question in the one way in which we write it; empty when nothing is asked."""
        told: list[tuple[str, Any]] = [("q", self.words), ("bij", self.near)]
        if self.near:
            told.append(("km", self.km or "alle"))
        told += [(name, value) for name in self.chosen for value in self.chosen[name]]
        told.append(("sort", self.sort))
        told.append(("page", self.page if self.page > 1 else ""))
        return urlencode([(name, value) for name, value in told if value != ""])


class Unknown(NamedTuple):
    """A value that no choice has, under the name with which it came."""

    name: str
    value: str


@dataclass(frozen=True)
class Asked:
    """The question as far as we understand it, and what we do not know."""

    filters: Filters
    unknown: tuple[Unknown, ...] = ()


def read_filters(query: QueryDict, groups: Iterable[Group]) -> Asked:
    """Never raises: what nobody knows is left out and told."""
    unknown: list[Unknown] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for group in groups:
        known = {option.value for option in group.options}
        asked = dict.fromkeys(value for value in query.getlist(group.name)[:_MOST_VALUES] if value)
        unknown += [Unknown(group.name, value) for value in asked if value not in known]
        values = tuple(value for value in asked if value in known)
        if values:
            chosen[group.name] = values[:1] if group.takes_one else values
    near = _text(query, "bij", unknown)
    distances = {str(km): km for km in DISTANCES} | {"alle": None}
    km = _one_of(query, "km", distances, unknown, usual=USUAL_DISTANCE)
    filters = Filters(
        words=_text(query, "q", unknown),
        near=near,
        km=km if near else None,
        chosen=chosen,
        sort=_one_of(query, "sort", dict(zip(SORTS, SORTS, strict=True)), unknown, usual=""),
        page=_page(query, unknown),
    )
    return Asked(filters, tuple(one._replace(value=_short(one.value)) for one in unknown))


def _text(query: QueryDict, name: str, unknown: list[Unknown]) -> str:
    value = query.get(name, "")[: LONGEST * 2]
    try:
        return clean_line(value)[:LONGEST]
    except DomainError:
        unknown.append(Unknown(name, value))
        return ""


def _one_of(
    query: QueryDict, name: str, known: Mapping[str, Any], unknown: list[Unknown], usual: Any
) -> Any:
    value = query.get(name, "")
    if value in known:
        return known[value]
    if value:
        unknown.append(Unknown(name, value))
    return usual


def _page(query: QueryDict, unknown: list[Unknown]) -> int:
    value = query.get("page", "")
    if value.isdecimal() and value.isascii() and 0 < len(value) <= _LONGEST_NUMBER and int(value):
        return int(value)
    if value:
        unknown.append(Unknown("page", value))
    return 1


def _short(value: str) -> str:
    try:
        return clean_line(value[:LONGEST])[:30]
    except DomainError:
        return "�"
