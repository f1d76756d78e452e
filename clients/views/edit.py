"""Putting right who somebody is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clients.actions.edit_client import edit_client
from clients.forms.person import EditClientForm
from clients.lookups import file_or_404
from clients.models import ClientFile
from clients.views.showing import show
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.rights import Right

TEMPLATE = "clients/edit.html"


@desk_view(Right.EDIT_FILES)
def edit(request: DeskRequest, number: str) -> HttpResponse:
    """A form that a colleague overtook comes back with both versions."""
    file = file_or_404(number)
    initial = EditClientForm.initial_of(file.client)
    if request.method != "POST":
        return _ask(request, file, EditClientForm(initial=initial))
    form = EditClientForm(request.POST, initial=initial)
    if not form.is_valid():
        return _ask(request, file, form)
    try:
        edit_client(
            file.client,
            form.person,
            by=request.member,
            version=form.cleaned_data["version"],
            vouched=form.vouched,
        )
    except ChangedMeanwhile as error:
        theirs = EditClientForm.initial_of(error.row)
        context = conflict_of(form, theirs, error.row)
        return show(request, file, TEMPLATE, context, part="client", status=409)
    messages.success(request, _("The details are saved."))
    return redirect("clients:card", desk=request.desk.slug, number=number)


def _ask(request: DeskRequest, file: ClientFile, form: EditClientForm) -> HttpResponse:
    return show(request, file, TEMPLATE, {"form": form}, part="client")
