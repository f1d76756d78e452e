"""Before a former SECRET_KEY goes: what it locked is locked with the one of today."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from loketten.accounts.adapter import SecondFactorAdapter
from loketten.audit import log
from loketten.audit.actors import SYSTEM

# What of each second step is locked; a passkey holds nothing secret.
LOCKED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@transaction.atomic
def relock_second_steps() -> int:
    """How many; raises `InvalidToken` when one was locked with a key that nobody named."""
    adapter = SecondFactorAdapter()
    rows = list(Authenticator.objects.select_for_update().filter(type__in=LOCKED).order_by("pk"))
    for row in rows:
        part = LOCKED[Authenticator.Type(row.type)]
        row.data = {**row.data, part: adapter.locked_again(row.data[part])}
    Authenticator.objects.bulk_update(rows, ["data"])
    log.note_platform("account.second_steps_relocked", by=SYSTEM)
    return len(rows)
