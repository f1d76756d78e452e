"""For programs that read: the feed of a search, the map of the site, and what a place tells."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client as Browser
from django.utils import timezone

from loketten.tenancy.context import at_desk
from portal.public import sitemap
from portal.public.job_posting import posting_of
from tests.cast import Cast
from tests.vacancies.market import open_market
from vacancies.models import Listing

pytestmark = pytest.mark.usefixtures("contexts")

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ORIGIN = "http://localhost:8000"


@pytest.fixture
def market(cast: Cast) -> None:
    open_market(cast)


def read(address: str) -> Any:
    answer = Browser().get(address)
    assert answer.status_code == 200, address
    return ElementTree.fromstring(answer.content)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_feed_has_what_the_search_has_the_newest_first(
    market: None, prefix: str, queries: Any
) -> None:
    query = "q=tmmerman&niveau=2"
    with queries() as seen:
        feed = read(f"{prefix}/vacatures.atom?{query}&sort=begin&page=3")
    assert len(seen) <= 5
    page = Browser().get(f"{prefix}/vacatures?{query}&sort=nieuw")
    entries = feed.findall(f"{ATOM}entry")
    links = [one.find(f"{ATOM}link").attrib["href"] for one in entries]  # type: ignore[union-attr]
    found = page.context["results"].page
    assert links == [f"{ORIGIN}{prefix}/vacatures/{one.desk.slug}/{one.slug}" for one in found]
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == (prefix[1:] or "nl")
    head = page.content.decode()
    assert re.search(
        rf'rel="alternate"\s+type="application/atom\+xml"[^>]+{prefix}/vacatures.atom', head
    )


def test_a_place_has_the_same_name_in_every_feed(market: None) -> None:
    ids = [
        {one.findtext(f"{ATOM}id") for one in read(address).findall(f"{ATOM}entry")}
        for address in ("/vacatures.atom?q=kok", "/en/vacatures.atom?q=kok&sort=nieuw")
    ]
    assert ids[0] == ids[1] != set()


def test_a_feed_is_the_same_until_something_changes(market: None) -> None:
    for query in ("", "?q=bestaatnietechtniet"):
        first = Browser().get(f"/vacatures.atom{query}")
        known = {"If-None-Match": first["ETag"]}
        assert Browser().get(f"/vacatures.atom{query}", headers=known).status_code == 304
        assert len(read(f"/vacatures.atom{query}").findall(f"{ATOM}entry")) <= 50


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%FF", "q=%EF%BF%BE", "q=<b>", "q=]]>", "km=x", "page=9999999"]
)
def test_any_question_gives_a_feed(market: None, query: str) -> None:
    read(f"/vacatures.atom?{query}")


def test_the_map_names_what_is_public_and_what_is_live(
    market: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "PLACES_A_FILE", 20)
    with at_desk(cast.zwolle.pk):
        Listing.objects.filter(desk=cast.zwolle).update(ended_on=timezone.localdate())
    parts = [one.text or "" for one in read("/sitemap.xml").iter(f"{MAP}loc")]
    assert len(parts) == 3
    found: list[str] = []
    for part in parts:
        for url in read(part.removeprefix(ORIGIN)).findall(f"{MAP}url"):
            found.append(url.findtext(f"{MAP}loc") or "")
            others = {one.attrib["href"] for one in url.findall(f"{XHTML}link")}
            assert len(others) == 2
            assert found[-1] in others
    paths = [one.removeprefix(ORIGIN) for one in found]
    assert len(paths) == len(set(paths))
    assert sum("/vacatures/" in one for one in paths) == 2 * 27
    assert not [one for one in paths if "/zwolle/" in one]
    for path in {*paths[:30], *paths[-4:]}:
        answer = Browser().get(path)
        assert answer.status_code == 200, path
        assert "noindex" not in answer.get("X-Robots-Tag", "")
    assert Browser().get("/sitemap-places-3.xml").status_code == 404
    for part in ("0", "01", "1" + "0" * 5000):
        assert Browser().get(f"/sitemap-places-{part}.xml").status_code == 404


def test_robots_are_led_to_the_map_and_away_from_the_rest(db: None) -> None:
    text = Browser().get("/robots.txt").content.decode()
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in text
    assert "Disallow: /bureau/" in text
    assert "Disallow: /en/bureau/" in text


# What Google asks of a JobPosting, and what schema.org says of each value.
REQUIRED = {"@context", "@type", "title", "description", "datePosted", "hiringOrganization",
            "jobLocation"}  # fmt: skip
RECOMMENDED = {"validThrough", "employmentType", "identifier", "directApply"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
KINDS = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM",
         "OTHER"}  # fmt: skip


def test_a_place_tells_search_engines_what_they_ask(market: None) -> None:
    for listing in Listing.objects.select_related("desk"):
        posting = posting_of(listing, f"{ORIGIN}/vacatures/x/{listing.slug}")
        assert posting.keys() >= REQUIRED | RECOMMENDED
        assert posting["@context"].startswith("https://schema.org")
        assert posting["title"] == listing.title
        assert "<p" in posting["description"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", posting["datePosted"])
        assert MOMENT.fullmatch(posting["validThrough"])
        assert posting["validThrough"] > posting["datePosted"]
        assert posting["employmentType"] in KINDS
        assert posting["hiringOrganization"]["name"]
        address = posting["jobLocation"]["address"]
        assert address["addressCountry"] == "NL"
        assert address["addressLocality"]
        assert address["postalCode"]
        assert posting["identifier"]["value"]
        assert posting["directApply"] is False
        if salary := posting.get("baseSalary"):
            assert salary["currency"] == "EUR"
            value = salary["value"]
            assert value["unitText"] in {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}
            assert ("value" in value) != ({"minValue", "maxValue"} <= value.keys())


def test_what_stands_on_the_page_is_that_posting(market: None) -> None:
    listing: Any = Listing.objects.select_related("desk").first()
    page = Browser().get(f"/vacatures/{listing.desk.slug}/{listing.slug}").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(block)["url"] == f"{ORIGIN}/vacatures/{listing.desk.slug}/{listing.slug}"
