"""May-I questions about visits to employers; whether one still stands is no question of rights."""

from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from vacancies.models import EmployerVisit


def can_edit_visit(member: Membership, visit: EmployerVisit) -> bool:
    """Only whoever was there changes what was said."""
    return member.may(Right.MANAGE_PLACES) and visit.by_id == member.pk


def can_withdraw_visit(member: Membership, visit: EmployerVisit) -> bool:
    """Whoever was there, and the manager."""
    return member.may(Right.MANAGE_TEAM) or can_edit_visit(member, visit)
