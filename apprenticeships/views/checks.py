"""Asking how it goes with somebody who was placed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from apprenticeships.actions.checks import record_check
from apprenticeships.finding import find_check, find_trajectory
from apprenticeships.forms.trajectory import CheckForm
from apprenticeships.models import AftercareCheck
from apprenticeships.views.showing import CONFLICT, show_trajectory, to_trajectory
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError

TEMPLATE = "apprenticeships/check.html"


@desk_view(Right.EDIT_FILES)
def check(request: DeskRequest, trajectory: UUID, moment: str) -> HttpResponse:
    found = find_trajectory(trajectory)
    asked = find_check(found, moment)
    posted = request.POST if request.method == "POST" else None
    form = CheckForm(posted, initial=_initial_of(asked))
    context = {"check": asked, "form": form}
    if not form.is_valid():
        return show_trajectory(request, found, TEMPLATE, context)
    try:
        record_check(
            asked,
            by=request.member,
            version=form.cleaned_data["version"],
            outcome=form.cleaned_data["outcome"],
            note=form.cleaned_data["note"],
            vouched=form.vouched,
        )
    except ChangedMeanwhile as error:
        context |= conflict_of(form, _initial_of(error.row), error.row)
        return show_trajectory(request, found, TEMPLATE, context, status=CONFLICT)
    except DomainError as error:
        show_error(form, error)
        return show_trajectory(request, found, TEMPLATE, context)
    messages.success(request, _("The aftercare is saved."))
    return to_trajectory(request, found)


def _initial_of(check: AftercareCheck) -> dict[str, object]:
    return {"outcome": check.outcome, "note": check.note, "version": check.version}
