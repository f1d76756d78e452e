"""What may be asked of employers, vacancies and listings."""

import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from loketten.kit.spelling import fold
from loketten.tenancy.managers import DeskQuerySet
from loketten.tenancy.models import Desk
from vacancies.choices import VacancyState
from vacancies.terms import ENDS_SOON, RECOGNITION_ENDS_SOON

if TYPE_CHECKING:
    from loketten.accounts.models import Membership
    from vacancies.models import (  # noqa: F401  (named in the bases)
        Employer,
        EmployerVisit,
        Listing,
        Recognition,
        Vacancy,
    )

LONGEST_NAME = 120
# As for the names of clients: one typing error costs a short word more of its letters.
LIKENESS_OF_SHORT_WORD, LIKENESS_OF_WORD, SHORT_WORD = 0.6, 0.33, 3
ALMOST_THE_SAME = 0.5


class EmployerQuerySet(DeskQuerySet["Employer"]):
    def active(self) -> Self:
        return self.filter(archived_at__isnull=True)

    def archived(self) -> Self:
        return self.filter(archived_at__isnull=False)

    def matching(self, text: str) -> Self:
        """By name with typing errors, by town, or by KvK number; the likest first."""
        name = fold(text)[:LONGEST_NAME]
        readings = Q(city__icontains=text)
        if text.isascii() and text.isdigit():
            readings |= Q(kvk__startswith=text)
        if not name:
            return self.filter(readings)
        alike = Q()
        for word in name.split():
            least = LIKENESS_OF_SHORT_WORD if len(word) <= SHORT_WORD else LIKENESS_OF_WORD
            alike &= Q(GreaterThanOrEqual(TrigramWordSimilarity(word, "search_key"), least))
        found = self.annotate(likeness=TrigramWordSimilarity(name, "search_key"))
        return found.filter(readings | alike).order_by("-likeness", "search_key", "id")

    def resembling(self, name: str, *, postcode: str) -> Self:
        """Which could be the same company: nearly the same name, or half of it at one postcode."""
        found = self.annotate(likeness=TrigramSimilarity("search_key", fold(name)[:LONGEST_NAME]))
        same = Q(likeness__gte=ALMOST_THE_SAME)
        if postcode:
            same |= Q(likeness__gte=LIKENESS_OF_WORD, postcode=postcode)
        return found.filter(same).order_by("-likeness", "search_key", "id")

    def in_sector(self, sector: str) -> Self:
        return self.filter(sector=sector)

    def not_visited_since(self, day: datetime.date) -> Self:
        """Nobody was in touch since then, or ever."""
        visits = apps.get_model("vacancies", "EmployerVisit").objects.standing()
        since = visits.filter(on__gte=day, employer=OuterRef("pk"))
        return self.exclude(Exists(since))

    def whose_recognition_ends(self, *, today: datetime.date, before: datetime.date) -> Self:
        """A recognition that holds now ends by then, and no later one follows it."""
        recognitions = apps.get_model("vacancies", "Recognition").objects
        later = recognitions.filter(
            employer=OuterRef("employer"),
            qualification=OuterRef("qualification"),
            valid_until__gt=before,
        )
        ending = recognitions.filter(
            ~Exists(later), employer=OuterRef("pk"), valid_until__range=(today, before)
        )
        return self.filter(Exists(ending))

    def with_figures(self, today: datetime.date) -> Self:
        """For a list: the last visit, the places online, and the last day of a recognition."""
        of_this = {"employer": OuterRef("pk")}
        visits = apps.get_model("vacancies", "EmployerVisit").objects.standing().filter(**of_this)
        vacancies = apps.get_model("vacancies", "Vacancy").objects.filter(**of_this)
        recognitions = apps.get_model("vacancies", "Recognition").objects.filter(**of_this)
        online = vacancies.online(today).order_by().values("employer").annotate(n=Count("pk"))
        lasting = recognitions.order_by("-valid_until")
        return self.annotate(
            visited_on=Subquery(visits.order_by("-on").values("on")[:1]),
            places_online=Coalesce(Subquery(online.values("n")), 0),
            recognised_until=Subquery(lasting.values("valid_until")[:1]),
        )


class EmployerVisitQuerySet(DeskQuerySet["EmployerVisit"]):
    def standing(self) -> Self:
        """Visits that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def promised_by(self, member: "Membership", until: datetime.date) -> Self:
        """With a next step of hers that waits, the first to be done on top."""
        promised = self.standing().filter(by=member, done_at__isnull=True, due_on__lte=until)
        return promised.order_by("due_on", "id")


class RecognitionQuerySet(DeskQuerySet["Recognition"]):
    def valid_on(self, day: datetime.date) -> Self:
        """The last day counts."""
        return self.filter(valid_from__lte=day, valid_until__gte=day)


class VacancyQuerySet(DeskQuerySet["Vacancy"]):
    def online(self, day: datetime.date) -> Self:
        """The last day counts."""
        return self.filter(state=VacancyState.PUBLISHED, expires_on__gte=day)

    def drafts(self) -> Self:
        return self.filter(state=VacancyState.DRAFT)

    def closed(self) -> Self:
        return self.filter(state=VacancyState.CLOSED)

    def ending(self, *, today: datetime.date, before: datetime.date) -> Self:
        """Online, and not for long."""
        return self.online(today).filter(expires_on__lte=before)

    def matching(self, text: str) -> Self:
        """By title or by company, each word with a typing error."""
        found = self.filter(title__icontains=text)
        name = fold(text)[:LONGEST_NAME]
        if not name:
            return found
        close = TrigramWordSimilarity(name, "employer__search_key")
        alike = TrigramWordSimilarity(text[:LONGEST_NAME], "title")
        return found | self.filter(
            Q(GreaterThanOrEqual(close, LIKENESS_OF_SHORT_WORD))
            | Q(GreaterThanOrEqual(alike, LIKENESS_OF_SHORT_WORD))
        )

    def needing_care(self, today: datetime.date) -> Self:
        """Online, and soon without a last day or a recognition; the first to end comes first."""
        ending = Q(expires_on__lte=today + ENDS_SOON)
        lapsing = Q(recognition__valid_until__lte=today + RECOGNITION_ENDS_SOON)
        return self.online(today).filter(ending | lapsing).order_by("expires_on", "id")

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-id")


class ListingQuerySet(models.QuerySet["Listing"]):
    def live(self, day: datetime.date) -> "ListingQuerySet":
        """What a visitor may see and can still apply for; the last day counts, of the place and of
        its desk. (Asked of the desks by themselves: there are few, and no row joins them.)"""
        can_apply = Q(apply_by__isnull=True) | Q(apply_by__gte=day)
        online = self.filter(can_apply, ended_on__isnull=True, expires_on__gte=day)
        return online.exclude(desk__in=Desk.objects.filter(closed_on__lte=day).values("pk"))

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
