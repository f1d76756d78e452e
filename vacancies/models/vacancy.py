"""A learn-work place as the desk keeps it."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel, Occupation
from loketten.tenancy.models.codes import only_from
from vacancies.choices import ClosedHow, VacancyState
from vacancies.models.place import LearnWorkPlace, place_rules
from vacancies.querysets import VacancyQuerySet
from vacancies.routes import recognised_where_needed


class Vacancy(DeskModel, LearnWorkPlace):
    """Nobody outside the desk reads this row: publishing writes a `Listing` beside it.

    A draft may be half filled in; only what is online is whole.
    """

    occupation = models.ForeignKey(  # type: ignore[assignment]  # a draft has none yet
        Occupation, models.PROTECT, null=True, related_name="+", verbose_name=_("occupation")
    )
    sector = models.ForeignKey(  # type: ignore[assignment]
        Code, models.PROTECT, null=True, related_name="+", verbose_name=_("sector")
    )
    route = models.ForeignKey(  # type: ignore[assignment]
        Code, models.PROTECT, null=True, related_name="+", verbose_name=_("learning route")
    )
    hours_from = models.PositiveSmallIntegerField(  # type: ignore[assignment]
        _("hours a week, at least"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(48)],
    )
    hours_to = models.PositiveSmallIntegerField(  # type: ignore[assignment]
        _("hours a week, at most"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(48)],
    )
    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    employer = desk_key("vacancies.Employer", related_name="vacancies", verbose_name=_("employer"))
    recognition = desk_key("vacancies.Recognition", null=True, editable=False, related_name="+")
    owner = desk_key("accounts.Membership", related_name="+", verbose_name=_("counselor"))
    state = models.CharField(
        _("state"), max_length=9, choices=VacancyState, default=VacancyState.DRAFT, editable=False
    )
    expires_on = models.DateField(_("online until"), null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, editable=False)
    refreshed_at = models.DateTimeField(null=True, editable=False)
    # The last day online of which the owner got a reminder.
    reminded_of = models.DateField(null=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    closed_how = models.CharField(
        _("why closed"), max_length=10, choices=ClosedHow, blank=True, editable=False
    )
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(VacancyQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="employer"),
            SameDesk(field="recognition"),
            SameDesk(field="owner"),
            models.UniqueConstraint(name="vacancy_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="vacancy_key_once", fields=["desk", "key"]),
            *place_rules(whole_when=Q(state=VacancyState.PUBLISHED)),
            models.CheckConstraint(
                name="vacancy_online_says_until_when",
                condition=~Q(state=VacancyState.PUBLISHED)
                | Q(
                    expires_on__isnull=False,
                    first_published_at__isnull=False,
                    refreshed_at__isnull=False,
                ),
                violation_error_message=_("Say until when the vacancy is online."),
            ),
            models.CheckConstraint(
                name="vacancy_online_is_recognised",
                condition=~Q(state=VacancyState.PUBLISHED) | recognised_where_needed(),
                violation_error_message=_(
                    "This route needs a company that is recognised for the qualification."
                ),
            ),
            models.CheckConstraint(
                name="vacancy_closed_says_how",
                condition=Q(state=VacancyState.CLOSED, closed_on__isnull=False)
                & Q(closed_how__in=ClosedHow.values)
                | ~Q(state=VacancyState.CLOSED) & Q(closed_on__isnull=True, closed_how=""),
                violation_error_message=_("Say why the vacancy closes."),
            ),
            models.CheckConstraint(
                name="vacancy_state_exists", condition=Q(state__in=VacancyState.values)
            ),
            only_from("sector", CodeList.SECTOR),
            only_from("route", CodeList.ROUTE),
        ]
        indexes = [
            models.Index(name="vacancy_by_state", fields=["desk", "state", "expires_on"]),
        ]
