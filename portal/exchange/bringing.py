"""Checking the rows of a file, and bringing them in: all of them or none."""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import override

from loketten.accounts.models import Membership
from loketten.accounts.rest import is_at_rest
from loketten.accounts.rights import Right
from loketten.audit.log import note
from portal.exchange.actions.imports import end
from portal.exchange.choices import Doubles, ImportKind, ImportState, Verdict
from portal.exchange.kinds.base import Kind, Ready, RowInTheWay, Twins
from portal.exchange.kinds.registry import kind_of
from portal.exchange.models import Import, ImportRow
from portal.exchange.progress import Progress
from portal.exchange.querysets import ROWS_AT_A_TIME

VERDICT = ("verdict", "looks_like", "looks_like_rows", "is_same")
Row = TypeVar("Row")


def check(run: Import) -> None:
    """Says of every row what it would become. Also of a row that is right and looks like one that
    was wrong: only those that can be imported are compared."""
    kind = kind_of(run)
    run.compared_until = kind.newest()
    twins, progress = kind.twins(), Progress(run.public_id, run.state)
    rows = list(run.rows.order_by("number"))
    for done, some in _in_batches(rows):
        for place, row in enumerate(some):
            progress.tell(done + place)
            _judge(kind, twins, row)
        # In between: a connection that is quiet for long is cut off.
        ImportRow.objects.write(some, VERDICT)
    run.state, run.stopped_at = ImportState.CHECKED, 0
    run.save(update_fields=["state", "compared_until", "stopped_at"])


class CameMeanwhile(Exception):
    """Somebody was written down while the rows came in, who resembles one of them."""


def bring_in(run: Import, *, first: int) -> None:
    """With the forms and the actions of the pages, in the transaction of whoever calls. `first` is
    the first of the numbers that were reserved for the rows."""
    kind, progress = kind_of(run), Progress(run.public_id, run.state)
    rows = list(run.rows.wanted(run.doubles).order_by("number"))
    with override("nl"):
        ready = list(_read(kind, rows, progress))
        try:
            with transaction.atomic():
                _make(kind, run, ready, first=first, progress=progress)
        except (CameMeanwhile, IntegrityError, OperationalError):
            # The same number perhaps, by somebody who waits for us. Now nobody else writes anybody
            # down until it is over.
            kind.keep_others_waiting()
            _make(kind, run, ready, first=first, progress=progress)


def still_may(member: Membership, right: Right) -> bool:
    """Whether what somebody asked for may happen now: she works here, and so does the desk."""
    fresh = Membership.objects.active().select_related("desk", "user").filter(pk=member.pk).first()
    return fresh is not None and fresh.may(right)


def desk_works(member: Membership) -> bool:
    return not is_at_rest(member.desk)


def _judge(kind: Kind, twins: Twins, row: ImportRow) -> None:
    row.looks_like, row.looks_like_rows, row.is_same = [], [], False
    if kind.read(row):
        row.verdict = Verdict.WRONG
        return
    alike = twins.of(row.number, kind.thing(row))
    row.verdict = Verdict.DOUBLE if alike else Verdict.NEW
    row.looks_like, row.looks_like_rows = sorted(alike.ids), sorted(alike.rows)
    row.is_same = alike.is_same


def _read(kind: Kind, rows: list[ImportRow], progress: Progress) -> Iterator[Ready]:
    """The first half of the way."""
    for done, row in enumerate(rows):
        progress.tell(done // 2)
        if done % ROWS_AT_A_TIME == 0:
            kind.newest()  # as in the check: a sign of life
        if kind.read(row):
            raise RowInTheWay(row.number)
        yield Ready(row, kind.thing(row))


def _make(kind: Kind, run: Import, ready: list[Ready], *, first: int, progress: Progress) -> None:
    """Colleagues wait only for the last look, at who came while this went on."""
    until = kind.newest()
    left = _unlike(kind, run, ready, among=kind.newer(run.compared_until))
    for done, some in _in_batches(left):
        for one, made in zip(some, kind.make_each(some, first=first + done), strict=True):
            one.row.made = made
        progress.tell((len(ready) + done + len(some)) // 2)
    _write_down(run, [one.row for one in ready])
    own = [one.row.made for one in left if one.row.made]
    kind.keep_others_waiting()
    if len(_unlike(kind, run, left, among=kind.newer(until, but=own))) < len(left):
        raise CameMeanwhile


def _write_down(run: Import, rows: list[ImportRow]) -> None:
    """What became of each row, and that it is over."""
    ImportRow.objects.write(rows, ["made", "verdict"])
    ids = [row.made for row in rows if row.made]
    run.made_count = len(ids)
    run.save(update_fields=["made_count"])
    end(run, ImportState.DONE)
    # The log keeps ids of clients; each employer and vacancy has a row of its own there.
    shown = ids if run.kind == ImportKind.CLIENTS else []
    note("import.done", run, by=run.by.actor, shown=shown)


def _unlike(kind: Kind, run: Import, ready: list[Ready], *, among: Any) -> list[Ready]:
    """Without those whom somebody wrote down since, unless they come in anyway."""
    if run.doubles != Doubles.SKIP or not among.exists():
        return ready
    twins, left = kind.twins(among), []
    for one in ready:
        if twins.of(one.row.number, one.thing).ids:
            one.row.verdict, one.row.made = Verdict.DOUBLE, None
        else:
            left.append(one)
    return left


def _in_batches(rows: list[Row]) -> Iterator[tuple[int, list[Row]]]:
    """With how many came before."""
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        yield start, rows[start : start + ROWS_AT_A_TIME]
