"""People above the desks and at all of them: found, invited, ended, helped back in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.actions import invite as invitations
from loketten.accounts.actions import national as actions
from loketten.accounts.actions.team import end_membership_from_above
from loketten.accounts.backend import with_second_factor
from loketten.accounts.forms.posted import posted
from loketten.accounts.forms.team import (
    FirstManagerForm,
    LostSecondStepForm,
    NationalInvitationForm,
)
from loketten.accounts.models import Invitation, Membership, User
from loketten.accounts.rights import NationalRole, Right, Role
from loketten.audit.actors import Actor, ActorKind
from loketten.audit.log import note_platform
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Desk
from loketten.ui.paging import page_of
from portal.national.forms.people import EndWorkForm
from portal.national.frame import page
from portal.national.history import history_of


@national_view(Right.MANAGE_DESKS)
def people(request: StaffRequest) -> HttpResponse:
    """Everybody with an account by name or address; without a search who has a national role.
    Each look is a row in the log, with whom it showed."""
    query = request.GET.get("q", "")
    found = User.objects.matching(query) if query.strip() else User.objects.national()
    shown, remark = page_of(_with_work(found), request.GET.get("page", "1"))
    actor = Actor(ActorKind.USER, request.user.pk)
    note_platform("people.listed", User, by=actor, shown=[person.pk for person in shown])
    return page(
        request,
        "national/people.html",
        query=query,
        page=shown,
        remark=remark,
        invitations=_sent_from_here().select_related("desk").order_by("name"),
    )


@national_view(Right.MANAGE_DESKS)
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """Where somebody works and since when, the second step, the last sign-in."""
    row = get_object_or_404(_with_work(User.objects.all()), pk=pk)
    note_platform("person.viewed", row, by=Actor(ActorKind.USER, request.user.pk))
    memberships = row.memberships.select_related("desk", "organisation").defer("desk__logo")
    return page(
        request,
        "national/person.html",
        person=row,
        today=timezone.localdate(),
        memberships=memberships.order_by("desk__display_name"),
        history=history_of(row),
    )


@national_view(Right.MANAGE_DESKS)
def end_membership(request: StaffRequest, pk: int) -> HttpResponse:
    """At once, or after a last day; the last manager of a desk stays."""
    related = Membership.objects.select_related("user", "desk").defer("desk__logo")
    member = get_object_or_404(related, pk=pk)
    form = EndWorkForm(posted(request), initial={"last_day": member.ends_on})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            end_membership_from_above(member, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("The work at this desk has an end."))
            return redirect("national:person", pk=member.user_id)
    return page(request, "national/end_membership.html", status=status, member=member, form=form)


@national_view(Right.MANAGE_DESKS)
def invite(request: StaffRequest) -> HttpResponse:
    form = NationalInvitationForm(posted(request))

    def send() -> None:
        invitations.invite_nationally(by=request.user, **form.cleaned_data)

    return _ask(request, form, send, template="national/invite.html")


@national_view(Right.MANAGE_DESKS)
def invite_manager(request: StaffRequest, slug: str) -> HttpResponse:
    """Only for a desk without a manager: afterwards the desk invites its own people."""
    desk = get_object_or_404(Desk, slug=slug)
    form = FirstManagerForm(posted(request))

    def send() -> None:
        invitations.invite_first_manager(desk, by=request.user, **form.cleaned_data)

    return _ask(request, form, send, template="national/invite_manager.html", desk=desk)


@national_view(Right.MANAGE_DESKS)
def end_role(request: StaffRequest, pk: int, role: str) -> HttpResponse:
    """At once, or all the work above the desks after a last day; the last administrator stays."""
    person = get_object_or_404(User, pk=pk, national_roles__contains=[role])
    form = EndWorkForm(posted(request), initial={"last_day": person.national_until})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_national_role(
                person, NationalRole(role), by=request.user, **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            is_later = form.cleaned_data["last_day"] is not None
            words = _("The last day is set.") if is_later else _("The role has ended.")
            messages.success(request, words)
            return redirect("national:person", pk=pk)
    return page(
        request,
        "national/end_role.html",
        status=status,
        person=person,
        role=NationalRole(role),
        form=form,
    )


@national_view(Right.MANAGE_DESKS)
def send_again(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, invitations.send_again, _("A new link is on its way."))


@national_view(Right.MANAGE_DESKS)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, invitations.withdraw, _("The invitation has been withdrawn."))


@national_view(Right.MANAGE_DESKS)
def recover(request: StaffRequest) -> HttpResponse:
    """For who lost phone and recovery codes: the way back after a check by telephone."""
    form = LostSecondStepForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_away_second_steps(form.cleaned_data["email"], by=request.user)
        except DomainError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The second step is gone, and a mail about it is sent."))
            return redirect("national:recover")
    return page(request, "national/recover.html", form=form)


def _ask(
    request: StaffRequest,
    form: forms.Form,
    send: Callable[[], None],
    *,
    template: str,
    **context: Any,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            send()
        except DomainError as refusal:
            form.add_error("email", str(refusal))
        else:
            email = form.cleaned_data["email"]
            messages.success(
                request, _("The invitation is on its way to %(email)s.") % {"email": email}
            )
            return redirect("national:people")
    return page(request, template, form=form, **context)


def _change(
    request: StaffRequest, pk: int, change: Callable[..., None], words: str
) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    invitation = get_object_or_404(_sent_from_here(), pk=pk)
    try:
        change(invitation, by=Actor(ActorKind.USER, request.user.pk))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("national:people")


def _sent_from_here() -> Any:
    """National invitations, and those to the manager of a desk that has none, whoever sent them;
    the others are the desk's business."""
    open_ones = Invitation.objects.open()
    national = open_ones.filter(desk__isnull=True)
    first_managers = open_ones.filter(desk__isnull=False, roles=[Role.MANAGER])
    return national | first_managers.exclude(Exists(_managers().filter(desk=OuterRef("desk"))))


def _managers() -> Any:
    return Membership.objects.active().filter(roles__contains=[Role.MANAGER])


def _with_work(users: Any) -> Any:
    """With whether they have a second step, and with where they work today as `at_work`."""
    now = Membership.objects.active().select_related("desk").defer("desk__logo")
    return with_second_factor(users).prefetch_related(
        Prefetch("memberships", queryset=now.order_by("desk__display_name"), to_attr="at_work")
    )
