"""Backups and drills as the portal knows them: each leaves a row, also when it failed."""

import errno
import time
from collections.abc import Callable

import structlog
from django.db import transaction

from loketten.audit import log as access_log
from loketten.audit.actors import SYSTEM
from portal.operations.backup.cipher import NotSetUp, Unreadable
from portal.operations.backup.drilling import NothingToDrill
from portal.operations.backup.drilling import drill as drill_newest
from portal.operations.backup.making import make
from portal.operations.backup.servers import ProgramFailed, alone
from portal.operations.models import Keeping, KeepingKind, KeepingProblem

SHOWN_DIFFERENCES = 20

log = structlog.get_logger()

# In this order: the first that fits.
_PROBLEMS: dict[type[Exception], KeepingProblem] = {
    NotSetUp: KeepingProblem.NOT_SET_UP,
    NothingToDrill: KeepingProblem.NOTHING,
    Unreadable: KeepingProblem.BROKEN,
    ProgramFailed: KeepingProblem.PROGRAM,
    Exception: KeepingProblem.OTHER,
}


def back_up(*, asked_as: str = "") -> Keeping:
    """Make a backup and write down how it went; raises what went wrong. What is asked again under
    the same name is not made again."""
    return _kept(KeepingKind.BACKUP, _back_up, asked_as=asked_as)


def drill(*, asked_as: str = "") -> Keeping:
    """Try the newest backup out and write down how it went; raises what went wrong, but a
    difference is a result."""
    return _kept(KeepingKind.DRILL, _drill, asked_as=asked_as)


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


def _kept(kind: KeepingKind, do: Callable[[Keeping], None], *, asked_as: str) -> Keeping:
    row, began = Keeping(kind=kind, asked_as=asked_as), time.monotonic()
    try:
        with alone():
            if first := _made_before(kind, asked_as):
                return first
            began = time.monotonic()
            do(row)
            _write_down(row, began)
    except Exception as error:
        row.problem = _problem_of(error)
        log.error(f"{kind}.failed", problem=row.problem)
        _write_down(row, began)
        raise
    return row


def _made_before(kind: KeepingKind, asked_as: str) -> Keeping | None:
    """The queue hands out again what takes longer than an hour, also while it still goes on: who
    waited for the first one's end finds its row."""
    good = Keeping.objects.filter(kind=kind, problem="", asked_as=asked_as).exclude(asked_as="")
    return good.first()


def _problem_of(error: Exception) -> KeepingProblem:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return KeepingProblem.NO_ROOM
    return next(found for one, found in _PROBLEMS.items() if isinstance(error, one))


@transaction.atomic
def _write_down(row: Keeping, began: float) -> None:
    row.seconds = round(time.monotonic() - began, 2)
    row.save()
    how = "failed" if row.problem else "made"
    access_log.note_platform(f"{row.kind}.{how}", row, by=SYSTEM)
