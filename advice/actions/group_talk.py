"""Groups: logging one, putting it right, and who of them has a file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.rules import TalkInFuture
from advice.actions.withdraw_talk import AlreadyWithdrawn
from advice.models import EarlierGroupText, GroupParticipant, GroupTalk
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class GroupIsWithdrawn(DomainError):
    message = _("This group was withdrawn. It cannot be changed any more.")


class FewerHeadsThanNames(DomainError):
    """Whoever takes part by name was one of the heads."""

    message = _("More people than this take part with a file. Fill in a higher number.")
    field = "head_count"


class GroupIsFull(DomainError):
    message = _("As many people take part with a file as there were. Change that number first.")


@dataclass(frozen=True, kw_only=True)
class GroupContent:
    """What a counselor writes down of a group; codes are named by their keys."""

    title: str
    held_at: datetime
    kind: str
    channel: str
    theme: str
    place: str
    head_count: int
    summary: str

    @property
    def columns(self) -> dict[str, object]:
        return {
            "title": self.title,
            "held_at": self.held_at,
            "kind": self.kind,
            "channel_id": self.channel,
            "theme_id": self.theme,
            "place": self.place,
            "head_count": self.head_count,
            "summary": self.summary,
        }

    def refuse_bsn(self, vouched: Collection[str]) -> list[str]:
        texts = {"title": self.title, "place": self.place, "summary": self.summary}
        return refuse_bsn(texts, vouched=vouched)


@transaction.atomic
def log_group(
    content: GroupContent, *, by: Membership, key: UUID, vouched: Collection[str] = ()
) -> GroupTalk:
    """A second submit of the same form finds the first one's."""
    vouched_for = content.refuse_bsn(vouched)
    now = timezone.now()
    if content.held_at > now:
        raise TalkInFuture
    columns = {**content.columns, "counselor": by, "written_at": now}
    group, is_new = GroupTalk.objects.get_or_create(key=key, defaults=columns)
    if is_new:
        note_vouched(group, by=by, fields=vouched_for)
        note("group.logged", group, by=by.actor)
    else:
        refuse_other(group, {**content.columns, "counselor_id": by.pk})
    assert isinstance(group, GroupTalk)
    return group


@transaction.atomic
def edit_group(
    group: GroupTalk,
    content: GroupContent,
    *,
    by: Membership,
    version: int,
    vouched: Collection[str] = (),
) -> GroupTalk:
    """Write what differs; `version` is the one that the writer had seen."""
    vouched_for = content.refuse_bsn(vouched)
    before = _standing(group)
    if content.held_at > before.written_at:
        raise TalkInFuture
    if content.head_count < before.participants.count():
        raise FewerHeadsThanNames
    earlier, seen = before.summary, before.version
    changed = save_changes(before, content.columns, version=version)
    if "summary" in changed:
        EarlierGroupText.objects.create(group=before, version=seen, summary=earlier, replaced_by=by)
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        note("group.edited", before, by=by.actor, changed=changed, shown=named_in(before))
    return before


@transaction.atomic
def withdraw_group(
    group: GroupTalk, *, by: Membership, because: str, vouched: Collection[str] = ()
) -> None:
    """It no longer counts; the text stays in the database, the reason in the timelines."""
    vouched_for = refuse_bsn({"because": because}, vouched=vouched)
    standing = GroupTalk.objects.standing().filter(pk=group.pk)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=because):
        raise AlreadyWithdrawn
    note_vouched(group, by=by, fields=vouched_for)
    note("group.withdrawn", group, by=by.actor, shown=named_in(group))


@transaction.atomic
def add_participant(group: GroupTalk, file: ClientFile, *, by: Membership) -> None:
    """From now on the group stands in this file too; adding twice is adding once."""
    standing = _standing(group)
    if locked(file).is_closed:
        raise FileIsClosed
    there = GroupParticipant.objects.filter(group=standing)
    if there.filter(file=file).exists():
        return
    if there.count() >= standing.head_count:
        raise GroupIsFull
    GroupParticipant.objects.create(group=standing, file=file)
    note_in_file("group.joined", file, file=file, by=by)


@transaction.atomic
def remove_participant(group: GroupTalk, file: ClientFile, *, by: Membership) -> None:
    """The group leaves the file; removing twice is removing once."""
    gone, _rows = GroupParticipant.objects.filter(group=_standing(group), file=file).delete()
    if gone:
        note_in_file("group.left", file, file=file, by=by)


def named_in(group: GroupTalk) -> list[int]:
    """The clients whom a page about this group shows."""
    return list(group.participants.values_list("file__client", flat=True))


def _standing(group: GroupTalk) -> GroupTalk:
    before = locked(group)
    if before.withdrawn_at:
        raise GroupIsWithdrawn
    return before
