"""Changing one's own talk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from advice.actions.edit_talk import TalkIsWithdrawn, edit_talk
from advice.codes import Codebook
from advice.finding import find_talk, owners_of, promised_in
from advice.forms.talk import EditTalkForm
from advice.models import AdviceSession, NextStep, PrivateNote
from advice.perms import can_edit_talk
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.ui.keyed import with_value


@desk_view(Right.WRITE_TALKS)
def edit(request: DeskRequest, talk: UUID) -> HttpResponse:
    session = find_talk(talk)
    if not can_edit_talk(request.member, session):
        raise PermissionDenied
    # What somebody typed meanwhile stays in the form, with the same sentence.
    if session.withdrawn_at and request.method != "POST":
        messages.error(request, str(TalkIsWithdrawn.message))
        return _to_file(request, session)
    step = promised_in(session)
    form = EditTalkForm(
        _posted(request, session),
        initial=_as_it_stands(request, session, step),
        codes=Codebook(),
        colleagues=owners_of(step),
    )
    if not form.is_valid():
        return _show(request, session, {"form": form})
    try:
        edit_talk(
            session,
            by=request.member,
            version=form.cleaned_data["version"],
            step_version=form.cleaned_data["step_version"],
            content=form.content,
            vouched=form.vouched,
        )
    except ChangedMeanwhile as error:
        return _show(request, session, _conflict(request, form, error.row), status=409)
    except DomainError as error:
        show_error(form, error)
        return _show(request, session, {"form": form})
    messages.success(request, _("The talk is saved."))
    return _to_file(request, session)


def _posted(request: DeskRequest, session: AdviceSession) -> QueryDict | None:
    """After a conflict the editor may have chosen the text that was saved."""
    if request.method != "POST":
        return None
    if request.POST.get("keep") != "saved":
        return request.POST
    return with_value(request.POST, "summary", session.summary)


def _conflict(request: DeskRequest, form: EditTalkForm, talk: AdviceSession) -> dict[str, Any]:
    """With the step that a colleague moved, else with the talk, that only its author changes."""
    step = promised_in(talk)
    context = conflict_of(form, _as_it_stands(request, talk, step), step or talk)
    is_moved = step is not None and step.version != form.cleaned_data["step_version"]
    if talk.version != form.cleaned_data["version"] and not is_moved:
        context["writer"] = request.user.name
    can_keep = context["form"]["summary"].value() != talk.summary
    return {**context, "can_keep": can_keep}


def _show(
    request: DeskRequest, session: AdviceSession, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    note_in_file("talk.viewed", session, file=session.file, by=request.member)
    shared = {"talk": session, "client": session.file.client}
    return render(request, "advice/edit.html", {**shared, **context}, status=status)


def _as_it_stands(
    request: DeskRequest, session: AdviceSession, step: NextStep | None
) -> dict[str, Any]:
    note = _own_note(request, session)
    return EditTalkForm.initial_of(session, step=step, note=note)


def _own_note(request: DeskRequest, session: AdviceSession) -> str:
    notes = PrivateNote.objects.filter(session=session, author=request.member)
    return notes.values_list("text", flat=True).first() or ""


def _to_file(request: DeskRequest, session: AdviceSession) -> HttpResponse:
    number = session.file.client.number
    return redirect("workplace:file", desk=request.desk.slug, number=number)
