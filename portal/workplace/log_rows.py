"""Rows of the access log as people read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from advice.models import AdviceSession, NextStep, PlannedTalk
from apprenticeships.models import AftercareCheck, Trajectory
from apprenticeships.models.records import RECORDS
from clients.models import Client, ClientFile
from loketten.accounts.models import DeskKey, Membership, User
from loketten.accounts.rights import Role
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry, Shown
from portal.workplace.deeds import words_of

ROWS_A_PAGE = 50
# From the kind of an object in the log to the number of its client.
_NUMBER_OF: dict[str, tuple[type[Model], str]] = {
    "clients.client": (Client, "number"),
    "clients.clientfile": (ClientFile, "client__number"),
    "advice.advicesession": (AdviceSession, "file__client__number"),
    "advice.nextstep": (NextStep, "file__client__number"),
    "apprenticeships.trajectory": (Trajectory, "file__client__number"),
    "apprenticeships.aftercarecheck": (AftercareCheck, "trajectory__file__client__number"),
    **{record._meta.label_lower: (record, "file__client__number") for record in RECORDS.values()},
    "advice.plannedtalk": (PlannedTalk, "file__client__number"),
}


@dataclass(frozen=True)
class Row:
    """When, who, what, and about whom (by number, where that is not clear already)."""

    at: datetime
    who: str
    role: str
    organisation: str
    what: str
    outside_caseload: bool
    number: str = ""
    shown: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Rows:
    """A page, newest first; `older` is where the next one starts, None at the end."""

    rows: list[Row]
    older: int | None


def entries_about(file: ClientFile) -> Any:
    """Everything about a file, its client and its talks, and each list that showed the name."""
    rows: dict[str, Any] = {"clients.clientfile": [file.pk], "clients.client": [file.client_id]}
    for kind, (model, path) in _NUMBER_OF.items():
        # What hangs on the file: the path to the number begins with it.
        of_file, _dot, _rest = path.rpartition("__client__number")
        if of_file:
            hanging: Any = model._base_manager.filter(**{of_file: file.pk})
            rows[kind] = hanging.values("pk")
    lists = Shown.objects.filter(shown_id=file.client_id).values("entry")
    # Each part has an index of its own; in one filter with OR the whole log would be read.
    parts = [
        Entry.objects.filter(object_kind=kind, object_id__in=ids).values("pk")
        for kind, ids in rows.items()
    ]
    return Entry.objects.filter(pk__in=lists.union(*parts, all=True))


def read_rows(entries: Any, *, before: str, with_numbers: bool = False) -> Rows:
    """`before` is the number of a row; anything else starts at the newest."""
    if before.isascii() and before.isdigit() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    page = list(entries.order_by("-id")[: ROWS_A_PAGE + 1])
    shown, rest = page[:ROWS_A_PAGE], page[ROWS_A_PAGE:]
    rows = rows_of(shown, with_numbers=with_numbers)
    return Rows(rows, shown[-1].pk if rest else None)


def rows_of(entries: list[Entry], *, with_numbers: bool) -> list[Row]:
    """In the same order; the number of queries does not depend on how many."""
    people = _people(entries)
    numbers = _numbers(entries) if with_numbers else {}
    return [_row(entry, people, numbers) for entry in entries]


def older_url(query: QueryDict, page: Rows) -> str:
    """The same filters, further back; empty at the end."""
    if page.older is None:
        return ""
    asked = query.copy()
    asked["before"] = str(page.older)
    return f"?{asked.urlencode()}"


def _row(
    entry: Entry,
    people: Mapping[tuple[str, int | None], tuple[str, str, str]],
    numbers: Mapping[tuple[str, int | None], str],
) -> Row:
    who, role, organisation = people[entry.actor_kind, entry.actor_id]
    return Row(
        at=entry.at,
        who=who,
        role=role,
        organisation=organisation,
        what=words_of(entry.action),
        outside_caseload=entry.is_outside_caseload,
        number=numbers.get((entry.object_kind, entry.object_id), ""),
        # The one client of a view stands there by number.
        shown=0 if entry.object_id and len(entry.shown_ids) < 2 else len(entry.shown_ids),
        reason=entry.reason if entry.action != "access.denied" else "",
    )


def _people(entries: Iterable[Entry]) -> dict[tuple[str, int | None], tuple[str, str, str]]:
    """Name, roles and organisation of everybody who acted; three queries at most."""
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.actor_id is not None:
            ids[entry.actor_kind].add(entry.actor_id)
    people: dict[tuple[str, int | None], tuple[str, str, str]] = {
        (ActorKind.SYSTEM, None): (str(ActorKind.SYSTEM.label), "", ""),
        (ActorKind.VISITOR, None): (str(ActorKind.VISITOR.label), "", ""),
    }
    for user in User.objects.filter(pk__in=ids[ActorKind.USER]) if ids[ActorKind.USER] else ():
        people[ActorKind.USER, user.pk] = (user.name, _("not of this desk"), "")
    for key in DeskKey.objects.filter(pk__in=ids[ActorKind.KEY]) if ids[ActorKind.KEY] else ():
        people[ActorKind.KEY, key.pk] = (key.name, str(ActorKind.KEY.label), "")
    members = Membership.objects.filter(pk__in=ids[ActorKind.MEMBER])
    for member in members.select_related("user", "organisation"):
        roles = ", ".join(str(Role(role).label) for role in member.roles)
        name = (member.user.name, roles, member.organisation.name)
        people[ActorKind.MEMBER, member.pk] = name
    return people


def _numbers(entries: Iterable[Entry]) -> dict[tuple[str, int | None], str]:
    """Client numbers, never names; one query for each kind of object on the page."""
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.object_kind in _NUMBER_OF and entry.object_id is not None:
            ids[entry.object_kind].add(entry.object_id)
    found: dict[tuple[str, int | None], str] = {}
    for kind, wanted in ids.items():
        model, path = _NUMBER_OF[kind]
        rows: Any = model._base_manager.filter(pk__in=wanted).values_list("pk", path)
        found.update({(kind, pk): number for pk, number in rows})
    return found
