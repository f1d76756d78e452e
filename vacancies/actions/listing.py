"""The public copy of a vacancy: written in the transaction that changes what it says."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.text import slugify

from loketten.kit.postcodes import four_figures
from loketten.tenancy.gazetteer import postcode_neighbours
from loketten.tenancy.models import PostcodePoint
from vacancies.edition import next_edition
from vacancies.models import Listing, Vacancy
from vacancies.models.place import LearnWorkPlace
from vacancies.search.words import write_words

LONGEST_SLUG = 100


class Spot(NamedTuple):
    """Where a postcode lies; nothing of one that we do not know."""

    municipality_id: str | None = None
    lat: float | None = None
    lon: float | None = None


def write_listing(vacancy: Vacancy, *, published_at: datetime | None = None) -> Listing:
    """`published_at` when it goes online now; its address stays that of the first time."""
    columns = listing_columns(vacancy)
    if published_at:
        columns["published_at"] = published_at
    here = Listing.objects.filter(desk=vacancy.desk_id)
    listing = here.filter(public_id=vacancy.public_id).first()
    if listing is None:
        listing = Listing(
            desk_id=vacancy.desk_id, public_id=vacancy.public_id, slug=slug_of(vacancy)
        )
    for name, value in columns.items():
        setattr(listing, name, value)
    listing.save()
    write_words([listing.pk])
    next_edition()
    return listing


def rewrite_listings(vacancies: Iterable[Vacancy]) -> None:
    for vacancy in vacancies:
        write_listing(vacancy)


def end_listing(vacancy: Vacancy, *, on: date) -> None:
    """From now on its address says that the place is gone."""
    here = Listing.objects.filter(desk=vacancy.desk_id, public_id=vacancy.public_id)
    here.update(ended_on=on)
    next_edition()


def listing_columns(vacancy: Vacancy) -> dict[str, Any]:
    """What follows from the vacancy; of one that is online."""
    fields = LearnWorkPlace._meta.fields
    return {
        **{field.attname: getattr(vacancy, field.attname) for field in fields},
        **spot_of(vacancy.postcode)._asdict(),
        "employer_name": vacancy.employer.name,
        "region_id": vacancy.desk.region_id,
        "refreshed_at": vacancy.refreshed_at,
        "expires_on": vacancy.expires_on,
        "ended_on": vacancy.closed_on,
    }


def slug_of(vacancy: Vacancy) -> str:
    """Readable, and another one for a second place of the same name."""
    words = slugify(vacancy.title)[:LONGEST_SLUG].strip("-") or "leerwerkplek"
    return f"{words}-{vacancy.public_id.hex[:8]}"


def spot_of(postcode: str) -> Spot:
    figures = four_figures(postcode)
    if figures is None:
        return Spot()
    municipality, _near = postcode_neighbours(figures, timezone.localdate())
    point = PostcodePoint.objects.filter(pk=figures).first()
    return Spot(municipality, *((point.lat, point.lon) if point else (None, None)))
