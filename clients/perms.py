"""May-I questions about clients and files."""

from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right


def can_read_files(member: Membership) -> bool:
    """Reception finds people, and opens and reopens files, without reading them."""
    return member.may(Right.READ_FILES)


def can_edit_files(member: Membership) -> bool:
    return member.may(Right.EDIT_FILES)


def is_outside_caseload(file: ClientFile, member: Membership) -> bool:
    """Reading a colleague's file is allowed, and marked in the log, unless she stands in for that
    colleague today. Reception has no caseload."""
    is_hers = file.owner_id == member.pk or file.owner_id in member.covering
    return can_read_files(member) and not is_hers
