"""What somebody changes about her own account."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from loketten.accounts.models import User
from loketten.accounts.sessions import end_other_sessions
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind


@transaction.atomic
def change_profile(user: User, **values: Any) -> list[str]:
    """Returns which fields changed."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    changed = [name for name, value in values.items() if getattr(locked, name) != value]
    if changed:
        for name in changed:
            setattr(locked, name, values[name])
        locked.save(update_fields=changed)
        actor = Actor(ActorKind.USER, user.pk)
        log.note_platform("account.profile_changed", locked, by=actor, changed=changed)
    return changed


@transaction.atomic
def sign_out_elsewhere(request: HttpRequest, user: User) -> None:
    """Ends every session of this person except the one that asks."""
    end_other_sessions(request, user)
    log.note_platform("account.sessions_ended", user, by=Actor(ActorKind.USER, user.pk))
