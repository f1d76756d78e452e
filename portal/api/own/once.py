"""A request that came before is not done again: it gets the answer of the first time."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext
from rest_framework.request import Request

from loketten.accounts.models import DeskKey
from portal.api.describing import REQUEST_NAME
from portal.api.models import REMEMBERED, Received
from portal.api.problems import DoesNotFit, Wrong, WrongFields

HEADER = "Idempotency-Key"


def once(request: Request, key: DeskKey, make: Callable[[UUID], UUID]) -> UUID:
    """`make` gets a key of its own for what it makes, and returns the public id. Parallel requests
    of one name wait for the first; when that fails, so does its name."""
    name = request.headers.get(HEADER, "")
    if not re.fullmatch(REQUEST_NAME, name):
        sentence = gettext("Send 8 to 100 letters, figures, hyphens or underscores.")
        raise WrongFields(
            [Wrong("header", HEADER, "required" if not name else "invalid", sentence)]
        )
    digest = _digest(request)
    row, is_new = Received.objects.get_or_create(system=key, name=name, defaults={"digest": digest})
    if is_new:
        row.made = make(row.made)
        row.save(update_fields=["made"])
    elif row.digest != digest:
        sentence = gettext("This name was used before, for another request.")
        raise DoesNotFit([Wrong("header", HEADER, "used-before", sentence)])
    made: UUID = row.made
    return made


def forget_old() -> None:
    """At the desk that is open: what was made stays, and its name is free again."""
    Received.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()


def _digest(request: Request) -> str:
    """The same body in another order says the same."""
    said: Any = [request.path, request.data]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
