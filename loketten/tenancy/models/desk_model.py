"""The base of every tenant table."""

from typing import Any

from django.db import models

from loketten.tenancy.fields import DeskColumn
from loketten.tenancy.managers import DeskManager


class DeskModel(models.Model):
    """A row of one desk: predicate in Python, row-level security and same-desk keys in the
    database. Its migration runs `ProtectByDesk`; a test fails when it does not."""

    desk = DeskColumn()

    objects = DeskManager[Any]()

    class Meta:
        abstract = True
        # Related access goes through the predicate too.
        base_manager_name = "objects"

    def delete(
        self, using: str | None = None, keep_parents: bool = False
    ) -> tuple[int, dict[str, int]]:
        """Through the queryset, because Django deletes a lone instance without the manager."""
        return type(self)._base_manager.filter(pk=self.pk).delete()
