"""What the national team tells the desks, until she puts it away."""

from datetime import datetime

from django.utils import timezone

from loketten.accounts.models import Membership, News
from portal.workplace.day.section import Shown


def news(member: Membership, now: datetime) -> Shown | None:
    """For everybody at the desk; one query."""
    today = timezone.localdate(now)
    rows = list(News.objects.on(today).for_desk(member.desk_id).unread_by(member))
    return Shown(template="workplace/day/news.html", content=rows) if rows else None
