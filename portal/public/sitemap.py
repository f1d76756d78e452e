"""What search engines may find: every page for everybody, in both languages, and nothing else."""

from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from loketten.tenancy.models import Desk
from loketten.ui.languages import in_language
from portal.public.pages import public_page
from vacancies.models import Listing

# Each stands in two languages; a file may hold 50,000 addresses, and this many are read at once.
PLACES_A_FILE = 5_000
PAGES = (
    "public:home",
    "public:places",
    "public:desks",
    "public:employers",
    "public:ask_where",
    "figures:public",
    "figures:public_explained",
    "developers:page",
)
# Behind these stands nothing for everybody; the pages themselves say noindex too.
CLOSED = ("/account/", "/bureau/", "/landelijk", "/aanvraag/", "/agenda/", "/demo/", "/api/")
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


class Address(NamedTuple):
    """The Dutch path of a page, and when it last changed when we know."""

    path: str
    changed_at: datetime | None = None


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    paths = [in_language(path, code) for code, _ in settings.LANGUAGES for path in CLOSED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('robots:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: one query."""
    parts = [reverse("robots:sitemap_pages")]
    parts += [
        reverse("robots:sitemap_places", kwargs={"part": number + 1})
        for number in range(_files_of_places())
    ]
    told = "".join(f"<sitemap><loc>{settings.SITE_URL}{part}</loc></sitemap>" for part in parts)
    return _xml(f"<sitemapindex {_SPACES}>{told}</sitemapindex>")


@public_page
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """Pages that are always there, and the desks that are open: one query."""
    slugs = Desk.objects.open_on(timezone.localdate()).order_by("slug").values_list("slug")
    fixed = [Address(reverse(name)) for name in PAGES]
    desks = [Address(reverse("public:desk", args=slug)) for slug in slugs]
    return _urls([*fixed, *desks])


@public_page
def sitemap_places(request: HttpRequest, part: int) -> HttpResponse:
    """Places that somebody can still apply for: two queries."""
    is_one_name = request.path == reverse("robots:sitemap_places", kwargs={"part": part})
    if not is_one_name or not 1 <= part <= _files_of_places():
        raise Http404
    first = (part - 1) * PLACES_A_FILE
    live = Listing.objects.live(timezone.localdate()).order_by("pk")
    rows = live.values_list("desk__slug", "slug", "refreshed_at")[first : first + PLACES_A_FILE]
    return _urls(Address(reverse("public:place", args=[desk, slug]), at) for desk, slug, at in rows)


def _files_of_places() -> int:
    return ceil(Listing.objects.live(timezone.localdate()).count() / PLACES_A_FILE)


def _urls(addresses: Iterable[Address]) -> HttpResponse:
    told = "".join(
        f"<url><loc>{_in(code, one)}</loc>{_languages(one)}{_changed(one)}</url>"
        for one in addresses
        for code, _ in settings.LANGUAGES
    )
    return _xml(f"<urlset {_SPACES}>{told}</urlset>")


def _languages(address: Address) -> str:
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{_in(code, address)}"/>'
        for code, _ in settings.LANGUAGES
    )


def _changed(address: Address) -> str:
    if address.changed_at is None:
        return ""
    return f"<lastmod>{timezone.localtime(address.changed_at).isoformat('T', 'seconds')}</lastmod>"


def _in(code: str, address: Address) -> str:
    return escape(f"{settings.SITE_URL}{in_language(address.path, code)}")


def _xml(body: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
