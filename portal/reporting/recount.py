"""Counting again what was published, to find where the rows and the figures went apart."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone

from loketten.kit.windows import months_on
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from portal.reporting.counting import counts_of
from portal.reporting.models import MonthCount, Publication, Recount, RecountDifference

MONTHS_AGAIN = 13


def recount(today: date) -> int:
    """Replace the differences by those of today, and say when; how many there are."""
    months = list(
        Publication.objects.filter(month__gte=months_on(today.replace(day=1), -MONTHS_AGAIN))
        .order_by("month")
        .values_list("month", flat=True)
    )
    found = []
    for desk_id, region in Desk.objects.values_list("pk", "region_id"):
        with at_desk(desk_id):
            for month in months:
                found += [
                    RecountDifference(region_id=region, month=month, table=table, cells=cells)
                    for table, cells in _differing(month).items()
                ]
    with transaction.atomic():
        RecountDifference.objects.all().delete()
        RecountDifference.objects.bulk_create(found)
        Recount.objects.update_or_create(pk=1, defaults={"ran_at": timezone.now()})
    return len(found)


def _differing(month: date) -> Counter[str]:
    """Per table, in how many cells the rows say something else than what was stored."""
    stored = {
        (row.span, row.table, row.key): (row.value, row.people)
        for row in MonthCount.objects.filter(month=month)
    }
    counted = {
        (str(one.span), str(one.table), one.key): (one.value, one.people)
        for one in counts_of(month)
    }
    return Counter(
        table
        for span, table, key in stored.keys() | counted.keys()
        if stored.get((span, table, key)) != counted.get((span, table, key))
    )
