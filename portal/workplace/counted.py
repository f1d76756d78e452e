"""Pages of a list whose length is known already."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """Spares the COUNT: the caller counted in a query that it needed anyway."""

    def __init__(self, rows: Any, per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.__dict__["count"] = count


def page_of(rows: Sequence[Any] | Any, asked: str, *, per_page: int, count: int) -> Page[Any]:
    """An unknown page becomes the first, a page past the end the last."""
    paginator = CountedPaginator(rows, per_page, count=count)
    try:
        return paginator.page(asked or 1)
    except PageNotAnInteger:
        return paginator.page(1)
    except EmptyPage:
        return paginator.page(paginator.num_pages)
