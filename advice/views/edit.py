"""Changing one's own talk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from advice.actions.edit_talk import TalkIsWithdrawn, TalkWasChanged, edit_talk
from advice.codes import Codebook
from advice.differences import compared
from advice.finding import find_talk, owners_of, promised_in
from advice.forms.talk import EditTalkForm, values_of
from advice.models import AdviceSession, PrivateNote
from advice.perms import can_edit_talk
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.ui.keyed import with_value

CONFLICT = 409


@desk_view(Right.WRITE_TALKS)
def edit(request: DeskRequest, talk: UUID) -> HttpResponse:
    session = find_talk(talk)
    if not can_edit_talk(request.member, session):
        raise PermissionDenied
    if session.withdrawn_at:
        messages.error(request, str(TalkIsWithdrawn.message))
        return _to_file(request, session)
    codes = Codebook()
    step = promised_in(session)
    now = values_of(session, step=step, note=_own_note(request, session))
    offered: dict[str, Any] = {"initial": now, "codes": codes, "colleagues": owners_of(step)}
    if request.method != "POST":
        return _show(request, session, EditTalkForm(**offered))
    form = EditTalkForm(_posted(request, session), **offered)
    if not form.is_valid():
        return _show(request, session, form)
    refused = _save(request, session, form)
    if refused is None:
        messages.success(request, _("The talk is saved."))
        return _to_file(request, session)
    if not isinstance(refused, TalkWasChanged):
        return _show(request, session, form)
    form.with_version(refused.talk.version)
    rows = compared(refused.talk, form.content, codes, owners_of(promised_in(refused.talk)))
    return _show(request, session, form, differences=rows, status=CONFLICT)


def _posted(request: DeskRequest, session: AdviceSession) -> QueryDict:
    """After a conflict the editor may have chosen the text that was saved."""
    if request.POST.get("keep") != "saved":
        return request.POST
    return with_value(request.POST, "summary", session.summary)


def _save(request: DeskRequest, session: AdviceSession, form: EditTalkForm) -> DomainError | None:
    """The rule that said no, shown in the form; None when the talk is saved."""
    try:
        edit_talk(
            session,
            by=request.member,
            version=form.cleaned_data["version"],
            content=form.content,
            vouched=form.vouched,
        )
    except DomainError as error:
        show_error(form, error)
        return error
    return None


def _show(
    request: DeskRequest, session: AdviceSession, form: EditTalkForm, status: int = 200, **more: Any
) -> HttpResponse:
    note_in_file("talk.viewed", session, file=session.file, by=request.member)
    context = {"talk": session, "client": session.file.client, "form": form, **more}
    return render(request, "advice/edit.html", context, status=status)


def _own_note(request: DeskRequest, session: AdviceSession) -> str:
    notes = PrivateNote.objects.filter(session=session, author=request.member)
    return notes.values_list("text", flat=True).first() or ""


def _to_file(request: DeskRequest, session: AdviceSession) -> HttpResponse:
    number = session.file.client.number
    return redirect("workplace:file", desk=request.desk.slug, number=number)
