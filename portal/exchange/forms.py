"""What somebody fills in to bring rows in, or to take everything along."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.fields import ColleagueField
from loketten.kit.errors import DomainError
from loketten.kit.tables.bounds import MOST_BYTES, Table, TooManyBytes
from loketten.kit.tables.reading import read_table
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.ui.bsn import NoBsnForm
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField
from portal.exchange.choices import Doubles, ImportKind, Purpose
from portal.exchange.kinds.registry import KINDS
from portal.exchange.models import Import
from portal.exchange.models.exports import FORMATS

SAMPLES = 3
LONGEST_SAMPLE = 60


class SendForm(KeyedForm):
    """A file; `table` is what stands in it."""

    kind = forms.ChoiceField(
        label=_("What is in the file?"),
        choices=ImportKind.choices,
        widget=forms.RadioSelect,
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose what is in the file.")},
    )
    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": _("Choose a file."),
            "invalid": _("Choose a file."),
            "missing": _("Choose a file."),
            # Its name counts for nothing, and is not kept.
            "max_length": _("Choose a file."),
        },
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = Table([], [])
        self._is_too_large = is_too_large

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._is_too_large:
            self.errors.pop("file", None)
            self.add_error("file", str(TooManyBytes()))
        return cleaned

    def clean_file(self) -> None:
        sent = self.cleaned_data["file"]
        try:
            if sent.size > MOST_BYTES:
                raise TooManyBytes
            self.table = read_table(sent.read())
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


class ColumnsForm(forms.Form):
    """For each column of the file what it is; `columns` is the other way round."""

    def __init__(self, *args: Any, run: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._run, self._kind = run, KINDS[run.kind]
        fields = self._kind.form_class.base_fields
        named = [(one.field, fields[one.field].label) for one in self._kind.columns]
        chosen = {place: field for field, place in run.columns.items()}
        samples = _samples(run)
        for place, header in enumerate(run.headers):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=header or _("Column without a name"),
                help_text=" · ".join(samples[place]) or _("Nothing stands in the first rows."),
                choices=[("", _("Leave out")), *named],
                required=False,
                initial=chosen.get(place, ""),
                error_messages=NO_SUCH_CHOICE,
            )
        if self._kind.owner_right:
            owner = ColleagueField(
                self._kind.owner_right,
                label=_("Who gets the rows that name nobody?"),
                nothing=_("Choose a colleague"),
                missing=_("Choose a colleague."),
                initial=str(run.owner_id or ""),
            )
            owner.offer()
            self.fields["owner"] = owner

    @property
    def columns(self) -> dict[str, int]:
        """Only of a valid form. Of two columns for one thing the last counts; see `twice`."""
        return {field: place for place, field in self._chosen().items()}

    @property
    def of_columns(self) -> list[BoundField]:
        """In the order of the file."""
        return [self[f"column-{place}"] for place in range(len(self._run.headers))]

    @property
    def needed(self) -> list[str]:
        """What every row must have, as people call it."""
        return [self.label(one.field) for one in self._kind.columns if one.is_needed]

    def label(self, field: str) -> str:
        return str(self._kind.form_class.base_fields[field].label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = self._chosen()
        for place, field in chosen.items():
            if list(chosen.values()).count(field) > 1:
                self.add_error(
                    f"column-{place}",
                    _("Two columns are the same thing. Leave one of them out."),
                )
        for one in self._kind.columns:
            if one.is_needed and one.field not in chosen.values():
                missing = _("No column is “%(field)s”, which every row needs. Choose one.")
                self.add_error(None, str(missing) % {"field": self.label(one.field)})
        return cleaned

    def _chosen(self) -> dict[int, str]:
        return {
            place: self.cleaned_data[f"column-{place}"]
            for place in range(len(self._run.headers))
            if self.cleaned_data.get(f"column-{place}")
        }


def _samples(run: Import) -> list[list[str]]:
    """What stands in each column of the first rows that were kept."""
    lines = [row.cells for row in run.rows.order_by("number")[:SAMPLES]]
    return [
        [cells[place][:LONGEST_SAMPLE] for cells in lines if place < len(cells) and cells[place]]
        for place in range(len(run.headers))
    ]


class BeginForm(forms.Form):
    """What happens to rows that look like something that is there."""

    doubles = forms.ChoiceField(
        label=_("What do we do with rows that look like one that you have?"),
        choices=Doubles.choices,
        widget=forms.RadioSelect,
        initial=Doubles.SKIP,
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose what we do with these rows.")},
    )


class ExportForm(KeyedForm, NoBsnForm):
    """Why somebody takes everything along."""

    purpose = forms.ChoiceField(
        label=_("What is the file for?"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose what the file is for.")},
    )
    reason = LineField(
        label=_("Explain it in one sentence"),
        help_text=_("This stands in the access log. Name no clients."),
        max_length=300,
        error_messages={"required": _("Say why you need this file.")},
    )
    format = forms.ChoiceField(
        label=_("How would you like the tables?"),
        choices=FORMATS,
        widget=forms.RadioSelect,
        initial=FORMATS[0][0],
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose Excel or CSV.")},
    )
