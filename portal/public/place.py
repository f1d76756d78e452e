"""The page of one learn-work place."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from loketten.accounts.rest import is_at_rest
from loketten.tenancy.composed import Asked, composed
from portal.public.job_posting import job_posting
from portal.public.pages import public_page
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.distance import apart_km
from vacancies.search.filters import read_filters
from vacancies.search.groups import groups
from vacancies.search.origin import find_origin

GONE = 410
_ALTERNATIVES = 5
# Of what is said where the page is named: in a search engine, in a message.
_LONGEST_TOLD = 155
_RELATED = ("desk", "route", "qualification", "occupation")


@composed
def _listings() -> Any:
    known = Listing.objects.filter(desk__slug=Asked("desk"), slug=Asked("listing"))
    return known.select_related(*_RELATED).defer("words", "headline", "desk__logo")


@public_page
def place(request: HttpRequest, slug: str, listing: str) -> HttpResponse:
    """At most two queries. The search stands in the address, so that the way back keeps it."""
    found = _listings.first(desk=slug, listing=listing)
    if found is None:
        raise Http404
    today = timezone.localdate()
    if not found.is_live(today):
        return _gone(request, found)
    choices = current_choices()
    filters = read_filters(request.GET, groups(choices, today)).filters
    url = f"{settings.SITE_URL}{request.path}"
    where = find_origin(filters.near, today) if filters.near else None
    context = {
        "listing": found,
        "query": filters.query(),
        "url": url,
        "near": where.origin if where else None,
        "km": apart_km(where.origin, found.lat, found.lon) if where and where.origin else None,
        "posting": job_posting(found, url),
        "told_briefly": Truncator(found.tasks).chars(_LONGEST_TOLD),
        "mail": _mail(found, url),
        "is_at_rest": is_at_rest(found.desk),
    }
    return render(request, "public/place.html", context)


def _gone(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The address was right, the place is not there any more: what is like it."""
    context = {
        "listing": listing,
        "routes": current_choices().routes,
        "others": Listing.objects.like(listing, timezone.localdate())[:_ALTERNATIVES],
        "search": f"{reverse('public:places')}?regio={listing.region_id}",
    }
    return render(request, "public/place_gone.html", context, status=GONE)


def _mail(listing: Listing, url: str) -> str:
    """A mail to whoever may like this place; the writer fills in the address."""
    return f"mailto:?subject={quote(listing.title)}&body={quote(_('Look at this place:'))}%20{url}"
