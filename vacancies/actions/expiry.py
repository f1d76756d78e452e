"""What time does to vacancies: a reminder before the last day, and the end after it."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q

from loketten.audit import outbox
from loketten.audit.actors import SYSTEM
from loketten.audit.log import note
from vacancies import emails  # noqa: F401  (knows the effect that is written here)
from vacancies.actions.online import take_offline
from vacancies.choices import ClosedHow, VacancyState
from vacancies.models import Vacancy
from vacancies.querysets import VacancyQuerySet
from vacancies.terms import ENDS_SOON


@transaction.atomic
def end_expired(today: date) -> int:
    """Of the current desk. The end gets the day on which it came, however late this runs."""
    online = Vacancy.objects.filter(state=VacancyState.PUBLISHED, expires_on__lt=today)
    return _end(online)


@transaction.atomic
def end_with_desk(last_day: date) -> int:
    """Of the current desk, which is closed since: nothing of it stays online."""
    return _end(Vacancy.objects.filter(state=VacancyState.PUBLISHED), at_the_latest=last_day)


def _end(online: VacancyQuerySet, *, at_the_latest: date = date.max) -> int:
    ended = list(online.select_for_update(no_key=True, skip_locked=True))
    for vacancy in ended:
        assert vacancy.expires_on
        on = min(vacancy.expires_on, at_the_latest)
        take_offline(vacancy, how=ClosedHow.EXPIRED, on=on)
        note("vacancy.ended", vacancy, by=SYSTEM, changed=["state"])
    return len(ended)


@transaction.atomic
def remind_owners(today: date) -> int:
    """Of the current desk; once for each last day, so a refreshed vacancy gets a new one."""
    online = Vacancy.objects.filter(
        state=VacancyState.PUBLISHED, expires_on__range=(today, today + ENDS_SOON)
    )
    waiting = online.filter(Q(reminded_of__isnull=True) | ~Q(reminded_of=F("expires_on")))
    soon = list(waiting.select_for_update(no_key=True, skip_locked=True))
    for vacancy in soon:
        vacancy.reminded_of = vacancy.expires_on
        vacancy.save(update_fields=["reminded_of"])
        outbox.add("vacancies.ends_soon", vacancy_id=vacancy.pk)
        note("vacancy.reminded", vacancy, by=SYSTEM, changed=["reminded_of"])
    return len(soon)
