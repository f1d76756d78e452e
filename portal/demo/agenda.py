"""The appointments of the coming days, so that nobody who looks at the demo finds an empty day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from advice.models import PlannedTalk
from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from loketten.tenancy.models import Desk
from portal.demo.plans import CHANNELS, DUTCH, LATER_KINDS, working_day
from portal.demo.rows import counselors_of, entry, key_of

HOURS = (time(9), time(10, 30), time(13), time(14, 30), time(16))
DAYS_AHEAD = 7


def fill_agenda(desk: Desk, *, today: date) -> None:
    """Inside `at_desk`, when the desk has its files; today also on a Sunday."""
    random = Random(f"{desk.slug} {today} agenda")  # noqa: S311  (a demo, not a secret)
    coming = (today + timedelta(days=ahead) for ahead in range(1, DAYS_AHEAD))
    days = [today, *(day for day in coming if day == working_day(day))]
    talks = PlannedTalk.objects.bulk_create(
        talk for counselor in counselors_of(desk) for talk in _appointments(random, counselor, days)
    )
    Entry.objects.bulk_create(
        entry("plan.made", talk, by=talk.counselor.actor, at=talk.at - timedelta(days=DAYS_AHEAD))
        for talk in talks
    )


def _appointments(random: Random, counselor: Membership, days: list[date]) -> Iterator[PlannedTalk]:
    """Three today and two on each other day, as far as there are open files."""
    files = iter(ClientFile.objects.open().filter(owner=counselor).order_by("-opened_on", "pk"))
    for day in days:
        for at in sorted(random.sample(HOURS, 3 if day == days[0] else 2)):
            file = next(files, None)
            if file is not None:
                yield _appointment(random, file, datetime.combine(day, at, DUTCH))


def _appointment(random: Random, file: ClientFile, at: datetime) -> PlannedTalk:
    return PlannedTalk(
        public_id=key_of(f"public appointment {file.pk} {at}"),
        key=key_of(f"appointment {file.pk} {at}"),
        file=file,
        counselor=file.owner,
        at=at,
        channel_id=random.choices(list(CHANNELS), list(CHANNELS.values()))[0],
        kind_id=random.choices(list(LATER_KINDS), list(LATER_KINDS.values()))[0],
    )
