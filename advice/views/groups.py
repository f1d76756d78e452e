"""Groups: the list, one of them, and the forms around it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from advice.actions.group_talk import (
    add_participant,
    edit_group,
    log_group,
    remove_participant,
    withdraw_group,
)
from advice.codes import Codebook
from advice.forms.group import EditGroupForm, NewGroupForm
from advice.forms.managing import WithdrawGroupForm
from advice.models import GroupTalk
from advice.perms import can_edit_group, can_withdraw_group
from clients.lookups import files_of
from clients.models import Client
from clients.search import Query, read_query
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from loketten.tenancy.models import CodeList
from loketten.ui.paging import page_of

SHOWN_MATCHES = 10


@desk_view(Right.READ_FILES)
def groups(request: DeskRequest) -> HttpResponse:
    """Counts of heads and no names, so no row in the access log."""
    rows = GroupTalk.objects.newest_first().select_related("counselor__user").with_files_counted()
    page, remark = page_of(rows, request.GET.get("page", "1"))
    context = {
        "page": page,
        "remarks": [remark] if remark else [],
        "codes": Codebook([CodeList.THEME]),
        "may_log": request.member.may(Right.WRITE_TALKS),
    }
    return render(request, "advice/groups.html", context)


@desk_view(Right.WRITE_TALKS)
def new(request: DeskRequest) -> HttpResponse:
    form = NewGroupForm(request.POST) if request.method == "POST" else NewGroupForm.empty()
    if form.is_valid():
        try:
            key = form.cleaned_data["key"]
            group = log_group(form.content, by=request.member, key=key, vouched=form.vouched)
        except DomainError as error:
            show_error(form, error)
        else:
            messages.success(request, _("The group is saved. Who of them has a file?"))
            return _to_group(request, group)
    return render(request, "advice/group_new.html", {"form": form})


@desk_view(Right.READ_FILES)
def group(request: DeskRequest, group: UUID) -> HttpResponse:
    """With `q` also whom it finds, to add to the group."""
    row = _find(group)
    participants = [
        one.file for one in row.participants.select_related("file__client", "file__owner__user")
    ]
    may_edit = can_edit_group(request.member, row)
    text = request.GET.get("q", "").strip() if may_edit else ""
    query = _query(request, text)
    taken = {file.client_id for file in participants}
    found = _found(query, taken) if text else []
    shown = taken | {client.pk for client in found}
    note("group.listed", row, by=request.member.actor, shown=shown)
    context = {
        "group": row,
        "codes": Codebook(),
        "participants": participants,
        "texts": row.earlier_texts.select_related("replaced_by__user"),
        "may_edit": may_edit,
        "may_withdraw": can_withdraw_group(request.member, row),
        "query": query,
        "found": found,
    }
    return render(request, "advice/group.html", context)


@desk_view(Right.WRITE_TALKS)
def edit(request: DeskRequest, group: UUID) -> HttpResponse:
    """A form that another window overtook comes back with both versions."""
    row = _find_own(request, group)
    initial = EditGroupForm.initial_of(row)
    posted = request.POST if request.method == "POST" else None
    form = EditGroupForm(posted, initial=initial)
    if not form.is_valid():
        return _show_form(request, row, {"form": form})
    try:
        version = form.cleaned_data["version"]
        edit_group(row, form.content, by=request.member, version=version, vouched=form.vouched)
    except ChangedMeanwhile as error:
        context = conflict_of(form, EditGroupForm.initial_of(error.row), error.row)
        return _show_form(request, row, context, status=409)
    except DomainError as error:
        show_error(form, error)
        return _show_form(request, row, {"form": form})
    messages.success(request, _("The group is saved."))
    return _to_group(request, row)


@desk_view(Right.READ_FILES)
def withdraw(request: DeskRequest, group: UUID) -> HttpResponse:
    """For whoever held it, and for the manager."""
    row = _find(group)
    if not can_withdraw_group(request.member, row):
        raise PermissionDenied
    form = WithdrawGroupForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "advice/group_withdraw.html", {"group": row, "form": form})
    try:
        because = form.cleaned_data["because"]
        withdraw_group(row, by=request.member, because=because, vouched=form.vouched)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The group is withdrawn."))
    return _to_group(request, row)


@desk_view(Right.WRITE_TALKS)
@require_POST
def participant(request: DeskRequest, group: UUID) -> HttpResponse:
    """`add` or `remove` with a client number."""
    row = _find_own(request, group)
    removes = "remove" in request.POST
    file = files_of(request.POST.get("remove" if removes else "add", "")).first()
    if file is None:
        messages.error(request, _("No client of this desk has this number. Check the number."))
        return _to_group(request, row)
    change = remove_participant if removes else add_participant
    done = _("The group is out of the file.") if removes else _("The group stands in the file now.")
    try:
        change(row, file, by=request.member)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return _to_group(request, row)


def _find(public_id: UUID) -> GroupTalk:
    rows = GroupTalk.objects.select_related("counselor__user", "withdrawn_by__user")
    row: GroupTalk = get_object_or_404(rows, public_id=public_id)
    return row


def _find_own(request: DeskRequest, public_id: UUID) -> GroupTalk:
    row = _find(public_id)
    if not can_edit_group(request.member, row):
        raise PermissionDenied
    return row


def _query(request: DeskRequest, text: str) -> Query:
    return read_query(text, prefix=request.desk.number_prefix, today=timezone.localdate())


def _found(query: Query, taken: set[int]) -> list[Client]:
    people = Client.objects.matching(query).with_open_file().exclude(pk__in=taken)
    return list(people[:SHOWN_MATCHES])


def _show_form(
    request: DeskRequest, row: GroupTalk, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, "advice/group_edit.html", {"group": row, **context}, status=status)


def _to_group(request: DeskRequest, row: GroupTalk) -> HttpResponse:
    return redirect("advice:group", desk=request.desk.slug, group=row.public_id)
