"""What stands in a counselor's own calendar: numbers and kinds, never a name or a text."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event

from advice.models import NextStep, PlannedTalk
from loketten.accounts.addresses import absolute
from loketten.accounts.models import Membership

MOST = 500
LOOKS_BACK = timedelta(days=31)
# An appointment has no end with us, and without one a calendar shows a line of no height.
USUALLY_LASTS = timedelta(hours=1)


def calendar_of(member: Membership) -> bytes:
    """Open promises and appointments of hers, at this desk; two queries."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", member.desk.display_name)
    for event in (*_promises(member), *_appointments(member)):
        calendar.add_component(event)
    ical: bytes = calendar.to_ical()
    return ical


def _promises(member: Membership) -> Iterator[Event]:
    mine = NextStep.objects.of_standing_talks().open().filter(owner=member)
    for step in mine.select_related("file__client").order_by("due_on", "pk")[:MOST]:
        event = _event(f"step {step.pk}", step.file.client.number, gettext("Next step"), member)
        event.add("dtstart", step.due_on)
        yield event


def _appointments(member: Membership) -> Iterator[Event]:
    since = timezone.now() - LOOKS_BACK
    mine = PlannedTalk.objects.planned().in_open_files().filter(counselor=member, at__gte=since)
    for plan in mine.select_related("file__client", "channel").in_order()[:MOST]:
        event = _event(
            f"plan {plan.public_id}", plan.file.client.number, plan.channel.label, member
        )
        event.add("dtstart", plan.at)
        event.add("dtend", plan.at + USUALLY_LASTS)
        yield event


def _event(name: str, number: str, kind: str, member: Membership) -> Event:
    """The link asks to sign in."""
    where = {"desk": member.desk.slug, "number": number}
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, name)}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("summary", f"{number}: {kind}")
    event.add("url", absolute("workplace:file", language=member.user.language, kwargs=where))
    return event
