"""Backups and drills as the portal knows them: each leaves a row, also when it failed."""

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from loketten.audit import log as access_log
from loketten.audit.actors import SYSTEM
from portal.operations.backup.archive import alone
from portal.operations.backup.cipher import NotSetUp, Unreadable
from portal.operations.backup.drilling import NothingToDrill
from portal.operations.backup.drilling import drill as drill_newest
from portal.operations.backup.making import make
from portal.operations.backup.servers import ProgramFailed
from portal.operations.models import Keeping, KeepingKind, KeepingProblem

SHOWN_DIFFERENCES = 20
# As in CELERY_BEAT_SCHEDULE: later, the next round does it.
ROUND_EXPIRES = timedelta(hours=12)

log = structlog.get_logger()

# In this order: the first that fits.
_PROBLEMS: dict[type[Exception], KeepingProblem] = {
    NotSetUp: KeepingProblem.NOT_SET_UP,
    NothingToDrill: KeepingProblem.NOTHING,
    Unreadable: KeepingProblem.BROKEN,
    ProgramFailed: KeepingProblem.PROGRAM,
    Exception: KeepingProblem.OTHER,
}


def back_up(*, is_second_try: bool = False) -> Keeping:
    """Make a backup and write down how it went; raises what went wrong. A second try leaves it at
    what the first one made."""
    return _kept(KeepingKind.BACKUP, _back_up, is_second_try=is_second_try)


def drill(*, is_second_try: bool = False) -> Keeping:
    """Try the newest backup out and write down how it went; raises what went wrong, but a
    difference is a result."""
    return _kept(KeepingKind.DRILL, _drill, is_second_try=is_second_try)


def _back_up(row: Keeping) -> None:
    made = make()
    row.name, row.size = made.backup.name, made.backup.size
    row.tables, row.rows = len(made.facts.tables), made.facts.rows


def _drill(row: Keeping) -> None:
    drilled = drill_newest()
    row.name, row.size = drilled.backup.name, drilled.backup.size
    row.tables, row.rows = len(drilled.facts.tables), drilled.facts.rows
    row.details = drilled.wrong[:SHOWN_DIFFERENCES]
    if drilled.wrong:
        row.problem = KeepingProblem.DIFFERENT
        log.error("drill.different", differences=len(drilled.wrong))


def _kept(kind: KeepingKind, do: Callable[[Keeping], None], *, is_second_try: bool) -> Keeping:
    row, began = Keeping(kind=kind), time.monotonic()
    try:
        with alone():
            if is_second_try and (first := _made_lately(kind)):
                return first
            do(row)
    except Exception as error:
        row.problem = next(found for one, found in _PROBLEMS.items() if isinstance(error, one))
        log.error(f"{kind}.failed", problem=row.problem)
        _write_down(row, began)
        raise
    _write_down(row, began)
    return row


def _made_lately(kind: KeepingKind) -> Keeping | None:
    """The queue hands out again what takes longer than an hour, also while it still goes on."""
    since = timezone.now() - ROUND_EXPIRES
    good = Keeping.objects.filter(kind=kind, problem="", at__gt=since)
    return good.order_by("-at").first()


@transaction.atomic
def _write_down(row: Keeping, began: float) -> None:
    row.seconds = round(time.monotonic() - began, 2)
    row.save()
    how = "failed" if row.problem else "made"
    access_log.note_platform(f"{row.kind}.{how}", row, by=SYSTEM)
