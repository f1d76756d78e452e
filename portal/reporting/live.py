"""The totals that move within seconds: talks of this year per region, and nothing else."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from advice import figures as talks
from loketten.kit.counts import read_count
from loketten.kit.windows import Window, midnight
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Audience, Desk, Threshold
from loketten.tenancy.tasks import going_on
from portal.reporting import definitions
from portal.reporting.disclosure import NATION, Cell, Tree, protect_tree
from portal.reporting.models import LiveTotal


class Live(NamedTuple):
    """Per region what may be shown; the nation under the empty code. None is withheld: behind it
    stand fewer people than the threshold, or it would give such a number away."""

    totals: dict[str, int | None]
    as_of: datetime | None
    threshold: int


def count_live() -> None:
    """Count every desk's talks of this year, each inside its own desk."""
    year = timezone.localdate().year
    window = Window(midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1)))
    for desk_id, region in Desk.objects.values_list("pk", "region_id"):
        with going_on("reporting.count_live", desk_id):
            with at_desk(desk_id):
                found = read_count(talks.talks([window]))
            LiveTotal.objects.update_or_create(
                region_id=region,
                defaults={
                    "year": year,
                    "value": found.value,
                    "people": found.people,
                    "as_of": timezone.now(),
                },
            )


def live() -> Live:
    """As it was counted last, small regions and what would give them away left out."""
    today = timezone.localdate()
    told: Any = LiveTotal.objects.filter(year=today.year)
    rows = list(told.annotate(threshold=Threshold.objects.beside(today, Audience.TEAM)))
    threshold = rows[0].threshold if rows else definitions.threshold()
    tree = Tree({row.region_id: Cell(row.value, row.people) for row in rows})
    protect_tree(tree, threshold=threshold)
    totals: dict[str, int | None] = {
        region: None if region in tree.withheld else cell.value
        for region, cell in tree.cells.items()
    }
    totals[NATION] = None if NATION in tree.withheld else tree.nation.value
    return Live(totals, min((row.as_of for row in rows), default=None), threshold)
