"""People and files as the tests of this app make them."""

import uuid
from typing import Any

from django.utils import timezone

from clients.actions.open_file import open_file
from clients.actions.person import Person
from clients.models import ClientFile
from loketten.audit.models import Entry
from tests.cast import Somebody

BSN = "123456782"


def person(**changes: Any) -> Person:
    """Somebody with everything filled in."""
    filled: dict[str, Any] = {
        "first_name": "Selam",
        "last_name": "Haile",
        "birth_year": 1994,
        "email": "selam@example.nl",
        "phone": "0600000041",
        "contact_by": "phone",
        "language_id": "language.tigrinya",
        "needs_interpreter": True,
    }
    return Person(**{**filled, **changes})


def opened(by: Somebody, whom: Person | None = None, **changes: Any) -> ClientFile:
    """A file of `by`, made inside her desk."""
    filled: dict[str, Any] = {
        "owner": by.member,
        "key": uuid.uuid4(),
        "asked_on": timezone.localdate(),
    }
    return open_file(whom or person(), by=by.member, **{**filled, **changes})


def last_entry() -> Entry:
    """The newest row of the desk's log."""
    entry = Entry.objects.order_by("-id").first()
    assert entry is not None
    return entry
