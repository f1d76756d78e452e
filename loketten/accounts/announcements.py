"""What follows when somebody's way of signing in changed."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from loketten.accounts.models import User
from loketten.accounts.sessions import end_other_sessions
from loketten.audit import log, outbox
from loketten.audit.actors import Actor, ActorKind


@transaction.atomic
def announce(request: HttpRequest, user: User, what: str) -> None:
    """Log it, tell her by mail, end her other sessions; once a request.

    allauth tells of some changes only after the commit. Our views tell in the transaction of the
    change itself, and the second time is nothing new.
    """
    told: Any = request.__dict__.setdefault("announced", set())
    if what in told:
        return
    told.add(what)
    end_other_sessions(request, user)
    log.note_platform(f"account.{what}"[:40], user, by=Actor(ActorKind.USER, user.pk))
    outbox.add("accounts.account_changed", user_id=user.pk, what=what)
