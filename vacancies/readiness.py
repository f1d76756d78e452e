"""What lies ahead of a vacancy: until when it is online, what keeps it from going online, and
the one next step."""

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from loketten.kit.errors import DomainError
from vacancies.actions.online import (
    EmployerIsArchived,
    LastDayHasPassed,
    NotRecognised,
    NotWhole,
    fit_of,
    label_of,
    refreshed_on,
)
from vacancies.choices import VacancyState
from vacancies.models import Vacancy
from vacancies.terms import ENDS_SOON, LastDay, last_day_online


class Next(StrEnum):
    """What somebody should do now."""

    FILL_IN = "fill-in"
    RECOGNISE = "recognise"
    RESTORE_EMPLOYER = "restore-employer"
    PUBLISH = "publish"
    REFRESH = "refresh"
    WAIT = "wait"
    REOPEN = "reopen"


_WAY_ROUND: dict[type[DomainError], Next] = {
    EmployerIsArchived: Next.RESTORE_EMPLOYER,
    LastDayHasPassed: Next.FILL_IN,
    NotRecognised: Next.RECOGNISE,
    NotWhole: Next.FILL_IN,
}


class Ahead(NamedTuple):
    """`last_day` is what it is, or of a draft what it would be; `obstacle` says why not."""

    step: Next
    last_day: LastDay | None = None
    obstacle: str = ""
    missing: tuple[Any, ...] = ()


def ahead_of(vacancy: Vacancy, *, today: date) -> Ahead:
    if vacancy.state == VacancyState.CLOSED:
        return Ahead(Next.REOPEN)
    if vacancy.state == VacancyState.PUBLISHED:
        return _online(vacancy, today)
    try:
        fit = fit_of(vacancy, refreshed_on=today)
    except DomainError as error:
        missing = tuple(map(label_of, error.fields)) if isinstance(error, NotWhole) else ()
        return Ahead(_WAY_ROUND[type(error)], obstacle=str(error.message), missing=missing)
    return Ahead(Next.PUBLISH, fit.last_day)


def _online(vacancy: Vacancy, today: date) -> Ahead:
    """From the row alone: what is online was fit when its last day was written."""
    recognition = vacancy.recognition
    last_day = last_day_online(
        refreshed_on=refreshed_on(vacancy),
        apply_by=vacancy.apply_by,
        recognised_until=recognition.valid_until if recognition else None,
    )
    is_soon = last_day.day <= today + ENDS_SOON
    return Ahead(Next.REFRESH if is_soon else Next.WAIT, last_day)
