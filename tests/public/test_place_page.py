"""The page of one learn-work place: what it says, and what it says after the end."""

import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loketten.tenancy.context import at_desk
from portal.public.job_posting import posting_of
from tests.cast import Cast
from tests.places import make_employer, make_vacancy
from vacancies.models import Listing

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def listing(cast: Cast) -> Listing:
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member)
        vacancy = make_vacancy(
            cast.anouk.member,
            employer,
            tasks="Je maakt </script><script>alert(1)</script> kozijnen.\n\n- Zagen\n- Schuren",
            pay_from=2180,
            pay_to=2350,
            pay_per="month",
            contact_name="Ria Boom",
            contact_phone="0530000041",
            directions="Bus 9, halte Kanaalstraat.",
            needs_no_diploma=True,
        )
    return Listing.objects.select_related("desk").get(public_id=vacancy.public_id)


def address(listing: Listing) -> str:
    return f"/vacatures/{listing.desk.slug}/{listing.slug}"


def change(listing: Listing, **fields: Any) -> None:
    with at_desk(listing.desk_id):
        Listing.objects.filter(pk=listing.pk).update(**fields)


def test_it_says_what_you_do_learn_earn_and_where(listing: Listing) -> None:
    page = Client().get(address(listing)).content.decode()
    assert '<h1 lang="nl">Leerling timmerman</h1>' in page
    assert "€\xa02.180 tot €\xa02.350 per maand" in page
    assert "<li>Zagen</li><li>Schuren</li>" in page
    assert "Een diploma is niet nodig." in page
    assert 'href="tel:0530000041"' in page
    assert "053 000 00 41" in page
    assert "Bus 9, halte Kanaalstraat." in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_two_queries_at_most_also_with_a_distance(
    listing: Listing, prefix: str, queries: Any
) -> None:
    browser = Client()
    browser.get(address(listing))
    with queries() as seen:
        page = browser.get(prefix + address(listing), {"bij": "3511 AB", "q": "kok"})
    assert page.status_code == 200
    assert len(seen) <= 2


def test_the_way_back_keeps_the_search(listing: Listing) -> None:
    page = Client().get(address(listing), {"bij": "3511 AB", "km": "10", "q": "kok"})
    assert 'href="/vacatures?q=kok&amp;bij=3511+AB&amp;km=10"' in page.content.decode()


def test_the_distance_is_said_to_be_as_the_crow_flies(listing: Listing) -> None:
    change(listing, lat=52.2215, lon=6.8937)
    page = Client().get(address(listing), {"bij": "3511"}).content.decode()
    assert re.search(r"1\d\d km van 3511, hemelsbreed", page)


def test_search_engines_read_a_job_posting(listing: Listing) -> None:
    page = Client().get(address(listing)).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    posting = json.loads(blocks[0])
    assert posting["@type"] == "JobPosting"
    assert "<script>" not in posting["description"]
    assert "alert(1)" in posting["description"]
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "unitText": "MONTH",
        "minValue": 2180.0,
        "maxValue": 2350.0,
    }
    assert posting["validThrough"].startswith(listing.expires_on.isoformat())
    for day, end in (
        (datetime.date(2027, 7, 1), "2027-07-01T23:59:59+02:00"),
        (datetime.date(2027, 12, 1), "2027-12-01T23:59:59+01:00"),
        # The nights on which the clock is set: the day ends in the new time.
        (datetime.date(2027, 3, 28), "2027-03-28T23:59:59+02:00"),
        (datetime.date(2027, 10, 31), "2027-10-31T23:59:59+01:00"),
    ):
        listing.expires_on, listing.apply_by = day, None
        assert posting_of(listing, "")["validThrough"] == end
    # Still the day before in London.
    listing.published_at = datetime.datetime(2027, 6, 30, 22, 30, tzinfo=datetime.UTC)
    assert posting_of(listing, "")["datePosted"] == "2027-07-01"
    assert posting["jobLocation"]["address"]["addressLocality"] == "Enschede"


def test_text_of_an_employer_runs_nowhere(listing: Listing) -> None:
    page = Client().get(address(listing)).content.decode()
    assert "<script>alert" not in page


def test_the_head_names_one_address_and_both_languages(listing: Listing, settings: Any) -> None:
    path = address(listing)
    page = Client().get(f"/en{path}", {"bij": "3511"}).content.decode()
    assert f'<link rel="canonical" href="{settings.SITE_URL}/en{path}">' in page
    assert f'hreflang="nl" href="{settings.SITE_URL}{path}">' in page
    assert f'hreflang="x-default" href="{settings.SITE_URL}{path}">' in page


def test_an_unchanged_page_is_not_sent_again(listing: Listing) -> None:
    browser = Client()
    mark = browser.get(address(listing))["ETag"]
    assert browser.get(address(listing), headers={"If-None-Match": mark}).status_code == 304


@pytest.mark.parametrize(
    "ended", [{"ended_on": YESTERDAY}, {"expires_on": YESTERDAY}, {"apply_by": YESTERDAY}]
)
def test_after_the_end_the_address_says_gone(
    listing: Listing, ended: dict[str, Any], cast: Cast, queries: Any
) -> None:
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member, name="Timmerbedrijf Zuid")
        make_vacancy(cast.anouk.member, employer, title="Timmerman in opleiding")
    change(listing, **ended)
    with queries() as seen:
        answer = Client().get(address(listing))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert len(seen) <= 3
    assert "Deze plek is niet meer vrij" in page
    assert "Timmerman in opleiding" in page
    assert "JobPosting" not in page
    assert 'content="noindex"' in page


def test_an_address_of_another_desk_is_unknown(listing: Listing, cast: Cast) -> None:
    assert Client().get(f"/vacatures/{cast.zwolle.slug}/{listing.slug}").status_code == 404
    assert Client().get(f"/vacatures/{listing.desk.slug}/nergens").status_code == 404
