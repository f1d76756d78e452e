"""How many listings each choice would give, all groups in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q

from vacancies.querysets import ListingQuerySet
from vacancies.search.groups import Group, Option


@dataclass(frozen=True)
class Facets:
    """A group is counted with the choices of all other groups, and without its own."""

    total: int = 0
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, group: Group, option: Option) -> int:
        return self.counts.get((group.name, option.value), 0)


def count_facets(
    listings: ListingQuerySet, groups: Iterable[Group], chosen: Mapping[str, tuple[str, ...]]
) -> Facets:
    """`listings` before any choice. They are read once, as a few narrow columns; every count goes
    over those."""
    asked = tuple(groups)
    hits, params = _hits(listings, asked, chosen)
    flags = flags_of(asked)
    sums = ", ".join(
        f"count(*) FILTER (WHERE {_all(_others(group, chosen), flag)})"
        for flag, (group, _option) in flags.items()
    )
    by_column = " ".join(
        f"UNION ALL SELECT '{group.name}', {group.column}, count(*) FROM hits "  # noqa: S608
        f"WHERE {_all(_others(group, chosen))} GROUP BY 2"
        for group in asked
        if group.column
    )
    statement = (
        f"WITH hits AS MATERIALIZED ({hits}) "  # noqa: S608
        f"SELECT '' AS name, '' AS value, count(*) AS n FROM hits WHERE {_all(chosen)} {by_column} "
        "UNION ALL SELECT 'flag', told.flag, told.n FROM "
        f"(SELECT ARRAY[{sums}] AS sums FROM hits) AS counted, "
        "unnest(%s::text[], counted.sums) AS told (flag, n)"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, list(flags)])
        rows = cursor.fetchall()
    return _read(rows, asked, flags)


def flags_of(groups: Iterable[Group]) -> dict[str, tuple[Group, Option]]:
    """The choices that are counted one by one, by the name of their column in `marked`."""
    return {
        f"is_{group.name}_{number}": (group, option)
        for group in groups
        if not group.column
        for number, option in enumerate(group.options)
    }


def marked(listings: ListingQuerySet, groups: Iterable[Group], **more: Any) -> Any:
    """A narrow row for each: the columns of the groups that have one, then whether it meets each of
    the other choices."""
    asked = tuple(groups)
    marks = {flag: _whether(option.asks) for flag, (_group, option) in flags_of(asked).items()}
    columns = [group.column for group in asked if group.column]
    return listings.order_by().annotate(**marks, **more).values_list(*columns, *marks, *more)


def _hits(
    listings: ListingQuerySet, groups: tuple[Group, ...], chosen: Mapping[str, tuple[str, ...]]
) -> tuple[str, tuple[Any, ...]]:
    met = {
        f"in_{group.name}": _whether(group.asks(chosen[group.name]))
        for group in groups
        if group.name in chosen
    }
    sql, params = marked(listings, groups, **met).query.sql_with_params()
    return sql, params


def _whether(asks: Q) -> Any:
    return ExpressionWrapper(asks, output_field=BooleanField())


def _others(group: Group, chosen: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [name for name in chosen if name != group.name]


def _all(names: Iterable[str], flag: str = "true") -> str:
    """Names of our own groups only."""
    return " AND ".join([flag, *(f"in_{name}" for name in names)])


def _read(
    rows: list[tuple[str, str, int | None]],
    groups: tuple[Group, ...],
    flags: Mapping[str, tuple[Group, Option]],
) -> Facets:
    total, counts = 0, {}
    columns = {group.name for group in groups if group.column}
    for name, value, n in rows:
        if name == "":
            total = int(n or 0)
        elif name in columns:
            counts[name, value.rpartition(".")[2]] = int(n or 0)
        else:
            group, option = flags[value]
            counts[group.name, option.value] = int(n or 0)
    return Facets(total, counts)
