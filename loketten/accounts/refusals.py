"""Puts a broken rule where its reader looks for it."""

from uuid import uuid4

from django import forms

from loketten.accounts.changes import OtherWithKey
from loketten.kit.errors import DomainError
from loketten.ui.keyed import with_value


def show_error(form: forms.Form, error: DomainError) -> None:
    """At the field that the rule names, else above the form."""
    field = getattr(error, "field", None)
    if isinstance(error, OtherWithKey):
        # The next submit makes something of its own.
        form.data = with_value(form.data, "key", str(uuid4()))
    form.add_error(field if field in form.fields else None, str(error.message))
