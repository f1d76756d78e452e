"""Bringing rows in, the first two steps: the file, and what its columns are."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.kit.tables.bounds import MEGABYTE, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from loketten.ui.parts import Step
from loketten.ui.uploads import was_too_large
from portal.exchange.actions.imports import choose_columns, send_file
from portal.exchange.choices import ImportKind, ImportState
from portal.exchange.forms import ColumnsForm, SendForm
from portal.exchange.kinds.registry import KINDS
from portal.exchange.models import Import
from portal.exchange.views.finding import find_import


@desk_view(Right.IMPORT_DESK)
def send(request: DeskRequest) -> HttpResponse:
    """`soort` is what the last file held, for who sends a mended one."""
    if request.method != "POST":
        asked = request.GET.get("soort", "")
        kind = asked if asked in ImportKind.values else ImportKind.CLIENTS
        return _ask(request, SendForm(initial={"kind": kind}))
    form = SendForm(request.POST, request.FILES, is_too_large=was_too_large(request))
    if not form.is_valid():
        return _ask(request, form)
    try:
        run = send_file(
            form.table,
            kind=ImportKind(form.cleaned_data["kind"]),
            by=request.member,
            key=form.cleaned_data["key"],
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _ask(request, form)
    return redirect("exchange:columns", desk=request.desk.slug, incoming=run.public_id)


@desk_view(Right.IMPORT_DESK)
def columns(request: DeskRequest, incoming: uuid.UUID) -> HttpResponse:
    run = find_import(incoming)
    if run.state not in {ImportState.SENT, ImportState.CHECKED, ImportState.STOPPED}:
        return to_run(request, run)
    form = ColumnsForm(request.POST if request.method == "POST" else None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            choose_columns(
                run, form.columns, by=request.member, owner=form.cleaned_data.get("owner")
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return to_run(request, run)
    context = {
        "form": form,
        "run": run,
        "steps": steps_of(2),
        "has_owner": KINDS[run.kind].owner_right is not None,
    }
    return render(request, "exchange/columns.html", context)


def to_run(request: DeskRequest, run: Import) -> HttpResponse:
    return redirect("exchange:run", desk=request.desk.slug, incoming=run.public_id)


def steps_of(current: int) -> list[Step]:
    names = (_("The file"), _("Columns"), _("Check"), _("Imported"))
    return [
        Step(name, is_done=number < current, is_current=number == current)
        for number, name in enumerate(names, start=1)
    ]


def _ask(request: DeskRequest, form: SendForm) -> HttpResponse:
    context = {
        "form": form,
        "steps": steps_of(1),
        "open_import": Import.objects.open().first(),
        "most_mb": MOST_BYTES // MEGABYTE,
        "most_rows": MOST_ROWS,
        "most_columns": MOST_COLUMNS,
    }
    return render(request, "exchange/send.html", context)
