"""A form that makes a row with a key, or changes one with a version."""

from typing import Any

from loketten.ui.keyed import KeyedForm
from loketten.ui.versions import VersionedForm


class KeepForm(KeyedForm, VersionedForm):
    """New without a version in `initial`; each such form says what `columns` are written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["key" if self.is_change else "version"]
        if "note" in self.fields:
            self.fields["note"].widget.attrs["rows"] = 3

    @property
    def is_change(self) -> bool:
        return "version" in self.initial

    def chosen(self, name: str) -> str:
        """What stood in a choice before; it stays a choice."""
        return str(self.initial.get(name) or "")
