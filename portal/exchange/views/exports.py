"""Taking everything along: asking with a purpose, fetching, and taking the question back."""

import hashlib
import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.forms.posted import posted
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from portal.exchange.actions.exports import EXPORTS_A_DAY, ask_export, cancel_export
from portal.exchange.everything.sheets import clients_until
from portal.exchange.forms import ExportForm
from portal.exchange.views.answers import file_answer
from portal.exchange.views.finding import find_own_export


@desk_view(Right.EXPORT_DESK)
def ask(request: DeskRequest) -> HttpResponse:
    form = ExportForm(posted(request))
    if request.method == "POST" and form.is_valid():
        names = ("purpose", "reason", "format", "key")
        try:
            ask_export(
                by=request.member,
                vouched=form.vouched,
                **{name: form.cleaned_data[name] for name in names},
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The file is being made. You get a mail when it is ready."))
            return to_home(request)
    return render(request, "exchange/ask.html", {"form": form, "exports_a_day": EXPORTS_A_DAY})


@desk_view(Right.EXPORT_DESK)
def fetch(request: DeskRequest, export: uuid.UUID) -> HttpResponse:
    """For who asked for it; each time stands in the log, with everybody who was shown."""
    found = find_own_export(export, request.member)
    if not found.can_be_fetched:
        messages.error(request, _("This file is not there any more. Ask for a new one."))
        return to_home(request)
    content = b"".join(bytes(part.content) for part in found.parts.all())
    if hashlib.sha256(content).hexdigest() != found.checksum:
        raise RuntimeError("A stored export is not what was made.")
    shown = clients_until(found.clients_until)
    note("export.downloaded", found, by=request.member.actor, shown=shown)
    name = f"{request.desk.slug}-{timezone.localdate(found.made_at):%Y-%m-%d}.zip"
    return file_answer(content, "application/zip", name=name)


@desk_view(Right.EXPORT_DESK)
def cancel(request: DeskRequest, export: uuid.UUID) -> HttpResponse:
    found = find_own_export(export, request.member)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        cancel_export(found, by=request.member)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The file is gone."))
    return to_home(request)


def to_home(request: DeskRequest) -> HttpResponse:
    return redirect("exchange:home", desk=request.desk.slug)
