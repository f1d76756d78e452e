"""Who works at the company."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note
from vacancies.actions.rules import refuse_bsn_in
from vacancies.models import Employer, EmployerContact


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
