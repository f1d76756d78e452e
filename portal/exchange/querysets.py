"""What may be asked of imports and exports."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q
from django.utils import timezone

from loketten.tenancy.managers import DeskQuerySet
from portal.exchange.choices import OPEN_IMPORTS, Doubles, ExportState, Verdict

ROWS_AT_A_TIME = 500

if TYPE_CHECKING:
    from portal.exchange.models import Export, Import, ImportRow  # noqa: F401  (in the bases)


class ImportQuerySet(DeskQuerySet["Import"]):
    def open(self) -> Self:
        """One at most."""
        return self.filter(state__in=OPEN_IMPORTS)

    def since(self, moment: datetime) -> Self:
        return self.filter(sent_at__gte=moment)


class ImportRowQuerySet(DeskQuerySet["ImportRow"]):
    def counts(self) -> dict[str, int]:
        """How many rows have which verdict; every verdict is there."""
        found = self.order_by().values_list("verdict").annotate(Count("pk"))
        return {**dict.fromkeys(Verdict.values, 0), **dict(found)}

    def wanted(self, doubles: str) -> Self:
        """Those that become something."""
        is_wanted = Q(verdict=Verdict.NEW)
        if doubles == Doubles.MAKE:
            is_wanted |= Q(verdict=Verdict.DOUBLE, is_same=False)
        return self.filter(is_wanted)

    def write(self, rows: "Sequence[ImportRow]", names: Iterable[str]) -> None:
        """Columns of rows that are there. As rows to insert that clash with themselves: an update
        with a case for each of thousands takes ten times as long."""
        self.bulk_create(
            rows,
            update_conflicts=True,
            update_fields=list(names),
            unique_fields=["id"],
            batch_size=ROWS_AT_A_TIME,
        )

    def to_look_at(self) -> Self:
        """The wrong ones, then those that look like another."""
        return self.filter(verdict__in=[Verdict.WRONG, Verdict.DOUBLE]).order_by(
            "-verdict", "number"
        )


class ExportQuerySet(DeskQuerySet["Export"]):
    def since(self, moment: datetime) -> Self:
        return self.filter(asked_at__gte=moment)

    def run_out(self) -> Self:
        """Whose bytes have to go."""
        return self.filter(state=ExportState.READY, expires_at__lte=timezone.now())
