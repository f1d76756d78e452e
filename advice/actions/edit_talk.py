"""Changing a talk that was logged before."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from advice.actions.content import Promise, TalkContent, promise_of
from advice.actions.plan_step import changed_from, new_owner, promise_step
from advice.actions.rules import check_content
from advice.models import AdviceSession, EarlierText, NextStep, PrivateNote, SessionTheme
from clients.trail import note_in_file
from loketten.accounts.changes import ChangedMeanwhile, note_vouched, save_changes
from loketten.accounts.models import Membership
from loketten.kit.errors import DomainError

# The log never names it: whether there is a note is its author's affair as well.
NOTE = "note"


class NotYourTalk(DomainError):
    """Whoever held the talk is the one who can say what was said."""

    message = _("Only the counselor who wrote this talk can change it.")


class TalkIsWithdrawn(DomainError):
    """A withdrawn talk stays as it was, out of sight."""

    message = _("This talk was withdrawn. It cannot be changed any more.")


@transaction.atomic
def edit_talk(
    talk: AdviceSession,
    *,
    by: Membership,
    version: int,
    step_version: int,
    content: TalkContent,
    vouched: Collection[str] = (),
) -> AdviceSession:
    """Replace the content of one's own talk. The versions are those that the editor had seen: of
    the talk, and of its next step, which a colleague may have moved."""
    vouched_for = check_content(content, written_at=talk.written_at, vouched=vouched)
    before = _as_it_stands(talk, by)
    earlier = before.summary
    # A note counts for the version too: of two windows neither wipes out what the other wrote.
    beside = [
        *_replace_themes(before, content.themes),
        *_replace_promise(before, by, content, step_version),
        *_replace_note(before, by, content.note),
    ]
    changed = save_changes(before, content.columns, version=version, beside=beside)
    if "summary" in changed:
        EarlierText.objects.create(session=before, version=version, summary=earlier, replaced_by=by)
    note_vouched(before, by=by, fields=vouched_for)
    # Written also when nothing differs, else a row without fields would mean: her note.
    logged = [name for name in changed if name != NOTE]
    note_in_file("talk.edited", before, file=before.file, by=by, changed=logged)
    return before


def _as_it_stands(talk: AdviceSession, by: Membership) -> AdviceSession:
    rows = AdviceSession.objects.select_related("file").select_for_update(of=("self",), no_key=True)
    before: AdviceSession = rows.get(pk=talk.pk)
    if before.counselor_id != by.pk:
        raise NotYourTalk
    if before.withdrawn_at:
        raise TalkIsWithdrawn
    return before


def _replace_themes(talk: AdviceSession, wanted: frozenset[str]) -> list[str]:
    there = set(talk.themes.values_list("theme_id", flat=True))
    if gone := there - wanted:
        talk.themes.filter(theme__in=gone).delete()
    if new := wanted - there:
        SessionTheme.objects.bulk_create(
            SessionTheme(session=talk, theme_id=theme) for theme in sorted(new)
        )
    return ["themes"] if gone or new else []


def _replace_promise(
    talk: AdviceSession, by: Membership, content: TalkContent, seen: int
) -> list[str]:
    step: NextStep | None = talk.steps.select_for_update(no_key=True).first()
    wanted = content.owned_by(step.owner_id).promise if step else content.promise
    if wanted == promise_of(step):
        return []
    if step is not None and step.version != seen:
        raise ChangedMeanwhile(talk)
    if wanted is None:
        talk.steps.all().delete()
    elif step is None:
        promise_step(talk, wanted, by=by)
    else:
        _change_step(step, wanted, by=by)
    return ["next_step"]


def _change_step(step: NextStep, wanted: Promise, *, by: Membership) -> None:
    owner_id = wanted.owner_id or step.owner_id
    if owner_id != step.owner_id:
        new_owner(owner_id, by=by)
    columns: dict[str, Any] = {"what": wanted.what, "due_on": wanted.due_on, "owner_id": owner_id}
    changed_from(step, by=by, **columns).save()
    # Another promise has not been kept yet.
    done_at = step.done_at if wanted.what == step.what else None
    save_changes(step, {**columns, "done_at": done_at}, version=step.version)


def _replace_note(talk: AdviceSession, by: Membership, text: str) -> list[str]:
    mine = PrivateNote.objects.filter(session=talk, author=by)
    if (mine.values_list("text", flat=True).first() or "") == text:
        return []
    if not text:
        mine.delete()
    elif not mine.update(text=text):
        PrivateNote.objects.create(session=talk, author=by, text=text)
    return [NOTE]
