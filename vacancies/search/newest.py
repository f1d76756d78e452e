"""The newest listings and how many there are, for pages that are not the search itself."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from loketten.tenancy.cache import shared_cache
from vacancies.models import Listing
from vacancies.search.results import SHOWN

_SHOWN_ROWS = 3
_KEPT_SECONDS = 60


@dataclass(frozen=True)
class Newest:
    listings: list[Listing]
    total: int


def newest_listings(today: date, region: str = "") -> Newest:
    """Of one region or of all; two queries, the count at most once a minute."""
    live = Listing.objects.live(today).filter(Q(region=region) if region else Q())
    rows = live.select_related("desk").only(*SHOWN).order_by("-published_at", "-id")
    key = f"places:online:{region}:{today:%Y%m%d}"
    total: int | None = shared_cache.get(key)
    if total is None:
        total = live.count()
        shared_cache.set(key, total, seconds=_KEPT_SECONDS)
    return Newest(list(rows[:_SHOWN_ROWS]), total)
