"""The shape of one section of My day."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from portal.workplace.day.reader import Reader


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a section says today: its partial reads `content` under the name `shown`."""

    template: str
    content: Any = None
    # Ids of the clients whose names stand in it: the access log keeps them, in one row a page.
    clients: Collection[int] = ()
    # Sentences for the head of the page, above all sections.
    summary: Collection[str] = ()


# A section that has nothing to say to this member says None. It knows the rights itself.
Section = Callable[[Reader], Shown | None]
