"""`manage.py relock`: locks what hangs on SECRET_KEY with the one of today."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import CommandError

from loketten.accounts.actions.relock import relock_second_steps
from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope


class Command(ScopedCommand):
    help = "Lock the second steps with SECRET_KEY, before SECRET_KEY_FALLBACKS is emptied."
    desk_scope = DeskScope.NONE

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = relock_second_steps()
        except InvalidToken as error:
            raise CommandError(
                "One was locked with a key that is in neither SECRET_KEY nor SECRET_KEY_FALLBACKS; "
                "`manage.py doctor` says how many. Nothing was changed."
            ) from error
        self.stdout.write(f"{number} second steps are locked with the key of today.")
