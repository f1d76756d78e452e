"""Puts a broken rule where its reader looks for it."""

from django import forms

from loketten.kit.errors import DomainError


def show_error(form: forms.Form, error: DomainError) -> None:
    """At the field that the rule names, else above the form."""
    field = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, str(error.message))
