"""Signing in, and a new password; allauth does the work, the words are ours."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from loketten.accounts.passwords import ADVICE, LONGEST
from loketten.audit import log, outbox
from loketten.audit.actors import VISITOR
from loketten.kit.emails import plain_email

TOO_MANY_TRIES = "too_many_login_attempts"


class PasswordField(forms.CharField):
    """Spaces count, and nothing is filled in again after a mistake."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        kwargs.setdefault("error_messages", {"required": _("Fill in the password.")})
        super().__init__(strip=False, max_length=LONGEST, widget=widget, **kwargs)


class NewPasswordField(PasswordField):
    """A password that is set; the form gives the person, to compare it with."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(autocomplete="new-password", label=label, help_text=ADVICE)
        self.user: Any = None

    def clean(self, value: Any) -> str:
        return str(get_adapter().clean_password(super().clean(value), user=self.user))


class SignInForm(allauth_forms.LoginForm):
    """The limits count per address as it is stored, so that spellings give no extra tries."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("Your e-mail address"),
            error_messages={"required": _("Fill in your e-mail address.")},
            widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}),
        )
        self.fields["password"] = PasswordField(
            label=_("Your password"), autocomplete="current-password"
        )
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        return plain_email(super().clean_login())

    @property
    def is_locked_out(self) -> bool:
        """Whether this address, or this computer, has used up its tries."""
        return bool(self.has_error(NON_FIELD_ERRORS, code=TOO_MANY_TRIES))


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    """Does the same work for a known and an unknown address, so that nothing can be told apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail address"),
            error_messages={"required": _("Fill in your e-mail address.")},
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )

    @transaction.atomic
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        user_id = self.users[0].pk if self.users else 0
        log.note_platform("account.reset_asked", by=VISITOR)
        outbox.add("accounts.password_reset", user_id=user_id)
        return str(self.cleaned_data["email"])


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """Through the link of a mail; asked once, because the manager of passwords types it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = _new_password(self.user)
        del self.fields["password2"]


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = PasswordField(
            label=_("Your password of now"), autocomplete="current-password"
        )
        self.fields["password1"] = _new_password(self.user)
        del self.fields["password2"]


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(
            label=_("Your password"), autocomplete="current-password"
        )


def _new_password(user: Any) -> NewPasswordField:
    field = NewPasswordField(label=_("New password"))
    field.user = user
    return field
