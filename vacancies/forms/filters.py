"""The filters of the two lists: they stand in the address, and one that is wrong says so and
filters nothing."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Membership
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.forms import NO_SUCH_CHOICE, CodeField, CodesForm
from loketten.tenancy.models import CodeList
from loketten.ui.text import LineField
from vacancies.models import Employer, Vacancy
from vacancies.querysets import EmployerQuerySet, VacancyQuerySet
from vacancies.terms import ENDS_SOON, LONG_AGO, RECOGNITION_ENDS_SOON


class EmployerShow(models.TextChoices):
    """The values stand in the address."""

    ALL = "", _("All employers")
    RECOGNITION = "erkenning", _("Recognition runs out soon")
    SILENT = "lang-geleden", _("Nobody was in touch for half a year")
    ARCHIVE = "archief", _("In the archive")


class VacancyShow(models.TextChoices):
    """The values stand in the address."""

    ALL = "", _("All vacancies")
    DRAFT = "concept", _("Drafts")
    ONLINE = "online", _("Online")
    ENDING = "bijna-voorbij", _("Goes offline soon")
    CLOSED = "gesloten", _("Closed")


class EmployerFilterForm(CodesForm):
    q = LineField(max_length=100, required=False, label=_("Name, town or KvK number"))
    sector = CodeField(CodeList.SECTOR, required=False, nothing=_("All sectors"), label=_("Sector"))
    toon = forms.ChoiceField(
        required=False, choices=EmployerShow, error_messages=NO_SUCH_CHOICE, label=_("Show")
    )

    def narrow(self, employers: EmployerQuerySet, *, today: date) -> EmployerQuerySet:
        """The employers that fit what was filled in rightly."""
        # Fills cleaned_data with the fields that are right, also when others are wrong.
        self.is_valid()
        chosen = self.cleaned_data
        shown = chosen.get("toon", "")
        found = employers.archived() if shown == EmployerShow.ARCHIVE else employers.active()
        if shown == EmployerShow.RECOGNITION:
            last = today + RECOGNITION_ENDS_SOON
            found = found.whose_recognition_ends(today=today, before=last)
        if shown == EmployerShow.SILENT:
            found = found.not_visited_since(today - LONG_AGO)
        if chosen.get("sector"):
            found = found.in_sector(chosen["sector"])
        return found.matching(chosen["q"]) if chosen.get("q") else found

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())


class VacancyFilterForm(forms.Form):
    q = LineField(max_length=100, required=False, label=_("Title or company"))
    toon = forms.ChoiceField(
        required=False, choices=VacancyShow, error_messages=NO_SUCH_CHOICE, label=_("Show")
    )
    van = forms.ChoiceField(required=False, error_messages=NO_SUCH_CHOICE, label=_("Of whom"))
    werkgever = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": NO_SUCH_CHOICE["invalid_choice"]},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = Vacancy.objects.order_by().values("owner")
        team = Membership.objects.of_team(current_desk_id()).filter(pk__in=owners)
        names = ((str(one.pk), one.user.name) for one in team.order_by("user__name", "pk"))
        field: Any = self.fields["van"]
        field.choices = [("", _("Everybody")), *names]

    def narrow(self, vacancies: VacancyQuerySet, *, today: date) -> VacancyQuerySet:
        """The vacancies that fit what was filled in rightly."""
        self.is_valid()
        chosen = self.cleaned_data
        found = _of_state(vacancies, chosen.get("toon", ""), today)
        if chosen.get("van"):
            found = found.filter(owner=chosen["van"])
        if chosen.get("werkgever"):
            found = found.filter(employer__public_id=chosen["werkgever"])
        return found.matching(chosen["q"]) if chosen.get("q") else found

    @property
    def employer(self) -> Employer | None:
        """Whose vacancies alone are shown."""
        asked: uuid.UUID | None = self.cleaned_data.get("werkgever")
        return Employer.objects.filter(public_id=asked).first() if asked else None

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())


def _of_state(vacancies: VacancyQuerySet, shown: str, today: date) -> VacancyQuerySet:
    if shown == VacancyShow.DRAFT:
        return vacancies.drafts()
    if shown == VacancyShow.ONLINE:
        return vacancies.online(today)
    if shown == VacancyShow.ENDING:
        return vacancies.ending(today=today, before=today + ENDS_SOON)
    return vacancies.closed() if shown == VacancyShow.CLOSED else vacancies
