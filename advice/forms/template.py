"""The form of a template: what a common talk begins with."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.edit_templates import TemplateContent
from advice.codes import Choice, Codebook
from advice.forms.talk import broken_form
from advice.models import TalkTemplate
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.text import LineField, TextField
from loketten.ui.versions import VersionedForm
from loketten.ui.widgets import ManyPills


class TemplateForm(NoBsnForm):
    """`content` is what was filled in, once the form is valid."""

    name = LineField(
        label=_("Name"),
        help_text=_("What you choose it by. For example: first phone call."),
        max_length=40,
    )
    channel = forms.ChoiceField(label=_("How"), required=False)
    kind = forms.ChoiceField(label=_("Kind of talk"), required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=ManyPills)
    summary = TextField(
        label=_("Summary"),
        help_text=_("The skeleton. For example: Question: … We looked at: …"),
        max_length=10_000,
        required=False,
    )
    step = LineField(label=_("Next step"), max_length=200, required=False)

    field_order = ("name", "channel", "kind", "themes", "summary", "step")

    def __init__(self, *args: Any, codes: Codebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes
        self.fields["summary"].widget.attrs["rows"] = 5
        today = timezone.localdate()
        open_choice: list[Choice] = [("", str(_("Leave it open")))]
        for name, code_list, first in (
            ("channel", CodeList.CHANNEL, open_choice),
            ("kind", CodeList.KIND, open_choice),
            ("themes", CodeList.THEME, []),
        ):
            field: Any = self.fields[name]
            kept = self.initial.get(name) or []
            kept = [kept] if isinstance(kept, str) else kept
            field.choices = first + codes.choices(code_list, on=today, also=kept)

    @property
    def content(self) -> TemplateContent:
        names = ("name", "channel", "kind", "themes", "summary", "step")
        return TemplateContent(**{name: self.cleaned_data[name] for name in names})


class NewTemplateForm(TemplateForm):
    """The key makes a double submit one template."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages=broken_form())


class ChangeTemplateForm(TemplateForm, VersionedForm):
    """A template that was made before."""

    def anew(self, sent: QueryDict, initial: dict[str, Any]) -> Self:
        return type(self)(sent, initial=initial, codes=self.codes)

    @staticmethod
    def initial_of(template: TalkTemplate) -> dict[str, Any]:
        return {
            "name": template.name,
            "channel": template.channel_id or "",
            "kind": template.kind_id or "",
            "themes": template.themes,
            "summary": template.summary,
            "step": template.step,
            "version": template.version,
        }
