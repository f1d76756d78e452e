"""Where somebody lands after signing in, and what to do when signing in fails."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override

from loketten.accounts.access import desks_of, entrance_view, staff_view
from loketten.accounts.models import Membership, User
from loketten.accounts.rights import Right


@staff_view
def start(request: HttpRequest) -> HttpResponse:
    """Straight on when there is one place to work; else a choice, or what to do about none."""
    user = request.user
    assert isinstance(user, User)
    desks = desks_of(user)
    with override(user.language):
        national = _national_place(user)
        if len(desks) == 1 and national is None:
            return redirect("workplace:day", desk=desks[0].slug)
        if not desks and national is not None:
            return redirect(national)
    if not desks:
        return render(request, "accounts/no_desk.html", {"desks": _former_desks(user)})
    return render(request, "accounts/start.html", {"desks": desks, "national": national})


@entrance_view
def trouble(request: HttpRequest) -> HttpResponse:
    """Every way out for who cannot sign in."""
    return render(request, "accounts/trouble.html", {"phone": settings.HELP_PHONE})


def _national_place(user: User) -> str | None:
    if Right.READ_NATIONAL_FIGURES in user.national_rights:
        return "figures:country"
    if Right.MANAGE_DESKS in user.national_rights:
        return "national:manage"
    return None


def _former_desks(user: User) -> list[object]:
    """Whom to call: the desks where she worked, or is going to work."""
    members = Membership.objects.filter(user=user).select_related("desk")
    return [member.desk for member in members]
