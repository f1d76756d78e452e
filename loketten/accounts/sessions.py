"""Ending sessions, everywhere or everywhere else."""

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from loketten.accounts.models import User


def end_all_sessions(user: User) -> None:
    """Every browser in which this person is signed in is signed out at its next request."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])


def end_other_sessions(request: HttpRequest, user: User) -> None:
    """The browser at hand stays signed in, under a new session key."""
    end_all_sessions(user)
    if request.user == user:
        request.user.session_generation = user.session_generation
        update_session_auth_hash(request, user)
