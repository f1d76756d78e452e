"""Where to begin, for each role: nobody's day is an empty page."""

from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader
from portal.workplace.day.section import Shown


def begin(reader: Reader) -> Shown | None:
    return Shown(
        template="workplace/day/begin.html",
        content={
            "may_find": reader.may(Right.FIND_CLIENTS),
            "may_log": reader.may(Right.WRITE_TALKS),
            "may_read_log": reader.may(Right.READ_ACCESS_LOG),
            "may_manage": reader.may(Right.MANAGE_TEAM),
        },
    )
