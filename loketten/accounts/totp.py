"""A code of an authenticator app counts once, also within its minute and a half of validity."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare


@transaction.atomic
def claim_code(authenticator: Authenticator, code: str) -> bool:
    """Whether this code is newer than the last one that was used; from now on it is the last.

    allauth remembers a used code for thirty seconds, in Redis; a code is valid for ninety.
    """
    locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    counter = _counter_of(decrypt(locked.data["secret"]), code)
    if counter is None or counter <= locked.data.get("last_counter", 0):
        return False
    locked.data["last_counter"] = counter
    locked.save(update_fields=["data"])
    return True


def _counter_of(secret: str, code: str) -> int | None:
    digits = "".join(sign for sign in code if sign.isdigit())
    counters: Iterator[int] = yield_hotp_counters_from_time()
    for counter in counters:
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), digits):
            return counter
    return None
