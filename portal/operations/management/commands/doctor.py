"""`manage.py doctor`: says in words what is wrong with this installation, and what to do."""

import sys
from typing import Any

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope
from portal.operations.doctor.examining import examine


class Command(ScopedCommand):
    help = "Say what is wrong with this installation and what to do; exit 1 when anything is."
    desk_scope = DeskScope.NONE
    # It would stop at the first thing that is wrong, and speak of it in its own way.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for name, sentences in examine():
            self.stdout.write(f"{'wrong' if sentences else 'good ':5}  {name}")
            for sentence in sentences:
                self.stdout.write(f"       {sentence}")
            wrong += len(sentences)
        if wrong:
            self.stdout.write(f"\n{wrong} things are wrong.")
            sys.exit(1)
        self.stdout.write("\nEverything is as it should be.")
