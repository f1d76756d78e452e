"""What the whole country may read of a vacancy."""

import datetime
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.models import CodeList, DeskState, Municipality, Region
from loketten.tenancy.models.codes import only_from
from loketten.tenancy.models.desk import PublicDeskModel
from vacancies.choices import PayPer
from vacancies.models.place import LearnWorkPlace, place_rules
from vacancies.querysets import ListingQuerySet


class Listing(PublicDeskModel, LearnWorkPlace):
    """A copy of public fields, without row-level security for readers, so that its indexes work.

    It stays after the end: its address then answers that the place is gone.
    """

    # Of the vacancy; no key to it, because nobody who reads this may reach that table.
    public_id = models.UUIDField(editable=False)
    slug = models.SlugField(max_length=120, db_index=False)
    employer_name = models.CharField(_("company"), max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The middle of the postcode; empty for a postcode that we do not know.
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    published_at = models.DateTimeField()
    refreshed_at = models.DateTimeField()
    expires_on = models.DateField()
    ended_on = models.DateField(null=True)
    # What arrives in a month at least, so that an hour and a month compare.
    month_pay = models.GeneratedField(
        expression=Case(
            When(pay_per=PayPer.HOUR, then=F("pay_from") * F("hours_from") * 52 / 12),
            default=F("pay_from"),
        ),
        output_field=models.DecimalField(max_digits=9, decimal_places=2, null=True),
        db_persist=True,
    )
    # Both are written by `vacancies.search.words.write_words` and by nothing else: the headline
    # ranks, and all the words find.
    headline = SearchVectorField(null=True, editable=False)
    words = SearchVectorField(null=True, editable=False)

    # How far from the origin of a search. Always there: for a missing attribute a template first
    # looks through all names of the class, which took half the time of the list.
    km: float | None = None

    objects: ClassVar = ListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="listing_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="listing_slug_once", fields=["desk", "slug"]),
            *place_rules(),
            models.CheckConstraint(
                name="listing_lies_somewhere",
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__range=(50.5, 53.8), lon__range=(3.0, 7.5)),
            ),
            only_from("sector", CodeList.SECTOR),
            only_from("route", CodeList.ROUTE),
        ]
        # What has ended is only ever asked for by its address.
        indexes = [
            GinIndex(name="listing_by_words", fields=["words"], condition=Q(ended_on=None)),
            models.Index(
                name="listing_by_age", fields=["-published_at", "-id"], condition=Q(ended_on=None)
            ),
            models.Index(
                name="listing_by_region",
                fields=["region", "-published_at", "-id"],
                condition=Q(ended_on=None),
            ),
            models.Index(
                name="listing_by_point", fields=["lat", "lon"], condition=Q(ended_on=None)
            ),
        ]

    def is_live(self, day: datetime.date) -> bool:
        """What `ListingQuerySet.live` asks of many."""
        can_apply = self.apply_by is None or self.apply_by >= day
        is_closed = self.desk.state_on(day) == DeskState.CLOSED
        return self.ended_on is None and self.expires_on >= day and can_apply and not is_closed
