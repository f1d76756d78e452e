"""The two verbs of a manager: withdraw a talk, move a talk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from advice.actions.edit_talk import TalkIsWithdrawn
from advice.actions.move_talk import move_talk
from advice.actions.withdraw_talk import AlreadyWithdrawn, withdraw_talk
from advice.codes import Codebook
from advice.finding import find_talk
from advice.forms.managing import MoveForm, WithdrawForm
from advice.models import AdviceSession
from clients.actions.rules import FileIsClosed
from clients.lookups import files_of
from clients.search import read_query
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


@desk_view(Right.MOVE_TALKS)
def withdraw(request: DeskRequest, talk: UUID) -> HttpResponse:
    session = find_talk(talk)
    if session.withdrawn_at:
        return _is_withdrawn(request, session)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _withdraw(request, session, form)
        return _to_file(request, session.file.client.number)
    return _show(request, "advice/withdraw.html", session, form)


@desk_view(Right.MOVE_TALKS)
def move(request: DeskRequest, talk: UUID) -> HttpResponse:
    session = find_talk(talk)
    if session.withdrawn_at:
        return _is_withdrawn(request, session)
    posted = request.POST if request.method == "POST" else None
    form = MoveForm(posted, prefix_of_numbers=request.desk.number_prefix)
    if form.is_valid():
        number = _moved_to(request, session, form)
        if number:
            messages.success(request, _("The talk is moved to this file."))
            return _to_file(request, number)
    return _show(request, "advice/move.html", session, form)


def _withdraw(request: DeskRequest, session: AdviceSession, form: WithdrawForm) -> None:
    because = form.cleaned_data["because"]
    try:
        withdraw_talk(session, by=request.member, because=because, vouched=form.vouched)
    except AlreadyWithdrawn as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The talk is withdrawn."))


def _moved_to(request: DeskRequest, session: AdviceSession, form: MoveForm) -> str:
    """The number of the file where the talk is now; empty when a rule said no."""
    target = files_of(_number(request, form.cleaned_data["number"])).first()
    if target is None:
        form.add_error("number", _("No client of this desk has this number. Check the number."))
        return ""
    try:
        move_talk(
            session,
            to=target,
            by=request.member,
            because=form.cleaned_data["because"],
            vouched=form.vouched,
        )
    except FileIsClosed as error:
        form.add_error("number", str(error))
        return ""
    except DomainError as error:
        show_error(form, error)
        return ""
    return str(target.client.number)


def _number(request: DeskRequest, typed: str) -> str:
    """ "12" and "ut12" are UT-00012 too."""
    prefix = request.desk.number_prefix
    return read_query(typed, prefix=prefix, today=timezone.localdate()).number or typed


def _show(request: DeskRequest, template: str, session: AdviceSession, form: Any) -> HttpResponse:
    note_in_file("talk.viewed", session, file=session.file, by=request.member)
    context = {
        "talk": session,
        "client": session.file.client,
        "codes": Codebook(),
        "form": form,
    }
    return render(request, template, context)


def _is_withdrawn(request: DeskRequest, session: AdviceSession) -> HttpResponse:
    messages.error(request, str(TalkIsWithdrawn.message))
    return _to_file(request, session.file.client.number)


def _to_file(request: DeskRequest, number: str) -> HttpResponse:
    return redirect("workplace:file", desk=request.desk.slug, number=number)
