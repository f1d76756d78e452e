"""Twenty rows a page; an unknown page becomes the first, and that is said."""

from typing import Any, TypeVar

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Count, Model, QuerySet, Window
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)
PAGE = 20
LONGEST_NUMBER = 6


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """Spares the COUNT: the caller counted in a query that it needed anyway."""

    def __init__(self, rows: Any, *, count: int, per_page: int = PAGE) -> None:
        super().__init__(rows, per_page)
        self.__dict__["count"] = count


def page_of(found: QuerySet[Row], asked: str) -> tuple[Page[Row], str]:
    """The page and, when it is another one than was asked, a sentence that says so."""
    paginator = Paginator(found, PAGE)
    try:
        return paginator.page(asked), ""
    except InvalidPage:
        return paginator.page(1), _no_such_page()


def page_of_search(found: QuerySet[Row], asked: str) -> tuple[Page[Row], str]:
    """The same in one reading of the table, because comparing names takes its time."""
    counted = found.annotate(total=Window(Count("*")))
    number = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 0
    rows = list(counted[(number - 1) * PAGE : number * PAGE]) if number else []
    if rows or number == 1:
        return _one_page(rows, number), ""
    rows = list(counted[:PAGE])
    # Of nothing there is one page, and it is empty whichever was asked.
    return _one_page(rows, 1), _no_such_page() if rows else ""


def _one_page(rows: list[Any], number: int) -> Page[Any]:
    count = rows[0].total if rows else 0
    return Page(rows, number, CountedPaginator(rows, count=count))


def _no_such_page() -> str:
    return _("This page does not exist. You see the first page.")
