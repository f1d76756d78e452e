"""`manage.py write_listing_words`: after a change of synonyms or everyday words."""

from typing import Any

from loketten.tenancy.commands import ScopedCommand
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from loketten.tenancy.tasks import DeskScope
from vacancies.models import Listing
from vacancies.search.words import write_words


class Command(ScopedCommand):
    help = "Write anew what the places online are found by."
    desk_scope = DeskScope.EACH

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        for desk_id in Desk.objects.values_list("pk", flat=True):
            with at_desk(desk_id):
                online = Listing.objects.filter(desk=desk_id, ended_on__isnull=True)
                ids = list(online.values_list("pk", flat=True))
                write_words(ids)
            total += len(ids)
        self.stdout.write(f"{total} places can be found by their words.")
