"""Counts of different things in one query: each app gives parts, and who reads joins them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count as Rows
from django.db.models import Value


class Count(NamedTuple):
    """How often something was there, and with how many people. `key` is empty for all of it;
    `words` is only there for a part that explains keys."""

    what: str
    key: str = ""
    value: int = 0
    people: int = 0
    words: str = ""


def part(
    rows: Any,
    what: str,
    *,
    key: Any = Value(""),  # noqa: B008  (never changed)
    value: Any = Rows("pk"),  # noqa: B008
    people: Any = Value(0),  # noqa: B008
) -> Any:
    """The rows counted per key; names that no model has."""
    return (
        rows.order_by()
        .values(counted_what=Value(what), counted_key=key)
        .annotate(counted_value=value, counted_people=people, counted_words=Value(""))
        .values_list(
            "counted_what", "counted_key", "counted_value", "counted_people", "counted_words"
        )
    )


def read_counts(parts: Iterable[Any]) -> list[Count]:
    """One query. Nothing for what is 0; rows of the same key are added."""
    head, *rest = parts
    found: dict[tuple[str, str], Count] = {}
    for what, key, value, people, words in head.union(*rest, all=True) if rest else head:
        # An outcome that nobody wrote down is NULL.
        place = what, key or ""
        before = found.get(place, Count(*place))
        found[place] = Count(*place, before.value + value, before.people + people, words)
    return [one for one in found.values() if one.value or one.words]


def read_count(of: Any) -> Count:
    """A part without keys: one number, which may be 0."""
    return next(iter(read_counts([of])), Count(""))
