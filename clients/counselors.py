"""Who can have a file."""

from loketten.accounts.colleagues import works_here_with
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right


def can_own_files(member: Membership) -> bool:
    """The same question about one member, asked without the database."""
    return works_here_with(Right.WRITE_TALKS, member)
