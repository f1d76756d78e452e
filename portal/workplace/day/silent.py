"""Of whom she heard nothing for a while."""

from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from advice.caseload import caseload_of, silent_in
from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader
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


def silent(reader: Reader) -> Shown | None:
    if not reader.may(Right.WRITE_TALKS):
        return None
    found = silent_in(caseload_of(reader.member), now=reader.now).select_related("client")
    files = list(found[: SHOWN_FILES + 1])
    if not files:
        return None
    shown = [
        SilentFile(file, (reader.today - timezone.localdate(file.silent_since)).days)
        for file in files[:SHOWN_FILES]
    ]
    return Shown(
        template="workplace/day/silent.html",
        content=Silence(shown, len(files) > SHOWN_FILES, settings.SILENT_AFTER_DAYS),
        clients={row.file.client_id for row in shown},
    )
