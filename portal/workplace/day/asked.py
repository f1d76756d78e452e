"""What visitors asked and what waits: requests and interests in one query."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, F, Value

from loketten.accounts.models import Membership
from vacancies.models import DeskRequest, Interest

INTEREST = "interest"


def questions_for(member: Membership, *, most: int) -> list[Any]:
    """Of what nobody took `most` of each sort; and all that is in her hands, or in those of whom
    she stands in for. The longest waiting comes first."""
    hers = {member.pk, *member.covering}
    new = _both(lambda asked: asked.new(), most)
    taken = _both(lambda asked: asked.in_hands_of(hers), None)
    first, *others = new + taken
    return list(first.union(*others, all=True).order_by("sent_at"))


def _both(narrow: Callable[[Any], Any], most: int | None) -> list[Any]:
    """The longest waiting ones; what of it a row shows, under the same names."""
    columns = ("public_id", "sort", "place", "sent_at", "answered_by")
    interests = narrow(Interest.objects).annotate(
        sort=Value(INTEREST, output_field=CharField()), place=F("vacancy__title")
    )
    asked = narrow(DeskRequest.objects).annotate(
        sort=F("kind"), place=Value("", output_field=CharField())
    )
    return [rows.order_by("sent_at").values_list(*columns)[:most] for rows in (asked, interests)]
