"""Where to begin, for each role: nobody's day is an empty page."""

from datetime import datetime

from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown


def begin(member: Membership, now: datetime) -> Shown | None:
    return Shown(
        template="workplace/day/begin.html",
        content={
            "may_find": member.may(Right.FIND_CLIENTS),
            "may_log": member.may(Right.WRITE_TALKS),
            "may_read_log": member.may(Right.READ_ACCESS_LOG),
            "may_manage": member.may(Right.MANAGE_TEAM),
        },
    )
