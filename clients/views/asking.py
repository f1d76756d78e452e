"""A small question about one file: asked, answered, or asked again when the file has changed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse

from clients.lookups import file_or_404
from clients.models import ClientFile
from clients.views.showing import show, to_file
from loketten.accounts.access import DeskRequest
from loketten.accounts.changes import ChangedMeanwhile
from loketten.kit.errors import DomainError
from loketten.ui.keyed import with_value


def ask_about(
    request: DeskRequest,
    file: ClientFile,
    form: forms.Form,
    action: Callable[..., ClientFile],
    template: str,
    done: str,
) -> HttpResponse:
    """`action` takes the file, `by`, and what the form holds; `done` is said afterwards."""
    if request.method != "POST" or not form.is_valid():
        return show(request, file, template, {"form": form})
    try:
        action(file, by=request.member, **form.cleaned_data)
    except ChangedMeanwhile:
        return _look_again(request, file, form, template)
    except DomainError as error:
        return refuse(request, file, error)
    messages.success(request, done)
    return to_file(request, file.client.number)


def refuse(request: DeskRequest, file: ClientFile, error: DomainError) -> HttpResponse:
    """Back to the file, where the reason stands above."""
    messages.error(request, str(error))
    return to_file(request, file.client.number)


def _look_again(request: DeskRequest, file: ClientFile, form: Any, template: str) -> HttpResponse:
    """The same choice, on top of the file as it is now."""
    now = file_or_404(file.client.number)
    fresh = type(form)(with_value(request.POST, "version", str(now.version)))
    fresh.add_error(None, str(ChangedMeanwhile.message))
    return show(request, now, template, {"form": fresh}, status=409)
