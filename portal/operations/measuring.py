"""Looks at the outbox and the seals of every desk, so that a page can show them in one query.

It is also how one sees that worker and beat are alive: when this gets old, one of them is not.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from loketten.audit.chain import Chain, chains
from loketten.audit.models import Outbox, PlatformOutbox
from loketten.tenancy.tasks import going_on
from portal.operations.models import QueueState

# A round of the sealer comes twice a minute.
SEALED_WITHIN = timedelta(minutes=5)
EVERY = timedelta(minutes=1)
# What is older is told, on the page and by the doctor.
LATE = timedelta(minutes=15)
DRILL_WITHIN = timedelta(days=8)


def measure() -> None:
    """Replace what was seen a minute ago; a desk that is gone goes from the list."""
    began = timezone.now()
    seen = []
    for chain in chains():
        with going_on("operations.measure", chain.desk_id):
            seen.append(state_of(chain))
    with transaction.atomic():
        QueueState.objects.bulk_create(
            seen,
            update_conflicts=True,
            unique_fields=["place"],
            update_fields=["seen_at", "waiting", "oldest_at", "failing", "unsealed_since"],
        )
        QueueState.objects.filter(seen_at__lt=began - 60 * EVERY).delete()


def state_of(chain: Chain) -> QueueState:
    """How one desk, or the platform, stands now; not saved."""
    now = timezone.now()
    with chain.open():
        model: Any = Outbox if chain.desk_id else PlatformOutbox
        waiting = model.objects.filter(delivered_at__isnull=True)
        by_error = waiting.values("effect", "last_error").annotate(
            number=Count("pk"), oldest=Min("written_at")
        )
        failing: Counter[str] = Counter()
        number, oldest = 0, None
        for row in by_error.order_by():
            number += row["number"]
            oldest = min(oldest or row["oldest"], row["oldest"])
            if row["last_error"]:
                failing[f"{row['effect']} {row['last_error']}"] += row["number"]
        return QueueState(
            place=chain.name,
            seen_at=now,
            waiting=number,
            oldest_at=oldest,
            failing=dict(failing),
            unsealed_since=_unsealed_since(chain, now - SEALED_WITHIN),
        )


def _unsealed_since(chain: Chain, moment: Any) -> Any:
    """The newest row of that age stands for all before it: seals come in order."""
    last = chain.entries.model.objects.filter(at__lt=moment).order_by("-at", "-id").first()
    if last is None or chain.seal_model.objects.filter(entry=last.pk).exists():
        return None
    return last.at
