"""Keeping what somebody is writing, until it is saved or a week has passed."""

import uuid
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.models import AdviceSession, TalkDraft
from advice.querysets import DRAFT_LIVES
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.models import Membership
from loketten.audit import log
from loketten.audit.actors import SYSTEM
from loketten.kit.errors import DomainError


class DraftElsewhere(DomainError):
    """Another window holds a newer text; `version` and `key` are for whoever goes on here."""

    message = _("You went on with this draft in another window. It is kept there, not here.")

    def __init__(self, *, version: int, key: UUID) -> None:
        super().__init__(self.message)
        self.version = version
        self.key = key


class DraftIsGone(DraftElsewhere):
    """It was saved as a talk, or thrown away."""

    message = _("This draft was saved or thrown away in another window. It is not kept any more.")


@transaction.atomic
def keep_draft(
    file: ClientFile, *, by: Membership, content: dict[str, Any], key: UUID, version: int
) -> TalkDraft:
    """`version` is the one that the window had seen, 0 when it saw none. The log has a line for
    the first time, not for every few seconds."""
    if AdviceSession.objects.filter(key=key).exists():
        raise DraftIsGone(version=0, key=uuid.uuid4())
    mine = TalkDraft.objects.filter(author=by, file=file)
    draft = mine.select_for_update(no_key=True).first()
    if draft is None:
        if version:
            raise DraftIsGone(version=0, key=uuid.uuid4())
        draft, is_new = TalkDraft.objects.get_or_create(
            author=by, file=file, defaults={"content": content, "key": key}
        )
        if is_new:
            note_in_file("draft.begun", draft, file=file, by=by)
            return draft
    if not _may_go_on(draft, content, version):
        raise DraftElsewhere(version=draft.version, key=draft.key)
    draft.content, draft.key = content, key
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["content", "key", "version", "saved_at"])
    return draft


@transaction.atomic
def drop_draft(file: ClientFile, *, by: Membership) -> None:
    """Thrown away; one that is gone already stays gone."""
    draft = TalkDraft.objects.filter(author=by, file=file).first()
    if draft is not None:
        note_in_file("draft.dropped", draft, file=file, by=by)
        draft.delete()


def drop_expired_drafts() -> None:
    """Of the member for whom the desk is open: nobody else's can be seen."""
    if TalkDraft.objects.expired().delete()[0]:
        log.note("draft.expired", by=SYSTEM)


def _may_go_on(draft: TalkDraft, content: dict[str, Any], version: int) -> bool:
    """The same window, or one that had seen the newest text; of an old one nobody asks."""
    is_old = draft.saved_at <= timezone.now() - DRAFT_LIVES
    is_own = draft.content.get("page") == content["page"]
    return is_old or is_own or draft.version == version
