"""Which sections My day has, in the order in which they stand.

To add one:

1. `portal/workplace/day/<section>.py` with one function `(reader) -> Shown | None`: it asks for the
   right that it needs, and names in `clients` every client whose name it shows. The page has ten
   queries, whoever reads it: a short list goes into `lists.py`, which reads all of them in one, and
   what another section shows as well is read once, in `reader.py`;
2. `templates/workplace/day/<section>.html`, which draws `shown` (its `content`) as one `group`;
3. one line below, under the comment where it belongs; no line moves up for it.

On a phone the four places stand under each other in this order.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from loketten.accounts.models import Membership
from portal.workplace.day.aftercare import aftercare
from portal.workplace.day.begin import begin
from portal.workplace.day.cover import cover
from portal.workplace.day.drafts import drafts
from portal.workplace.day.lists import lists_of
from portal.workplace.day.news import news
from portal.workplace.day.opened import opened
from portal.workplace.day.places import places
from portal.workplace.day.promises import promises
from portal.workplace.day.reader import Reader
from portal.workplace.day.requests import requests
from portal.workplace.day.rest import rest
from portal.workplace.day.review import review
from portal.workplace.day.section import Section, Shown
from portal.workplace.day.silent import silent
from portal.workplace.day.today import today

# Over the whole width, as a `note`: what would get lost. Seldom anything.
ABOVE: tuple[Section, ...] = (
    # that nothing can be written now
    rest,
    # what the national team tells
    news,
    # what she began to write
    drafts,
    # what a manager must look at
    review,
)
# The wide column: who comes, who asks.
TODAY: tuple[Section, ...] = (
    # who comes today
    today,
    # who asked for a talk
    requests,
)
# The narrow column: what waits for her.
WAITING: tuple[Section, ...] = (
    # what she promised
    promises,
    # what colleagues promised for whom she stands in
    cover,
    # which vacancies need her
    places,
    # how people fare whom she placed
    aftercare,
    # of whom nothing was heard
    silent,
)
# Below the wide column: where to go from here.
ONWARD: tuple[Section, ...] = (
    # where she was
    opened,
    # where to begin
    begin,
)


class Day(NamedTuple):
    """One day of one member, ready to be drawn."""

    above: list[Shown]
    today: list[Shown]
    waiting: list[Shown]
    onward: list[Shown]

    @property
    def shown(self) -> Iterator[Shown]:
        for place in self:
            yield from place

    @property
    def clients(self) -> set[int]:
        return {client for section in self.shown for client in section.clients}

    @property
    def summary(self) -> list[str]:
        return [sentence for section in self.shown for sentence in section.summary]


def day_of(member: Membership, *, now: datetime) -> Day:
    """What every section says to this member at this moment."""
    reader = Reader(member, now)
    reader.lists = lists_of(reader)
    return Day(*(_shown(place, reader) for place in (ABOVE, TODAY, WAITING, ONWARD)))


def _shown(sections: tuple[Section, ...], reader: Reader) -> list[Shown]:
    return [shown for section in sections if (shown := section(reader))]
