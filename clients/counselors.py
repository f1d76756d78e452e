"""Who can have a file: the counselors who work at the desk today."""

from typing import Any

from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.accounts.rights import RIGHTS, Right
from loketten.tenancy.context import current_desk_id

_ROLES = [role for role, rights in RIGHTS.items() if Right.WRITE_TALKS in rights]


def counselors() -> Any:
    """Of the current desk, by name, with their users."""
    team = Membership.objects.active().of_team(current_desk_id())
    return team.filter(roles__overlap=_ROLES).order_by("user__name", "pk")


def can_own_files(member: Membership) -> bool:
    """The same question about one member, asked without the database."""
    works_here = member.desk_id == current_desk_id() and member.user.is_active
    is_counselor = member.may(Right.WRITE_TALKS)
    return works_here and is_counselor and member.is_active_on(timezone.localdate())
