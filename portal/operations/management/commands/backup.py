"""`manage.py backup`: makes one now; `--new-key` prints a key to keep."""

import secrets
from typing import Any

from django.core.management.base import CommandError, CommandParser

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope
from portal.operations import keeping
from portal.operations.backup.cipher import NotSetUp
from portal.operations.backup.servers import ProgramFailed


class Command(ScopedCommand):
    help = "Make a locked backup of the database and the heads of the access logs."
    desk_scope = DeskScope.NONE

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-key", action="store_true", help="print a key and do nothing else"
        )

    def handle(self, *args: Any, new_key: bool, **options: Any) -> None:
        if new_key:
            self.stdout.write(secrets.token_urlsafe(48))
            return
        try:
            row = keeping.back_up()
        except (NotSetUp, ProgramFailed) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as problem:
            raise CommandError(f"The backup could not be written: {problem}.") from problem
        self.stdout.write(
            f"Backup {row.name}: {row.rows} rows in {row.tables} tables, "
            f"{row.size / 1e6:.1f} MB in {row.seconds:.1f} s."
        )
