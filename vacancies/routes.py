"""Which learning routes need a recognised training company.

The mbo routes do: their practical part takes place at a company that SBB recognised for that
qualification (Wet educatie en beroepsonderwijs, article 7.2.10). The others do not.
"""

from django.db.models import Q

NEED_RECOGNITION = (
    "route.bol",
    "route.bbl",
    "route.third-way-diploma",
    "route.third-way-certificate",
    "route.third-way-statement",
)


def needs_recognition(route: str) -> bool:
    return route in NEED_RECOGNITION


def recognised_where_needed() -> Q:
    """For a constraint: the row names its recognition, or its route needs none."""
    return ~Q(route__in=NEED_RECOGNITION) | Q(recognition__isnull=False)
