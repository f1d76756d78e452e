"""Who of the current desk may have something: a file, a vacancy."""

from typing import Any

from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.accounts.rights import RIGHTS, Right
from loketten.tenancy.composed import TODAY
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.managers import CURRENT_DESK


def colleagues_with(right: Right) -> Any:
    """Who works there today and has the right, by name, with their users."""
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    team = Membership.objects.active(TODAY).of_team(CURRENT_DESK)
    return team.filter(roles__overlap=roles).order_by("user__name", "pk")


def works_here_with(right: Right, member: Membership) -> bool:
    """The same question about one member, asked without the database."""
    works_here = member.desk_id == current_desk_id() and member.user.is_active
    return works_here and member.may(right) and member.is_active_on(timezone.localdate())
