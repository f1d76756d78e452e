"""A client who learns and works at an employer's place."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.choices import Document, EventKind, StopReason, TrajectoryState
from apprenticeships.querysets import TrajectoryQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel, Qualification
from loketten.tenancy.models.codes import only_from
from vacancies.routes import recognised_where_needed

DAYS = ("agreed_on", "starts_on", "started_on", "ends_on", "ended_on")


def _in_our_time() -> Q:
    rule = Q()
    for name in DAYS:
        known = Q(**{f"{name}__range": ("2005-01-01", "2099-12-31")})
        rule &= Q(**{f"{name}__isnull": True}) | known
    return rule


class Trajectory(DeskModel):
    """Planned days are `starts_on` and `ends_on`; what happened is `started_on` and `ended_on`."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    file = desk_key("clients.ClientFile", related_name="trajectories")
    route = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("route"))
    employer = desk_key(
        "vacancies.Employer",
        null=True,
        blank=True,
        related_name="trajectories",
        verbose_name=_("employer"),
    )
    vacancy = desk_key(
        "vacancies.Vacancy",
        null=True,
        blank=True,
        related_name="trajectories",
        verbose_name=_("place"),
    )
    coach = desk_key(
        "vacancies.EmployerContact",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coach at work"),
    )
    # Found at the start, for the employer and the qualification of that day.
    recognition = desk_key("vacancies.Recognition", null=True, editable=False, related_name="+")
    school = models.CharField(_("school"), max_length=120, blank=True)
    qualification = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qualification"),
    )
    hours = models.PositiveSmallIntegerField(
        _("hours a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(48)],
    )
    state = models.CharField(
        max_length=9, choices=TrajectoryState, default=TrajectoryState.INTENTION, editable=False
    )
    agreed_on = models.DateField(_("agreement signed on"), null=True, editable=False)
    starts_on = models.DateField(_("planned start"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, editable=False)
    ends_on = models.DateField(_("planned end"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    stop_reason = models.CharField(
        _("why it stopped"), max_length=13, choices=StopReason, blank=True, editable=False
    )
    document = models.CharField(
        _("document"), max_length=11, choices=Document, blank=True, editable=False
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(TrajectoryQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="employer"),
            SameDesk(field="vacancy"),
            SameDesk(field="coach"),
            SameDesk(field="recognition"),
            models.UniqueConstraint(name="trajectory_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="trajectory_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="trajectory_state_exists", condition=Q(state__in=TrajectoryState.values)
            ),
            models.CheckConstraint(
                name="trajectory_agreed_says_with_whom",
                condition=Q(state=TrajectoryState.INTENTION, agreed_on__isnull=True)
                | Q(state=TrajectoryState.STOPPED)
                | Q(
                    state__in=[
                        TrajectoryState.AGREED,
                        TrajectoryState.STARTED,
                        TrajectoryState.COMPLETED,
                    ],
                    agreed_on__isnull=False,
                    employer__isnull=False,
                ),
                violation_error_message=_("An agreement has an employer and a day."),
            ),
            models.CheckConstraint(
                name="trajectory_started_has_day",
                condition=Q(
                    state__in=[TrajectoryState.INTENTION, TrajectoryState.AGREED],
                    started_on__isnull=True,
                )
                | Q(state=TrajectoryState.STOPPED)
                | Q(
                    state__in=[TrajectoryState.STARTED, TrajectoryState.COMPLETED],
                    started_on__isnull=False,
                ),
                violation_error_message=_("A trajectory that started has a day."),
            ),
            models.CheckConstraint(
                name="trajectory_started_is_recognised",
                condition=Q(started_on__isnull=True) | recognised_where_needed(),
                violation_error_message=_(
                    "This route needs a company that is recognised for the qualification."
                ),
            ),
            models.CheckConstraint(
                name="trajectory_ended_has_day",
                condition=Q(
                    state__in=[TrajectoryState.COMPLETED, TrajectoryState.STOPPED],
                    ended_on__isnull=False,
                )
                | Q(
                    state__in=[
                        TrajectoryState.INTENTION,
                        TrajectoryState.AGREED,
                        TrajectoryState.STARTED,
                    ],
                    ended_on__isnull=True,
                ),
                violation_error_message=_("A trajectory that ended has a day."),
            ),
            models.CheckConstraint(
                name="trajectory_stopped_says_why",
                condition=Q(state=TrajectoryState.STOPPED, stop_reason__in=StopReason.values)
                | ~Q(state=TrajectoryState.STOPPED) & Q(stop_reason=""),
                violation_error_message=_("Say why it stopped."),
            ),
            models.CheckConstraint(
                name="trajectory_completed_says_with_what",
                condition=Q(state=TrajectoryState.COMPLETED, document__in=Document.values)
                | ~Q(state=TrajectoryState.COMPLETED) & Q(document=""),
                violation_error_message=_("Say which document came of it."),
            ),
            models.CheckConstraint(
                name="trajectory_days_in_order",
                condition=(Q(started_on__isnull=True) | Q(agreed_on__lte=F("started_on")))
                & (
                    Q(ended_on__isnull=True)
                    | (Q(started_on__isnull=True) | Q(started_on__lte=F("ended_on")))
                    & (Q(agreed_on__isnull=True) | Q(agreed_on__lte=F("ended_on")))
                ),
                violation_error_message=_("First the agreement, then the start, then the end."),
            ),
            models.CheckConstraint(
                name="trajectory_planned_end_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("The planned end comes after the planned start."),
            ),
            models.CheckConstraint(
                name="trajectory_hours_fit_a_week",
                condition=Q(hours__isnull=True) | Q(hours__range=(1, 48)),
                violation_error_message=_("Hours a week: 1 to 48."),
            ),
            models.CheckConstraint(
                name="trajectory_in_our_time",
                condition=_in_our_time(),
                violation_error_message=_("Choose a day between 2005 and 2099."),
            ),
            only_from("route", CodeList.ROUTE),
        ]
        indexes = [models.Index(name="trajectory_by_state", fields=["desk", "state", "-id"])]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None


class WorkProcess(DeskModel):
    """One thing that a statement of practical skills will say somebody can do."""

    trajectory = desk_key("apprenticeships.Trajectory", related_name="work_processes")
    name = models.CharField(_("work process"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            SameDesk(field="trajectory"),
            models.UniqueConstraint(name="workprocess_once", fields=["desk", "trajectory", "name"]),
            models.CheckConstraint(name="workprocess_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class TrajectoryEvent(DeskModel):
    """What happened to a trajectory; the timeline of the file shows it between the talks."""

    trajectory = desk_key("apprenticeships.Trajectory", related_name="events")
    kind = models.CharField(max_length=9, choices=EventKind)
    check_done = desk_key("apprenticeships.AftercareCheck", null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = desk_key("accounts.Membership", related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            SameDesk(field="trajectory"),
            SameDesk(field="check_done"),
            SameDesk(field="by"),
            models.CheckConstraint(
                name="trajectoryevent_names_its_check",
                condition=Q(kind=EventKind.CHECKED, check_done__isnull=False)
                | ~Q(kind=EventKind.CHECKED) & Q(check_done__isnull=True),
            ),
            models.CheckConstraint(
                name="trajectoryevent_kind_exists", condition=Q(kind__in=EventKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.kind
