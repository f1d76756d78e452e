"""News to the desks, in both languages."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.seen import SeenForm
from loketten.accounts.models.news import LONGEST_TEXT, LONGEST_TITLE
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.tenancy.models import Desk
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField, TextField

LONGEST = timedelta(days=366)


class _Title(LineField):
    def __init__(self, label: Any) -> None:
        missing = {"required": _("Fill in the title.")}
        super().__init__(label=label, max_length=LONGEST_TITLE, error_messages=missing)


class _Text(TextField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            max_length=LONGEST_TEXT,
            error_messages={"required": _("Fill in the text.")},
            widget=forms.Textarea(attrs={"rows": 5}),
        )


class _NewsForm(NoBsnForm):
    """To all desks, or to some of them."""

    title_nl = _Title(_("Title in Dutch"))
    text_nl = _Text(_("Text in Dutch"))
    title_en = _Title(_("Title in English"))
    text_en = _Text(_("Text in English"))
    first_day = DayField(
        label=_("First day"),
        error_messages={"required": _("Fill in the first day.")},
    )
    last_day = DayField(
        label=_("Last day"),
        error_messages={"required": _("Fill in the last day.")},
    )
    desk_ids = forms.TypedMultipleChoiceField(
        label=_("Only for these desks"),
        required=False,
        coerce=int,
        help_text=_("Choose none to reach all desks."),
        error_messages=NO_SUCH_CHOICE,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = Desk.objects.select_related("region").defer("logo").order_by("region__name")
        choices = [(desk.pk, desk.display_name) for desk in desks]
        self.fields["desk_ids"].choices = choices  # type: ignore[attr-defined]

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        first = self.cleaned_data.get("first_day")
        if first and last < first:
            raise ValidationError(_("The last day is not before the first day."))
        if last < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose today or later."))
        if last > timezone.localdate() + LONGEST:
            raise ValidationError(_("This day is too far away. Choose a day within a year."))
        return last


class NewNewsForm(_NewsForm, KeyedForm):
    """What is published once, however often the button is pressed."""


class NewsForm(SeenForm, _NewsForm):
    """A piece of news that is there already."""
