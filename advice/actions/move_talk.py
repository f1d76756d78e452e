"""Bringing a talk that was logged with the wrong person to the right file."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from advice.actions.edit_talk import TalkIsWithdrawn
from advice.models import AdviceSession, MovedTalk, NextStep, PlannedTalk
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import locked, note_vouched
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class SameFile(DomainError):
    message = _("The talk is in this file already. Fill in the number of another client.")


@transaction.atomic
def move_talk(
    talk: AdviceSession,
    *,
    to: ClientFile,
    by: Membership,
    because: str,
    vouched: Collection[str] = (),
) -> None:
    """Themes, next step, private notes and the appointment go along; both files say in the log what
    happened."""
    vouched_for = refuse_bsn({"because": because}, vouched=vouched)
    rows = AdviceSession.objects.select_related("file").select_for_update(of=("self",), no_key=True)
    before = rows.get(pk=talk.pk)
    if before.withdrawn_at:
        raise TalkIsWithdrawn
    if before.file_id == to.pk:
        raise SameFile
    # Nobody closes it meanwhile.
    if locked(to).is_closed:
        raise FileIsClosed
    AdviceSession.objects.filter(pk=talk.pk).update(file=to)
    NextStep.objects.filter(session=talk).update(file=to)
    PlannedTalk.objects.filter(session=talk).update(file=to)
    MovedTalk.objects.create(
        session=before, from_file=before.file, to_file=to, by=by, because=because
    )
    note_vouched(before, by=by, fields=vouched_for)
    note_in_file("talk.moved-away", before.file, file=before.file, by=by)
    note_in_file("talk.moved-in", to, file=to, by=by)
