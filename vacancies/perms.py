"""May-I questions about visits to employers."""

from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from vacancies.models import EmployerVisit


def can_edit_visit(member: Membership, visit: EmployerVisit) -> bool:
    """Only whoever was there changes what was said, as long as it stands."""
    is_own = visit.by_id == member.pk
    return member.may(Right.MANAGE_PLACES) and is_own and visit.withdrawn_at is None


def can_withdraw_visit(member: Membership, visit: EmployerVisit) -> bool:
    """Whoever was there, and the manager, as long as it stands."""
    is_standing = visit.withdrawn_at is None
    return is_standing and (member.may(Right.MANAGE_TEAM) or can_edit_visit(member, visit))
