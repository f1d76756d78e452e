"""When somebody of the desk was in touch with a company, and what was promised then."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import (
    OtherWithKey,
    locked,
    note_vouched,
    refuse_other,
    save_changes,
)
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError
from vacancies.actions.rules import refuse_bsn_in
from vacancies.models import EarlierVisitText, Employer, EmployerContact, EmployerVisit


class VisitInFuture(DomainError):
    field = "on"
    message = _("This day has not come yet. Write down what you plan as the next step.")


class StepWithoutDay(DomainError):
    field = "due_on"
    message = _("Choose a day for the next step.")


class DayWithoutStep(DomainError):
    field = "next_step"
    message = _("Write what the next step is, or empty the day.")


class ContactElsewhere(DomainError):
    field = "contact"
    message = _("This person works at another company. Choose somebody of this one.")


class VisitIsWithdrawn(DomainError):
    message = _("This visit was withdrawn. It cannot be changed any more.")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One contact, cleaned."""

    on: date
    channel_id: str
    contact_id: int | None
    summary: str
    next_step: str = ""
    due_on: date | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return asdict(self)

    def check(self, employer_id: int, vouched: Collection[str]) -> list[str]:
        """Raises what cannot be; returns the fields for which the writer vouched."""
        vouched_for = refuse_bsn_in(self.columns, vouched=vouched)
        contacts = EmployerContact.objects.filter(employer=employer_id)
        if self.contact_id and not contacts.filter(pk=self.contact_id).exists():
            raise ContactElsewhere
        if self.on > timezone.localdate():
            raise VisitInFuture
        if self.next_step and self.due_on is None:
            raise StepWithoutDay
        if self.due_on and not self.next_step:
            raise DayWithoutStep
        return vouched_for


@transaction.atomic
def log_visit(
    employer: Employer, visit: Visit, *, by: Membership, key: UUID, vouched: Collection[str] = ()
) -> EmployerVisit:
    """A second submit of the same form finds the first one's."""
    vouched_for = visit.check(employer.pk, vouched)
    logged, is_new = EmployerVisit.objects.get_or_create(
        key=key, defaults={"employer": employer, "by": by, **visit.columns}
    )
    if is_new:
        note_vouched(logged, by=by, fields=vouched_for)
        note("employer-visit.logged", logged, by=by.actor)
    elif logged.withdrawn_at:
        raise OtherWithKey
    else:
        refuse_other(logged, visit.columns)
    assert isinstance(logged, EmployerVisit)
    return logged


@transaction.atomic
def edit_visit(
    visit: EmployerVisit,
    said: Visit,
    *,
    by: Membership,
    version: int,
    vouched: Collection[str] = (),
) -> EmployerVisit:
    """Write what differs and keep the text of before; `version` is the one the writer had seen."""
    vouched_for = said.check(visit.employer_id, vouched)
    before = _standing(visit)
    earlier, seen = before.summary, before.version
    changed = save_changes(before, _with_step(before, said), version=version)
    if "summary" in changed:
        EarlierVisitText.objects.create(visit=before, version=seen, summary=earlier, replaced_by=by)
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        note("employer-visit.edited", before, by=by.actor, changed=changed)
    return before


def _with_step(before: EmployerVisit, said: Visit) -> dict[str, Any]:
    """Another promise has not been kept yet, and one that is gone was not kept either."""
    is_same = said.next_step == before.next_step
    return {**said.columns, "done_at": before.done_at if is_same else None}


@transaction.atomic
def withdraw_visit(
    visit: EmployerVisit, *, by: Membership, because: str, vouched: Collection[str] = ()
) -> None:
    """It no longer counts and its step waits for nobody; the text stays in the database."""
    vouched_for = refuse_bsn({"because": because}, vouched=vouched)
    standing = EmployerVisit.objects.standing().filter(pk=visit.pk)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=because):
        raise VisitIsWithdrawn
    note_vouched(visit, by=by, fields=vouched_for)
    note("employer-visit.withdrawn", visit, by=by.actor)


@transaction.atomic
def finish_visit_step(visit: EmployerVisit, *, by: Membership, is_done: bool = True) -> None:
    """Tick off what was promised to a company, or take that back; twice is once."""
    before = _standing(visit)
    if not before.next_step or bool(before.done_at) is is_done:
        return
    before.done_at = timezone.now() if is_done else None
    before.save(update_fields=["done_at"])
    action = "employer-step.finished" if is_done else "employer-step.reopened"
    note(action, before, by=by.actor, changed=["done_at"])


def _standing(visit: EmployerVisit) -> EmployerVisit:
    before = locked(visit)
    if before.withdrawn_at:
        raise VisitIsWithdrawn
    return before
