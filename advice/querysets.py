"""Reads of talks."""

from typing import TYPE_CHECKING, Self

from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from advice.models import AdviceSession


class AdviceSessionQuerySet(DeskQuerySet["AdviceSession"]):
    def standing(self) -> Self:
        """Talks that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-held_at", "-id")
