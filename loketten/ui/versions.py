"""Two people at one page: whoever saves second sees both versions, and loses nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Self

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loketten.ui.bsn import SUFFIX, NoBsnForm
from loketten.ui.fields import SeenVersionField, said
from loketten.ui.parts import Version


class VersionedForm(NoBsnForm):
    """Carries the version and, hidden, what each field said when the page was opened. That tells
    what this writer changed, so that she never puts a colleague's field back unseen.

    Its template shows `originals` somewhere inside the form.
    """

    # Texts that are nobody's to lay side by side: both stay, below each other in their own box.
    both_stay: ClassVar[frozenset[str]] = frozenset()

    version = SeenVersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for bound in self._shared():
            bound.field.show_hidden_initial = True

    @property
    def originals(self) -> list[SafeString]:
        """The hidden inputs; a list that was empty has none."""
        return [
            bound.as_hidden(only_initial=True)
            for bound in self._shared()
            if not self.is_bound or self._submitted(bound.html_initial_name)
        ]

    def merged_with(self, theirs: dict[str, Any]) -> Self:
        """The same form on top of the newer version: what this writer changed stays, the rest is
        theirs. `theirs` are initial values, the version among them."""
        merged = QueryDict(mutable=True)
        for bound in self._shared():
            saved = _raw(bound, theirs)
            mine = self._mine_on(bound, saved) if self._is_mine(bound) else _sent(saved)
            merged.setlist(bound.html_initial_name, saved)
            merged.setlist(bound.html_name, mine)
        for name in self.fields:
            if name.endswith(SUFFIX) and name in self.data:
                merged[name] = "on"
        for name in self._seen():
            merged[name] = str(theirs[name])
        return self.anew(merged, theirs)

    def anew(self, sent: QueryDict, initial: dict[str, Any]) -> Self:
        """A form of the same kind; for whoever needs more to make one."""
        return type(self)(sent, initial=initial)

    def disagreements(self, theirs: dict[str, Any]) -> list[Version]:
        """Fields of which both wrote something else."""
        return [
            Version(str(bound.label), self._said(bound, saved), self._said(bound, mine))
            for bound, saved, mine in self._compared(theirs)
            if self._is_mine(bound) and sorted(mine) != sorted(_sent(saved))
            if bound.name not in self.both_stay
        ]

    def only_theirs(self, theirs: dict[str, Any]) -> list[str]:
        """Labels of fields that a colleague changed and this writer did not."""
        return [
            str(bound.label)
            for bound, _saved, _mine in self._compared(theirs)
            if not self._is_mine(bound)
        ]

    def _compared(
        self, theirs: dict[str, Any]
    ) -> Iterator[tuple[BoundField, list[str], list[str]]]:
        """Each field that a colleague changed since this page was opened."""
        for bound in self._shared():
            saved = _raw(bound, theirs)
            if sorted(saved) != sorted(self._submitted(bound.html_initial_name)):
                yield bound, saved, self._submitted(bound.html_name)

    def _mine_on(self, bound: BoundField, saved: list[str]) -> list[str]:
        mine = self._submitted(bound.html_name)
        if bound.name not in self.both_stay or saved == self._submitted(bound.html_initial_name):
            return mine
        return ["\n\n".join(text for text in (*saved, *mine) if text)]

    def _shared(self) -> Iterator[BoundField]:
        for bound in self:
            if bound.name not in self._seen() and not bound.name.endswith(SUFFIX):
                yield bound

    def _seen(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, SeenVersionField)]

    def _is_mine(self, bound: BoundField) -> bool:
        return bound.name in self.changed_data

    def _submitted(self, name: str) -> list[str]:
        values: list[str] = self.data.getlist(name)  # type: ignore[attr-defined]
        # A browser ends its lines in its own way.
        return [value.replace("\r\n", "\n") for value in values]

    def _said(self, bound: BoundField, values: list[str]) -> str:
        """As people read it: labels for keys, yes or no for a box."""
        if isinstance(bound.field, forms.BooleanField):
            return _("Yes") if values and values[0] not in {"", "False"} else _("No")
        if isinstance(bound.field, forms.ChoiceField):
            choices: Any = bound.field.choices
            labels = {str(key): str(label) for key, label in choices}
            text = ", ".join(labels.get(value, value) for value in values)
        elif isinstance(bound.field, forms.DateField):
            text = ", ".join(_day(value) for value in values)
        else:
            text = "".join(values)
        return text or _("nothing filled in")


def _day(value: str) -> str:
    try:
        return said(date.fromisoformat(value))
    except ValueError:
        return value


def _raw(bound: BoundField, theirs: dict[str, Any]) -> list[str]:
    """An initial value as a hidden input sends it."""
    value = bound.field.prepare_value(theirs.get(bound.name))
    if isinstance(value, list):
        return [str(part) for part in value]
    return ["" if value is None else str(value)]


def _sent(saved: list[str]) -> list[str]:
    """The same as the control itself sends it: an unticked box sends nothing."""
    return [] if saved == ["False"] else saved
