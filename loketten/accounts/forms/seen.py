"""A form that remembers what its reader saw."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from loketten.accounts.actions.seen import ChangedMeanwhile, fingerprint
from loketten.kit.errors import DomainError
from loketten.ui.keyed import with_value
from loketten.ui.parts import Version


class SeenForm(forms.Form):
    """Carries the fingerprint of the values that it was filled with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, stored: Mapping[str, Any], **kwargs: Any) -> None:
        kwargs["initial"] = {**stored, "seen": fingerprint(stored)}
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """What goes into the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def show_conflict(self, conflict: ChangedMeanwhile) -> list[Version]:
        """What differs; the text that was typed stays, and the next save counts as seen."""
        self.add_error(None, str(conflict))
        self.data = as_seen(self.data, conflict)
        return [
            Version(
                str(self.fields[name].label), self._words(name, theirs), self._words(name, yours)
            )
            for name, theirs in conflict.stored.items()
            if (yours := self.cleaned_data.get(name)) != theirs
        ]

    def _words(self, name: str, value: Any) -> str:
        """Choices by their labels, nothing as a dash."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, list):
            return ", ".join(str(choices.get(one, one)) for one in value) or "–"
        return str(choices.get(value, value) or "–")


class SecretForm(forms.Form):
    """Is answered with a secret, so it says which one it is about: sent again, by a reload too, it
    makes no second one."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def refuse(self, error: DomainError, newest: str) -> None:
        """What was chosen stays, and the next submit is about the newest."""
        self.add_error(None, str(error))
        self.data = with_value(self.data, "seen", newest)


def as_seen(data: Mapping[str, Any], conflict: ChangedMeanwhile) -> QueryDict:
    """The same form, by somebody who has now seen the newest."""
    assert isinstance(data, QueryDict)
    newer = data.copy()
    newer["seen"] = fingerprint(conflict.stored)
    return newer
