"""Checking the rows of a file, and bringing them in: all of them or none."""

from django.utils.translation import override

from loketten.accounts.models import Membership
from loketten.accounts.rest import is_at_rest
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from portal.exchange.actions.imports import ROWS_AT_A_TIME, end
from portal.exchange.choices import Doubles, ImportKind, ImportState, Verdict
from portal.exchange.kinds.base import Kind
from portal.exchange.kinds.registry import kind_of
from portal.exchange.models import Import, ImportRow
from portal.exchange.progress import Progress


class RowInTheWay(DomainError):
    """It was right when it was checked, and is not any more."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def check(run: Import) -> None:
    """Says of every row what it would become. Also of a row that is right and looks like one that
    was wrong: only those that can be imported are compared."""
    kind = kind_of(run)
    run.compared_until = kind.newest()
    twins, progress = kind.twins(), Progress(run.public_id, run.state)
    rows = list(run.rows.order_by("number"))
    for done, row in enumerate(rows):
        progress.tell(done)
        row.looks_like, row.looks_like_rows, row.is_same = [], [], False
        if kind.read(row):
            row.verdict = Verdict.WRONG
            continue
        alike = twins.of(row.number)
        row.verdict = Verdict.DOUBLE if alike else Verdict.NEW
        row.looks_like, row.looks_like_rows = sorted(alike.ids), sorted(alike.rows)
        row.is_same = alike.is_same
    names = ["verdict", "looks_like", "looks_like_rows", "is_same"]
    ImportRow.objects.bulk_update(rows, names, batch_size=ROWS_AT_A_TIME)
    run.state, run.stopped_at = ImportState.CHECKED, 0
    run.save(update_fields=["state", "compared_until", "stopped_at"])


def bring_in(run: Import) -> None:
    """With the forms and the actions of the pages, in the transaction of whoever calls."""
    kind = kind_of(run)
    kind.keep_others_waiting()
    with override("nl"):
        made = _made(kind, run, list(run.rows.wanted(run.doubles).order_by("number")))
    ImportRow.objects.bulk_update(made, ["made", "verdict"], batch_size=ROWS_AT_A_TIME)
    ids = [row.made for row in made if row.made]
    run.made_count = len(ids)
    run.save(update_fields=["made_count"])
    end(run, ImportState.DONE)
    # The log keeps ids of clients; each employer and vacancy has a row of its own there.
    shown = ids if run.kind == ImportKind.CLIENTS else []
    note("import.done", run, by=run.by.actor, shown=shown)


def still_may(member: Membership, right: Right) -> bool:
    """Whether what somebody asked for may happen now: she works here, and so does the desk."""
    fresh = Membership.objects.active().select_related("desk", "user").filter(pk=member.pk).first()
    return fresh is not None and fresh.may(right)


def desk_works(member: Membership) -> bool:
    return not is_at_rest(member.desk)


def _made(kind: Kind, run: Import, rows: list[ImportRow]) -> list[ImportRow]:
    newer = kind.newest() > run.compared_until
    twins = kind.twins(after=run.compared_until) if newer else None
    progress = Progress(run.public_id, run.state)
    for done, row in enumerate(rows):
        progress.tell(done)
        if kind.read(row):
            raise RowInTheWay(row.number)
        if twins and twins.of(row.number).ids and run.doubles == Doubles.SKIP:
            # Somebody wrote it down while this one waited.
            row.verdict = Verdict.DOUBLE
            continue
        try:
            row.made = kind.make(row).pk
        except DomainError:
            raise RowInTheWay(row.number) from None
    return rows
