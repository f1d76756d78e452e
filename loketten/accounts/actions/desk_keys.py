"""Letting another system in: a key is made, gets a new secret, and ends."""

import secrets
import string
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.actions.seen import fingerprint
from loketten.accounts.changes import note_vouched
from loketten.accounts.models import DeskKey, Membership
from loketten.accounts.models.invitation import digest_of
from loketten.audit import log
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError

START = "llk"
OLD_WORKS_ON = timedelta(hours=24)
_SIGNS = string.ascii_lowercase + string.digits
_PUBLIC_LENGTH = 10


class KeyHasEnded(DomainError):
    message = _("This key has ended. Make a new one.")


class ReplacedAlready(DomainError):
    """By a second submit of the same form, or by a colleague."""

    message = _(
        "This key was replaced a moment ago, and the new one was shown once. "
        "Send this form again when you need another."
    )


@transaction.atomic
def make_key(
    *,
    by: Membership,
    name: str,
    scopes: Sequence[str],
    ends_on: date,
    key: UUID,
    vouched: Collection[str] = (),
) -> tuple[DeskKey, str]:
    """The row, and what the other system must send: nobody can show that again. A second submit
    of the same form finds the first one's, without it."""
    vouched_for = refuse_bsn({"name": name}, vouched=vouched)
    public_part = "".join(secrets.choice(_SIGNS) for _ in range(_PUBLIC_LENGTH))
    secret = secrets.token_urlsafe(32)
    row, is_new = DeskKey.objects.get_or_create(
        desk_id=by.desk_id,
        key=key,
        defaults={
            "name": name,
            "public_part": public_part,
            "scopes": sorted(scopes),
            "digest": digest_of(secret),
            "made_by": by,
            "ends_on": ends_on,
        },
    )
    if not is_new:
        return row, ""
    note_vouched(row, by=by, fields=vouched_for)
    log.note("desk-key.made", row, by=by.actor)
    return row, _whole(row, secret)


@transaction.atomic
def replace_secret(row: DeskKey, *, by: Membership, at_once: bool, seen: str) -> str:
    """A new secret. The old one stops now, or works for one more day."""
    locked = _locked(row)
    if seen != secret_seen(locked):
        raise ReplacedAlready
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    locked.former_digest = "" if at_once else locked.digest
    locked.former_until = None if at_once else now + OLD_WORKS_ON
    locked.digest, locked.replaced_at = digest_of(secret), now
    locked.save(update_fields=["digest", "former_digest", "former_until", "replaced_at"])
    log.note("desk-key.replaced", locked, by=by.actor)
    return _whole(locked, secret)


@transaction.atomic
def end_key(row: DeskKey, *, by: Membership) -> None:
    """It stops working at once. Twice is once."""
    locked = DeskKey.objects.select_for_update().get(pk=row.pk, desk=by.desk_id)
    if locked.ended_at is None:
        locked.ended_at = timezone.now()
        locked.save(update_fields=["ended_at"])
        log.note("desk-key.ended", locked, by=by.actor)


def secret_seen(row: DeskKey) -> str:
    """Says which of its secrets a page was about, and nothing of the secret itself."""
    return fingerprint({"replaced_at": row.replaced_at})


def _whole(row: DeskKey, secret: str) -> str:
    return f"{START}_{row.public_part}_{secret}"


def _locked(row: DeskKey) -> DeskKey:
    locked: DeskKey = DeskKey.objects.select_for_update().get(pk=row.pk, desk=row.desk_id)
    if not locked.works_on(timezone.localdate()):
        raise KeyHasEnded
    return locked
