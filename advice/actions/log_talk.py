"""Logging a talk: the write that happens most."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.content import TalkContent, promise_of
from advice.actions.plan_step import promise_step
from advice.actions.rules import check_content
from advice.actions.settle_plan import mark_held
from advice.models import AdviceSession, PrivateNote, SessionTheme, TalkDraft
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import OtherWithKey, locked, note_vouched
from loketten.accounts.models import Membership
from loketten.tenancy.composed import Asked, composed_delete
from loketten.tenancy.inserting import insert, insert_all


class OtherTalkWithKey(OtherWithKey):
    message = _("You saved this form before, with other answers. Save again to log a second talk.")

    def __init__(self, talk: AdviceSession) -> None:
        super().__init__(self.message)
        self.talk = talk


class WithdrawnTalkWithKey(OtherTalkWithKey):
    message = _(
        "You saved this form before, and that talk was withdrawn. Save again to log it anew."
    )


def log_talk(
    file: ClientFile,
    *,
    by: Membership,
    content: TalkContent,
    key: UUID,
    plan_id: UUID | None = None,
    vouched: Collection[str] = (),
    is_locked: bool = False,
) -> AdviceSession:
    """Add one talk to an open file; a second submit of the same form finds the first one's.

    `plan_id` names the appointment that it was. The draft of this form goes. Whoever read the file
    with a lock says so.
    """
    now = timezone.now()
    content = content.owned_by(by.pk)
    vouched_for = check_content(content, written_at=now, vouched=vouched)
    try:
        with transaction.atomic():
            # Nobody closes the file meanwhile, and parallel submits of one form take their turn.
            open_file = file if is_locked else locked(file)
            if open_file.is_closed:
                return _saved_before(open_file, by, content, key)
            talk = insert(
                AdviceSession(
                    file=open_file, counselor=by, key=key, written_at=now, **content.columns
                )
            )
            _add_parts(talk, content, by=by)
            if plan_id:
                mark_held(plan_id, talk, by=by)
            _drop_draft(author=by.pk, file=open_file.pk, key=key)
            note_vouched(talk, by=by, fields=vouched_for)
            note_in_file("talk.logged", talk, file=open_file, by=by)
            return talk
    except IntegrityError as error:
        if not _is_about_the_key(error):
            raise
        return _saved_before(file, by, content, key)


def _add_parts(talk: AdviceSession, content: TalkContent, *, by: Membership) -> None:
    insert_all([SessionTheme(session=talk, theme_id=theme) for theme in sorted(content.themes)])
    if content.note:
        PrivateNote.objects.create(session=talk, author=by, text=content.note)
    if content.promise:
        promise_step(talk, content.promise, by=by)


@composed_delete
def _drop_draft() -> Any:
    """By its key: what another window began in this file is another text."""
    mine = TalkDraft.objects.filter(author=Asked("author"), file=Asked("file"))
    return mine.filter(key=Asked("key"))


def _is_about_the_key(error: IntegrityError) -> bool:
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    return diagnosis is not None and diagnosis.constraint_name == "session_key_once"


def _saved_before(
    file: ClientFile, by: Membership, content: TalkContent, key: UUID
) -> AdviceSession:
    talk: AdviceSession | None = AdviceSession.objects.filter(key=key).first()
    if talk is None:
        raise FileIsClosed
    if talk.withdrawn_at:
        raise WithdrawnTalkWithKey(talk)
    is_hers_and_here = talk.file_id == file.pk and talk.counselor_id == by.pk
    if not (is_hers_and_here and _kept(talk, by) == content):
        raise OtherTalkWithKey(talk)
    return talk


def _kept(talk: AdviceSession, by: Membership) -> TalkContent:
    """What the talk says now, with the note of whoever asks."""
    step = talk.steps.first()
    notes = PrivateNote.objects.filter(session=talk, author=by)
    return TalkContent(
        held_at=talk.held_at,
        channel=talk.channel_id,
        kind=talk.kind_id,
        summary=talk.summary,
        outcome=talk.outcome_id,
        themes=frozenset(talk.themes.values_list("theme_id", flat=True)),
        note=notes.values_list("text", flat=True).first() or "",
        promise=promise_of(step),
    )
