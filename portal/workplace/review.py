"""Which rows of a week somebody must read: a stable sample, and what stands out."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from clients.watch import EXPLAINED, STOPPED, SYSTEM_STOPPED
from loketten.accounts.models import Membership
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry
from loketten.kit.spelling import fold
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Closure, OpeningHours
from portal.workplace.log_rows import Row, rows_of
from portal.workplace.models import ReviewedLook
from portal.workplace.weeks import LOOKS, bounds_of

# Of each sort so many at most: a page that somebody reads to the end.
ROWS_A_SORT = 20
# Counselors come before the doors open, and stay when they close.
MILLION = 1_000_000
AROUND_OPENING = 3600 * MILLION
PREFIXES = frozenset({"van", "den", "der", "het", "ten", "ter", "von", "bin", "ibn"})
SHORTEST_SURNAME = 3
# Rows that say how much somebody opened, and are no look themselves.
TOLD = frozenset({EXPLAINED, STOPPED, SYSTEM_STOPPED})


class Sort(TextChoices):
    """Why a row is on the page."""

    MANY = "many", _("Very many files")
    SURNAME = "surname", _("Own surname")
    HOURS = "hours", _("Outside opening hours")
    OUTSIDE = "outside", _("Outside own caseload")
    SYSTEM = "system", _("Connected system")
    SAMPLE = "sample", _("Random sample")


class Seen(NamedTuple):
    """As much of a row as sorting needs."""

    pk: int
    at: datetime
    action: str
    actor_kind: str
    actor_id: int
    is_outside: bool
    shown: list[int]


@dataclass
class Look:
    """One row to read, and what was said of it. `member_id` is empty for a system."""

    pk: int
    member_id: int | None
    row: Row
    sorts: list[Sort] = field(default_factory=list)
    reviewed: ReviewedLook | None = None


@dataclass(frozen=True)
class Week:
    """`found` says of each sort how many there were; `looks` holds those that are shown."""

    total: int
    found: dict[Sort, int]
    looks: list[Look]


def read_week(week: date) -> Week:
    """The same rows for every reader, whenever she opens the page."""
    start, end = bounds_of(week)
    wanted = Entry.objects.filter(LOOKS | Q(action__in=TOLD))
    columns = [
        "pk",
        "at",
        "action",
        "actor_kind",
        "actor_id",
        "is_outside_caseload",
        "shown_ids",
    ]
    rows = wanted.filter(at__gte=start, at__lt=end).order_by().values_list(*columns)
    seen = sorted(map(Seen._make, rows), key=_lots(week))
    sorted_out = _sorted_out(seen)
    chosen: dict[int, list[Sort]] = defaultdict(list)
    for sort, found in sorted_out.items():
        for one in found[:ROWS_A_SORT]:
            chosen[one.pk].append(sort)
    total = sum(one.action not in TOLD for one in seen)
    return Week(total, {sort: len(found) for sort, found in sorted_out.items()}, _looks(chosen))


def _looks(chosen: dict[int, list[Sort]]) -> list[Look]:
    entries = list(Entry.objects.filter(pk__in=chosen).order_by("at", "id"))
    said = ReviewedLook.objects.filter(entry__in=chosen).select_related("by__user")
    reviewed = {one.entry_id: one for one in said}
    return [
        Look(entry.pk, _member_of(entry), row, chosen[entry.pk], reviewed.get(entry.pk))
        for entry, row in zip(entries, rows_of(entries, with_numbers=True), strict=True)
    ]


def _member_of(entry: Entry) -> int | None:
    """Numbers of keys are no numbers of colleagues."""
    return entry.actor_id if entry.actor_kind == ActorKind.MEMBER else None


def _sorted_out(seen: list[Seen]) -> dict[Sort, list[Seen]]:
    """A system has no hours, no surname and no caseload: of its looks a sample is drawn."""
    of_systems = [one for one in seen if one.actor_kind == ActorKind.KEY and one.action not in TOLD]
    looks = [one for one in seen if one.actor_kind != ActorKind.KEY and one.action not in TOLD]
    is_outside_hours, is_own_name = _outside_hours(), _own_surname(looks)
    return {
        Sort.MANY: [one for one in seen if one.action in TOLD],
        Sort.SURNAME: [one for one in looks if is_own_name(one)],
        Sort.HOURS: [one for one in looks if is_outside_hours(one)],
        Sort.OUTSIDE: [one for one in looks if one.is_outside],
        Sort.SYSTEM: of_systems,
        # All of a quiet week, twenty of a busy one.
        Sort.SAMPLE: looks[:ROWS_A_SORT],
    }


def _lots(week: date) -> Callable[[Seen], bytes]:
    """Drawn anew each week, and nobody can work one out before the row is there."""
    begun = hashlib.sha256(f"{current_desk_id()} {week} ".encode())

    def lot(one: Seen) -> bytes:
        drawn = begun.copy()
        drawn.update(b"%d" % one.pk)
        return drawn.digest()

    return lot


def _outside_hours() -> Callable[[Seen], bool]:
    """A desk that never said when it is open has no such rows."""
    hours: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for stretch in OpeningHours.objects.filter(desk=current_desk_id()):
        opens = _since_midnight(stretch.opens_at) - AROUND_OPENING
        closes = _since_midnight(stretch.closes_at) + AROUND_OPENING
        hours[stretch.weekday].append((opens, closes))
    closures = list(Closure.objects.filter(desk=current_desk_id()))
    # Asked once: of a busy week 27,000 rows are sorted.
    zone = timezone.get_current_timezone()

    def is_outside(one: Seen) -> bool:
        moment = one.at.astimezone(zone)
        if closures and _is_in_one_of(closures, moment.date()):
            return True
        clock = _since_midnight(moment)
        return all(not opens <= clock <= closes for opens, closes in hours[moment.isoweekday()])

    return is_outside if hours else lambda one: False


def _is_in_one_of(closures: Iterable[Closure], day: date) -> bool:
    return any(closure.first_day <= day <= closure.last_day for closure in closures)


def _since_midnight(clock: time | datetime) -> int:
    """In millionths of a second."""
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * MILLION + clock.microsecond


def _own_surname(looks: Iterable[Seen]) -> Callable[[Seen], bool]:
    """Whether reader and client share a word of their surnames; who shows no name sees which."""
    clients = {client for one in looks for client in one.shown}
    named: dict[str, set[int]] = defaultdict(set)
    for pk, last_name in Client.objects.filter(pk__in=clients).values_list("pk", "last_name"):
        for word in _words(last_name):
            named[word].add(pk)
    team = Membership.objects.filter(pk__in={one.actor_id for one in looks})
    namesakes: dict[int, set[int]] = {
        pk: set().union(*(named.get(word, ()) for word in _words(name.partition(" ")[2])))
        for pk, name in team.values_list("pk", "user__name")
    }

    def is_own(one: Seen) -> bool:
        return not namesakes.get(one.actor_id, set()).isdisjoint(one.shown)

    return is_own


def _words(surname: str) -> set[str]:
    words = fold(surname).replace("-", " ").split()
    return {word for word in words if len(word) >= SHORTEST_SURNAME and word not in PREFIXES}
