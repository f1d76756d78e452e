"""A talk that is held often, half written."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advice.querysets import TalkTemplateQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel
from loketten.tenancy.models.codes import only_from


class TalkTemplate(DeskModel):
    """Of one counselor, or of the whole desk when it has no owner."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    owner = desk_key("accounts.Membership", related_name="+", null=True, editable=False)
    name = models.CharField(_("name"), max_length=40)
    channel = models.ForeignKey(Code, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.ForeignKey(Code, models.PROTECT, null=True, blank=True, related_name="+")
    # Keys of codes: a proposal, not a fact, so a theme that has ended since is just passed over.
    themes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    summary = models.TextField(_("summary"), max_length=10_000, blank=True)
    step = models.CharField(_("next step"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(TalkTemplateQuerySet)()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            SameDesk(field="owner"),
            models.UniqueConstraint(
                name="talktemplate_public_id_once", fields=["desk", "public_id"]
            ),
            models.UniqueConstraint(name="talktemplate_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="talktemplate_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the template a name."),
            ),
            only_from("channel", CodeList.CHANNEL),
            only_from("kind", CodeList.KIND),
        ]

    def __str__(self) -> str:
        return self.name
