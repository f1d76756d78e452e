"""Desks with everything that the public may read of them."""

from datetime import date, time
from typing import Any

from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Closure, Desk, DeskLocation, OpeningHours, Region
from tests.factories import DeskFactory


def desk_with_details(**fields: Any) -> Desk:
    """Utrecht: open from Monday to Friday, a walk-in hour on Tuesday, a closed Christmas."""
    desk = coloured_desk(**fields)
    with at_desk(desk.pk):
        DeskLocation.objects.create(
            name="Hofpassage", street="Hofpassage 12", postcode="3511 ZZ", city="Utrecht"
        )
        for weekday in range(1, 6):
            OpeningHours.objects.create(weekday=weekday, opens_at=time(9), closes_at=time(17))
        OpeningHours.objects.create(
            weekday=2, opens_at=time(17), closes_at=time(20), is_walk_in=True
        )
        Closure.objects.create(
            first_day=date(2026, 12, 25), last_day=date(2026, 12, 26), reason="Kerstmis"
        )
    return desk


def coloured_desk(**fields: Any) -> Desk:
    """Utrecht, which the cast may have opened already."""
    desk = DeskFactory()
    Desk.objects.filter(pk=desk.pk).update(**fields)
    desk.refresh_from_db()
    return desk


def all_desks() -> list[Desk]:
    """One in every region; the one of Utrecht with its details."""
    utrecht = desk_with_details(brand_colour="#b5532a")
    without = Region.objects.filter(desk=None).order_by("code")
    others = [
        DeskFactory(
            slug=region.code.lower(),
            region_code=region.code,
            display_name=f"Leerwerkloket {region.name}",
            number_prefix="Z" + "ABCDEFGHIJ"[number // 10] + "ABCDEFGHIJ"[number % 10],
            brand_colour="#1b7f5c" if number % 2 else "",
        )
        for number, region in enumerate(without)
    ]
    return [utrecht, *others]
