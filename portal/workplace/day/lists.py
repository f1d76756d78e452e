"""The short lists of all sections in one query: each an array of JSON beside the row of the desk.

What grows with the work of a desk does not belong here: `Reader` has it as rows.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery

from loketten.tenancy.models import Desk
from portal.workplace.day.aftercare import checks_to_do
from portal.workplace.day.cover import covers_today
from portal.workplace.day.drafts import begun_drafts
from portal.workplace.day.news import unread_news
from portal.workplace.day.opened import last_opened
from portal.workplace.day.places import promised_steps, vacancies_in_need
from portal.workplace.day.promises import open_files
from portal.workplace.day.reader import Reader
from portal.workplace.day.requests import closures
from portal.workplace.day.review import signed_weeks

# Rows of one column, mostly made with JSONObject; None for whom the list is not.
ShortList = Callable[[Reader], Any]

LISTS: dict[str, ShortList] = {
    "news": unread_news,
    "drafts": begun_drafts,
    "signed_weeks": signed_weeks,
    "closures": closures,
    "open_files": open_files,
    "covers": covers_today,
    "vacancies": vacancies_in_need,
    "visits": promised_steps,
    "checks": checks_to_do,
    "opened": last_opened,
}


def lists_of(reader: Reader) -> dict[str, list[Any]]:
    """By the names above; a list that is not for her is empty."""
    asked = {name: rows for name, ask in LISTS.items() if (rows := ask(reader)) is not None}
    arrays = {name: ArraySubquery(rows) for name, rows in asked.items()}
    found: Any = Desk.objects.filter(pk=reader.member.desk_id).values(**arrays).get()
    return {name: found.get(name, []) for name in LISTS}
