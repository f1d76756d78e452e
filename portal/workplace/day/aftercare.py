"""How people fare whom she placed: whom to call this week."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models.functions import JSONObject
from django.utils.translation import ngettext

from apprenticeships.models import AftercareCheck
from clients.models import Client
from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader, client_columns, client_in
from portal.workplace.day.section import Shown


class Call(NamedTuple):
    """One question to somebody: what of it is shown, and in which trajectory it stands."""

    check: AftercareCheck
    trajectory: str
    employer: str
    client: Client


def aftercare(reader: Reader) -> Shown | None:
    """Nothing while nobody has to be called."""
    calls = [_call(row) for row in reader.lists["checks"]]
    if not calls:
        return None
    return Shown(
        template="workplace/day/aftercare.html",
        content=calls,
        clients={call.client.pk for call in calls},
        summary=list(_sentences(sum(call.check.due_on <= reader.today for call in calls))),
    )


def checks_to_do(reader: Reader) -> Any:
    """Until the coming Sunday, the latest first."""
    if not reader.may(Right.WRITE_TALKS):
        return None
    due = AftercareCheck.objects.open().of_counselor(reader.member).due_until(reader.sunday)
    row = JSONObject(
        moment="moment",
        due_on="due_on",
        trajectory="trajectory__public_id",
        employer="trajectory__employer__name",
        client=client_columns("trajectory__file__client"),
    )
    return due.order_by("due_on", "id").values(row=row)


def _call(row: dict[str, Any]) -> Call:
    check = AftercareCheck(moment=row["moment"], due_on=date.fromisoformat(row["due_on"]))
    return Call(check, row["trajectory"], row["employer"], client_in(row))


def _sentences(now_due: int) -> Iterator[str]:
    if now_due:
        yield ngettext(
            "Ask one person how it goes.", "Ask %(count)d people how it goes.", now_due
        ) % {"count": now_due}
