"""Who works at the company, and when somebody of the desk was in touch."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from vacancies.actions.rules import refuse_bsn_in
from vacancies.models import Employer, EmployerContact, EmployerVisit


class VisitInFuture(DomainError):
    field = "on"
    message = _("This day has not come yet. Write down what you plan as the next step.")


class StepWithoutDay(DomainError):
    field = "due_on"
    message = _("Choose a day for the next step.")


class DayWithoutStep(DomainError):
    field = "next_step"
    message = _("Write what the next step is, or empty the day.")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody at a company, cleaned."""

    name: str
    position: str = ""
    email: str = ""
    phone: str = ""
    left_on: date | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return asdict(self)


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


@transaction.atomic
def add_contact(
    employer: Employer, person: Person, *, by: Membership, key: UUID, vouched: Collection[str] = ()
) -> EmployerContact:
    """A second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn_in(person.columns, vouched=vouched)
    contact, is_new = EmployerContact.objects.get_or_create(
        key=key, defaults={"employer": employer, **person.columns}
    )
    if not is_new:
        refuse_other(contact, person.columns)
    else:
        note_vouched(contact, by=by, fields=vouched_for)
        note("employer-contact.added", contact, by=by.actor)
    return contact


@transaction.atomic
def edit_contact(
    contact: EmployerContact,
    person: Person,
    *,
    by: Membership,
    version: int,
    vouched: Collection[str] = (),
) -> EmployerContact:
    vouched_for = refuse_bsn_in(person.columns, vouched=vouched)
    before = locked(contact)
    changed = save_changes(before, person.columns, version=version)
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        note("employer-contact.edited", before, by=by.actor, changed=changed)
    return before


@transaction.atomic
def log_visit(
    employer: Employer, visit: Visit, *, by: Membership, key: UUID, vouched: Collection[str] = ()
) -> EmployerVisit:
    """A second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn_in(visit.columns, vouched=vouched)
    if visit.on > timezone.localdate():
        raise VisitInFuture
    if visit.next_step and visit.due_on is None:
        raise StepWithoutDay
    if visit.due_on and not visit.next_step:
        raise DayWithoutStep
    logged, is_new = EmployerVisit.objects.get_or_create(
        key=key, defaults={"employer": employer, "by": by, **visit.columns}
    )
    if not is_new:
        refuse_other(logged, visit.columns)
    else:
        note_vouched(logged, by=by, fields=vouched_for)
        note("employer-visit.logged", logged, by=by.actor)
    return logged


@transaction.atomic
def finish_visit_step(visit: EmployerVisit, *, by: Membership, is_done: bool = True) -> None:
    """Tick off what was promised to a company, or take that back; twice is once."""
    before = locked(visit)
    if not before.next_step or bool(before.done_at) is is_done:
        return
    before.done_at = timezone.now() if is_done else None
    before.save(update_fields=["done_at"])
    action = "employer-step.finished" if is_done else "employer-step.reopened"
    note(action, before, by=by.actor, changed=["done_at"])
