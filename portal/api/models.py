"""What other systems sent that must not be done twice."""

import uuid
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager, DeskQuerySet
from loketten.tenancy.models import DeskModel

# The document of the API promises it.
REMEMBERED = timedelta(days=30)


class Received(DeskModel):
    """One request under a name that its sender gave it: what it said, as a fingerprint, and what
    it made. Never its text."""

    system = desk_key("accounts.DeskKey", related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    made = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = DeskManager.from_queryset(DeskQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="system"),
            models.UniqueConstraint(name="received_once", fields=["desk", "system", "name"]),
        ]

    def __str__(self) -> str:
        return str(self.made)
