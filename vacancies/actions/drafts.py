"""Writing a vacancy down and changing it, before and after it is online."""

from collections.abc import Collection
from copy import copy
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.colleagues import works_here_with
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Occupation, Qualification
from vacancies.actions.listing import write_listing
from vacancies.actions.online import EmployerIsArchived, fit_of, refreshed_on
from vacancies.actions.rules import refuse_bsn_in
from vacancies.choices import VacancyState
from vacancies.models import Employer, Vacancy


class VacancyIsClosed(DomainError):
    message = _("This vacancy is closed. Open it again first.")


class CannotOwnVacancies(DomainError):
    field = "owner"
    message = _("Choose a colleague who works at this desk.")


class HoursGoDown(DomainError):
    field = "hours_to"
    message = _("This is less than the lowest number of hours.")


class PayIsHalf(DomainError):
    field = "pay_per"
    message = _("Say if this is an hour or a month.")


class PayGoesDown(DomainError):
    field = "pay_to"
    message = _("This is less than the lowest pay.")


class PayHasNoStart(DomainError):
    field = "pay_from"
    message = _("Fill in the lowest pay too, or empty the other fields about pay.")


class OtherLevel(DomainError):
    field = "mbo_level"
    message = _("The qualification has another level. Choose that level, or leave this empty.")


@transaction.atomic
def save_draft(
    employer: Employer,
    columns: dict[str, Any],
    *,
    by: Membership,
    key: UUID,
    vouched: Collection[str] = (),
) -> Vacancy:
    """Half filled in is fine. A second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn_in(columns, vouched=vouched)
    if employer.archived_at:
        raise EmployerIsArchived
    wanted = _completed(columns)
    vacancy, is_new = Vacancy.objects.get_or_create(
        key=key, defaults={"employer": employer, **wanted}
    )
    if not is_new:
        refuse_other(vacancy, wanted)
    else:
        note_vouched(vacancy, by=by, fields=vouched_for)
        note("vacancy.drafted", vacancy, by=by.actor)
    return vacancy


@transaction.atomic
def edit_vacancy(
    vacancy: Vacancy,
    columns: dict[str, Any],
    *,
    by: Membership,
    version: int,
    vouched: Collection[str] = (),
) -> Vacancy:
    """What is online stays whole and recognised, and the public reads the change at once."""
    vouched_for = refuse_bsn_in(columns, vouched=vouched)
    before = locked(vacancy)
    if before.state == VacancyState.CLOSED:
        raise VacancyIsClosed
    wanted = _completed(columns)
    is_online = before.state == VacancyState.PUBLISHED
    if is_online and before.version == version:
        wanted |= _columns_online(before, wanted)
    changed = save_changes(before, wanted, version=version)
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        note("vacancy.edited", before, by=by.actor, changed=changed)
        if is_online:
            write_listing(before)
    return before


def _columns_online(vacancy: Vacancy, wanted: dict[str, Any]) -> dict[str, Any]:
    """Recognition and last day as they follow from what is wanted."""
    after = copy(vacancy)
    for name, value in wanted.items():
        setattr(after, name, value)
    fit = fit_of(after, refreshed_on=refreshed_on(vacancy))
    return {
        "recognition_id": fit.recognition.pk if fit.recognition else None,
        "expires_on": fit.last_day.day,
    }


def refuse_unfit(columns: dict[str, Any]) -> None:
    """What no single field can tell: hours and pay go up, and the level is the qualification's."""
    _check_hours(columns["hours_from"], columns["hours_to"])
    _check_pay(columns["pay_from"], columns["pay_to"], columns["pay_per"])
    _level_of(columns["qualification_id"], columns["mbo_level"])


def _completed(columns: dict[str, Any]) -> dict[str, Any]:
    """Checked, and with what follows: the sector of the occupation, the level of the
    qualification."""
    _check_owner(columns["owner"])
    refuse_unfit(columns)
    return {
        **columns,
        "sector_id": columns["sector_id"] or _sector_of(columns["occupation_id"]),
        "mbo_level": _level_of(columns["qualification_id"], columns["mbo_level"]),
    }


def _check_owner(owner: Membership) -> None:
    if not works_here_with(Right.MANAGE_PLACES, owner):
        raise CannotOwnVacancies


def _check_hours(least: int | None, most: int | None) -> None:
    if least is not None and most is not None and most < least:
        raise HoursGoDown


def _check_pay(least: Any, most: Any, per: str) -> None:
    if least is None and (most is not None or per):
        raise PayHasNoStart
    if least is not None and not per:
        raise PayIsHalf
    if least is not None and most is not None and most < least:
        raise PayGoesDown


def _sector_of(occupation_id: int | None) -> str | None:
    if occupation_id is None:
        return None
    return Occupation.objects.values_list("sector", flat=True).get(pk=occupation_id)


def _level_of(qualification_id: int | None, level: int | None) -> int | None:
    if qualification_id is None:
        return level
    own = Qualification.objects.values_list("level", flat=True).get(pk=qualification_id)
    if level not in (None, own):
        raise OtherLevel
    return own
