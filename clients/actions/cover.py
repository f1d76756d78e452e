"""Standing in for a colleague: arranging it, and ending it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.actions.rules import check_owner
from loketten.accounts.models import Cover, Membership
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError


class NotYourLeave(DomainError):
    """Otherwise anybody could make a colleague's clients her own."""

    message = _("Only who is away, or the manager, says who stands in.")


class CoversHerself(DomainError):
    message = _("Choose somebody else: nobody stands in for herself.")
    field = "member"


class CoverIsOver(DomainError):
    message = _("This day has passed. Choose today or a later day.")
    field = "last_day"


class EndsBeforeStart(DomainError):
    message = _("The last day is not before the first day.")
    field = "last_day"


class CoveredAlready(DomainError):
    message = _("This colleague stands in on some of these days already.")
    field = "member"


@transaction.atomic
def arrange_cover(
    colleague: Membership, *, by: Membership, member: Membership, first_day: date, last_day: date
) -> Cover:
    """`member` stands in for `colleague`, both days included."""
    if not can_arrange_for(colleague, by):
        raise NotYourLeave
    if member.pk == colleague.pk:
        raise CoversHerself
    check_owner(member)
    if last_day < first_day:
        raise EndsBeforeStart
    if last_day < timezone.localdate():
        raise CoverIsOver
    # Two who arrange at the same moment take their turn.
    Membership.objects.select_for_update(no_key=True).get(pk=colleague.pk)
    same = Cover.objects.filter(colleague=colleague, member=member)
    if same.filter(first_day__lte=last_day, last_day__gte=first_day).exists():
        raise CoveredAlready
    cover = Cover.objects.create(
        desk_id=by.desk_id,
        colleague=colleague,
        member=member,
        first_day=first_day,
        last_day=last_day,
    )
    note("cover.arranged", cover, by=by.actor)
    assert isinstance(cover, Cover)
    return cover


@transaction.atomic
def end_cover(cover: Cover, *, by: Membership) -> None:
    """From today on; what did not begin yet is gone, what was stays readable."""
    if not can_end(cover, by):
        raise NotYourLeave
    today = timezone.localdate()
    if cover.last_day < today:
        return
    note("cover.ended", cover, by=by.actor)
    if cover.first_day >= today:
        cover.delete()
    else:
        Cover.objects.filter(pk=cover.pk).update(last_day=today - timedelta(days=1))


def can_arrange_for(colleague: Membership, by: Membership) -> bool:
    is_own = colleague.pk == by.pk and by.may(Right.WRITE_TALKS)
    return is_own or by.may(Right.MANAGE_TEAM)


def can_end(cover: Cover, by: Membership) -> bool:
    """Also whoever stands in: then nobody does, and the list says so."""
    return by.pk in {cover.colleague_id, cover.member_id} or by.may(Right.MANAGE_TEAM)
