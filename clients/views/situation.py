"""Where somebody stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clients.actions.describe_situation import describe_situation
from clients.forms.situation import SituationForm
from clients.lookups import file_or_404
from clients.models import ClientFile
from clients.views.showing import show
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError

TEMPLATE = "clients/situation.html"
PAGE = "clients:situation"


@desk_view(Right.EDIT_FILES)
def situation(request: DeskRequest, number: str) -> HttpResponse:
    """A form that a colleague overtook comes back with both versions."""
    file = file_or_404(number)
    initial = SituationForm.initial_of(file)
    if request.method != "POST":
        return _ask(request, file, SituationForm(initial=initial))
    form = SituationForm(request.POST, initial=initial)
    if not form.is_valid():
        return _ask(request, file, form)
    try:
        version = form.cleaned_data["version"]
        describe_situation(file, form.standing, by=request.member, version=version)
    except ChangedMeanwhile as error:
        context = conflict_of(form, SituationForm.initial_of(error.row), error.row)
        return show(request, file, TEMPLATE, context, page=PAGE, status=409)
    except DomainError as error:
        form.add_error("asked_on", str(error))
        return _ask(request, file, form)
    messages.success(request, _("The situation is saved."))
    return redirect("clients:situation", desk=request.desk.slug, number=number)


def _ask(request: DeskRequest, file: ClientFile, form: SituationForm) -> HttpResponse:
    return show(request, file, TEMPLATE, {"form": form}, page=PAGE)
