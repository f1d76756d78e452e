"""`manage.py backup_drill`: tries the newest backup out, beside the portal."""

from typing import Any

from django.core.management.base import CommandError

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope
from portal.operations import keeping
from portal.operations.backup.cipher import NotSetUp, Unreadable
from portal.operations.backup.servers import ProgramFailed


class Command(ScopedCommand):
    help = "Restore the newest backup into an empty database, compare, and drop it again."
    desk_scope = DeskScope.NONE

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            row = keeping.drill()
        except Unreadable as problem:
            raise CommandError(f"The newest backup cannot be used: {problem}.") from problem
        except (NotSetUp, ProgramFailed) as refusal:
            raise CommandError(str(refusal)) from refusal
        if row.problem:
            raise CommandError("What came back is not what was kept: " + "; ".join(row.details))
        self.stdout.write(
            f"Backup {row.name} came back whole in {row.seconds:.1f} s: {row.rows} rows in "
            f"{row.tables} tables, every policy, right and chain."
        )
