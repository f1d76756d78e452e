"""That the desk is paused or closed, so that nobody types for nothing."""

from portal.workplace.day.reader import Reader
from portal.workplace.day.section import Shown


def rest(reader: Reader) -> Shown | None:
    desk = reader.member.desk
    if not desk.is_at_rest_on(reader.today):
        return None
    return Shown(template="workplace/day/rest.html", content=desk)
