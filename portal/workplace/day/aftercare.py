"""How people fare whom she placed: whom to call this week."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from apprenticeships.models import AftercareCheck
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown


def aftercare(member: Membership, now: datetime) -> Shown | None:
    """Nothing while nobody has to be called."""
    if not member.may(Right.WRITE_TALKS):
        return None
    today = timezone.localdate(now)
    checks = checks_of(member, now=now)
    if not checks:
        return None
    return Shown(
        template="workplace/day/aftercare.html",
        content=checks,
        clients={check.trajectory.file.client_id for check in checks},
        summary=list(_sentences(sum(check.due_on <= today for check in checks))),
    )


def checks_of(member: Membership, *, now: datetime) -> list[AftercareCheck]:
    """Until the coming Sunday, the latest first; one query."""
    today = timezone.localdate(now)
    sunday = today + timedelta(days=7 - today.isoweekday())
    due = AftercareCheck.objects.open().of_counselor(member).due_until(sunday)
    with_people = due.select_related("trajectory__file__client", "trajectory__employer")
    return list(with_people.order_by("due_on", "id"))


def _sentences(now_due: int) -> Iterator[str]:
    if now_due:
        yield ngettext(
            "Ask one person how it goes.", "Ask %(count)d people how it goes.", now_due
        ) % {"count": now_due}
