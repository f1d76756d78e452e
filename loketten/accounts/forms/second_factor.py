"""Codes and passkeys; allauth does the work, the words and the caution are ours."""

from typing import Any

import structlog
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from loketten.accounts.totp import claim_code

log = structlog.get_logger()
LONGEST_CREDENTIAL = 100_000


class CodeField(forms.CharField):
    """Six figures of an app, or eight of a recovery code."""

    def __init__(self, *, label: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        )
        missing = {"required": _("Fill in the code.")}
        super().__init__(label=label, max_length=32, widget=widget, error_messages=missing)


class CredentialField(forms.JSONField):
    """What a browser says of a passkey: hostile until allauth has checked it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        if len(str(value or "")) > LONGEST_CREDENTIAL:
            raise get_adapter().validation_error("incorrect_code")
        try:
            return super().clean(value)
        except RecursionError:
            raise get_adapter().validation_error("incorrect_code") from None


class _OnceOnly:
    """A code of an app opens the door once."""

    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not claim_code(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class _Cautious:
    """The libraries that read a passkey's answer raise whatever its bytes provoke."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except Exception as error:
            log.warning("accounts.passkey_unreadable", error=type(error).__name__)
            refusal = get_adapter().validation_error("incorrect_code")
            self.add_error("credential", refusal)  # type: ignore[attr-defined]


class CodeForm(_OnceOnly, base_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(label=_("Code"))


class ConfirmCodeForm(_OnceOnly, base_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(label=_("Code"))


class FirstCodeForm(totp_forms.ActivateTOTPForm):
    """Proves that the app was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(label=_("Code of six figures"))

    @property
    def readable_secret(self) -> str:
        """In groups of four, for who types it over."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


class AddPasskeyForm(_Cautious, webauthn_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name_of_passkey(required=False)
        self.fields["credential"] = CredentialField()
        self.fields["passwordless"] = forms.BooleanField(
            label=_("Sign in with this passkey alone, without a password"),
            help_text=_("For a phone or computer that asks for your finger, face or PIN."),
            required=False,
            initial=True,
        )


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name_of_passkey(required=True)


class PasskeyForm(_Cautious, webauthn_forms.AuthenticateWebAuthnForm):
    credential = CredentialField()


class PasskeyLoginForm(_Cautious, webauthn_forms.LoginWebAuthnForm):
    credential = CredentialField()


class ConfirmPasskeyForm(_Cautious, webauthn_forms.ReauthenticateWebAuthnForm):
    credential = CredentialField()


def _name_of_passkey(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Name of this passkey"),
        help_text=_("So that you recognise it later, for example: my phone."),
        max_length=60,
        required=required,
    )
