"""Changing a talk that was logged before."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from advice.actions.content import TalkContent, promise_of
from advice.actions.plan_step import changed_from, new_owner, promise_step
from advice.actions.rules import check_content
from advice.models import AdviceSession, EarlierText, NextStep, PrivateNote, SessionTheme
from clients.trail import note_in_file
from loketten.accounts.changes import note_vouched
from loketten.accounts.models import Membership
from loketten.kit.errors import DomainError


class NotYourTalk(DomainError):
    """Whoever held the talk is the one who can say what was said."""

    message = _("Only the counselor who wrote this talk can change it.")


class TalkIsWithdrawn(DomainError):
    """A withdrawn talk stays as it was, out of sight."""

    message = _("This talk was withdrawn. It cannot be changed any more.")


class TalkWasChanged(DomainError):
    """Somebody saved the same talk in between; `talk` is how it stands now."""

    message = _("This talk was changed in another window. Your text is still here.")

    def __init__(self, talk: AdviceSession) -> None:
        super().__init__(self.message)
        self.talk = talk


@transaction.atomic
def edit_talk(
    talk: AdviceSession,
    *,
    by: Membership,
    version: int,
    content: TalkContent,
    vouched: Collection[str] = (),
) -> AdviceSession:
    """Replace the content of one's own talk; `version` is the one that the editor had seen."""
    vouched_for = check_content(content, written_at=talk.written_at, vouched=vouched)
    before = _as_it_stands(talk, by)
    mine = AdviceSession.objects.filter(
        pk=talk.pk, version=version, counselor=by, withdrawn_at__isnull=True
    )
    if not mine.update(**content.columns, version=F("version") + 1):
        raise TalkWasChanged(before)
    changed = _changed_columns(before, content)
    if "summary" in changed:
        EarlierText.objects.create(
            session=before, version=version, summary=before.summary, replaced_by=by
        )
    changed |= _replace_themes(before, content.themes)
    changed |= _replace_promise(before, by, content)
    _replace_note(before, by, content.note)
    note_vouched(before, by=by, fields=vouched_for)
    note_in_file("talk.edited", before, file=before.file, by=by, changed=changed)
    return before


def _as_it_stands(talk: AdviceSession, by: Membership) -> AdviceSession:
    rows = AdviceSession.objects.select_related("file").select_for_update(of=("self",), no_key=True)
    before: AdviceSession = rows.get(pk=talk.pk)
    if before.counselor_id != by.pk:
        raise NotYourTalk
    if before.withdrawn_at:
        raise TalkIsWithdrawn
    return before


def _changed_columns(before: AdviceSession, content: TalkContent) -> set[str]:
    return {
        column.removesuffix("_id")
        for column, value in content.columns.items()
        if getattr(before, column) != value
    }


def _replace_themes(talk: AdviceSession, wanted: frozenset[str]) -> set[str]:
    there = set(talk.themes.values_list("theme_id", flat=True))
    if gone := there - wanted:
        talk.themes.filter(theme__in=gone).delete()
    if new := wanted - there:
        SessionTheme.objects.bulk_create(
            SessionTheme(session=talk, theme_id=theme) for theme in sorted(new)
        )
    return {"themes"} if gone or new else set()


def _replace_promise(talk: AdviceSession, by: Membership, content: TalkContent) -> set[str]:
    step = talk.steps.first()
    wanted: Any = content.promise
    if wanted is None:
        if step is None:
            return set()
        step.delete()
    elif step is None:
        promise_step(talk, wanted, by=by)
    elif content.owned_by(step.owner_id).promise == promise_of(step):
        return set()
    else:
        owner_id = wanted.owner_id or step.owner_id
        if owner_id != step.owner_id:
            new_owner(owner_id, by=by)
        columns = {"what": wanted.what, "due_on": wanted.due_on, "owner_id": owner_id}
        changed_from(step, by=by, **columns).save()
        NextStep.objects.filter(pk=step.pk).update(**columns, version=F("version") + 1)
    return {"next_step"}


def _replace_note(talk: AdviceSession, by: Membership, text: str) -> None:
    """The log says nothing of it: whether there is a note is its author's affair as well."""
    if text:
        PrivateNote.objects.update_or_create(session=talk, author=by, defaults={"text": text})
    else:
        PrivateNote.objects.filter(session=talk, author=by).delete()
