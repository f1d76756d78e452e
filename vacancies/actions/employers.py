"""Writing down a company, changing it, and putting it away."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note, note_each
from loketten.kit.errors import DomainError
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Desk
from vacancies.actions.listing import rewrite_listings
from vacancies.actions.rules import refuse_bsn_in
from vacancies.choices import VacancyState
from vacancies.models import Employer

SHOWN_LOOKALIKES = 5
ROWS_AT_A_TIME = 1_000


class LooksLikeEmployer(DomainError):
    """Perhaps the desk has it already; `employers` are those that it resembles."""

    field = "is_another"
    message = _("Look first whether this is a company that you have already.")

    def __init__(self, employers: list[Employer]) -> None:
        super().__init__(self.message)
        self.employers = employers


class KvkIsTaken(DomainError):
    """A number belongs to one company; `employers` is the one that has it."""

    field = "kvk"
    message = _("This KvK number belongs to an employer that you have.")

    def __init__(self, employer: Employer) -> None:
        super().__init__(self.message)
        self.employers = [employer]


class HasPlacesOnline(DomainError):
    message = _("This company has places online. Close them first.")


@dataclass(frozen=True, kw_only=True)
class Company:
    """What is known of a company, cleaned."""

    name: str
    kvk: str = ""
    sector_id: str | None = None
    street: str = ""
    postcode: str = ""
    city: str = ""
    website: str = ""
    note: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def add_employer(
    company: Company,
    *,
    by: Membership,
    key: UUID,
    is_another: bool = False,
    vouched: Collection[str] = (),
) -> Employer:
    """A second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn_in(company.columns, vouched=vouched)
    keep_others_waiting()
    before: Employer | None = Employer.objects.filter(key=key).first()
    if before:
        refuse_other(before, company.columns)
        return before
    _refuse_taken_number(company)
    if not is_another:
        _look_for_lookalikes(company)
    employer: Employer = Employer.objects.create(key=key, **company.columns)
    note_vouched(employer, by=by, fields=vouched_for)
    note("employer.added", employer, by=by.actor)
    return employer


@transaction.atomic
def add_employers(companies: Sequence[tuple[Company, UUID]], *, by: Membership) -> list[Employer]:
    """Like `add_employer` for each with its key, in few statements, when somebody looks before and
    after whom they resemble; nobody waits, so a KvK number may turn out to be taken."""
    for company, _key in companies:
        refuse_bsn_in(company.columns, vouched=())
    numbers = {company.kvk for company, _key in companies} - {""}
    if taken := Employer.objects.filter(kvk__in=numbers).first():
        raise KvkIsTaken(taken)
    employers: list[Employer] = Employer.objects.bulk_create(
        (Employer(key=key, **company.columns) for company, key in companies),
        batch_size=ROWS_AT_A_TIME,
    )
    note_each("employer.added", ((one, False) for one in employers), by=by.actor)
    return employers


def keep_others_waiting() -> None:
    """Whoever adds a company at the same moment waits here, so no company comes twice."""
    Desk.objects.select_for_update(no_key=True).only("pk").get(pk=current_desk_id())


@transaction.atomic
def edit_employer(
    employer: Employer,
    company: Company,
    *,
    by: Membership,
    version: int,
    vouched: Collection[str] = (),
) -> Employer:
    """A new name also stands in the public listings of its places."""
    vouched_for = refuse_bsn_in(company.columns, vouched=vouched)
    before = locked(employer)
    _refuse_taken_number(company, but=before)
    changed = save_changes(before, company.columns, version=version, keys=["search_key"])
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        note("employer.edited", before, by=by.actor, changed=changed)
    if "name" in changed:
        rewrite_listings(before.vacancies.filter(state=VacancyState.PUBLISHED))
    return before


@transaction.atomic
def archive_employer(employer: Employer, *, by: Membership) -> Employer:
    """Out of the list and of the choices; everything that was written down stays."""
    before = locked(employer)
    if before.archived_at:
        return before
    if before.vacancies.filter(state=VacancyState.PUBLISHED).exists():
        raise HasPlacesOnline
    return _put(before, at=timezone.now(), action="employer.archived", by=by)


@transaction.atomic
def restore_employer(employer: Employer, *, by: Membership) -> Employer:
    before = locked(employer)
    if before.archived_at is None:
        return before
    return _put(before, at=None, action="employer.restored", by=by)


def _put(employer: Employer, *, at: Any, action: str, by: Membership) -> Employer:
    employer.archived_at = at
    employer.version += 1
    employer.save(update_fields=["archived_at", "version"])
    note(action, employer, by=by.actor, changed=["archived_at"])
    return employer


def _refuse_taken_number(company: Company, *, but: Employer | None = None) -> None:
    if not company.kvk:
        return
    other = Employer.objects.filter(kvk=company.kvk).first()
    if other and other != but:
        raise KvkIsTaken(other)


def _look_for_lookalikes(company: Company) -> None:
    found = Employer.objects.resembling(company.name, postcode=company.postcode)
    if lookalikes := list(found[:SHOWN_LOOKALIKES]):
        raise LooksLikeEmployer(lookalikes)
