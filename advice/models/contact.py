"""A question that was answered without a file."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.querysets import ContactQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel
from loketten.tenancy.models.codes import only_from


class Contact(DeskModel):
    """Somebody asked something, by phone or at a stand: it counts, and nobody is named."""

    counselor = desk_key("accounts.Membership", related_name="+", verbose_name=_("counselor"))
    held_on = models.DateField(_("day"), default=timezone.localdate)
    channel = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("how"))
    theme = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("about"))
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    # Taken back by its counselor: kept, and not counted.
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(ContactQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="counselor"),
            models.UniqueConstraint(name="contact_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="contact_in_our_time",
                condition=Q(held_on__gte="2005-01-01", held_on__lt="2100-01-01"),
                violation_error_message=_("Choose a day after 2004."),
            ),
            only_from("channel", CodeList.CHANNEL),
            only_from("theme", CodeList.THEME),
        ]
        indexes = [models.Index(name="contact_by_day", fields=["desk", "-held_on", "-id"])]

    def __str__(self) -> str:
        return f"contact {self.pk}"
