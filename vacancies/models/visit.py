"""What was said to a company and promised to it, and what that said before."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models.kept_words import (
    EarlierSummary,
    Withdrawable,
    earlier_rules,
    withdrawn_rules,
)
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList
from loketten.tenancy.models.codes import only_from
from vacancies.querysets import EmployerVisitQuerySet


class EmployerVisit(Withdrawable):
    """One contact with a company: when, how, with whom, and what was agreed."""

    employer = desk_key("vacancies.Employer", related_name="visits")
    on = models.DateField(_("date"), default=timezone.localdate)
    channel = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("how"))
    contact = desk_key(
        "vacancies.EmployerContact",
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("with"),
    )
    by = desk_key("accounts.Membership", related_name="+", editable=False)
    summary = models.TextField(_("what was said"), max_length=4_000)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    due_on = models.DateField(_("done by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(EmployerVisitQuerySet)()

    class Meta:
        ordering = ("-on", "-id")
        constraints = [
            SameDesk(field="employer"),
            SameDesk(field="contact"),
            SameDesk(field="by"),
            models.UniqueConstraint(name="employervisit_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="employervisit_says_what",
                condition=~Q(summary=""),
                violation_error_message=_("Write what was said."),
            ),
            models.CheckConstraint(
                name="employervisit_in_our_time",
                condition=Q(on__gte="2005-01-01", on__lt="2100-01-01"),
                violation_error_message=_("A visit took place after 2004."),
            ),
            models.CheckConstraint(
                name="employervisit_step_has_day",
                condition=Q(next_step="", due_on__isnull=True)
                | ~Q(next_step="") & Q(due_on__isnull=False),
                violation_error_message=_("A next step needs a day, and a day needs a next step."),
            ),
            *withdrawn_rules("employervisit", say_why=_("Say why the visit is withdrawn.")),
            only_from("channel", CodeList.CHANNEL),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class EarlierVisitText(EarlierSummary):
    """What a visit said before an edit."""

    visit = desk_key("vacancies.EmployerVisit", related_name="earlier_texts")

    class Meta(EarlierSummary.Meta):
        constraints = earlier_rules("visit")

    def __str__(self) -> str:
        return f"{self.visit_id}, version {self.version}"
