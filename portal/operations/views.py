"""What an operator looks at: no name, no text and no address of anybody stands here."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.rights import Right
from portal.national.frame import page
from portal.operations import failures
from portal.operations.measuring import DRILL_WITHIN, EVERY, LATE
from portal.operations.models import FailedTask, Keeping, KeepingKind, QueueState
from portal.operations.queues import queues
from portal.operations.slow import SLOW_MS, slowest
from portal.reporting.models import Recount, RecountDifference

SHOWN_TASKS = 20


class Failing(NamedTuple):
    """One effect that fails in one way, at all desks together."""

    effect: str
    error: str
    number: int


class Kept(NamedTuple):
    """The last try of one kind, the last that went well, and whether that is too long ago."""

    last: Keeping | None
    good: Keeping | None
    is_late: bool


@national_view(Right.MANAGE_DESKS)
def operations(request: StaffRequest) -> HttpResponse:
    """Seven queries, however many desks; the queue itself may be away."""
    now = timezone.now()
    states = list(QueueState.objects.all())
    newest = max((state.seen_at for state in states), default=None)
    failed = list(FailedTask.objects.open()[: SHOWN_TASKS + 1])
    kept = _kept(now)
    context: dict[str, Any] = {
        "queues": queues(),
        "states": [state for state in states if state.waiting or state.unsealed_since],
        "waiting": sum(state.waiting for state in states),
        "oldest": min((state.oldest_at for state in states if state.oldest_at), default=None),
        "late_before": now - LATE,
        "seen_at": newest,
        "stands_still": newest is None or now - newest > 3 * EVERY,
        "failing": list(_failing(states)),
        "failed": failed[:SHOWN_TASKS],
        "has_more_failed": len(failed) > SHOWN_TASKS,
        "backup": kept[KeepingKind.BACKUP],
        "drill": kept[KeepingKind.DRILL],
        "differences": RecountDifference.objects.aggregate(cells=Sum("cells"))["cells"] or 0,
        "recounted": Recount.objects.first(),
        "slow": slowest(),
        "slow_ms": SLOW_MS,
    }
    return page(request, "operations/operations.html", **context)


@national_view(Right.MANAGE_DESKS)
def ask_again(request: StaffRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_object_or_404(FailedTask, pk=pk)
    if failures.ask_again(row, by=request.user):
        messages.success(request, _("The task runs again as soon as a worker is free."))
    else:
        messages.info(request, _("This task was asked again already, or it ended well by itself."))
    return redirect("operations:operations")


def _failing(states: list[QueueState]) -> Iterator[Failing]:
    together: Counter[str] = Counter()
    for state in states:
        together.update(state.failing)
    for told, number in together.most_common():
        effect, _space, error = told.partition(" ")
        yield Failing(effect, error, number)


def _kept(now: Any) -> dict[KeepingKind, Kept]:
    rows = list(Keeping.objects.newest_of_each())
    within = {
        KeepingKind.BACKUP: timedelta(hours=settings.BACKUP_HOURS),
        KeepingKind.DRILL: DRILL_WITHIN,
    }
    found = {}
    for kind, longest in within.items():
        of_kind = sorted((row for row in rows if row.kind == kind), key=lambda row: row.at)
        good = next((row for row in of_kind if not row.problem), None)
        last = of_kind[-1] if of_kind else None
        found[kind] = Kept(last, good, good is None or now - good.at > longest)
    return found
