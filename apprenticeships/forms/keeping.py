"""A form that makes a row with a key, or changes one with a version."""

import uuid
from typing import Any

from loketten.ui.fields import KeyField
from loketten.ui.keyed import with_value
from loketten.ui.versions import VersionedForm


class KeepForm(VersionedForm):
    """New without a version in `initial`; `columns` are what the action writes."""

    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["key" if self.is_change else "version"]

    @property
    def is_change(self) -> bool:
        return "version" in self.initial

    @property
    def columns(self) -> dict[str, Any]:
        """Only of a valid form."""
        raise NotImplementedError

    def with_new_key(self) -> None:
        """The next submit of this form is a row of its own."""
        self.data = with_value(self.data, "key", str(uuid.uuid4()))

    def chosen(self, name: str) -> str:
        """What stood in a choice before; it stays a choice."""
        return str(self.initial.get(name) or "")
