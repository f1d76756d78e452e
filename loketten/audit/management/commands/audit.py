"""`manage.py audit seal | verify`."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from loketten.audit import chain
from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.tasks import DeskScope


class Command(ScopedCommand):
    help = "Seal the access log, or verify its chains."
    desk_scope = DeskScope.EACH

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["seal", "verify"])

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "seal":
            sealed = sum(chain.seal(one) for one in chain.chains())
            self.stdout.write(f"{sealed} rows sealed.")
            return
        findings = [finding for one in chain.chains() for finding in chain.verify(one)]
        for finding in findings:
            self.stderr.write(str(finding))
        if findings:
            raise CommandError(f"{len(findings)} things are wrong with the access log.")
        self.stdout.write("Every chain is whole.")
