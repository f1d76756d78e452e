"""Counts of files at the current desk: numbers only."""

from django.db.models import Count

from clients.models import ClientFile
from loketten.kit.windows import Window


def files_opened(window: Window) -> tuple[int, int]:
    """New files, and the people they are of."""
    opened = ClientFile.objects.filter(
        opened_on__gte=window.start.date(), opened_on__lt=window.end.date()
    )
    row = opened.aggregate(files=Count("pk"), people=Count("client", distinct=True))
    return row["files"], row["people"]
