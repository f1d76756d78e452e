"""Closing a file. Who takes it over, now or later, is asked in portal.workplace."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from clients.actions.close_file import close_file
from clients.actions.rules import FileIsClosed
from clients.forms.closing import CloseForm
from clients.lookups import file_or_404
from clients.views.asking import ask_about, refuse
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right


@desk_view(Right.EDIT_FILES)
def close(request: DeskRequest, number: str) -> HttpResponse:
    """With an outcome and a reason."""
    file = file_or_404(number)
    if file.is_closed:
        return refuse(request, file, FileIsClosed())
    form = CloseForm(request.POST or None, initial={"version": file.version})
    return ask_about(
        request, file, form, close_file, "clients/close.html", _("The file is closed.")
    )
