"""May-I questions about talks."""

from advice.models import AdviceSession
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right


def can_edit_talk(member: Membership, talk: AdviceSession) -> bool:
    """Only whoever held the talk changes what was said; a manager moves or withdraws it."""
    return member.may(Right.WRITE_TALKS) and talk.counselor_id == member.pk
