"""Forms that make something: two submits of one form make it once."""

from typing import Any, Self
from uuid import uuid4

from django import forms
from django.http import QueryDict

from loketten.ui.fields import KeyField


class KeyedForm(forms.Form):
    """A form that makes something. A key that cannot be read is replaced, so that pressing the
    button again works."""

    key = KeyField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if stale := self.errors.pop("key", None):
            self.renew_key()
            self.add_error(None, stale)
        return cleaned

    def renew_key(self) -> Self:
        """From here the form makes something of its own; what was typed stays."""
        self.data = with_value(self.data, "key", str(uuid4()))
        return self


def with_value(posted: Any, name: str, value: str) -> QueryDict:
    """What was posted, with one value replaced."""
    changed: QueryDict = posted.copy()
    changed[name] = value
    return changed
