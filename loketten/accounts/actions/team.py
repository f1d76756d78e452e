"""What a manager does with the memberships of her own desk."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.actions.invite import organisation_called
from loketten.accounts.actions.seen import refuse_unseen
from loketten.accounts.models import Membership, User
from loketten.accounts.rights import Role
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError
from loketten.tenancy.context import at_desk


class LastManager(DomainError):
    message = _(
        "This is the last manager of the desk. Make a colleague manager first, without an "
        "earlier last day."
    )


class NotYourOwnRoles(DomainError):
    message = _("You cannot change your own roles or end your own work here. Ask a colleague.")


class EndsEarlier(DomainError):
    message = _("This work ends earlier already. Only the manager of the desk can make it longer.")


class HasEnded(DomainError):
    message = _("This person no longer works here. Invite the person again.")


def offered_values(member: Membership) -> dict[str, Any]:
    """What the form of this member shows and changes."""
    return {
        "roles": [role for role in Role.values if role in member.roles],
        "organisation": member.organisation.name,
        "ends_on": member.ends_on,
    }


@transaction.atomic
def change_membership(
    member: Membership,
    *,
    by: Membership,
    seen: str,
    roles: Sequence[str],
    organisation: str,
    ends_on: date | None,
) -> list[str]:
    """Returns what changed. Only whoever saw the newest version may write."""
    locked = _locked(member, desk_id=by.desk_id)
    stored = offered_values(locked)
    wanted = {"roles": list(roles), "organisation": organisation, "ends_on": ends_on}
    refuse_unseen(stored, wanted, seen)
    changed = [name for name, value in wanted.items() if stored[name] != value]
    if member.pk == by.pk and "roles" in changed:
        raise NotYourOwnRoles
    if Role.MANAGER not in roles:
        _keep_a_manager(locked, until=timezone.localdate())
    elif ends_on and (locked.ends_on is None or ends_on < locked.ends_on):
        _keep_a_manager(locked, until=ends_on)
    if changed:
        locked.roles, locked.ends_on = list(roles), ends_on
        locked.organisation = organisation_called(organisation)
        locked.save(update_fields=["roles", "ends_on", "organisation"])
        log.note("membership.changed", locked, by=by.actor, changed=changed)
    return changed


@transaction.atomic
def end_membership(member: Membership, *, by: Membership) -> None:
    """Access stops at the next request; the row stays, because files and talks name it."""
    locked = _locked(member, desk_id=by.desk_id)
    if locked.pk == by.pk:
        raise NotYourOwnRoles
    _end_today(locked)
    log.note("membership.ended", locked, by=by.actor)


@transaction.atomic
def end_membership_from_above(member: Membership, *, by: User, last_day: date | None) -> None:
    """By a platform administrator: at once, or after a last day. The desk sees it in its log."""
    locked = _locked(member, desk_id=member.desk_id)
    if locked.user_id == by.pk:
        raise NotYourOwnRoles
    if last_day is None:
        _end_today(locked)
    else:
        if locked.ends_on is not None and locked.ends_on < last_day:
            raise EndsEarlier
        _keep_a_manager(locked, until=last_day)
        locked.ends_on = max(last_day, locked.starts_on)
        locked.save(update_fields=["ends_on"])
    actor = Actor(ActorKind.USER, by.pk)
    with at_desk(locked.desk_id):
        log.note("membership.ended", locked, by=actor, changed=["ends_on"])
    log.note_platform("membership.ended", locked, by=actor, changed=["ends_on"])


def _end_today(locked: Membership) -> None:
    today = timezone.localdate()
    _keep_a_manager(locked, until=today)
    locked.ends_on = max(today, locked.starts_on)
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ends_on", "ended_at"])


def _locked(member: Membership, *, desk_id: int) -> Membership:
    """Lock the whole team, in one order: two managers cannot end each other at the same time."""
    team = Membership.objects.filter(desk=desk_id).order_by("pk")
    rows = {
        row.pk: row for row in team.select_for_update(of=("self",)).select_related("organisation")
    }
    locked = rows[member.pk]
    today = timezone.localdate()
    if locked.ended_at is not None or (locked.ends_on is not None and locked.ends_on < today):
        raise HasEnded
    assert isinstance(locked, Membership)
    return locked


def _keep_a_manager(leaving: Membership, *, until: date | None) -> None:
    """Somebody else must be manager at least as long as this one would have been."""
    if Role.MANAGER not in leaving.roles or until is None:
        return
    others = Membership.objects.active().filter(
        desk=leaving.desk_id, roles__contains=[Role.MANAGER]
    )
    lasting = others.exclude(pk=leaving.pk).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=until))
    if not lasting.exists():
        raise LastManager
