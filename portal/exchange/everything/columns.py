"""The columns of a table, made from its model: a field that somebody adds later is there too."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.tenancy.models import DeskModel
from loketten.tenancy.models.codes import label_column
from portal.exchange.everything.sheets import Sheet
from portal.exchange.everything.words import heading_of
from portal.workplace.deeds import words_of

# Rows at a time: what stands in memory does not depend on how many there are.
BATCH = 2_000
# Keys of forms and addresses, what the search reads, and what follows from the file itself.
NOT_A_COLUMN = frozenset({"desk", "key", "public_id", "search_key", "sort_key", "version"})
# In a table of earlier texts it says which one.
IS_A_COLUMN = {"advice.EarlierText", "advice.EarlierGroupText", "vacancies.EarlierVisitText"}
# How people call the row that a key points at; where they have no name for it its number remains.
NAME_OF = {
    "accounts.Membership": "user__name",
    "accounts.Organisation": "name",
    "accounts.User": "name",
    "clients.Client": "number",
    "clients.ClientFile": "client__number",
    "vacancies.Employer": "name",
    "vacancies.EmployerContact": "name",
    "vacancies.Vacancy": "title",
    "advice.GroupTalk": "title",
    "tenancy.Occupation": "name",
    "tenancy.Qualification": "crebo",
}
# These names are of one row alone, so the number adds nothing.
NAME_IS_ENOUGH = {"accounts.Organisation", "clients.Client", "tenancy.Qualification"}


class Column(NamedTuple):
    """`name` is for programs and stays; `heading` is for people, in their language."""

    name: str
    heading: str
    path: str
    show: Callable[[Any], str]


def columns_of(sheet: Sheet) -> list[Column]:
    """In the order of the model, in the language of the reader."""
    found = [
        column
        for field in sheet.model._meta.concrete_fields
        if _is_column(sheet, field)
        for column in _columns_for(field)
    ]
    more = [Column(f"more_{i}", str(head), f"more_{i}", said) for i, (head, _x) in _more(sheet)]
    return found + more


def rows_of(sheet: Sheet, columns: list[Column]) -> Iterator[list[str]]:
    """Batch after batch by number, because a cursor of the server is not ours to keep."""
    paths = [column.path for column in columns]
    rows = sheet.rows().annotate(**{f"more_{i}": make() for i, (_x, make) in _more(sheet)})
    rows, last = rows.order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=last).values_list("pk", *paths)[:BATCH]):
        for pk, *values in batch:
            last = pk
            yield [column.show(value) for column, value in zip(columns, values, strict=True)]


def said(value: Any) -> str:
    """A cell as text: days as year-month-day, moments in Dutch time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list | tuple):
        return "; ".join(map(said, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _more(sheet: Sheet) -> list[tuple[int, tuple[Any, Callable[[], Any]]]]:
    return list(enumerate(sheet.more, start=1))


def _is_column(sheet: Sheet, field: Any) -> bool:
    if field.name == "version" and sheet.model._meta.label in IS_A_COLUMN:
        return True
    return field.name not in NOT_A_COLUMN | sheet.without


def _columns_for(field: Any) -> Iterator[Column]:
    heading = heading_of(field)
    target = field.related_model
    if target is None:
        yield Column(field.name, heading, field.name, _shower(field))
        return
    label = target._meta.label
    if label == "tenancy.Code":
        yield Column(field.name, heading, f"{field.name}__{label_column()}", said)
        return
    if label in NAME_OF:
        yield Column(field.name, heading, f"{field.name}__{NAME_OF[label]}", said)
    if label not in NAME_IS_ENOUGH and (issubclass(target, DeskModel) or label not in NAME_OF):
        numbered = _("%(heading)s (number)") % {"heading": heading}
        yield Column(f"{field.name}_id", numbered, field.attname, said)


def _shower(field: Any) -> Callable[[Any], str]:
    base = getattr(field, "base_field", field)
    if field.model._meta.label == "audit.Entry" and field.name == "action":
        return words_of
    if not base.choices:
        return said
    labels = {value: str(label) for value, label in base.flatchoices}

    def label(value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(labels.get(one, said(one)) for one in value)
        return labels.get(value, said(value))

    return label
