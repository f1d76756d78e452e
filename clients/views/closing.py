"""Closing, reopening and handing over: small questions about one file."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from clients.actions.close_file import close_file, reopen_file
from clients.actions.hand_over_file import hand_over_file
from clients.forms.closing import CloseForm, NewOwnerForm
from clients.lookups import file_or_404
from clients.models import ClientFile
from clients.views.showing import show, to_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


@desk_view(Right.EDIT_FILES)
def close(request: DeskRequest, number: str) -> HttpResponse:
    """With an outcome and a reason."""
    file = file_or_404(number)
    form = CloseForm(request.POST or None, initial={"version": file.version})
    return _answer(request, file, form, close_file, "clients/close.html", _("The file is closed."))


@desk_view(Right.OPEN_FILES)
def reopen(request: DeskRequest, number: str) -> HttpResponse:
    """Also for reception: somebody who came back stands at the door."""
    file = file_or_404(number)
    initial = {"version": file.version, "owner": str(file.owner_id)}
    form = NewOwnerForm(request.POST or None, initial=initial)
    done = _("The file is open again.")
    return _answer(request, file, form, reopen_file, "clients/reopen.html", done)


@desk_view(Right.EDIT_FILES)
def hand_over(request: DeskRequest, number: str) -> HttpResponse:
    """To a counselor of this desk."""
    file = file_or_404(number)
    form = NewOwnerForm(request.POST or None, initial={"version": file.version})
    done = _("The file has another counselor.")
    return _answer(request, file, form, hand_over_file, "clients/hand_over.html", done)


def _answer(
    request: DeskRequest,
    file: ClientFile,
    form: forms.Form,
    action: Callable[..., ClientFile],
    template: str,
    done: str,
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return show(request, file, template, {"form": form})
    try:
        action(file, by=request.member, **form.cleaned_data)
    except ChangedMeanwhile:
        return _look_again(request, file, form, template)
    except DomainError as error:
        messages.error(request, str(error))
        return to_file(request, file.client.number)
    messages.success(request, done)
    return to_file(request, file.client.number)


def _look_again(request: DeskRequest, file: ClientFile, form: Any, template: str) -> HttpResponse:
    """The same choice, on top of the file as it is now."""
    now = file_or_404(file.client.number)
    again = request.POST.copy()
    again["version"] = str(now.version)
    fresh = type(form)(again)
    fresh.add_error(None, str(ChangedMeanwhile.message))
    return show(request, now, template, {"form": fresh}, status=409)
