"""Vacancies that need their owner, and what she promised to employers."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models.functions import JSONObject

from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader
from portal.workplace.day.section import Shown
from vacancies.models import EmployerVisit, Vacancy

SHOWN_ROWS = 8


class InNeed(NamedTuple):
    """A vacancy online, and what ends soon: the vacancy or the recognition behind it."""

    public_id: str
    title: str
    employer: str
    expires_on: date
    recognised_until: date | None


class Promised(NamedTuple):
    """A next step that was agreed with a company."""

    pk: int
    what: str
    due_on: date
    employer: str
    employer_id: str


@dataclass(frozen=True)
class Places:
    """The first ones: the lists have the rest."""

    vacancies: list[InNeed]
    steps: list[Promised]


def places(reader: Reader) -> Shown | None:
    """Until the coming Sunday, as for the steps of clients."""
    content = Places(
        vacancies=[InNeed(**_with_days(row)) for row in reader.lists["vacancies"]],
        steps=[Promised(**_with_days(row)) for row in reader.lists["visits"]],
    )
    if not content.vacancies and not content.steps:
        return None
    return Shown(template="workplace/day/places.html", content=content)


def vacancies_in_need(reader: Reader) -> Any:
    if not reader.may(Right.MANAGE_PLACES):
        return None
    row = JSONObject(
        public_id="public_id",
        title="title",
        employer="employer__name",
        expires_on="expires_on",
        recognised_until="recognition__valid_until",
    )
    mine = Vacancy.objects.filter(owner=reader.member).needing_care(reader.today)
    return mine.values(row=row)[:SHOWN_ROWS]


def promised_steps(reader: Reader) -> Any:
    if not reader.may(Right.MANAGE_PLACES):
        return None
    row = JSONObject(
        pk="pk",
        what="next_step",
        due_on="due_on",
        employer="employer__name",
        employer_id="employer__public_id",
    )
    promised = EmployerVisit.objects.promised_by(reader.member, reader.sunday)
    return promised.values(row=row)[:SHOWN_ROWS]


def _with_days(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: row.get(name) for name in ("due_on", "expires_on", "recognised_until")}
    return row | {name: date.fromisoformat(day) for name, day in days.items() if day}
