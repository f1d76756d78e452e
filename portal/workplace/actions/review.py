"""Reading the access log: saying what one thinks of a row, and signing off a week."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Membership
from loketten.accounts.rights import RIGHTS, Right
from loketten.audit.actors import ActorKind
from loketten.audit.log import note
from loketten.audit.models import Entry
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError
from portal.workplace.models import ReviewedLook, WeekReview
from portal.workplace.models.review import Verdict
from portal.workplace.review import Look, Week, read_week

READERS = [role for role, rights in RIGHTS.items() if Right.READ_ACCESS_LOG in rights]


class WeekIsSigned(DomainError):
    message = _("This week is signed off already. Nothing in it changes any more.")


class RowsAreLeft(DomainError):
    message = _("Some rows have no answer yet. Choose “Fine” or “Look into it” for each.")


class OwnLooksAreLeft(DomainError):
    """Nobody judges her own looks alone."""

    message = _("Some rows are your own looks. Ask the other reader of this desk to read those.")


class Mark(NamedTuple):
    """What a reviewer says of one row."""

    entry_id: int
    verdict: str
    remark: str


@transaction.atomic
def mark_looks(
    week: date, marks: Iterable[Mark], *, by: Membership, vouched: Collection[str] = ()
) -> int:
    """Returns how many rows a colleague had answered in the meantime: those stay as they are."""
    _wait_for_other_readers(by)
    if WeekReview.objects.filter(week=week).exists():
        raise WeekIsSigned
    said = {mark.entry_id: mark for mark in marks}
    vouched_for = refuse_bsn(
        {f"remark_{pk}": mark.remark for pk, mark in said.items()}, vouched=vouched
    )
    own = Entry.objects.filter(pk__in=said, actor_kind=ActorKind.MEMBER, actor_id=by.pk)
    for pk in own.values_list("pk", flat=True):
        del said[pk]
    kept = 0
    for mark in said.values():
        values = {"verdict": mark.verdict, "remark": mark.remark, "at": timezone.now()}
        defaults = {**values, "by": by}
        row, is_new = ReviewedLook.objects.get_or_create(entry_id=mark.entry_id, defaults=defaults)
        if is_new or (row.verdict, row.remark) == (mark.verdict, mark.remark):
            continue
        if row.by_id != by.pk:
            kept += 1
            continue
        ReviewedLook.objects.filter(pk=row.pk).update(**values)
    if said:
        note("review.marked", by=by.actor)
    if vouched_for:
        note("bsn.overruled", by=by.actor, changed=["remark"])
    return kept


@transaction.atomic
def sign_week(week: date, *, by: Membership) -> WeekReview:
    """Every row has an answer, and nobody answered for herself; where nobody else could, the
    signature says how many of her own looks were read by nobody."""
    _wait_for_other_readers(by)
    read = read_week(week)
    left = [look for look in read.looks if look.reviewed is None]
    own = [look for look in left if look.member_id == by.pk]
    if len(left) > len(own):
        raise RowsAreLeft
    if own and has_other_readers(by):
        raise OwnLooksAreLeft
    review, is_new = WeekReview.objects.get_or_create(week=week, defaults=_counts(read, own, by))
    if not is_new:
        raise WeekIsSigned
    note("review.signed", review, by=by.actor)
    assert isinstance(review, WeekReview)
    return review


def _wait_for_other_readers(by: Membership) -> None:
    """One at a time at a desk: a signature is for the answers that stand when it is set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('review'), %s)", [by.desk_id])


def has_other_readers(member: Membership) -> bool:
    """Managers and privacy officers beside her."""
    team = Membership.objects.active().of_team(member.desk_id).exclude(pk=member.pk)
    return bool(team.filter(roles__overlap=READERS).exists())


def _counts(read: Week, own: list[Look], by: Membership) -> dict[str, object]:
    answers = [look.reviewed for look in read.looks if look.reviewed]
    return {
        "signed_by": by,
        "looks": read.total,
        "read": len(answers),
        "doubtful": sum(answer.verdict == Verdict.LOOK_INTO for answer in answers),
        "own_unread": len(own),
    }
