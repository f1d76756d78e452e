"""Backups and drills as the portal knows them: each leaves a row, also when it failed."""

import time
from collections.abc import Callable

import structlog

from loketten.audit import log as access_log
from loketten.audit.actors import SYSTEM
from portal.operations.backup.cipher import NotSetUp, Unreadable
from portal.operations.backup.drilling import NothingToDrill
from portal.operations.backup.drilling import drill as drill_newest
from portal.operations.backup.making import make
from portal.operations.backup.servers import ProgramFailed
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


def back_up() -> Keeping:
    """Make a backup and write down how it went; raises what went wrong."""
    return _kept(KeepingKind.BACKUP, _back_up)


def drill() -> Keeping:
    """Try the newest backup out and write down how it went; raises what went wrong, but a
    difference is a result."""
    return _kept(KeepingKind.DRILL, _drill)


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


def _kept(kind: KeepingKind, do: Callable[[Keeping], None]) -> Keeping:
    row, began = Keeping(kind=kind), time.monotonic()
    try:
        do(row)
    except Exception as error:
        row.problem = next(found for one, found in _PROBLEMS.items() if isinstance(error, one))
        log.error(f"{kind}.failed", problem=row.problem)
        raise
    finally:
        row.seconds = round(time.monotonic() - began, 2)
        row.save()
        access_log.note_platform(f"{kind}.made", row, by=SYSTEM)
    return row
