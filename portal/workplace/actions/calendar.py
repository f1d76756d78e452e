"""The secret link with which a counselor's own calendar reads her follow-ups."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.actions.seen import fingerprint
from loketten.accounts.models import Membership, Token
from loketten.accounts.models.invitation import TokenKind
from loketten.audit.log import note
from loketten.kit.errors import DomainError

VALID = timedelta(days=366)


class LinkChanged(DomainError):
    """By a second submit of the same form, or in another window."""

    message = _(
        "Your link was changed a moment ago. A link is shown once, and not again. "
        "Press the button again when you need another."
    )


@transaction.atomic
def make_link(*, by: Membership, seen: str) -> str:
    """The secret of the new link; one that was there is dead from now on."""
    Membership.objects.select_for_update(no_key=True).get(pk=by.pk)
    if seen != link_seen(by):
        raise LinkChanged
    Token.objects.revoke(TokenKind.CALENDAR, by.pk)
    secret = Token.objects.issue(TokenKind.CALENDAR, by.pk, desk_id=by.desk_id, valid=VALID)
    note("calendar.made", by, by=by.actor)
    return secret


def link_of(member: Membership) -> Token | None:
    """The one that works now."""
    made = Token.objects.filter(kind=TokenKind.CALENDAR, object_id=member.pk)
    return made.filter(expires_at__gt=timezone.now()).first()


def link_seen(member: Membership) -> str:
    """Says which link a page was about, and nothing of its secret."""
    link = link_of(member)
    return fingerprint({"until": link.expires_at if link else None})


@transaction.atomic
def end_link(*, by: Membership) -> None:
    Token.objects.revoke(TokenKind.CALENDAR, by.pk)
    note("calendar.ended", by, by=by.actor)
