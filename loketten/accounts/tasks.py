"""Scheduled wrappers."""

from django.contrib.sessions.backends.db import SessionStore

from loketten.accounts.models import Token
from loketten.tenancy.tasks import DeskScope, desk_task


@desk_task("accounts.forget_expired", scope=DeskScope.NONE)
def forget_expired() -> None:
    """Sessions that nobody can use, and links that nobody asks about any more."""
    SessionStore.clear_expired()
    Token.objects.forget_old()
