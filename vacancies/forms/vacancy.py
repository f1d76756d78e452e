"""A learn-work place. A draft may be half filled in; what is online may not."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.fields import ColleagueField, EmailLineField
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.kit.money import typed_euros
from loketten.tenancy.forms import NO_SUCH_CHOICE, CodeField, CodesForm
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import SUFFIX, NoBsnForm
from loketten.ui.fields import AmountField, NearDayField, PostcodeField, PublicPhoneField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField, TextField
from loketten.ui.versions import VersionedForm
from vacancies.choices import ClosedHow, PayPer
from vacancies.forms.fields import RowField, occupations, qualifications
from vacancies.models import Employer, Vacancy
from vacancies.models.place import NEEDED_ONLINE

# From the field of the form to the column of the row, where they differ.
COLUMN_OF = {
    "occupation": "occupation_id",
    "sector": "sector_id",
    "route": "route_id",
    "qualification": "qualification_id",
}
MBO_LEVELS = (1, 2, 3, 4)


class LevelField(forms.ChoiceField):
    """An mbo level as a figure, or None."""

    def __init__(self, **kwargs: Any) -> None:
        levels = [(str(one), format_lazy("{} {}", _("Mbo"), one)) for one in MBO_LEVELS]
        choices = [("", _("Not known")), *levels]
        super().__init__(choices=choices, error_messages=NO_SUCH_CHOICE, **kwargs)

    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


def _count(label: Any, *, most: int, wrong: Any, **kwargs: Any) -> forms.IntegerField:
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        min_value=1,
        max_value=most,
        label=label,
        error_messages=messages,
        widget=forms.NumberInput(attrs={"class": "utrecht-textbox--short"}),
        **kwargs,
    )


def _hours(label: Any) -> forms.IntegerField:
    return _count(label, most=48, wrong=_("Hours a week go from 1 to 48."), required=False)


def _lines(label: Any, *, rows: int, **kwargs: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(max_length=4_000, required=False, label=label, widget=widget, **kwargs)


class VacancyForm(CodesForm, NoBsnForm):
    """Shape only: what a place needs before it goes online is the matter of the action."""

    title = LineField(
        max_length=120,
        required=False,
        label=_("Title"),
        help_text=_("As people say it. For example: learning carpenter."),
    )
    occupation = RowField(required=False, nothing=_("Choose an occupation"), label=_("Occupation"))
    sector = CodeField(
        CodeList.SECTOR,
        required=False,
        nothing=_("The sector of the occupation"),
        label=_("Sector"),
    )
    tasks = _lines(
        _("What you do"), rows=5, help_text=_("Write to the reader. One line for each task.")
    )
    asks = _lines(_("What we ask"), rows=3)
    needs_no_diploma = forms.BooleanField(required=False, label=_("No diploma needed"))
    route = CodeField(
        CodeList.ROUTE,
        required=False,
        nothing=_("Choose a learning route"),
        label=_("Learning route"),
        help_text=_("An mbo route needs a company that is recognised for the qualification."),
    )
    qualification = RowField(
        required=False, nothing=_("None, or not known yet"), label=_("Qualification")
    )
    mbo_level = LevelField(
        required=False,
        label=_("Mbo level"),
        help_text=_("With a qualification you can leave this empty."),
    )
    learning = _lines(
        _("What you learn"),
        rows=4,
        help_text=_("Where, on which days, and what somebody has afterwards."),
    )
    hours_from = _hours(_("Hours a week, at least"))
    hours_to = _hours(_("Hours a week, at most"))
    in_evening = forms.BooleanField(
        required=False, label=_("Also in the evening or at the weekend")
    )
    pay_from = AmountField(
        max_length=20, required=False, label=_("Pay, at least"), help_text=_("Gross, in euros.")
    )
    pay_to = AmountField(
        max_length=20, required=False, label=_("Pay, at most"), help_text=_("Gross, in euros.")
    )
    pay_per = forms.ChoiceField(
        required=False,
        choices=[("", _("Not said")), *PayPer.choices],
        error_messages=NO_SUCH_CHOICE,
        label=_("Pay is"),
    )
    offer = _lines(_("What you get"), rows=3)
    starts_on = NearDayField(
        required=False, label=_("Starts on"), help_text=_("Empty: as soon as possible.")
    )
    apply_by = NearDayField(
        required=False,
        label=_("Answer before or on"),
        help_text=_("After this day the vacancy goes offline."),
    )
    places = _count(_("Number of places"), most=99, wrong=_("There are 1 to 99 places."), initial=1)
    street = LineField(max_length=120, required=False, label=_("Street and number"))
    postcode = PostcodeField(
        max_length=12,
        required=False,
        label=_("Postcode"),
        help_text=_("Of the place of work: visitors search by distance."),
    )
    city = LineField(max_length=80, required=False, label=_("Town"))
    directions = LineField(
        max_length=300,
        required=False,
        label=_("How to get there"),
        help_text=_("For example the bus, or if you need a car."),
    )
    contact_name = LineField(
        max_length=120,
        required=False,
        label=_("Whom to ask"),
        help_text=_("Everybody can read this."),
    )
    contact_email = EmailLineField(required=False, label=_("E-mail of the contact"))
    contact_phone = PublicPhoneField(max_length=20, required=False, label=_("Phone of the contact"))
    owner = ColleagueField(
        Right.MANAGE_PLACES,
        nothing=_("Choose a colleague"),
        missing=_("Choose a colleague."),
        label=_("Who looks after this vacancy?"),
        help_text=_("Gets a reminder before it goes offline."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows_of in (("occupation", occupations), ("qualification", qualifications)):
            field = self.fields[name]
            assert isinstance(field, RowField)
            field.offer(rows_of(chosen=self.initial.get(name)))
        owner = self.fields["owner"]
        assert isinstance(owner, ColleagueField)
        owner.offer()

    @property
    def columns(self) -> dict[str, Any]:
        """Only of a valid form: what the fields say, by column."""
        beside = {"key", "version"}
        return {
            COLUMN_OF.get(name, name): value
            for name, value in self.cleaned_data.items()
            if name not in beside and not name.endswith(SUFFIX)
        }

    @property
    def parts(self) -> list[tuple[Any, list[list[tuple[BoundField, bool]]]]]:
        """Headings, and under each its rows of one or two fields, with whether a field says that
        it is optional: what a place needs to go online never does."""
        return [
            (heading, [[(self[name], name not in NEEDED_ONLINE) for name in row] for row in rows])
            for heading, rows in PARTS
        ]


class NewVacancyForm(VacancyForm, KeyedForm):
    """A new one."""

    @staticmethod
    def first_values(employer: Employer, *, owner: Membership) -> dict[str, Any]:
        """Where the company is, and the desk as the contact: visitors ask us, not the company."""
        return {
            "owner": str(owner.pk),
            "sector": employer.sector_id,
            "street": employer.street,
            "postcode": employer.postcode,
            "city": employer.city,
            "contact_name": owner.desk.display_name,
            "contact_email": owner.desk.email,
            "contact_phone": owner.desk.phone,
        }

    @classmethod
    def empty(cls, employer: Employer, *, owner: Membership) -> "NewVacancyForm":
        return cls(initial=cls.first_values(employer, owner=owner))


class EditVacancyForm(VacancyForm, VersionedForm):
    @staticmethod
    def initial_of(vacancy: Vacancy) -> dict[str, Any]:
        names = [name for _heading, rows in PARTS for row in rows for name in row]
        return {
            **{name: getattr(vacancy, COLUMN_OF.get(name, name)) for name in names},
            "pay_from": typed_euros(vacancy.pay_from),
            "pay_to": typed_euros(vacancy.pay_to),
            "owner": str(vacancy.owner_id),
            "version": vacancy.version,
        }


class CloseForm(forms.Form):
    """Why nobody looks for anybody any more."""

    how = forms.ChoiceField(
        label=_("Why does it close?"),
        choices=[
            (one.value, one.label)
            for one in (ClosedHow.THROUGH_US, ClosedHow.ELSEWHERE, ClosedHow.STOPPED)
        ],
        widget=forms.RadioSelect,
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose why the vacancy closes.")},
    )


PARTS: tuple[tuple[Any, tuple[tuple[str, ...], ...]], ...] = (
    (
        _("The place"),
        (("title",), ("occupation", "sector"), ("tasks",), ("asks",), ("needs_no_diploma",)),
    ),
    (_("Learning"), (("route",), ("qualification", "mbo_level"), ("learning",))),
    (
        _("Hours and pay"),
        (
            ("hours_from", "hours_to"),
            ("in_evening",),
            ("pay_from", "pay_to"),
            ("pay_per",),
            ("offer",),
        ),
    ),
    (_("When"), (("starts_on", "apply_by"), ("places",))),
    (_("Where"), (("street",), ("postcode", "city"), ("directions",))),
    (_("Contact"), (("contact_name",), ("contact_email", "contact_phone"), ("owner",))),
)
