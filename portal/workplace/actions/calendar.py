"""The secret link with which a counselor's own calendar reads her follow-ups."""

from datetime import timedelta

from django.db import transaction

from loketten.accounts.models import Membership, Token
from loketten.accounts.models.invitation import TokenKind
from loketten.audit.log import note

VALID = timedelta(days=366)


@transaction.atomic
def make_link(*, by: Membership) -> str:
    """The secret of the new link; one that was there is dead from now on."""
    Token.objects.revoke(TokenKind.CALENDAR, by.pk)
    secret = Token.objects.issue(TokenKind.CALENDAR, by.pk, desk_id=by.desk_id, valid=VALID)
    note("calendar.made", by, by=by.actor)
    return secret


@transaction.atomic
def end_link(*, by: Membership) -> None:
    Token.objects.revoke(TokenKind.CALENDAR, by.pk)
    note("calendar.ended", by, by=by.actor)
