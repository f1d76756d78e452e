"""That the desk is paused or closed, so that nobody types for nothing."""

from datetime import datetime

from django.utils import timezone

from loketten.accounts.models import Membership
from portal.workplace.day.section import Shown


def rest(member: Membership, now: datetime) -> Shown | None:
    desk = member.desk
    if not desk.is_at_rest_on(timezone.localdate(now)):
        return None
    return Shown(template="workplace/day/rest.html", content=desk)
