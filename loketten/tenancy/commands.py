"""The base of our management commands."""

from typing import ClassVar

from django.core.management.base import BaseCommand

from loketten.tenancy.tasks import DeskScope


class ScopedCommand(BaseCommand):
    """Says which desks it touches, as every task does; a test fails on a command without."""

    desk_scope: ClassVar[DeskScope]
