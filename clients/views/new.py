"""Registering somebody."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.actions.open_file import LooksLikeSomebody, OtherClientWithKey, open_file
from clients.forms.person import NewClientForm
from clients.models import Client
from clients.search import read_query
from clients.views.showing import to_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError


@desk_view(Right.OPEN_FILES)
def new(request: DeskRequest) -> HttpResponse:
    """`q` is the search that found nobody: what it said need not be typed again."""
    if request.method != "POST":
        text = request.GET.get("q", "")
        today = timezone.localdate()
        query = read_query(text, prefix=request.desk.number_prefix, today=today)
        return ask_again(request, NewClientForm.empty(member=request.member, query=query))
    form = NewClientForm(request.POST)
    file, refusal = file_from(request, form)
    return refusal or to_file(request, file.client.number)


def file_from(request: DeskRequest, form: NewClientForm) -> tuple[Any, HttpResponse | None]:
    """The file that the form opens, or the page that says why not."""
    if not form.is_valid():
        return None, ask_again(request, form)
    try:
        file = open_file(
            form.person,
            by=request.member,
            vouched=form.vouched,
            **{
                name: form.cleaned_data[name]
                for name in ("owner", "key", "asked_on", "entry", "is_somebody_else")
            },
        )
    except LooksLikeSomebody as error:
        form.add_error("is_somebody_else", str(error))
        return None, ask_again(request, form, lookalikes=error.clients)
    except OtherClientWithKey as error:
        form.renew_key().add_error(None, str(error))
        return None, ask_again(request, form)
    except DomainError as error:
        form.add_error(None, str(error))
        return None, ask_again(request, form)
    messages.success(request, _("The file is open. The number is %s.") % file.client.number)
    return file, None


def ask_again(
    request: DeskRequest, form: NewClientForm, *, lookalikes: list[Client] | None = None
) -> HttpResponse:
    if lookalikes:
        shown = [client.pk for client in lookalikes]
        note("client.listed", by=request.member.actor, shown=shown)
    asks_who = bool(lookalikes) or bool(form["is_somebody_else"].value())
    context = {"form": form, "lookalikes": lookalikes, "asks_who": asks_who}
    return render(request, "clients/new.html", context)
