"""One plank of the bridge: what is recorded, a form for more, and what a counselor says."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apprenticeships.actions.marks import lift_mark, mark_plank
from apprenticeships.actions.records import add_record, change_record
from apprenticeships.bridge import bridge_of
from apprenticeships.choices import Plank, Says
from apprenticeships.finding import find_plank, find_record
from apprenticeships.forms.records import RECORD_FORMS, MarkForm
from apprenticeships.models import AftercareCheck, PlankMark, Trajectory
from apprenticeships.models.records import RECORDS
from apprenticeships.views.showing import CONFLICT
from clients.lookups import file_or_404
from clients.models import ClientFile
from clients.views.showing import show
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError

PLANK, RECORD = "apprenticeships/plank.html", "apprenticeships/record.html"
MARK = "apprenticeships/mark.html"


@desk_view(Right.EDIT_FILES)
def plank(request: DeskRequest, number: str, plank: str) -> HttpResponse:
    """The form adds one record, on the planks that a record of its own lays."""
    file, chosen = file_or_404(number), find_plank(plank)
    kind = None if file.is_closed else RECORD_FORMS.get(chosen)
    if kind is None:
        return _show_plank(request, file, chosen, None)
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid() and _add(request, file, chosen, form):
        messages.success(request, _("It is saved on the bridge."))
        return _to_file(request, number)
    return _show_plank(request, file, chosen, form)


@desk_view(Right.EDIT_FILES)
def record(request: DeskRequest, number: str, plank: str, record: UUID) -> HttpResponse:
    file, chosen = file_or_404(number), find_plank(plank)
    found = find_record(file, chosen, record)
    kind = RECORD_FORMS[chosen]
    form = kind(request.POST if request.method == "POST" else None, initial=kind.initial_of(found))
    context: dict[str, Any] = {"plank": chosen, "form": form, "part": _part(chosen)}
    if not form.is_valid():
        return show(request, file, RECORD, context)
    try:
        change_record(
            found,
            by=request.member,
            columns=form.columns,
            version=form.cleaned_data["version"],
            vouched=form.vouched,
        )
    except ChangedMeanwhile as error:
        context |= conflict_of(form, kind.initial_of(error.row), error.row)
        return show(request, file, RECORD, context, status=CONFLICT)
    except DomainError as error:
        show_error(form, error)
        return show(request, file, RECORD, context)
    messages.success(request, _("The change is saved."))
    return redirect("apprenticeships:plank", desk=request.desk.slug, number=number, plank=plank)


@desk_view(Right.EDIT_FILES)
def mark(request: DeskRequest, number: str, plank: str) -> HttpResponse:
    """With `lift` the word is taken back."""
    file, chosen = file_or_404(number), find_plank(plank)
    if request.method == "POST" and "lift" in request.POST:
        lift_mark(file, plank=chosen, by=request.member)
        messages.success(request, _("The plank shows again what is recorded."))
        return _to_file(request, number)
    form = MarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _mark(request, file, chosen, form):
        messages.success(request, _("It stands on the bridge, with your reason."))
        return _to_file(request, number)
    standing = PlankMark.objects.standing().of_plank(chosen).filter(file=file)
    context = {
        "plank": chosen,
        "form": form,
        "standing": standing.select_related("by__user").first(),
    }
    return show(request, file, MARK, context)


def _show_plank(request: DeskRequest, file: ClientFile, chosen: Plank, form: Any) -> HttpResponse:
    marks = PlankMark.objects.of_plank(chosen).filter(file=file).select_related("by__user")
    context = {
        "plank": chosen,
        "laid": bridge_of(file)[chosen],
        "part": _part(chosen),
        "records": list(_records(file, chosen)),
        "marks": list(marks),
        "form": form,
    }
    return show(request, file, PLANK, context)


def _part(chosen: Plank) -> str:
    """The template that shows the records of this plank."""
    return f"apprenticeships/planks/{chosen.value}.html"


def _records(file: ClientFile, chosen: Plank) -> Any:
    if chosen in RECORDS:
        records: Any = RECORDS[chosen]
        related = {"employer", "vacancy"} & {field.name for field in records._meta.fields}
        return records.objects.filter(file=file).select_related("by__user", *sorted(related))
    if chosen is Plank.PLACEMENT:
        return Trajectory.objects.filter(file=file).with_people().newest_first()
    if chosen is Plank.AFTERCARE:
        checks = AftercareCheck.objects.filter(trajectory__file=file)
        return checks.select_related("trajectory__employer", "done_by__user")
    return []


def _add(request: DeskRequest, file: ClientFile, chosen: Plank, form: Any) -> bool:
    """False when a rule said no, which then stands in the form."""
    try:
        add_record(
            file,
            plank=chosen,
            by=request.member,
            columns=form.columns,
            key=form.cleaned_data["key"],
            vouched=form.vouched,
        )
    except DomainError as error:
        show_error(form, error)
    else:
        return True
    return False


def _mark(request: DeskRequest, file: ClientFile, chosen: Plank, form: MarkForm) -> bool:
    """False when a rule said no, which then stands in the form."""
    try:
        mark_plank(
            file,
            plank=chosen,
            says=Says(form.cleaned_data["says"]),
            reason=form.cleaned_data["reason"],
            by=request.member,
            key=form.cleaned_data["key"],
            vouched=form.vouched,
        )
    except DomainError as error:
        show_error(form, error)
    else:
        return True
    return False


def _to_file(request: DeskRequest, number: str) -> HttpResponse:
    return redirect("workplace:file", desk=request.desk.slug, number=number)
