"""Asks whoever types nine digits that could be a citizen service number what they are."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loketten.kit.bsn import LooksLikeBsn, has_bsn
from loketten.ui.text import TextField

SUFFIX = "_not_a_bsn"
# By which a feed or an import, where nobody can tick a box, knows the mistake.
CODE = "looks-like-bsn"


class NoBsnForm(forms.Form):
    """Checks every free text of the form. What was typed stays; the writer removes the number,
    or ticks the box that then appears. Show the boxes with components/forms/bsn.html.

    Hand `vouched` to the action: it is the list of fields that pass only because of a tick.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vouched: list[str] = []
        self._suspect: list[str] = []
        for name in list(self._watched()):
            self.fields[name + SUFFIX] = forms.BooleanField(
                required=False,
                label=format_lazy(
                    _("“{field}” holds no citizen service number, but something else"),
                    field=self.fields[name].label or name,
                ),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ticked = {name for name in self._watched() if cleaned.pop(name + SUFFIX, False)}
        self._suspect = [name for name in self._watched() if has_bsn(cleaned.get(name, ""))]
        self.vouched = [name for name in self._suspect if name in ticked]
        for name in self._suspect:
            if name not in ticked:
                self.add_error(name, forms.ValidationError(LooksLikeBsn.message, code=CODE))
        return cleaned

    @property
    def bsn_boxes(self) -> list[BoundField]:
        """The boxes that should be seen: those of fields with a suspect number."""
        return [self[name + SUFFIX] for name in self._suspect]

    def _watched(self) -> Iterator[str]:
        for name, field in self.fields.items():
            if isinstance(field, TextField) and field.is_free_text:
                yield name
