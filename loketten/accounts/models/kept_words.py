"""Words of somebody at a desk that were replaced or withdrawn, and are kept."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.models import DeskModel


class EarlierSummary(DeskModel):
    """A shared summary as it was before an edit: nothing that was written gets lost."""

    version = models.PositiveIntegerField()
    summary = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = desk_key("accounts.Membership", related_name="+")

    class Meta:
        abstract = True
        ordering = ("-version",)


class Withdrawable(DeskModel):
    """What can be taken back: it counts no more, and stays."""

    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = desk_key("accounts.Membership", related_name="+", null=True, editable=False)
    withdrawn_because = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    class Meta:
        abstract = True


def earlier_rules(of: str) -> list[models.BaseConstraint]:
    """`of` is the key to what has the newer words; one row a version."""
    once = models.UniqueConstraint(name="%(class)s_once", fields=["desk", of, "version"])
    return [SameDesk(field=of), SameDesk(field="replaced_by"), once]


def withdrawn_rules(name: str, *, say_why: Any) -> list[models.BaseConstraint]:
    """Who, when and why, or none of them."""
    stands = Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
    withdrawn = Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
    says_why = models.CheckConstraint(
        name=f"{name}_withdrawn_says_why",
        condition=stands | withdrawn & ~Q(withdrawn_because=""),
        violation_error_message=say_why,
    )
    return [SameDesk(field="withdrawn_by"), says_why]
