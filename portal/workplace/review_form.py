"""The form of one week of the access log: an answer and a remark for each row."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Membership
from loketten.ui.bsn import NoBsnForm
from loketten.ui.text import LineField
from loketten.ui.widgets import Pills
from portal.workplace.actions.review import Mark
from portal.workplace.models.review import Verdict
from portal.workplace.review import Look

LONGEST = 300
REST_IS_FINE = "rest-is-fine"
SIGN = "sign"


class Answer(NamedTuple):
    """One row of the page; without fields where this reader has nothing to say."""

    look: Look
    verdict: BoundField | None
    remark: BoundField | None


class ReviewForm(NoBsnForm):
    """Made for the rows of one week, by `form_of`."""

    looks: list[Look]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for look in self.looks:
            name = f"remark_{look.pk}"
            doubts = cleaned.get(f"verdict_{look.pk}") == Verdict.LOOK_INTO
            if doubts and name in cleaned and not cleaned[name]:
                self.add_error(name, _("Write what must be looked into."))
        return cleaned

    def marks(self, *, rest_is_fine: bool) -> Iterator[Mark]:
        """Rows without an answer are left out, unless the reader found all the others fine."""
        for look in self.looks:
            verdict = self.cleaned_data[f"verdict_{look.pk}"]
            if verdict or rest_is_fine:
                remark = self.cleaned_data[f"remark_{look.pk}"]
                yield Mark(look.pk, verdict or Verdict.FINE, remark)


def form_of(looks: list[Look], posted: QueryDict | None, *, reader: Membership) -> ReviewForm:
    """Fields for the rows that this reader may answer: not her own looks, and not what a
    colleague answered."""
    hers = [look for look in looks if may_answer(look, reader)]
    fields: dict[str, Any] = {"looks": hers}
    for look in hers:
        who = {"who": look.row.who, "number": look.row.number}
        said = look.reviewed
        fields[f"verdict_{look.pk}"] = forms.ChoiceField(
            label=_("Answer for %(who)s, %(number)s") % who,
            choices=Verdict,
            widget=Pills,
            required=False,
            initial=said.verdict if said else "",
        )
        fields[f"remark_{look.pk}"] = LineField(
            label=_("Remark about %(who)s, %(number)s") % who,
            max_length=LONGEST,
            required=False,
            initial=said.remark if said else "",
        )
    made: ReviewForm = type("WeekForm", (ReviewForm,), fields)(posted)
    return made


def may_answer(look: Look, reader: Membership) -> bool:
    is_free = look.reviewed is None or look.reviewed.by_id == reader.pk
    return is_free and look.member_id != reader.pk


def answers_of(form: ReviewForm, looks: list[Look]) -> list[Answer]:
    """Every row of the week, with its fields where it has any."""
    return [
        Answer(look, form[f"verdict_{look.pk}"], form[f"remark_{look.pk}"])
        if f"verdict_{look.pk}" in form.fields
        else Answer(look, None, None)
        for look in looks
    ]
