"""One row, as it stands in the database."""

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from loketten.accounts.actions.seen import ChangedMeanwhile, fingerprint
from loketten.kit.errors import DomainError
from loketten.ui.bsn import NoBsnForm
from loketten.ui.parts import Version


class ByHandForm(NoBsnForm, forms.ModelForm):  # type: ignore[type-arg]
    """Remembers what its reader saw. `refusal` is what the action said of the last try."""

    refusal: ClassVar[DomainError | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self._meta.fields or ()
        self.stored = {name: getattr(self.instance, name) for name in names if self.instance.pk}
        self.seen_now = fingerprint(self.stored)
        # What is typed goes into the instance, and this is the row as it stands.
        self.title = str(self.instance) if self.instance.pk else ""

    @property
    def seen(self) -> str:
        """Of the row when the form was shown."""
        return str(self.data.get("seen", ""))

    @property
    def seen_next(self) -> str:
        """What the next try will have seen: the row of today for who sees it or reads what a
        colleague made of it; who only mends a mistake of her own saw no more than before."""
        is_news = isinstance(self.refusal, ChangedMeanwhile)
        return self.seen if self.is_bound and not is_news else self.seen_now

    @property
    def written(self) -> dict[str, Any]:
        """What goes into the row."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.refusal:
            self.add_error(getattr(self.refusal, "field", None), str(self.refusal))
        return cleaned

    @property
    def shown(self) -> list[BoundField]:
        """The fields of the row; boxes about a BSN stand elsewhere."""
        return [self[name] for name in self._meta.fields or ()]

    @property
    def versions(self) -> list[Version]:
        """What a colleague wrote in the meantime, beside what was typed."""
        if not isinstance(self.refusal, ChangedMeanwhile):
            return []
        return [
            Version(str(self.fields[name].label), str(theirs or "–"), str(yours or "–"))
            for name, theirs in self.stored.items()
            if (yours := self.cleaned_data.get(name)) != theirs
        ]
