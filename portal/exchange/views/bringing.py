"""Bringing rows in, the last two steps: what the check found, and how it went."""

import uuid
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from loketten.kit.tables.writing import Format
from loketten.ui.paging import page_of
from portal.exchange.actions.imports import begin_import, cancel_import
from portal.exchange.choices import ImportKind, ImportState, Verdict
from portal.exchange.forms import BeginForm
from portal.exchange.kinds.base import Kind, Problem
from portal.exchange.kinds.registry import KINDS, kind_of
from portal.exchange.models import Import, ImportRow
from portal.exchange.progress import Progress
from portal.exchange.views.answers import table_answer
from portal.exchange.views.finding import find_import
from portal.exchange.views.sending import steps_of, to_run
from portal.exchange.waiting import why_import_waits

PAGES = {
    ImportState.CHECKING: "exchange/under_way.html",
    ImportState.QUEUED: "exchange/under_way.html",
    ImportState.CHECKED: "exchange/checked.html",
    ImportState.DONE: "exchange/done.html",
}
LAST_STEP = 4
BEYOND_CHECK = {ImportState.QUEUED, ImportState.DONE}
# Enough to see that the columns were understood.
SAMPLE = 3


class Finding(NamedTuple):
    """One row that somebody should look at."""

    number: int
    is_wrong: bool
    problems: list[Problem]
    twins: list[tuple[str, str]]
    twin_rows: list[int]
    is_same: bool


@desk_view(Right.IMPORT_DESK)
def run(request: DeskRequest, incoming: uuid.UUID) -> HttpResponse:
    """One address from the check until the end: a page for each state."""
    found = find_import(incoming)
    if found.state == ImportState.SENT:
        return redirect("exchange:columns", desk=request.desk.slug, incoming=incoming)
    return _page(request, found, BeginForm())


@desk_view(Right.IMPORT_DESK)
def begin(request: DeskRequest, incoming: uuid.UUID) -> HttpResponse:
    found = find_import(incoming)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = BeginForm(request.POST)
    if found.state != ImportState.CHECKED:
        return to_run(request, found)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        begin_import(found, by=request.member, doubles=form.cleaned_data["doubles"])
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, found, form)
    return to_run(request, found)


@desk_view(Right.IMPORT_DESK)
def cancel(request: DeskRequest, incoming: uuid.UUID) -> HttpResponse:
    """`again` leads on to sending the mended file."""
    found = find_import(incoming)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        cancel_import(found, by=request.member)
    except DomainError as error:
        messages.error(request, str(error))
        return to_run(request, found)
    if "again" in request.POST:
        address = reverse("exchange:send", kwargs={"desk": request.desk.slug})
        return redirect(f"{address}?soort={found.kind}")
    messages.success(request, _("The import is cancelled. Nothing of the file is kept."))
    return redirect("exchange:home", desk=request.desk.slug)


@desk_view(Right.IMPORT_DESK)
def mistakes(request: DeskRequest, incoming: uuid.UUID) -> HttpResponse:
    """The rows to look at as they were sent, with beside each what to do."""
    found = find_import(incoming)
    if found.state != ImportState.CHECKED:
        return to_run(request, found)
    kind = kind_of(found)
    heads = [_("Row"), _("What to do"), _("Code"), *found.headers]
    lines = (_line(kind, row) for row in found.rows.to_look_at())
    return table_answer([heads, *lines], Format.XLSX, name=_("rows-to-look-at"))


def _page(request: DeskRequest, found: Import, form: BeginForm) -> HttpResponse:
    state = ImportState(found.state)
    context: dict[str, Any] = {
        "run": found,
        "form": form,
        "steps": steps_of(LAST_STEP if state in BEYOND_CHECK else LAST_STEP - 1),
        "standing": state.label,
    }
    if found.is_under_way:
        context |= _under_way(found)
    elif state == ImportState.CHECKED:
        context |= _checked(request, found)
    elif state == ImportState.DONE:
        context |= _done(request, found)
    return render(request, PAGES.get(state, "exchange/ended.html"), context)


def _under_way(found: Import) -> dict[str, Any]:
    """What is being done now holds the rows until it ends, so it cannot be stopped: unless its
    machine may be gone."""
    progress = Progress(found.public_id, found.state)
    waits, is_silent = why_import_waits(found), progress.is_silent()
    context = {
        "done": progress.told(),
        "is_silent": is_silent,
        "waits": waits,
        "can_be_stopped": waits or is_silent,
        "runs_class": "under-way",
    }
    if waits:
        context["standing"] = _("Waiting for its turn")
    return context


def _checked(request: DeskRequest, found: Import) -> dict[str, Any]:
    counts = found.rows.counts()
    page, remark = page_of(found.rows.to_look_at(), request.GET.get("page", "1"))
    kind = kind_of(found)
    return {
        "new": counts[Verdict.NEW],
        "doubles": counts[Verdict.DOUBLE],
        "wrong": counts[Verdict.WRONG],
        "same": found.rows.filter(is_same=True).count() if counts[Verdict.DOUBLE] else 0,
        "page": page,
        "remark": remark,
        "findings": _findings(request, found, kind, page),
        "sample": _sample(kind, found),
    }


def _sample(kind: Kind, found: Import) -> dict[str, Any]:
    """The first rows that are right: what would stand in each field."""
    rows = found.rows.filter(verdict=Verdict.NEW).order_by("number")[:SAMPLE]
    read = {row.number: kind.becomes(row) for row in rows}
    labels = next(iter(read.values()), {})
    lines = [(label, [words[label] for words in read.values()]) for label in labels]
    return {"numbers": list(read), "lines": [(label, said) for label, said in lines if any(said)]}


def _findings(
    request: DeskRequest, found: Import, kind: Kind, page: Page[ImportRow]
) -> list[Finding]:
    """The rules are asked again, so that the sentences are in the language of the reader."""
    ids = sorted({pk for row in page for pk in row.looks_like})
    twins = {pk: (words, url) for pk, words, url in kind.shown(ids)}
    if ids and found.kind == ImportKind.CLIENTS:
        note("client.listed", by=request.member.actor, shown=ids)
    return [
        Finding(
            number=row.number,
            is_wrong=row.verdict == Verdict.WRONG,
            problems=kind.read(row) if row.verdict == Verdict.WRONG else [],
            twins=[twins[pk] for pk in row.looks_like if pk in twins],
            twin_rows=row.looks_like_rows,
            is_same=row.is_same,
        )
        for row in page
    ]


def _done(request: DeskRequest, found: Import) -> dict[str, Any]:
    """Each with a link, until the rows of the file are forgotten."""
    rows = found.rows.filter(made__isnull=False).order_by("number")
    page, remark = page_of(rows, request.GET.get("page", "1"))
    ids = [row.made for row in page if row.made]
    made = {pk: (words, url) for pk, words, url in KINDS[found.kind].shown(ids)}
    if made and found.kind == ImportKind.CLIENTS:
        note("client.listed", by=request.member.actor, shown=made)
    listed = [(row.number, *made[row.made]) for row in page if row.made in made]
    return {"page": page, "remark": remark, "made": listed}


def _line(kind: Kind, row: ImportRow) -> list[str]:
    problems = kind.read(row) if row.verdict == Verdict.WRONG else []
    said = [f"{one.label}: {one.text}" if one.label else one.text for one in problems]
    if row.verdict == Verdict.DOUBLE:
        said.append(_("Looks like one that you have, or like a row above."))
    codes = sorted({one.code for one in problems}) or [row.verdict]
    return [str(row.number), "\n".join(said), ", ".join(codes), *row.cells]
