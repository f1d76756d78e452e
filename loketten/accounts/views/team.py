"""The team of a desk: who works here, in which roles, and who was asked to come."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.actions import invite as invitations
from loketten.accounts.actions.seen import ChangedMeanwhile
from loketten.accounts.actions.team import change_membership, offered_values
from loketten.accounts.forms.posted import posted
from loketten.accounts.forms.team import InvitationForm, MembershipForm
from loketten.accounts.models import Invitation, Membership
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


@desk_view(Right.MANAGE_TEAM)
def team(request: DeskRequest) -> HttpResponse:
    """Those who work here now or soon, open invitations, and apart who has left."""
    today = timezone.localdate()
    rows = list(Membership.objects.of_team(request.desk.pk).order_by("user__name", "pk"))
    left = [row for row in rows if _has_left(row, today)]
    context = {
        "members": [row for row in rows if row not in left],
        "left": sorted(left, key=lambda row: row.ends_on or today, reverse=True),
        "invitations": Invitation.objects.open().filter(desk=request.desk).order_by("name"),
    }
    return render(request, "accounts/team.html", context)


@desk_view(Right.MANAGE_TEAM)
def invite(request: DeskRequest) -> HttpResponse:
    form = InvitationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            sent = invitations.invite_to_desk(by=request.member, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, _("The invitation is on its way to %(email)s.") % {"email": sent.email}
            )
            return redirect("desk:team", desk=request.desk.slug)
    known = Membership.objects.filter(desk=request.desk).values_list(
        "organisation__name", flat=True
    )
    context = {"form": form, "organisations": sorted(set(known))}
    return render(request, "accounts/invite.html", context)


@desk_view(Right.MANAGE_TEAM)
def member(request: DeskRequest, pk: int) -> HttpResponse:
    """Roles, employer and last day of one member of this desk."""
    row = _member(request, pk)
    form = MembershipForm(posted(request), stored=offered_values(row))
    versions = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = change_membership(row, by=request.member, seen=seen, **form.values)
        except ChangedMeanwhile as conflict:
            versions = form.show_conflict(conflict)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("The changes have been saved.") if changed else _("Nothing was changed.")
            messages.success(request, words)
            return redirect("desk:team", desk=request.desk.slug)
    context = {"row": row, "form": form, "versions": versions, "is_self": row == request.member}
    return render(request, "accounts/member.html", context, status=409 if versions else 200)


@desk_view(Right.MANAGE_TEAM)
def send_again(request: DeskRequest, pk: int) -> HttpResponse:
    return _change_invitation(request, pk, invitations.send_again, _("A new link is on its way."))


@desk_view(Right.MANAGE_TEAM)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    return _change_invitation(
        request, pk, invitations.withdraw, _("The invitation has been withdrawn.")
    )


def _change_invitation(
    request: DeskRequest, pk: int, change: Callable[..., None], words: str
) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    invitation = get_object_or_404(Invitation, pk=pk, desk=request.desk)
    try:
        change(invitation, by=request.member.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("desk:team", desk=request.desk.slug)


def _member(request: DeskRequest, pk: int) -> Membership:
    own = Membership.objects.of_team(request.desk.pk)
    row: Membership = get_object_or_404(own, pk=pk)
    return row


def _has_left(row: Membership, today: date) -> bool:
    return row.ended_at is not None or (row.ends_on is not None and row.ends_on < today)
