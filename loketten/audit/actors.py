"""Who did it: a kind and a number, so that this floor needs no key to the floors above."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    MEMBER = "member", _("Staff of the desk")
    USER = "user", _("Somebody with an account")
    VISITOR = "visitor", _("Somebody without an account")
    KEY = "key", _("A connected system")
    SYSTEM = "system", _("The portal itself")


class Actor(NamedTuple):
    """`id` is a membership for MEMBER, a user for USER, a key of the desk for KEY, else None."""

    kind: ActorKind
    id: int | None = None


SYSTEM = Actor(ActorKind.SYSTEM)
VISITOR = Actor(ActorKind.VISITOR)
