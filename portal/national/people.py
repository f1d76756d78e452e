"""What a platform administrator does: people above the desks, and a desk's first manager."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import national_view
from loketten.accounts.actions import invite as invitations
from loketten.accounts.actions import national as actions
from loketten.accounts.forms.posted import posted
from loketten.accounts.forms.team import (
    FirstManagerForm,
    LostSecondStepForm,
    NationalInvitationForm,
)
from loketten.accounts.models import Invitation, Membership, User
from loketten.accounts.rights import NationalRole, Right, Role
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Desk
from portal.national.frame import frame


@national_view(Right.MANAGE_DESKS)
def manage(request: HttpRequest) -> HttpResponse:
    """National roles, open invitations that we sent, and which desks have no manager."""
    context = {
        "people": User.objects.filter(national_roles__len__gt=0).order_by("name", "pk"),
        "invitations": _sent_from_here().select_related("desk").order_by("name"),
        "desks": _desks(),
        **frame(request),
    }
    return render(request, "national/manage.html", context)


@national_view(Right.MANAGE_DESKS)
def invite(request: HttpRequest) -> HttpResponse:
    form = NationalInvitationForm(posted(request))

    def send() -> None:
        invitations.invite_nationally(by=_user(request), **form.cleaned_data)

    return _ask(request, form, send, template="national/invite.html")


@national_view(Right.MANAGE_DESKS)
def invite_manager(request: HttpRequest, slug: str) -> HttpResponse:
    """Only for a desk without a manager: afterwards the desk invites its own people."""
    desk = get_object_or_404(Desk, slug=slug)
    form = FirstManagerForm(posted(request))

    def send() -> None:
        invitations.invite_first_manager(desk, by=_user(request), **form.cleaned_data)

    return _ask(request, form, send, template="national/invite_manager.html", desk=desk)


@national_view(Right.MANAGE_DESKS)
def end_role(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """Asks first; the access stops at the next request."""
    person = get_object_or_404(User, pk=pk, national_roles__contains=[role])
    refusal = ""
    if request.method == "POST":
        try:
            actions.end_national_role(person, NationalRole(role), by=_user(request))
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, _("The role has ended."))
            return redirect("national:manage")
    context = {"person": person, "role": NationalRole(role), "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "national/end_role.html", {**context, **frame(request)}, status=status)


@national_view(Right.MANAGE_DESKS)
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, invitations.send_again, _("A new link is on its way."))


@national_view(Right.MANAGE_DESKS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, invitations.withdraw, _("The invitation has been withdrawn."))


@national_view(Right.MANAGE_DESKS)
def recover(request: HttpRequest) -> HttpResponse:
    """For who lost phone and recovery codes: the way back after a check by telephone."""
    form = LostSecondStepForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_away_second_steps(form.cleaned_data["email"], by=_user(request))
        except DomainError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The second step is gone, and a mail about it is sent."))
            return redirect("national:recover")
    return render(request, "national/recover.html", {"form": form, **frame(request)})


def _ask(
    request: HttpRequest,
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
            return redirect("national:manage")
    return render(request, template, {"form": form, **context, **frame(request)})


def _change(request: HttpRequest, pk: int, change: Callable[..., None], words: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    invitation = get_object_or_404(_sent_from_here(), pk=pk)
    try:
        change(invitation, by=Actor(ActorKind.USER, _user(request).pk))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("national:manage")


def _sent_from_here() -> Any:
    """National invitations, and those to the manager of a desk that has none, whoever sent them;
    the others are the desk's business."""
    open_ones = Invitation.objects.open()
    national = open_ones.filter(desk__isnull=True)
    first_managers = open_ones.filter(desk__isnull=False, roles=[Role.MANAGER])
    return national | first_managers.exclude(Exists(_managers().filter(desk=OuterRef("desk"))))


def _managers() -> Any:
    return Membership.objects.active().filter(roles__contains=[Role.MANAGER])


def _desks() -> Any:
    active = _managers().filter(desk=OuterRef("pk"))
    today = timezone.localdate()
    desks = Desk.objects.open_on(today).select_related("region").order_by("region__name")
    return desks.annotate(has_manager=Exists(active))


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
