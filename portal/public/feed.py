"""Any search as an Atom feed: what is new stands on top, whatever the order of the page."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.public.pages import public_page
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.filters import Filters, read_filters
from vacancies.search.groups import groups
from vacancies.search.results import search
from vacancies.templatetags.places import week_hours

MOST = 50
# Of the tag URI that names a place for ever: the day on which we had the domain.
_SINCE = "2026"


class SteadyFeed(Atom1Feed):
    """Without places it is as new as the day, so that the same answer has the same mark."""

    def latest_post_date(self) -> Any:
        return max((one["updateddate"] for one in self.items), default=_midnight())


@public_page
def places_feed(request: HttpRequest) -> HttpResponse:
    """With the parameters of the search page, and as many queries."""
    today, choices = timezone.localdate(), current_choices()
    asked_of = groups(choices, today)
    asked = read_filters(request.GET, asked_of).filters.with_(sort="nieuw")
    results = search(asked, choices, asked_of, today, size=MOST)
    feed = _feed(asked)
    for listing in results.page.object_list if results.total else ():
        _add(feed, listing)
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def _feed(asked: Filters) -> SteadyFeed:
    query = asked.with_(sort="").query()
    search_url = _absolute(reverse("public:places"), query)
    words = " ".join(one for one in (asked.words, asked.near) if one)
    return SteadyFeed(
        title=f"{_('Learn-work places')}: {words}" if words else str(_("Learn-work places")),
        link=search_url,
        description="",
        language=get_language(),
        feed_url=_absolute(reverse("public:places_feed"), query),
        feed_guid=search_url,
    )


def _add(feed: SteadyFeed, listing: Listing) -> None:
    where = {"slug": listing.desk.slug, "listing": listing.slug}
    told = (listing.employer_name, listing.city, week_hours(listing))
    feed.add_item(
        title=listing.title,
        link=_absolute(reverse("public:place", kwargs=where)),
        description=", ".join(told),
        # A desk may get another name; a place keeps the end of its address.
        unique_id=f"tag:{_domain()},{_SINCE}:{listing.slug}",
        pubdate=listing.published_at,
        updateddate=listing.published_at,
    )


def _absolute(path: str, query: str = "") -> str:
    """From the configured origin, never from the Host header of a request."""
    return f"{settings.SITE_URL}{path}?{query}" if query else f"{settings.SITE_URL}{path}"


def _domain() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _midnight() -> Any:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
