"""The mails of accounts: effects of the outbox, which name people by number alone."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.addresses import absolute
from loketten.accounts.mail import send
from loketten.accounts.models import Invitation, Token, User
from loketten.accounts.models.invitation import TokenKind
from loketten.accounts.secrets import lasting_secret
from loketten.audit import outbox

INVITATION_IS_VALID = timedelta(days=7)
CHANGES = {
    "password_changed": _("The password of your account was changed."),
    "password_reset": _("Your account got a new password through “Forgot your password?”."),
    "totp_activated": _("An authenticator app was added to your account."),
    "totp_deactivated": _("The authenticator app was taken away from your account."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was taken away from your account."),
    "recovery_codes_generated": _("Your account got new recovery codes. The old ones are dead."),
    "second_steps_removed": _(
        "An administrator took away your second step, because you lost it. "
        "Set up a new one when you sign in."
    ),
}


@outbox.effect("accounts.invitation")
def send_invitation(*, message_id: UUID, invitation_id: int) -> None:
    """The link is made here: its secret stands in the mail alone, and only its hash is kept."""
    related = Invitation.objects.select_related("desk", "invited_by")
    invitation = related.filter(pk=invitation_id).first()
    if invitation is None or not invitation.is_open:
        return
    Token.objects.revoke(TokenKind.INVITATION, invitation.pk)
    secret = Token.objects.issue(
        TokenKind.INVITATION,
        invitation.pk,
        desk_id=invitation.desk_id,
        valid=INVITATION_IS_VALID,
        secret=lasting_secret("accounts.invitation", message_id),
    )
    language = _language_of(invitation.email)
    send(
        "accounts/email/invitation",
        to=invitation.email,
        subject=_("Your invitation to the portal"),
        language=language,
        message_id=message_id,
        context={
            "desk": invitation.desk,
            "inviter": invitation.invited_by.name,
            "url": absolute("accounts:invitation", language=language, kwargs={"secret": secret}),
            "last_day": timezone.localdate() + INVITATION_IS_VALID,
        },
        reply_to=invitation.desk.email if invitation.desk else "",
    )


@outbox.effect("accounts.password_reset")
def send_password_reset(*, message_id: UUID, user_id: int) -> None:
    """Number 0 stands for an address that nobody has: the same work, and no mail."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    _tell(
        user,
        "accounts/email/password_reset",
        subject=_("A new password for the portal"),
        message_id=message_id,
        url=absolute("account_reset_password_from_key", language=user.language, kwargs=key),
    )


@outbox.effect("accounts.account_changed")
def send_account_changed(*, message_id: UUID, user_id: int, what: str) -> None:
    """So that somebody notices when it was not she who did it."""
    user = User.objects.get(pk=user_id)
    _tell(
        user,
        "accounts/email/account_changed",
        subject=_("Something changed in your account"),
        message_id=message_id,
        change=CHANGES.get(what, _("Something changed in how you sign in.")),
        url=absolute("account_reset_password", language=user.language),
    )


def _tell(user: User, template: str, *, subject: Any, message_id: UUID, **context: Any) -> None:
    send(
        template,
        to=user.email,
        subject=subject,
        language=user.language,
        message_id=message_id,
        context=context,
    )


def _language_of(email: str) -> str:
    user = User.objects.filter(email=email).only("language").first()
    return user.language if user else "nl"
