"""What every form of this app does with the answer of its action."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from loketten.accounts.access import DeskRequest
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.kit.errors import DomainError
from loketten.ui.versions import VersionedForm
from vacancies.actions.online import NotWhole


def is_saved(form: forms.Form, save: Callable[[], Any]) -> bool:
    """Whether the action did it; the rule that said no stands in the form then."""
    if not form.is_valid():
        return False
    try:
        save()
    except NotWhole as error:
        for name in error.fields:
            form.add_error(name, error.words_for(name))
        return False
    except DomainError as error:
        if isinstance(error, ChangedMeanwhile):
            raise
        show_error(form, error)
        return False
    return True


def show_conflict(
    request: DeskRequest,
    template: str,
    form: VersionedForm,
    error: ChangedMeanwhile,
    context: dict[str, Any],
) -> HttpResponse:
    """Both texts, and the form on top of the newer one; nothing is lost."""
    theirs = type(form).initial_of(error.row)  # type: ignore[attr-defined]
    conflict = conflict_of(form, theirs, error.row)
    return render(request, template, {**context, **conflict}, status=409)
