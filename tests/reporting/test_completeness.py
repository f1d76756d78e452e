"""Which desk is live and how complete its months are: published numbers, no row of a desk."""

import re
from typing import Any

from loketten.tenancy.models import Desk
from portal.reporting.live import count_live
from tests.accounts.doors import main_of
from tests.cast import Cast

PAGE = "/landelijk/beheer/volledigheid"
BUDGET = 6


def _row_of(page: str, desk: Desk) -> str:
    found = re.search(rf"{desk.display_name}.*?</tr>", page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


def test_a_desk_stands_there_as_the_country_may_see_it(country: Any, cast: Cast) -> None:
    count_live()
    page = cast.otto.browser().get(PAGE).content.decode()
    assert "60 60" in _row_of(page, cast.utrecht)
    small = Desk.objects.get(slug="gorinchem")
    assert "niet getoond niet getoond" in _row_of(page, small)
    assert "dinsdag 8 december" in page


def test_no_desk_is_named_that_reported(country: Any, cast: Cast) -> None:
    page = main_of(cast.otto.browser().get(PAGE))
    assert "meldde niets" not in page
    assert "Oktober 2026" in page


def test_it_costs_the_same_for_any_number_of_desks(
    country: Any,
    cast: Cast,
    queries: Any,
) -> None:
    browser = cast.otto.browser()
    browser.get(PAGE)
    with queries() as seen:
        browser.get(PAGE)
    assert len(seen) == BUDGET, "\n".join(seen)
    assert not [sql for sql in seen if re.search(r'"(advice|clients|vacancies)_', sql)]
