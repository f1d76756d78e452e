"""What may be asked of employers, vacancies and listings."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Q, When

from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from vacancies.models import (  # noqa: F401  (named in the bases)
        Employer,
        Listing,
        Recognition,
        Vacancy,
    )


class EmployerQuerySet(DeskQuerySet["Employer"]):
    def active(self) -> "EmployerQuerySet":
        return self.filter(archived_at__isnull=True)


class RecognitionQuerySet(DeskQuerySet["Recognition"]):
    def valid_on(self, day: datetime.date) -> "RecognitionQuerySet":
        """The last day counts."""
        return self.filter(valid_from__lte=day, valid_until__gte=day)


class VacancyQuerySet(DeskQuerySet["Vacancy"]):
    def online(self, day: datetime.date) -> "VacancyQuerySet":
        """The last day counts."""
        return self.filter(state="published", expires_on__gte=day)


class ListingQuerySet(models.QuerySet["Listing"]):
    def live(self, day: datetime.date) -> "ListingQuerySet":
        """What a visitor may see and can still apply for; the last day counts."""
        can_apply = Q(apply_by__isnull=True) | Q(apply_by__gte=day)
        return self.filter(can_apply, ended_on__isnull=True, expires_on__gte=day)

    def like(self, listing: "Listing", day: datetime.date) -> "ListingQuerySet":
        """Other places: the same occupation nearby first, then the same kind of work nearby."""
        same = Q(region=listing.region_id, sector=listing.sector_id)
        return (
            self.live(day)
            .filter(same | Q(occupation=listing.occupation_id))
            .exclude(pk=listing.pk)
            .annotate(
                likeness=Case(
                    When(same & Q(occupation=listing.occupation_id), then=0),
                    When(same, then=1),
                    default=2,
                )
            )
            .select_related("desk")
            .defer("words", "headline", "desk__logo")
            .order_by("likeness", "-published_at", "-id")
        )
