"""What visitors of the public site send to a desk: contact fields and little else."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.kit.phones import spaced_phone
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel
from vacancies.choices import (
    ANSWERS,
    REASONS,
    AnswerState,
    BestMoment,
    Outcome,
    ReportReason,
    RequestKind,
)
from vacancies.questions import QuestionQuerySet, ReportQuerySet


class FromVisitor(DeskModel):
    """Somebody without an account who waits for an answer."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    message = models.TextField(_("your question"), max_length=1_000, blank=True)
    language = models.CharField(max_length=2, default="nl", editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(
        max_length=9, choices=AnswerState, default=AnswerState.NEW, editable=False
    )
    # Who took it, and later who ended it.
    answered_by = desk_key("accounts.Membership", null=True, editable=False, related_name="+")
    answered_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True, editable=False)
    # From then on nobody can be recognised in it: what stays is a row to count.
    erased_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(QuestionQuerySet)()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state in {AnswerState.NEW, AnswerState.TAKEN}

    @property
    def spoken_phone(self) -> str:
        return spaced_phone(self.phone)


def visitor_rules() -> list[models.BaseConstraint]:
    """The same rules for every question of a visitor, each under its own name."""
    return [
        SameDesk(field="answered_by"),
        models.UniqueConstraint(name="%(class)s_public_id_once", fields=["desk", "public_id"]),
        models.UniqueConstraint(name="%(class)s_key_once", fields=["desk", "key"]),
        models.CheckConstraint(
            name="%(class)s_can_be_answered",
            condition=Q(erased_at__isnull=True) & ~Q(name="") & (~Q(email="") | ~Q(phone=""))
            | Q(erased_at__isnull=False, name="", email="", phone="", message=""),
            violation_error_message=_("Fill in your name, and your e-mail address or phone."),
        ),
        models.CheckConstraint(
            name="%(class)s_phone_is_plain",
            condition=Q(phone__regex=r"^(0[0-9]{9}|\+[0-9]{7,15})?$"),
            violation_error_message=_("Write the phone number like 06 000 000 41."),
        ),
        models.CheckConstraint(
            name="%(class)s_answer_names_who",
            condition=Q(state=AnswerState.NEW, answered_by__isnull=True, answered_at__isnull=True)
            | Q(
                state__in=[AnswerState.TAKEN, AnswerState.DONE, AnswerState.DROPPED],
                answered_by__isnull=False,
                answered_at__isnull=False,
            )
            | Q(state=AnswerState.WITHDRAWN, answered_at__isnull=False, erased_at__isnull=False),
        ),
        models.CheckConstraint(
            name="%(class)s_end_says_how",
            condition=Q(state=AnswerState.DONE, outcome__in=ANSWERS)
            | Q(state=AnswerState.DROPPED, outcome__in=REASONS)
            | Q(
                state__in=[AnswerState.NEW, AnswerState.TAKEN, AnswerState.WITHDRAWN],
                outcome="",
            ),
        ),
    ]


class DeskRequest(FromVisitor):
    """Asks for a talk, or to be called back."""

    kind = models.CharField(
        _("what would you like?"), max_length=9, choices=RequestKind, default=RequestKind.TALK
    )
    moment = models.CharField(
        _("when does it suit you?"), max_length=9, choices=BestMoment, default=BestMoment.ANY
    )

    class Meta:
        constraints = [
            *visitor_rules(),
            models.CheckConstraint(
                name="deskrequest_kind_exists", condition=Q(kind__in=RequestKind.values)
            ),
            models.CheckConstraint(
                name="deskrequest_moment_exists", condition=Q(moment__in=BestMoment.values)
            ),
        ]
        indexes = [models.Index(name="deskrequest_by_state", fields=["desk", "state", "sent_at"])]


class Interest(FromVisitor):
    """Wants one learn-work place; `apprenticeships` joins it to a client later."""

    vacancy = desk_key("vacancies.Vacancy", related_name="interests")

    class Meta:
        constraints = [SameDesk(field="vacancy"), *visitor_rules()]
        indexes = [models.Index(name="interest_by_state", fields=["desk", "state", "sent_at"])]


class AdReport(DeskModel):
    """A visitor says that something is wrong with a published vacancy; no name is asked."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    vacancy = desk_key("vacancies.Vacancy", related_name="reports")
    reason = models.CharField(_("what is wrong?"), max_length=7, choices=ReportReason)
    remark = models.TextField(_("tell us more"), max_length=1_000, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_by = desk_key("accounts.Membership", null=True, editable=False, related_name="+")
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_note = models.CharField(_("what was done"), max_length=300, blank=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(ReportQuerySet)()

    class Meta:
        ordering = ("-sent_at", "-id")
        constraints = [
            SameDesk(field="vacancy"),
            SameDesk(field="settled_by"),
            models.UniqueConstraint(name="adreport_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="adreport_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="adreport_reason_exists", condition=Q(reason__in=ReportReason.values)
            ),
            models.CheckConstraint(
                name="adreport_settled_says_who_and_what",
                condition=Q(settled_by__isnull=True, settled_at__isnull=True, settled_note="")
                | Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(settled_note=""),
                violation_error_message=_("Say what was done."),
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
