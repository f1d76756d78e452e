"""The least that could answer the same question: one query, one small page."""

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, F, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from portal.bench.reference.models import Figure, Listing, Talk

_PAGE = 20


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def _live() -> QuerySet[Listing]:
    today = timezone.localdate()
    live: QuerySet[Listing] = Listing.objects.filter(ended_on=None, expires_on__gte=today)
    return live.select_related("desk")


def _page(request: HttpRequest, rows: QuerySet[Listing]) -> list[Listing]:
    first = (int(request.GET.get("page", "1")) - 1) * _PAGE
    return list(rows.defer("words", "tasks", "learning", "offer", "asks")[first : first + _PAGE])


def listings(request: HttpRequest) -> HttpResponse:
    rows = _live().order_by("-published_at", "-id")
    if region := request.GET.get("regio"):
        rows = rows.filter(region_id=region)
    return render(request, "reference/list.html", {"rows": _page(request, rows)})


def search(request: HttpRequest) -> HttpResponse:
    """As one writes it first: every group of filters is counted over all that was found."""
    query = SearchQuery(request.GET["q"], config="dutch")
    everywhere = _live().filter(words=query)
    region = request.GET.get("regio")
    found = everywhere.filter(region_id=region) if region else everywhere
    facets: dict[str, Any] = {
        name: list(found.values(name).annotate(n=Count("pk")).order_by("-n"))
        for name in ("route_id", "sector_id", "mbo_level", "hours_from")
    }
    facets["region_id"] = everywhere.values("region_id").annotate(n=Count("pk")).order_by("-n")
    ranked = found.annotate(rank=SearchRank(F("words"), query)).order_by("-rank", "-id")
    context = {"rows": _page(request, ranked), "total": found.count(), "facets": facets}
    return render(request, "reference/list.html", context)


def detail(request: HttpRequest, slug: str, listing: str) -> HttpResponse:
    found = get_object_or_404(
        Listing.objects.select_related("desk").defer("words"), desk__slug=slug, slug=listing
    )
    return render(request, "reference/detail.html", {"listing": found})


@csrf_exempt
def write(request: HttpRequest) -> HttpResponse:
    """One row, without asking who writes it."""
    now = timezone.now()
    talk = Talk.objects.create(
        desk_id=request.POST["desk"],
        file_id=request.POST["file"],
        counselor_id=request.POST["counselor"],
        public_id=uuid.uuid4(),
        key=request.POST["key"],
        held_at=now,
        written_at=now,
        channel_id=request.POST["channel"],
        kind_id=request.POST["kind"],
        summary=request.POST["summary"],
    )
    return redirect(f"/list?talk={talk.pk}")


def rollup(request: HttpRequest) -> HttpResponse:
    """Twelve months of stored figures: by month and theme, and by region."""
    first = date.fromisoformat(request.GET["from"])
    cells = Figure.objects.filter(publication_id__gte=first, span="month", value__gt=0)
    nation = cells.filter(region_id=None)
    context = {
        "themes": nation.filter(table="theme")
        .values("key", "publication_id")
        .annotate(n=Sum("value"))
        .order_by("key", "publication_id"),
        "regions": cells.exclude(region_id=None)
        .filter(table="talks")
        .values("region_id", "publication_id")
        .annotate(n=Sum("value"))
        .order_by("region_id", "publication_id"),
    }
    return render(request, "reference/rollup.html", context)
