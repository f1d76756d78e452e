"""The steps of a vacancy: online, still free, closed, and back to a draft."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import ChangedMeanwhile, locked
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from vacancies.actions.drafts import VacancyIsClosed
from vacancies.actions.listing import write_listing
from vacancies.actions.online import fit_of, put, take_offline
from vacancies.choices import ClosedHow, VacancyState
from vacancies.models import Vacancy


class IsNotOnline(DomainError):
    message = _("This vacancy is not online.")


@transaction.atomic
def publish_vacancy(vacancy: Vacancy, *, by: Membership, version: int) -> Vacancy:
    """Everybody can read it from now on; `version` is what the publisher had on her screen."""
    before = locked(vacancy)
    if before.state == VacancyState.PUBLISHED:
        return before
    if before.state == VacancyState.CLOSED:
        raise VacancyIsClosed
    if before.version != version:
        raise ChangedMeanwhile(before)
    now = timezone.now()
    _put_online(before, at=now)
    write_listing(before, published_at=now)
    note("vacancy.published", before, by=by.actor, changed=["state"])
    return before


@transaction.atomic
def refresh_vacancy(vacancy: Vacancy, *, by: Membership) -> Vacancy:
    """The place is still free: the last day moves on, and a newer recognition takes over."""
    before = locked(vacancy)
    if before.state != VacancyState.PUBLISHED:
        raise IsNotOnline
    _put_online(before, at=timezone.now())
    write_listing(before)
    note("vacancy.refreshed", before, by=by.actor, changed=["expires_on"])
    return before


@transaction.atomic
def close_vacancy(vacancy: Vacancy, *, by: Membership, how: ClosedHow) -> Vacancy:
    """Of a draft too: nobody looks for anybody any more. Twice is once."""
    before = locked(vacancy)
    if before.state == VacancyState.CLOSED:
        return before
    take_offline(before, how=how, on=timezone.localdate())
    note("vacancy.closed", before, by=by.actor, changed=["state"])
    return before


@transaction.atomic
def reopen_vacancy(vacancy: Vacancy, *, by: Membership) -> Vacancy:
    """As a draft, never as it was: somebody looks at it before the public does."""
    before = locked(vacancy)
    if before.state != VacancyState.CLOSED:
        return before
    put(before, {"state": VacancyState.DRAFT, "closed_on": None, "closed_how": ""})
    note("vacancy.reopened", before, by=by.actor, changed=["state"])
    return before


def _put_online(vacancy: Vacancy, *, at: datetime) -> None:
    fit = fit_of(vacancy, refreshed_on=timezone.localdate(at))
    put(
        vacancy,
        {
            "state": VacancyState.PUBLISHED,
            "first_published_at": vacancy.first_published_at or at,
            "refreshed_at": at,
            **fit.columns,
        },
    )
