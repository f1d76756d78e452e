"""Four kinds of small records, each of which lays one plank of the bridge."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.choices import FundingState, IntroductionResult, Plank, TrialResult
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.models import DeskModel

IN_OUR_TIME = ("2005-01-01", "2099-12-31")


class BridgeRecord(DeskModel):
    """What the four have in common."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    file = desk_key("clients.ClientFile", related_name="%(class)s_set")
    by = desk_key("accounts.Membership", related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.public_id)


def record_rules() -> list[models.BaseConstraint]:
    """The same rules for every record, each under its own name."""
    return [
        SameDesk(field="file"),
        SameDesk(field="by"),
        models.UniqueConstraint(name="%(class)s_public_id_once", fields=["desk", "public_id"]),
        models.UniqueConstraint(name="%(class)s_key_once", fields=["desk", "key"]),
    ]


class WorkExperience(BridgeRecord):
    """A trial placement: some days along with an employer, to see whether the work fits."""

    employer = desk_key("vacancies.Employer", related_name="+", verbose_name=_("employer"))
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"), null=True, blank=True)
    result = models.CharField(_("how did it go?"), max_length=8, choices=TrialResult, blank=True)
    note = models.TextField(_("what came out of it"), max_length=1_000, blank=True)

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            *record_rules(),
            SameDesk(field="employer"),
            models.CheckConstraint(
                name="workexperience_ends_after_it_starts",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                violation_error_message=_("The last day is not before the first day."),
            ),
            models.CheckConstraint(
                name="workexperience_in_our_time",
                condition=Q(from_on__range=IN_OUR_TIME)
                & (Q(to_on__isnull=True) | Q(to_on__range=IN_OUR_TIME)),
                violation_error_message=_("Choose a day between 2005 and 2099."),
            ),
            models.CheckConstraint(
                name="workexperience_result_exists",
                condition=Q(result__in=["", *TrialResult.values]),
            ),
        ]


class Introduction(BridgeRecord):
    """Client and employer were brought together, about a place or in general.

    An interest that came in through the site becomes hers here, and nobody else's.
    """

    employer = desk_key("vacancies.Employer", related_name="+", verbose_name=_("employer"))
    vacancy = desk_key(
        "vacancies.Vacancy", null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    interest = desk_key(
        "vacancies.Interest",
        null=True,
        blank=True,
        # Interests are erased after a while; that two people met stays.
        on_delete=models.SET_NULL,
        related_name="introductions",
        verbose_name=_("interest from the site"),
    )
    introduced_on = models.DateField(_("introduced on"))
    result = models.CharField(
        _("what came of it?"), max_length=11, choices=IntroductionResult, blank=True
    )
    note = models.TextField(_("what was said"), max_length=1_000, blank=True)

    class Meta:
        ordering = ("-introduced_on", "-id")
        constraints = [
            *record_rules(),
            SameDesk(field="employer"),
            SameDesk(field="vacancy"),
            SameDesk(field="interest"),
            models.UniqueConstraint(
                name="introduction_interest_once",
                fields=["desk", "interest"],
                condition=Q(interest__isnull=False),
                violation_error_message=_("This interest belongs to another client already."),
            ),
            models.CheckConstraint(
                name="introduction_in_our_time",
                condition=Q(introduced_on__range=IN_OUR_TIME),
                violation_error_message=_("Choose a day between 2005 and 2099."),
            ),
            models.CheckConstraint(
                name="introduction_result_exists",
                condition=Q(result__in=["", *IntroductionResult.values]),
            ),
        ]


class JobPromise(BridgeRecord):
    """An employer promises work, on a condition."""

    employer = desk_key("vacancies.Employer", related_name="+", verbose_name=_("employer"))
    condition = models.CharField(_("on which condition?"), max_length=300)
    promised_on = models.DateField(_("promised on"))

    class Meta:
        ordering = ("-promised_on", "-id")
        constraints = [
            *record_rules(),
            SameDesk(field="employer"),
            models.CheckConstraint(
                name="jobpromise_says_on_what_condition",
                condition=~Q(condition=""),
                violation_error_message=_("Say on which condition. Is there none? Write “none”."),
            ),
            models.CheckConstraint(
                name="jobpromise_in_our_time",
                condition=Q(promised_on__range=IN_OUR_TIME),
                violation_error_message=_("Choose a day between 2005 and 2099."),
            ),
        ]


class FundingLine(BridgeRecord):
    """Money for training out of one scheme. Schemes change every year, so they are a text."""

    scheme = models.CharField(_("scheme or fund"), max_length=120)
    amount = models.DecimalField(
        _("amount in euros"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    state = models.CharField(
        _("how far is it?"), max_length=7, choices=FundingState, default=FundingState.ASKED
    )
    asked_on = models.DateField(_("asked on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        ordering = ("-asked_on", "-id")
        constraints = [
            *record_rules(),
            models.CheckConstraint(
                name="fundingline_says_which",
                condition=~Q(scheme=""),
                violation_error_message=_("Fill in the scheme or the fund."),
            ),
            models.CheckConstraint(
                name="fundingline_answer_has_day",
                condition=Q(state=FundingState.ASKED, answered_on__isnull=True)
                | Q(
                    state__in=[FundingState.GRANTED, FundingState.REFUSED],
                    answered_on__gte=F("asked_on"),
                ),
                violation_error_message=_("An answer has a day, on or after the day of asking."),
            ),
            models.CheckConstraint(
                name="fundingline_amount_is_money",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                violation_error_message=_("Fill in an amount above zero, or leave it empty."),
            ),
            models.CheckConstraint(
                name="fundingline_in_our_time",
                condition=Q(asked_on__range=IN_OUR_TIME)
                & (Q(answered_on__isnull=True) | Q(answered_on__range=IN_OUR_TIME)),
                violation_error_message=_("Choose a day between 2005 and 2099."),
            ),
        ]


# Which record lays which plank; the other four are laid by the owner, talks and a trajectory.
RECORDS: dict[Plank, type[BridgeRecord]] = {
    Plank.EXPERIENCE: WorkExperience,
    Plank.MATCHING: Introduction,
    Plank.SECURITY: JobPromise,
    Plank.FUNDING: FundingLine,
}
