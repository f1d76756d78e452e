"""`manage.py demo_cast [--json]`: who can sign in to the demo."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope
from portal.demo.cast import CAST, PASSWORD


class Command(ScopedCommand):
    help = "List the demo's cast: role, desk, e-mail and password."
    desk_scope = DeskScope.NONE

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There is only a cast with DEMO=1.")
        rows = [
            {
                "role": "+".join(player.roles or player.national_roles),
                "desk": desk,
                "email": player.email,
                "password": PASSWORD,
            }
            for player in CAST
            for desk in player.desks or ("",)
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['role']:20} {row['desk']:14} {row['email']:20} {PASSWORD}")
