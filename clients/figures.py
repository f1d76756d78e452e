"""Counts of files at the current desk: numbers only."""

from typing import Any

from django.db.models import Count

from clients.models import ClientFile
from loketten.kit.counts import part
from loketten.kit.windows import Window


def files_opened(window: Window) -> Any:
    """New files, and the people they are of."""
    opened = ClientFile.objects.filter(
        opened_on__gte=window.start.date(), opened_on__lt=window.end.date()
    )
    return part(opened, "files-opened", people=Count("client", distinct=True))
