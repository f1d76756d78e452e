"""The front page, the desks, one desk, and the places to learn and work."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.tenancy.finder import find_desks
from loketten.tenancy.models import Desk, DeskState, Municipality
from loketten.ui.parts import Tile
from portal.public.known_desks import desks_of, neighbours_of, open_desks
from portal.public.opening import opening_at, week
from portal.public.pages import public_page
from portal.public.topics import TOPICS, topic_of
from vacancies.search.choices import current_choices
from vacancies.search.newest import newest_listings


@public_page
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "tiles": _tiles(open_desks()),
        "topics": TOPICS,
        "newest": newest_listings(timezone.localdate()),
        "routes": current_choices().routes,
    }
    return render(request, "public/home.html", context)


@public_page
def my_plan(request: HttpRequest) -> HttpResponse:
    """Where clients will find their own plan; until then, the way to the desk."""
    return render(request, "public/my_plan.html")


@public_page
def employers(request: HttpRequest) -> HttpResponse:
    """Where employers will answer candidates; until then, the way to the desk."""
    return render(request, "public/employers.html")


@public_page
def desks(request: HttpRequest) -> HttpResponse:
    """All desks; with a postcode or a place the one desk, or a question back."""
    query = request.GET.get("q", "").strip()
    found = list(open_desks())
    context: dict[str, Any] = {
        "query": query[:80],
        "desks": found,
        "tiles": _tiles(found),
        "topic": topic_of(request.GET.get("onderwerp", "")),
    }
    if query:
        finding = find_desks(query, timezone.localdate())
        if len(sure := desks_of(finding, found)) == 1:
            return redirect("public:desk", slug=sure[0].slug)
        context["finding"] = finding
    return render(request, "public/desks.html", context)


@public_page
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    # With its logo, which other pages leave in the database.
    desks = Desk.objects.filter(opened_on__lte=today).select_related("region")
    desk = get_object_or_404(desks, slug=slug)
    if desk.is_at_rest_on(today):
        return _at_rest(request, desk, today)
    hours = list(desk.openinghours_set.all())
    closures = list(desk.closure_set.filter(last_day__gte=today))
    context = {
        "desk": desk,
        "tiles": _tiles(open_desks(), here=desk),
        "locations": desk.desklocation_set.all(),
        "week": week(hours, today) if hours else [],
        "opening": opening_at(timezone.now(), hours, closures) if hours else None,
        "closures": closures,
        "newest": newest_listings(today, desk.region_id),
        "routes": current_choices().routes,
        "lenders": Membership.objects.lenders(desk.pk),
        "municipalities": _municipalities_of(desk),
    }
    return render(request, "public/desk.html", context)


def _at_rest(request: HttpRequest, desk: Desk, today: date) -> HttpResponse:
    """A paused or a closed desk says so, and leads to its neighbours and to the phone."""
    is_closed = desk.state_on(today) == DeskState.CLOSED
    others = list(open_desks())
    context = {
        "desk": desk,
        "is_closed": is_closed,
        "neighbours": neighbours_of(desk, others),
        "tiles": _tiles(others, here=desk),
    }
    return render(request, "public/desk_at_rest.html", context, status=410 if is_closed else 200)


def _municipalities_of(desk: Desk) -> Iterable[Municipality]:
    today = timezone.localdate()
    memberships = desk.region.memberships.valid_on(today).values("municipality")
    return Municipality.objects.valid_on(today).filter(pk__in=memberships)


def _tiles(desks: Iterable[Desk], here: Desk | None = None) -> list[Tile]:
    """A region that nobody has drawn yet has no place on the map; the list names it."""
    return [
        Tile(
            column=desk.region.tile_column,
            row=desk.region.tile_row,
            label=desk.region.tile_label,
            name=desk.region.name,
            url=reverse("public:desk", kwargs={"slug": desk.slug}),
            is_here=desk == here,
        )
        for desk in desks
        if desk.region.tile_column is not None and desk.region.tile_row is not None
    ]
