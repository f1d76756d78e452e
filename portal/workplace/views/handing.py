"""Files that go to another counselor: one, one that is opened again, or all of who leaves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clients.actions.rules import FileIsClosed, FileIsOpen
from clients.forms.closing import NewOwnerForm
from clients.lookups import file_or_404
from clients.views.asking import ask_about, refuse
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.actions.team import end_membership
from loketten.accounts.forms.posted import posted
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from portal.workplace.actions.hand_over import hand_over_caseload, hand_over_file, reopen_file
from portal.workplace.caseload import caseload_of
from portal.workplace.forms import CaseloadForm


@desk_view(Right.EDIT_FILES)
def hand_over(request: DeskRequest, number: str) -> HttpResponse:
    """To a counselor of this desk."""
    file = file_or_404(number)
    if file.is_closed:
        return refuse(request, file, FileIsClosed())
    form = NewOwnerForm(request.POST or None, initial={"version": file.version})
    done = _("The file has another counselor.")
    return ask_about(request, file, form, hand_over_file, "workplace/hand_over.html", done)


@desk_view(Right.OPEN_FILES)
def reopen(request: DeskRequest, number: str) -> HttpResponse:
    """Also for reception: somebody who came back stands at the door."""
    file = file_or_404(number)
    if not file.is_closed:
        return refuse(request, file, FileIsOpen())
    initial = {"version": file.version, "owner": str(file.owner_id)}
    form = NewOwnerForm(request.POST or None, initial=initial)
    done = _("The file is open again.")
    return ask_about(request, file, form, reopen_file, "workplace/reopen.html", done)


@desk_view(Right.MANAGE_TEAM)
def caseload(request: DeskRequest, pk: int) -> HttpResponse:
    """Also of somebody who has left already: her files wait for nobody else."""
    leaver = _member(request, pk)
    form = CaseloadForm(posted(request), leaver=leaver)
    if request.method == "POST" and form.is_valid():
        owner = form.cleaned_data["owner"]
        try:
            number = hand_over_caseload(leaver, by=request.member, owner=owner)
        except DomainError as error:
            form.add_error("owner", str(error))
        else:
            messages.success(request, _handed_over(number, owner))
            return redirect("desk:team", desk=request.desk.slug)
    context = {"row": leaver, "form": form, "left": caseload_of(leaver).count()}
    return render(request, "workplace/caseload.html", context)


@desk_view(Right.MANAGE_TEAM)
def end_member(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks first, and says what would be left behind; after the answer the access stops at the
    next request."""
    row = _member(request, pk)
    refusal = ""
    if request.method == "POST":
        try:
            end_membership(row, by=request.member)
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(
                request, _("%(name)s has no access any more.") % {"name": row.user.name}
            )
            return redirect("desk:team", desk=request.desk.slug)
    context = {"row": row, "refusal": refusal, "left": caseload_of(row).count()}
    return render(request, "workplace/end_member.html", context, status=409 if refusal else 200)


def _member(request: DeskRequest, pk: int) -> Membership:
    row: Membership = get_object_or_404(Membership.objects.of_team(request.desk.pk), pk=pk)
    return row


def _handed_over(number: int, owner: Membership) -> str:
    words = ngettext(
        "One file is with %(name)s now.", "%(count)d files are with %(name)s now.", number
    )
    return words % {"count": number, "name": owner.user.name}
