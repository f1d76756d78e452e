"""The search for learn-work places."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.public.pages import public_page
from vacancies.search.boxes import boxes_of
from vacancies.search.choices import Choices, current_choices
from vacancies.search.filters import DISTANCES, Filters, read_filters
from vacancies.search.groups import REGION, Group, groups
from vacancies.search.instead import Instead, what_instead
from vacancies.search.results import Results, search, sort_of


@dataclass(frozen=True)
class Chosen:
    """A choice that a link takes away."""

    label: Any
    query: str


@public_page
def places(request: HttpRequest) -> HttpResponse:
    """At most three queries without words, five with: `queries` in the tests counts them."""
    today, choices = timezone.localdate(), current_choices()
    asked_of = groups(choices, today)
    asked = read_filters(request.GET, asked_of)
    results = search(asked.filters, choices, asked_of, today)
    filters = results.filters
    context = {
        "results": results,
        "filters": filters,
        "query": filters.query(),
        "unknown": [one.value for one in asked.unknown],
        "region": _region(filters, choices),
        "groups": [boxes_of(group, results) for group in asked_of if group.name != REGION],
        "regions": next(boxes_of(group, results) for group in asked_of if group.name == REGION),
        "chosen": _chosen(filters, asked_of),
        "none_chosen": filters.with_(chosen={}).query(),
        "distances": _distances(filters),
        "sorts": _sorts(results),
        "routes": choices.routes,
        "instead": _instead(results, choices, asked_of),
    }
    return render(request, "public/places.html", context)


def _region(filters: Filters, choices: Choices) -> Any:
    code = next(iter(filters.chosen.get(REGION, ())), "")
    return choices.regions.get(code)


def _chosen(filters: Filters, asked_of: tuple[Group, ...]) -> list[Chosen]:
    return [
        Chosen(option.label, filters.without(group.name, option.value).query())
        for group in asked_of
        for option in group.options
        if option.value in filters.chosen.get(group.name, ())
    ]


def _distances(filters: Filters) -> list[tuple[str, str, bool]]:
    near = [(str(km), _("up to %(km)s km") % {"km": km}, km == filters.km) for km in DISTANCES]
    return [*near, ("alle", _("The whole country"), bool(filters.near) and filters.km is None)]


def _sorts(results: Results) -> list[tuple[str, str, bool]]:
    has_origin = results.where.origin is not None
    used = sort_of(results.filters, has_origin=has_origin)
    labels = {
        "passend": _("Best match first") if results.filters.words else "",
        "dichtbij": _("Nearest first") if has_origin else "",
        "nieuw": _("Newest first"),
        "begin": _("Earliest start first"),
    }
    return [(name, label, name == used) for name, label in labels.items() if label]


def _instead(results: Results, choices: Choices, asked_of: tuple[Group, ...]) -> Instead | None:
    """Only when nothing was found: then it is the page."""
    return None if results.total else what_instead(results.question, choices, asked_of)
