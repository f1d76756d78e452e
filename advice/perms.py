"""May-I questions about talks."""

from advice.models import AdviceSession, GroupTalk
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right


def can_edit_talk(member: Membership, talk: AdviceSession) -> bool:
    """Only whoever held the talk changes what was said; a manager moves or withdraws it."""
    return member.may(Right.WRITE_TALKS) and talk.counselor_id == member.pk


def can_edit_group(member: Membership, group: GroupTalk) -> bool:
    """Whoever held it, as long as it stands."""
    is_own = group.counselor_id == member.pk
    return member.may(Right.WRITE_TALKS) and is_own and group.withdrawn_at is None


def can_withdraw_group(member: Membership, group: GroupTalk) -> bool:
    """Whoever held it, and the manager, as long as it stands."""
    is_standing = group.withdrawn_at is None
    return is_standing and (member.may(Right.MOVE_TALKS) or can_edit_group(member, group))
