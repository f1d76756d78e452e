"""The page behind the link of an invitation: it never ends without a next step."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loketten.accounts.access import entrance_view
from loketten.accounts.actions.accept import (
    AccountIsClosed,
    LinkIsDead,
    OtherPerson,
    accept_as,
    accept_with_new_account,
    open_invitation,
)
from loketten.accounts.forms.posted import posted
from loketten.accounts.forms.team import NewAccountForm
from loketten.accounts.limits import fails_closed
from loketten.accounts.models import Invitation, User
from loketten.accounts.rights import NationalRole, Role
from loketten.accounts.throttle import throttled


@entrance_view
@fails_closed
@throttled("invitation", "30/m")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking never uses the link up: mail scanners look too."""
    try:
        _token, offer = open_invitation(secret)
        owner = User.objects.filter(email=offer.email).first()
        if request.user.is_authenticated and request.user != owner:
            return _refuse(request, offer, OtherPerson(), "accounts/invitation_other.html")
        if owner is None:
            return _for_newcomer(request, offer, secret)
        return _for_colleague(request, offer, secret, owner)
    except LinkIsDead as dead:
        return _dead(request, dead)
    except (OtherPerson, AccountIsClosed) as refusal:
        return _refuse(request, offer, refusal, "accounts/invitation_refused.html")


def _for_newcomer(request: HttpRequest, offer: Invitation, secret: str) -> HttpResponse:
    form = NewAccountForm(posted(request), email=offer.email, initial={"name": offer.name})
    if request.method == "POST" and form.is_valid():
        accepted, user = accept_with_new_account(
            secret, language=get_language() or "nl", **form.cleaned_data
        )
        # She has just chosen her password: that counts as a proof for setting up a second step.
        record_authentication(request, user, method="password")
        get_adapter().login(request, user)
        messages.success(request, _("Your account is ready. One step left: make it safe."))
        return _onward(accepted)
    return _page(request, "accounts/invitation_new.html", offer, form=form)


def _for_colleague(
    request: HttpRequest, offer: Invitation, secret: str, owner: User
) -> HttpResponse:
    if not owner.is_active:
        raise AccountIsClosed
    if not request.user.is_authenticated:
        return _page(request, "accounts/invitation_sign_in.html", offer)
    if request.method == "POST":
        accepted = accept_as(secret, owner)
        messages.success(request, _("You have accepted the invitation."))
        return _onward(accepted)
    return _page(request, "accounts/invitation_accept.html", offer)


def _onward(accepted: Invitation) -> HttpResponse:
    """To the new place of work; the second step is asked for on the way."""
    if accepted.desk is None:
        return redirect("accounts:start")
    return redirect("workplace:day", desk=accepted.desk.slug)


def _dead(request: HttpRequest, dead: LinkIsDead) -> HttpResponse:
    offer = dead.invitation
    context = {
        "offer": offer,
        "desk": offer.desk if offer else None,
        "phone": _phone(offer),
        "has_account": bool(offer and offer.accepted_at),
    }
    return render(request, "accounts/invitation_gone.html", context, status=410 if offer else 404)


def _refuse(
    request: HttpRequest, offer: Invitation, refusal: OtherPerson | AccountIsClosed, template: str
) -> HttpResponse:
    return _page(request, template, offer, status=403, refusal=refusal)


def _page(
    request: HttpRequest, template: str, offer: Invitation, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        "offer": offer,
        "desk": offer.desk,
        "phone": _phone(offer),
        "roles": _labels(offer),
        **more,
    }
    return render(request, template, context, status=status)


def _phone(offer: Invitation | None) -> str:
    desk = offer.desk if offer else None
    return desk.phone if desk and desk.phone else str(settings.HELP_PHONE)


def _labels(offer: Invitation) -> list[str]:
    desk_roles = [str(Role(role).label) for role in offer.roles]
    return desk_roles + [str(NationalRole(role).label) for role in offer.national_roles]
