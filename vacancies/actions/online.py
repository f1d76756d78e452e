"""What makes a place fit to be online, and how long: every action that touches it asks here."""

from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loketten.audit.actors import SYSTEM
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from vacancies.actions.listing import end_listing, write_listing
from vacancies.choices import ClosedHow, VacancyState
from vacancies.models import Recognition, Vacancy
from vacancies.models.place import NEEDED_ONLINE
from vacancies.querysets import VacancyQuerySet
from vacancies.routes import needs_recognition
from vacancies.terms import LastDay, last_day_online


class NotWhole(DomainError):
    """Something is missing that everybody may expect; `fields` are the names of the columns."""

    message = _("This place is not whole yet.")

    def __init__(self, fields: list[str]) -> None:
        super().__init__(self.message)
        self.fields = fields

    def __str__(self) -> str:
        labels = get_text_list([label_of(name) for name in self.fields], gettext("and"))
        return gettext("Fill in first: %(fields)s.") % {"fields": labels}

    def words_for(self, name: str) -> str:
        """At one field of the form."""
        field = {"field": label_of(name)}
        return gettext("This place is online, so it needs this: %(field)s.") % field


class NotRecognised(DomainError):
    """The way out is to write down the recognition, or to choose another route."""

    message = _("This learning route needs a company that is recognised for the qualification.")


class EmployerIsArchived(DomainError):
    message = _("This employer is in the archive. Take it out first.")


class LastDayHasPassed(DomainError):
    field = "apply_by"
    message = _("The last day to answer has passed. Choose a later day, or leave it empty.")


class Fit(NamedTuple):
    """May be online: because of this recognition, until this day."""

    recognition: Recognition | None
    last_day: LastDay

    @property
    def columns(self) -> dict[str, Any]:
        return {"recognition": self.recognition, "expires_on": self.last_day.day}


def label_of(name: str) -> str:
    """The name of a column as its form says it."""
    return str(Vacancy._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def missing_of(vacancy: Vacancy) -> list[str]:
    """Columns that must be filled in before anybody may read this place."""
    names = list(NEEDED_ONLINE)
    if needs_recognition(vacancy.route_id or ""):
        names.append("qualification")
    columns = [Vacancy._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
    return [
        name
        for name, column in zip(names, columns, strict=True)
        if getattr(vacancy, column) in (None, "")
    ]


def recognition_of(vacancy: Vacancy, *, on: date) -> Recognition | None:
    """The one that lasts longest of those that hold on the day."""
    if vacancy.qualification_id is None or not needs_recognition(vacancy.route_id or ""):
        return None
    valid = Recognition.objects.valid_on(on).filter(
        employer=vacancy.employer_id, qualification=vacancy.qualification_id
    )
    recognition: Recognition | None = valid.order_by("-valid_until", "id").first()
    return recognition


def fit_of(vacancy: Vacancy, *, refreshed_on: date) -> Fit:
    """Raises what stands in the way, and says what to do about it."""
    if vacancy.employer.archived_at:
        raise EmployerIsArchived
    if missing := missing_of(vacancy):
        raise NotWhole(missing)
    recognition = recognition_of(vacancy, on=timezone.localdate())
    if recognition is None and needs_recognition(vacancy.route_id or ""):
        raise NotRecognised
    last_day = last_day_online(
        refreshed_on=refreshed_on,
        apply_by=vacancy.apply_by,
        recognised_until=recognition.valid_until if recognition else None,
    )
    if last_day.day < timezone.localdate():
        raise LastDayHasPassed
    return Fit(recognition, last_day)


def refreshed_on(vacancy: Vacancy) -> date:
    """The day on which somebody last said that the place is free."""
    return timezone.localdate(vacancy.refreshed_at)


def recount_last_days(vacancies: VacancyQuerySet) -> None:
    """After a change of a recognition: a place that lost it goes offline at once."""
    online = vacancies.filter(state=VacancyState.PUBLISHED).select_for_update(no_key=True)
    for vacancy in online:
        try:
            fit = fit_of(vacancy, refreshed_on=refreshed_on(vacancy))
        except NotRecognised:
            take_offline(vacancy, how=ClosedHow.REVOKED, on=timezone.localdate())
            note("vacancy.ended", vacancy, by=SYSTEM, changed=["state"])
            continue
        except LastDayHasPassed:
            # The nightly task ends it with its own day.
            continue
        if (vacancy.expires_on, vacancy.recognition) != (fit.last_day.day, fit.recognition):
            put(vacancy, fit.columns)
            write_listing(vacancy)


def take_offline(vacancy: Vacancy, *, how: ClosedHow, on: date) -> None:
    """The locked vacancy and its listing; whoever calls writes the log."""
    put(vacancy, {"state": VacancyState.CLOSED, "closed_on": on, "closed_how": how})
    end_listing(vacancy, on=on)


def put(vacancy: Vacancy, columns: dict[str, Any]) -> None:
    """Write these columns of the locked row, under a new version."""
    for name, value in columns.items():
        setattr(vacancy, name, value)
    vacancy.version += 1
    vacancy.save(update_fields=[*columns, "version"])
