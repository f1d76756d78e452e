"""Scheduled wrappers."""

from advice.actions.keep_draft import drop_expired_drafts
from loketten.accounts.models import Membership
from loketten.tenancy.context import at_desk
from loketten.tenancy.tasks import DeskScope, desk_task, going_on


@desk_task("advice.drop_expired_drafts", scope=DeskScope.EACH)
def drop_expired() -> None:
    """Member by member, also who left: the policy lets nobody else see a draft."""
    for desk_id, member_id in Membership.objects.values_list("desk_id", "pk"):
        with going_on("advice.drop_drafts", desk_id), at_desk(desk_id, member_id=member_id):
            drop_expired_drafts()
