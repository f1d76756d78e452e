"""A talk that is not finished: every field may be empty, wrong or half."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advice.forms.talk import broken_form
from loketten.kit.bsn import without_bsns
from loketten.ui.bsn import NoBsnForm
from loketten.ui.text import LineField, TextField

# What a draft keeps of each field, as it was typed.
CHOICES = ("channel", "kind", "outcome", "due", "due_on", "step_owner", "plan")
TEXTS = ("summary", "note", "step", "held_at")
LONGEST_KEY = 60
MOST_THEMES = 60


class KeysField(forms.Field):
    """Some short words; which of them exist is asked when the talk is saved."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[str]:
        return [key for key in value or [] if key.isprintable() and len(key) <= LONGEST_KEY][
            :MOST_THEMES
        ]


class DraftForm(NoBsnForm):
    """`content` is what may be kept: never a number that looks like a citizen service number."""

    summary = TextField(label=_("Summary"), max_length=10_000, required=False)
    note = TextField(label=_("Own note"), max_length=10_000, required=False)
    step = LineField(label=_("Next step"), max_length=200, required=False)
    held_at = LineField(label=_("When"), max_length=40, required=False)
    themes = KeysField(required=False)
    key = forms.UUIDField(error_messages=broken_form())
    # Which window writes: it may always go on with its own draft.
    page = forms.UUIDField(error_messages=broken_form())
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, error_messages=broken_form())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CHOICES:
            self.fields[name] = LineField(label=name, max_length=LONGEST_KEY, required=False)

    def add_error(self, field: str | None, error: Any) -> None:
        """A suspect number is no error here: the rest of the text must not get lost for it."""
        if field not in self._suspect:
            super().add_error(field, error)

    @property
    def content(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in (*TEXTS, *CHOICES, "themes")}
        for name in self.masked:
            kept[name] = without_bsns(kept[name])
        return {**kept, "page": str(self.cleaned_data["page"])}

    @property
    def masked(self) -> list[str]:
        """Fields of which some digits are left out; whoever vouched for them keeps them."""
        return [name for name in self._suspect if name not in self.vouched]
