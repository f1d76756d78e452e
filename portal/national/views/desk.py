"""One desk: its names, its dates, and what was done with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.actions import desks as actions
from loketten.accounts.actions.seen import ChangedMeanwhile
from loketten.accounts.forms.posted import posted
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Desk, DeskState
from loketten.ui.parts import Version
from portal.national.forms.desks import CloseDeskForm, OpeningForm, RenameDeskForm
from portal.national.frame import page
from portal.national.history import history_of
from portal.national.views.desks import desks_with_managers


@national_view(Right.MANAGE_DESKS)
def desk(request: StaffRequest, slug: str) -> HttpResponse:
    """How it stands, what can be done, and what was done by whom."""
    row = get_object_or_404(desks_with_managers(), slug=slug)
    return page(
        request,
        "national/desk.html",
        desk=row,
        state=row.state_on(timezone.localdate()),
        states=DeskState,
        former=row.former_slugs.order_by("-left_at"),
        history=history_of(row),
    )


@national_view(Right.MANAGE_DESKS)
def desk_rename(request: StaffRequest, slug: str) -> HttpResponse:
    row = _desk(slug)
    form = RenameDeskForm(posted(request), stored=actions.names_of(row))
    versions: list[Version] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = actions.rename_desk(row, by=request.user, seen=seen, **form.values)
        except ChangedMeanwhile as conflict:
            versions = form.show_conflict(conflict)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            words = _("The desk has its new name.") if changed else _("Nothing was changed.")
            messages.success(request, words)
            return redirect("national:desk", slug=form.cleaned_data["slug"])
    status = 409 if versions else 200
    return page(
        request, "national/desk_rename.html", status=status, desk=row, form=form, versions=versions
    )


@national_view(Right.MANAGE_DESKS)
def desk_opening(request: StaffRequest, slug: str) -> HttpResponse:
    """Another first day, while the desk is not open yet."""
    row = _desk(slug)
    if _is_read(request) and _state(row) != DeskState.PLANNED:
        return redirect("national:desk", slug=slug)
    form = OpeningForm(posted(request), initial={"opened_on": row.opened_on})

    def move() -> None:
        actions.move_opening(row, by=request.user, **form.cleaned_data)

    return _ask(request, row, form, move, template="national/desk_opening.html")


@national_view(Right.MANAGE_DESKS)
def desk_close(request: StaffRequest, slug: str) -> HttpResponse:
    """Asks for the last day, and says what happens then."""
    row = _desk(slug)
    if _is_read(request) and _state(row) == DeskState.CLOSED:
        return redirect("national:desk", slug=slug)
    form = CloseDeskForm(posted(request), initial={"last_day": row.last_day})

    def close() -> None:
        actions.close_desk(row, by=request.user, **form.cleaned_data)

    return _ask(request, row, form, close, template="national/desk_close.html")


@national_view(Right.MANAGE_DESKS)
def desk_pause(request: StaffRequest, slug: str) -> HttpResponse:
    row = _desk(slug)
    if _is_read(request) and _state(row) != DeskState.LIVE:
        return redirect("national:desk", slug=slug)

    def pause() -> None:
        actions.pause_desk(row, by=request.user)

    return _ask(
        request, row, forms.Form(posted(request)), pause, template="national/desk_pause.html"
    )


@national_view(Right.MANAGE_DESKS)
def desk_resume(request: StaffRequest, slug: str) -> HttpResponse:
    row = _desk(slug)
    if _is_read(request) and _state(row) != DeskState.PAUSED:
        return redirect("national:desk", slug=slug)

    def resume() -> None:
        actions.resume_desk(row, by=request.user)

    return _ask(
        request, row, forms.Form(posted(request)), resume, template="national/desk_resume.html"
    )


@national_view(Right.MANAGE_DESKS)
def desk_reopen(request: StaffRequest, slug: str) -> HttpResponse:
    """A closed desk opens again, or an end that is still to come is taken back."""
    row = _desk(slug)
    if _is_read(request) and row.closed_on is None:
        return redirect("national:desk", slug=slug)

    def reopen() -> None:
        actions.reopen_desk(row, by=request.user)

    return _ask(
        request, row, forms.Form(posted(request)), reopen, template="national/desk_reopen.html"
    )


def _ask(
    request: StaffRequest, row: Desk, form: forms.Form, do: Callable[[], None], *, template: str
) -> HttpResponse:
    """One question with its answer; a refusal is said above the form."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Done. It stands in the log of the desk too."))
            return redirect("national:desk", slug=row.slug)
    return page(request, template, status=status, desk=row, form=form)


def _desk(slug: str) -> Any:
    return get_object_or_404(Desk.objects.select_related("region").defer("logo"), slug=slug)


def _state(row: Desk) -> DeskState:
    return row.state_on(timezone.localdate())


def _is_read(request: StaffRequest) -> bool:
    """A question that does not fit the desk any more is not asked; its answer is refused."""
    return request.method != "POST"
