"""allauth's views under our own addresses, each marked with the door it stands at."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.base import views as factors
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from loketten.accounts.access import account_view, entrance_view, staff_view
from loketten.accounts.adapter import SecondFactorAdapter
from loketten.accounts.addresses import is_local
from loketten.accounts.announcements import announce
from loketten.accounts.limits import fails_closed
from loketten.accounts.totp import claim_code

AFTER_ENROLMENT = "after_enrolment"
UNSEEN_CODES = "unseen_recovery_codes"


class LoginView(account.LoginView):
    def form_invalid(self, form: Any) -> HttpResponse:
        """Too many tries is an answer of its own, for whoever reads the status."""
        response: HttpResponse = super().form_invalid(form)
        if form.is_locked_out:
            response.status_code = 429
        return response


class PasswordChangeView(account.PasswordChangeView):
    def get_default_success_url(self) -> str:
        return reverse("accounts:profile")


class ActivateAppView(totp.ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        claim_code(app, form.cleaned_data["code"])
        _enrolled(self.request, app, got_codes=self.did_generate_recovery_codes)
        announce(self.request, app.user, "totp_activated")
        return response


class AddPasskeyView(webauthn.AddWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        keys = Authenticator.objects.filter(user=self.request.user)
        newest = keys.filter(type=Authenticator.Type.WEBAUTHN).latest("pk")
        _enrolled(self.request, newest, got_codes=self.did_generate_recovery_codes)
        return response


class NewRecoveryCodesView(recovery_codes.GenerateRecoveryCodesView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session[UNSEEN_CODES] = True
        announce(self.request, form.user, "recovery_codes_generated")
        return response


class OwnKey:
    """A key of somebody else does not exist, also not for who still has to prove who she is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view: Any = self
        get_object_or_404(view.get_queryset(), pk=kwargs["pk"])
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class RemovePasskeyView(OwnKey, webauthn.RemoveWebAuthnView):
    def get_success_url(self) -> str:
        return reverse("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_go = SecondFactorAdapter().can_delete_authenticator(self.object)
        return {**super().get_context_data(**kwargs), "is_last": not may_go}

    def form_valid(self, form: Any) -> HttpResponse:
        if not SecondFactorAdapter().can_delete_authenticator(self.object):
            raise PermissionDenied
        response: HttpResponse = super().form_valid(form)
        return response


class RenamePasskeyView(OwnKey, webauthn.EditWebAuthnView):
    def get_success_url(self) -> str:
        return reverse("mfa_index")


def _enrolled(request: HttpRequest, authenticator: Authenticator, *, got_codes: bool) -> None:
    """Who has just set up a second step need not show it again to see her recovery codes."""
    post_authentication(request, authenticator, reauthenticated=True)
    if got_codes:
        request.session[UNSEEN_CODES] = True


@entrance_view
def logout(request: HttpRequest) -> HttpResponse:
    """Asks on GET; on POST the browser also forgets pages and drafts of this site. Where the script
    wiped the drafts of who leaves, those of a colleague stay: only she can read them."""
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        has_wiped = request.POST.get("wiped") == "own"
        response["Clear-Site-Data"] = '"cache"' if has_wiped else '"cache", "storage"'
        # Whoever sits here next sends nothing of hers once more, to read it in our answer.
        rotate_token(request)
    return response


@account_view
def second_factors(request: HttpRequest) -> HttpResponse:
    """The way to a second factor for who has none; for the others, to change or add one."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    if is_local(wanted):
        request.session[AFTER_ENROLMENT] = wanted
    response: HttpResponse = factors.index(request)
    return response


@account_view
def recovery_codes_page(request: HttpRequest) -> HttpResponse:
    """Shows new codes once; from here she goes to where she was going."""
    stored = Authenticator.objects.filter(
        user=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    )
    codes = get_object_or_404(stored).wrap().get_unused_codes()
    raise_if_reauthentication_required(request, app="allauth.mfa")
    is_first_time = request.session.pop(UNSEEN_CODES, False)
    onward = request.session.pop(AFTER_ENROLMENT, "") if is_first_time else ""
    return render(
        request,
        "mfa/recovery_codes.html",
        {
            "codes": codes if is_first_time else [],
            "number_left": len(codes),
            "onward_url": onward or reverse("accounts:start"),
        },
    )


@staff_view
def set_password(request: HttpRequest) -> HttpResponse:
    """Who never had a password gets the first one through the mail, as who forgot it."""
    return redirect("account_reset_password")


def _closed(view: Any) -> Any:
    """One request is one transaction: a change, its row in the log and its mail go together."""
    return fails_closed(transaction.atomic(view))


login = entrance_view(_closed(LoginView.as_view()))
inactive = entrance_view(account.account_inactive)
forgotten = entrance_view(_closed(account.password_reset))
forgotten_sent = entrance_view(account.password_reset_done)
new_password = entrance_view(_closed(account.password_reset_from_key))
new_password_set = entrance_view(account.password_reset_from_key_done)
change_password = staff_view(_closed(PasswordChangeView.as_view()))
confirm_password = account_view(_closed(account.reauthenticate))

second_step = entrance_view(_closed(factors.authenticate))
passkey_login = entrance_view(_closed(webauthn.login_webauthn))
confirm_code = account_view(_closed(factors.reauthenticate))
confirm_passkey = account_view(_closed(webauthn.reauthenticate_webauthn))
activate_app = account_view(_closed(ActivateAppView.as_view()))
deactivate_app = account_view(_closed(totp.deactivate_totp))
new_recovery_codes = account_view(_closed(NewRecoveryCodesView.as_view()))
add_passkey = account_view(_closed(AddPasskeyView.as_view()))
rename_passkey = account_view(_closed(RenamePasskeyView.as_view()))
remove_passkey = account_view(_closed(RemovePasskeyView.as_view()))
