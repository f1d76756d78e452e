"""Of whom she heard nothing for a while."""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from advice.caseload import caseload_of, silent_in
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown

SHOWN_FILES = 5


class SilentFile(NamedTuple):
    """One row: the file, and for how many days it is silent."""

    file: Any
    days: int


class Silence(NamedTuple):
    """The longest silences, and whether there are more of them."""

    files: list[SilentFile]
    has_more: bool
    after_days: int


def silent(member: Membership, now: datetime) -> Shown | None:
    if not member.may(Right.WRITE_TALKS):
        return None
    found = silent_in(caseload_of(member), now=now).select_related("client")
    files = list(found[: SHOWN_FILES + 1])
    if not files:
        return None
    today = timezone.localdate(now)
    shown = [
        SilentFile(file, (today - timezone.localdate(file.silent_since)).days)
        for file in files[:SHOWN_FILES]
    ]
    return Shown(
        template="workplace/day/silent.html",
        content=Silence(shown, len(files) > SHOWN_FILES, settings.SILENT_AFTER_DAYS),
        clients={row.file.client_id for row in shown},
    )
