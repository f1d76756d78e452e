"""The tenant, and what the public may know of it."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.fields import DeskColumn

HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Enter a colour such as #1b7f5c."))


class DeskState(models.TextChoices):
    """Where a desk stands on one day; it follows from its dates and is never stored."""

    PLANNED = "planned", _("Planned")
    LIVE = "live", _("Live")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


def is_open_on(day: object, *, along: str = "") -> models.Q:
    """For a query of desks, or of rows that lead to one `along` a relation."""
    opened = models.Q(**{f"{along}opened_on__lte": day})
    return opened & ~models.Q(**{f"{along}closed_on__lte": day})


class DeskQuerySet(models.QuerySet["Desk"]):
    def open_on(self, day: object) -> "DeskQuerySet":
        """Without their logos: the one page that shows one fetches it."""
        return self.filter(is_open_on(day)).defer("logo")


class Desk(models.Model):
    """One regional desk. Its name, colour and logo are its own: the product never assumes them."""

    region = models.OneToOneField("tenancy.Region", models.PROTECT, related_name="desk")
    slug = models.SlugField(_("name in the address bar"), max_length=40, unique=True)
    display_name = models.CharField(_("name of the desk"), max_length=80)
    number_prefix = models.CharField(
        _("first letters of client numbers"), max_length=4, unique=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    brand_colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[HEX_COLOUR])
    logo = models.BinaryField(_("logo"), null=True, blank=True, editable=False)
    opened_on = models.DateField(_("open since"))
    closed_on = models.DateField(_("closed since"), null=True, blank=True)
    paused_on = models.DateField(_("paused since"), null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ("display_name",)
        # For the search, which is told to avoid reading tables whole: what has no index there makes
        # all plans alike to the planner, and it takes a bad one.
        indexes = [models.Index(name="desk_by_end", fields=["closed_on"])]
        constraints = [
            models.CheckConstraint(
                name="desk_slug_is_lower_case",
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                violation_error_message=_("Use lower-case letters, digits and hyphens only."),
            ),
            models.CheckConstraint(
                name="desk_number_prefix_is_capitals",
                condition=Q(number_prefix__regex=r"^[A-Z]{2,4}$"),
                violation_error_message=_("Use two to four capital letters."),
            ),
            models.CheckConstraint(
                name="desk_brand_colour_is_hex",
                condition=Q(brand_colour="") | Q(brand_colour__regex=r"^#[0-9a-f]{6}$"),
                violation_error_message=_("Enter a colour such as #1b7f5c."),
            ),
            models.CheckConstraint(
                name="desk_closes_after_it_opens",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("opened_on")),
                violation_error_message=_("A desk closes after the day on which it opened."),
            ),
            models.CheckConstraint(
                name="desk_pauses_after_it_opens",
                condition=Q(paused_on__isnull=True) | Q(paused_on__gte=F("opened_on")),
                violation_error_message=_("A desk that is not open yet cannot pause."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def last_day(self) -> date | None:
        """On which it is still open; None while nobody knows one."""
        return self.closed_on - timedelta(days=1) if self.closed_on else None

    def state_on(self, day: date) -> DeskState:
        if self.closed_on is not None and self.closed_on <= day:
            return DeskState.CLOSED
        if self.opened_on > day:
            return DeskState.PLANNED
        return DeskState.PAUSED if self.paused_on is not None else DeskState.LIVE

    def is_open_on(self, day: date) -> bool:
        """A desk that is paused is open: it has a page, and says who helps instead."""
        return self.state_on(day) not in {DeskState.PLANNED, DeskState.CLOSED}

    def is_at_rest_on(self, day: date) -> bool:
        """Paused or closed: its people read, and the public is led to somebody else."""
        return self.state_on(day) in {DeskState.PAUSED, DeskState.CLOSED}


class FormerSlug(models.Model):
    """A name in the address bar that a desk had before: it leads on, and is never another's."""

    slug = models.SlugField(_("name in the address bar"), max_length=40, primary_key=True)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="former_slugs")
    left_at = models.DateTimeField(_("until"), default=timezone.now)

    objects: ClassVar[Any] = models.Manager()

    def __str__(self) -> str:
        return self.slug


class PublicDeskModel(models.Model):
    """What everybody may read of a desk and only that desk may write (`ProtectWritesByDesk`)."""

    desk = DeskColumn(related_name="%(class)s_set")

    class Meta:
        abstract = True


class DeskLocation(PublicDeskModel):
    """A place where people can walk in or have an appointment."""

    name = models.CharField(_("name"), max_length=80)
    street = models.CharField(_("street and number"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=7)
    city = models.CharField(_("town"), max_length=80)
    note = models.CharField(_("how to get there"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                name="desklocation_postcode_is_dutch",
                condition=Q(postcode__regex=r"^[1-9][0-9]{3} [A-Z]{2}$"),
                violation_error_message=_("Enter a postcode such as 7511 AB."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"


class Weekday(models.IntegerChoices):
    """Numbered as in ISO 8601."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class OpeningHours(PublicDeskModel):
    """One stretch of one weekday, in Dutch local time; a desk may have two a day."""

    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens_at = models.TimeField(_("from"))
    closes_at = models.TimeField(_("until"))
    is_walk_in = models.BooleanField(_("you can come without an appointment"), default=False)

    class Meta:
        ordering = ("weekday", "opens_at")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                name="openinghours_weekday_is_iso", condition=Q(weekday__range=(1, 7))
            ),
            models.CheckConstraint(
                name="openinghours_close_after_open",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("The closing time comes after the opening time."),
            ),
            models.UniqueConstraint(
                name="openinghours_one_start_a_day",
                fields=["desk", "weekday", "opens_at"],
                violation_error_message=_("These opening hours are there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H.%M}–{self.closes_at:%H.%M}"


class Closure(PublicDeskModel):
    """Days on which the desk is closed, both ends included."""

    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("why"), max_length=120)

    class Meta:
        ordering = ("first_day",)
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_starts",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is not before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}: {self.reason}"
