"""What somebody began to write."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from advice.querysets import TalkDraftQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel


class TalkDraft(DeskModel):
    """The unsaved form of one counselor in one file. Like a private note it is for its author
    alone: a second, restrictive policy keeps every other member and every task away."""

    file = desk_key("clients.ClientFile", related_name="drafts")
    author = desk_key("accounts.Membership", related_name="+")
    # The fields of the form as they were typed; see advice.forms.draft.
    content = models.JSONField(default=dict)
    # The key of the form: a talk that is logged with it takes the draft away.
    key = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = DeskManager.from_queryset(TalkDraftQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="author"),
            models.UniqueConstraint(name="talkdraft_once", fields=["desk", "author", "file"]),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
