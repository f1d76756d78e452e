"""The code lists: what all desks choose from, in both languages, and from when until when."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.actions import codes as actions
from loketten.accounts.actions.seen import ChangedMeanwhile
from loketten.accounts.forms.posted import posted
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Code, CodeList
from loketten.ui.parts import Version
from portal.national.forms.codes import CodeForm, new_code
from portal.national.frame import page
from portal.national.history import history_of_codes

STEP = 10


@national_view(Right.MANAGE_DESKS)
def code_lists(request: StaffRequest) -> HttpResponse:
    """Every list, and how many values can be chosen today."""
    today = timezone.localdate()
    valid = Q(valid_from__lte=today) & (Q(valid_until=None) | Q(valid_until__gte=today))
    counts = (
        Code.objects.order_by()
        .values("list")
        .annotate(now=Count("pk", filter=valid), ever=Count("pk"))
    )
    found = {row["list"]: row for row in counts}
    rows = [(each, found.get(each.value, {"now": 0, "ever": 0})) for each in CodeList]
    return page(request, "national/code_lists.html", rows=rows)


@national_view(Right.MANAGE_DESKS)
def code_list(request: StaffRequest, codes: str) -> HttpResponse:
    """The values of one list in their order, those that ended and those to come among them."""
    listed = _list(codes)
    today = timezone.localdate()
    rows: list[Any] = list(Code.objects.in_list(listed))
    for row in rows:
        row.is_over = row.valid_until is not None and row.valid_until < today
        row.is_to_come = row.valid_from > today
    return page(
        request,
        "national/code_list.html",
        listed=listed,
        rows=rows,
        history=history_of_codes(row.key for row in rows),
    )


@national_view(Right.MANAGE_DESKS)
def code_new(request: StaffRequest, codes: str) -> HttpResponse:
    listed = _list(codes)
    last = Code.objects.in_list(listed).aggregate(last=Max("position"))["last"] or 0
    form = CodeForm(posted(request), stored=new_code(last + STEP))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_code(listed, by=request.user, **form.values)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, _("The code is in the list."))
            return redirect("national:code_list", codes=codes)
    return page(request, "national/code.html", listed=listed, form=form)


@national_view(Right.MANAGE_DESKS)
def code(request: StaffRequest, codes: str, code: str) -> HttpResponse:
    """Other words or days; the key and what was chosen with it stay."""
    listed = _list(codes)
    row = get_object_or_404(Code, pk=f"{listed}.{code}")
    form = CodeForm(posted(request), stored=actions.shown_of(row))
    versions: list[Version] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = actions.change_code(row, by=request.user, seen=seen, **form.values)
        except ChangedMeanwhile as conflict:
            versions = form.show_conflict(conflict)
        else:
            words = _("The changes have been saved.") if changed else _("Nothing was changed.")
            messages.success(request, words)
            return redirect("national:code_list", codes=codes)
    return page(
        request,
        "national/code.html",
        status=409 if versions else 200,
        listed=listed,
        row=row,
        form=form,
        versions=versions,
    )


def _list(codes: str) -> CodeList:
    try:
        return CodeList(codes)
    except ValueError:
        raise Http404 from None
