"""Taking a talk out of a file without destroying it."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.models import AdviceSession
from clients.trail import note_in_file
from loketten.accounts.changes import note_vouched
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class AlreadyWithdrawn(DomainError):
    message = _("This talk was withdrawn before.")


@transaction.atomic
def withdraw_talk(
    talk: AdviceSession, *, by: Membership, because: str, vouched: Collection[str] = ()
) -> None:
    """Hide a talk from its file; the text stays in the database, the reason in the timeline."""
    vouched_for = refuse_bsn({"because": because}, vouched=vouched)
    standing = AdviceSession.objects.standing().filter(pk=talk.pk)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=because):
        raise AlreadyWithdrawn
    note_vouched(talk, by=by, fields=vouched_for)
    note_in_file("talk.withdrawn", talk, file=talk.file, by=by)
