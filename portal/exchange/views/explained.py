"""What a file may hold: the columns in words, and an example to fill in."""

from typing import Any, NamedTuple

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.forms.fields import ColleagueField
from loketten.accounts.rights import Right
from loketten.kit.tables.bounds import MEGABYTE, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from loketten.kit.tables.writing import Format
from portal.exchange.choices import ImportKind
from portal.exchange.kinds.base import Kind
from portal.exchange.kinds.registry import KINDS
from portal.exchange.models import Import
from portal.exchange.views.answers import table_answer

# A longer list, of occupations for example, stands on the form of the page itself.
MOST_CHOICES = 30


class Told(NamedTuple):
    """One column: its name, what may stand in it, and an example."""

    name: str
    is_needed: bool
    hint: str
    choices: list[str]
    example: str


@desk_view(Right.IMPORT_DESK)
def guide(request: DeskRequest) -> HttpResponse:
    tables = [(key, ImportKind(key).label, _told(kind, request)) for key, kind in KINDS.items()]
    context = {
        "tables": tables,
        "most_mb": MOST_BYTES // MEGABYTE,
        "most_rows": MOST_ROWS,
        "most_columns": MOST_COLUMNS,
    }
    return render(request, "exchange/guide.html", context)


@desk_view(Right.IMPORT_DESK)
def example(request: DeskRequest, table_kind: str) -> HttpResponse:
    """Made now, so that it never differs from what is read."""
    if table_kind not in KINDS:
        raise Http404
    told = _told(KINDS[table_kind], request)
    rows = [[one.name for one in told], [one.example for one in told]]
    return table_answer(rows, Format.XLSX, name=str(ImportKind(table_kind).label).lower())


def _told(kind: type[Kind], request: DeskRequest) -> list[Told]:
    form = kind(Import(kind=ImportKind.CLIENTS, by=request.member)).form
    return [
        Told(
            name=str(form.fields[column.field].label),
            is_needed=column.is_needed,
            hint=str(form.fields[column.field].help_text),
            choices=_choices(form.fields[column.field]),
            example=column.example,
        )
        for column in kind.columns
    ]


def _choices(field: forms.Field) -> list[str]:
    if not isinstance(field, forms.ChoiceField) or isinstance(field, ColleagueField):
        return []
    choices: Any = field.choices
    labels = [str(label) for value, label in choices if value]
    return labels if len(labels) <= MOST_CHOICES else []
