"""The desks that are open, and those that an answer of the finder means."""

from collections.abc import Iterable

from django.utils import timezone

from loketten.tenancy.finder import Finding
from loketten.tenancy.models import Desk, DeskState
from loketten.tenancy.models.desk import DeskQuerySet
from vacancies.search.choices import current_choices

NEIGHBOURS = 3


def open_desks() -> DeskQuerySet:
    """With their regions, by name."""
    desks = Desk.objects.open_on(timezone.localdate()).select_related("region")
    return desks.order_by("region__name")


def desks_of(finding: Finding, desks: Iterable[Desk]) -> list[Desk]:
    codes = {region.code for region in finding.regions}
    return [desk for desk in desks if desk.region_id in codes]


def neighbours_of(desk: Desk, desks: Iterable[Desk]) -> list[Desk]:
    """The nearest on the map that take questions today, for who cannot go to this one."""
    today = timezone.localdate()
    regions = current_choices().regions
    here = regions.get(desk.region_id)
    others = [
        other
        for other in desks
        if other != desk and other.state_on(today) == DeskState.LIVE and other.region_id in regions
    ]
    if here is None:
        return others[:NEIGHBOURS]
    others.sort(key=lambda other: here.steps_to(regions[other.region_id]))
    return others[:NEIGHBOURS]
