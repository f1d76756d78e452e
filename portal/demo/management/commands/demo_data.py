"""`manage.py demo_data`: makes what is missing of the demo; a second run changes nothing."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope
from portal.demo.build import build
from portal.demo.desks import DESKS
from portal.reporting.live import count_live
from portal.reporting.publishing import publish_due


class Command(ScopedCommand):
    help = "Make the demo's desks, people, clients and talks."
    desk_scope = DeskScope.EACH

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=float, default=settings.DEMO_SCALE)
        parser.add_argument("--crew", type=int, default=os.cpu_count(), help="desks at a time")

    def handle(self, *args: Any, scale: float, crew: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data is only made with DEMO=1.")
        done = 0
        for done, (desk, count) in enumerate(
            build(scale=scale, today=timezone.localdate(), crew=crew), start=1
        ):
            self.stdout.write(f"{done} of {len(DESKS)}: {desk.display_name}, {count} clients")
        months = publish_due(timezone.localdate())
        count_live()
        self.stdout.write(f"Figures of {len(months)} months are published.")
        self.stdout.write(f"The demo has {done} desks.")
