"""What the national team tells the desks, until she puts it away."""

from typing import Any

from django.db.models.functions import JSONObject

from loketten.accounts.models import News
from portal.workplace.day.reader import Reader
from portal.workplace.day.section import Shown

COLUMNS = ("id", "title_nl", "title_en", "text_nl", "text_en")


def news(reader: Reader) -> Shown | None:
    """For everybody at the desk."""
    rows = [News(**row) for row in reader.lists["news"]]
    return Shown(template="workplace/day/news.html", content=rows) if rows else None


def unread_news(reader: Reader) -> Any:
    unread = News.objects.on(reader.today).for_desk(reader.member.desk_id).unread_by(reader.member)
    row = JSONObject(**{name: name for name in COLUMNS})
    return unread.order_by("-first_day", "-id").values(row=row)
