"""Loads regions, municipalities, postcodes, places, codes, occupations and qualifications."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.utils import timezone

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.reference.editions import Edition, is_settled, remember
from loketten.tenancy.reference.lists import LISTS, ReferenceList
from loketten.tenancy.reference.municipalities import refuse_stray_members
from loketten.tenancy.reference.table import BadFileError
from loketten.tenancy.reference.writing import Tally
from loketten.tenancy.tasks import DeskScope


class Command(ScopedCommand):
    """Without options it loads the files that we ship; with options only the files given."""

    help = "Load reference data. Run it as often as you like: what is there already stays as it is."
    desk_scope = DeskScope.NONE

    def add_arguments(self, parser: ArgumentParser) -> None:
        for listed in LISTS:
            parser.add_argument(f"--{listed.content}", type=Path, metavar="FILE")
        parser.add_argument(
            "--valid-from",
            type=date.fromisoformat,
            metavar="DATE",
            help="the day from which the files hold, such as 2027-01-01; default: today",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [item for item in LISTS if options[item.content.replace("-", "_")]]
        if options["valid_from"] and not chosen:
            raise CommandError("--valid-from goes with a file; give one, such as --regions FILE.")
        day = options["valid_from"] or timezone.localdate()
        try:
            with transaction.atomic():
                total = self._load(chosen, day, options)
        except BadFileError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        except IntegrityError as error:
            sentence = str(error).splitlines()[0]
            raise CommandError(
                f"The database refuses it: {sentence}. Nothing was changed."
            ) from error
        self._say(options, f"Done: {total}.")

    def _load(self, chosen: list[ReferenceList], day: date, options: dict[str, Any]) -> Tally:
        total, editions = Tally(), []
        for item in chosen or LISTS:
            path = options[item.content.replace("-", "_")]
            edition = item.chosen(path, day) if path else item.shipped()
            tally = self._load_one(item, edition)
            self._say(options, f"{item.content}: {tally} ({edition.path.name})")
            total += tally
            editions.append(edition)
        # Only now: regions and municipalities of one run may both have changed.
        for edition in editions:
            if edition.content in {"regions", "municipalities"}:
                refuse_stray_members(edition)
        return total

    def _load_one(self, item: ReferenceList, edition: Edition) -> Tally:
        if is_settled(edition):
            return Tally()
        tally = item.load(edition)
        remember(edition)
        return tally

    def _say(self, options: dict[str, Any], text: str) -> None:
        if options["verbosity"]:
            self.stdout.write(text)
