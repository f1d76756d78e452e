"""What the log of the platform says of one thing, in words."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import User
from loketten.audit.actors import ActorKind
from loketten.audit.models import PlatformEntry

SHOWN_ROWS = 20

DEEDS = {
    "access.denied": _("Was refused"),
    "account.opened": _("Made the account"),
    "account.profile_changed": _("Changed the own profile"),
    "account.second_steps_relocked": _("Locked the second steps with a new key"),
    "account.second_steps_removed": _("Took the second step away"),
    "account.password_changed": _("Chose another password"),
    "account.password_reset": _("Got a new password by mail"),
    "account.recovery_codes_generated": _("Made new recovery codes"),
    "account.sessions_ended": _("Ended the sessions elsewhere"),
    "account.signed_in": _("Signed in"),
    "account.signed_out": _("Signed out"),
    "account.totp_activated": _("Set up an authenticator app"),
    "account.totp_deactivated": _("Took the authenticator app away"),
    "account.webauthn_added": _("Added a passkey"),
    "account.webauthn_removed": _("Took a passkey away"),
    "backup.failed": _("Tried to make a backup, without success"),
    "backup.made": _("Made a backup"),
    "bsn.overruled": _("Said that a number is no citizen service number"),
    "code.added": _("Added a code"),
    "code.changed": _("Changed a code"),
    "desk.closed": _("Chose the last day"),
    "desk.mended": _("Changed the desk by hand"),
    "desk.opened": _("Opened the desk"),
    "desk.opening_moved": _("Moved the first day"),
    "desk.paused": _("Paused the desk"),
    "desk.renamed": _("Renamed the desk"),
    "desk.reopened": _("Took the end back"),
    "desk.resumed": _("Ended the pause"),
    "drill.failed": _("Tried a backup out, without success"),
    "drill.made": _("Tried a backup out"),
    "invitation.accepted": _("Accepted an invitation"),
    "invitation.sent": _("Invited somebody"),
    "invitation.sent_again": _("Sent an invitation again"),
    "invitation.withdrawn": _("Withdrew an invitation"),
    "membership.ended": _("Ended work at a desk"),
    "national_role.ended": _("Ended a national role"),
    "news.changed": _("Changed the news"),
    "news.published": _("Published the news"),
    "news.taken_back": _("Took the news back"),
    "person.viewed": _("Looked at the page of this person"),
    "region.saved": _("Changed a region by hand"),
    "region_membership.saved": _("Changed by hand in which region a municipality lies"),
    "task.asked_again": _("Asked a failed task again"),
    "threshold.chosen": _("Chose thresholds"),
}


class Happening(NamedTuple):
    """One row: when, who, what."""

    at: datetime
    who: str
    what: str


def history_of(*things: models.Model) -> list[Happening]:
    """The newest first; two queries."""
    about = Q(pk__in=[])
    for thing in things:
        about |= Q(object_kind=thing._meta.label_lower, object_id=thing.pk)
    return _told(PlatformEntry.objects.filter(about))


def history_of_codes(keys: Iterable[str]) -> list[Happening]:
    """A code is known in the log by its key."""
    rows = PlatformEntry.objects.filter(object_kind="tenancy.code", reason__in=list(keys))
    return _told(rows)


def history_of_kind(model: type[models.Model]) -> list[Happening]:
    return _told(PlatformEntry.objects.filter(object_kind=model._meta.label_lower))


def _told(rows: models.QuerySet[PlatformEntry]) -> list[Happening]:
    newest = list(rows.order_by("-id")[:SHOWN_ROWS])
    users = {row.actor_id or 0 for row in newest if row.actor_kind == ActorKind.USER}
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
    return [
        Happening(
            row.at,
            names.get(row.actor_id or 0, row.get_actor_kind_display()),
            str(DEEDS.get(row.action, row.action)),
        )
        for row in newest
    ]
