"""Logging a talk."""

from functools import cache

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from advice.actions.log_talk import OtherTalkWithKey, log_talk
from advice.codes import Codebook
from advice.finding import find_file, owners_of
from advice.forms.empty import empty_form
from advice.forms.talk import LogTalkForm
from clients.actions.rules import FileIsClosed
from clients.lookups import locked_file_or_404
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


@desk_view(Right.WRITE_TALKS)
def new(request: DeskRequest, number: str) -> HttpResponse:
    codes, form = Codebook(), None
    refused: DomainError | None = None
    if request.method == "POST":
        form = LogTalkForm(request.POST, codes=codes, colleagues=cache(owners_of))
        # All that lies ready in a file is only for whoever sees the form again.
        if form.is_valid():
            refused = _save(request, locked_file_or_404(number), form)
            if refused is None:
                messages.success(request, _("The talk is saved."))
                return redirect("workplace:file", desk=request.desk.slug, number=number)
        elif "key" in form.errors:
            form.with_new_key()
    file = find_file(number, reader=request.member)
    form = form or empty_form(file, member=request.member, codes=codes, asked=request.GET)
    note_in_file("file.viewed", file, file=file, by=request.member)
    closed = file.is_closed or isinstance(refused, FileIsClosed)
    context = {
        "file": file,
        "client": file.client,
        "form": form,
        "is_closed": closed,
        "ready": file.ready,
    }
    return render(request, "advice/new.html", context)


def _save(request: DeskRequest, file: ClientFile, form: LogTalkForm) -> DomainError | None:
    """The rule that said no, shown in the form; None when the talk is saved."""
    try:
        log_talk(
            file,
            by=request.member,
            is_locked=True,
            content=form.content,
            key=form.cleaned_data["key"],
            plan_id=form.cleaned_data["plan"],
            vouched=form.vouched,
        )
    except DomainError as error:
        show_error(form, error)
        if isinstance(error, OtherTalkWithKey):
            form.with_new_key()
        return error
    return None
