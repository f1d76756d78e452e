"""`manage.py restore`: fills an empty database from a backup."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope
from portal.operations.backup.archive import Backup, backups
from portal.operations.backup.cipher import NotSetUp, Unreadable
from portal.operations.backup.restoring import NotEmpty, restore
from portal.operations.backup.servers import ProgramFailed, owner_place


class Command(ScopedCommand):
    help = "Fill the empty database of DATABASE_OWNER_URL, and AUDIT_HEADS_DIR, from a backup."
    desk_scope = DeskScope.NONE

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="else the newest in BACKUP_DIR")

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        backup = Backup(folder.absolute()) if folder else next(iter(backups()), None)
        if backup is None:
            raise CommandError(f"There is no backup in {settings.BACKUP_DIR}.")
        try:
            restore(backup, owner_place(), Path(settings.AUDIT_HEADS_DIR))
        except Unreadable as problem:
            raise CommandError(f"Backup {backup.name} cannot be read: {problem}.") from problem
        except (NotSetUp, NotEmpty, ProgramFailed) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as problem:
            raise CommandError(f"The heads could not be written: {problem}.") from problem
        self.stdout.write(
            f"Backup {backup.name} is back. Run `manage.py audit verify`, then start the portal."
        )
