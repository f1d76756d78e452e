"""The desks that are open, and those that an answer of the finder means."""

from collections.abc import Iterable

from django.utils import timezone

from loketten.tenancy.finder import Finding
from loketten.tenancy.models import Desk
from loketten.tenancy.models.desk import DeskQuerySet


def open_desks() -> DeskQuerySet:
    """With their regions, by name."""
    desks = Desk.objects.open_on(timezone.localdate()).select_related("region")
    return desks.order_by("region__name")


def desks_of(finding: Finding, desks: Iterable[Desk]) -> list[Desk]:
    codes = {region.code for region in finding.regions}
    return [desk for desk in desks if desk.region_id in codes]
