"""What a platform administrator does with people above the desks."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import User
from loketten.accounts.rights import NationalRole
from loketten.accounts.sessions import end_all_sessions
from loketten.audit import log, outbox
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError


class NotYourOwnRole(DomainError):
    message = _("You cannot change your own national roles. Ask a colleague.")


class LastAdministrator(DomainError):
    message = _(
        "This is the last platform administrator without a last day. Invite another one first."
    )


class EndsEarlier(DomainError):
    message = _(
        "This work ends earlier already. Choose an earlier day, or invite the person again later."
    )


class UnknownAddress(DomainError):
    message = _("There is no account with this e-mail address. Check how it is written.")


class NotYourOwnSecondStep(DomainError):
    message = _("You cannot take away your own second step here. Do that in your profile.")


@transaction.atomic
def end_national_role(
    user: User, role: NationalRole, *, by: User, last_day: date | None = None
) -> None:
    """At once, and what is open on a screen stops at the next request. Or after a last day: then
    all the work above the desks ends, as work at a desk does."""
    if user.pk == by.pk:
        raise NotYourOwnRole
    # Every administrator too: two cannot end each other at the same time.
    holders = User.objects.select_for_update().filter(
        national_roles__overlap=[role, NationalRole.ADMINISTRATOR]
    )
    locked = {row.pk: row for row in holders.order_by("pk")}.get(user.pk)
    if locked is None or role not in locked.national_roles_now:
        return
    if NationalRole.ADMINISTRATOR in locked.national_roles_now:
        others = User.objects.national().filter(
            national_roles__contains=[NationalRole.ADMINISTRATOR], is_active=True
        )
        _keep_an_administrator(role, others.exclude(pk=user.pk), until=last_day)
    if last_day is None:
        locked.national_roles = [kept for kept in locked.national_roles if kept != role]
        end_all_sessions(locked)
        changed = ["national_roles"]
    else:
        if locked.national_until is not None and locked.national_until < last_day:
            raise EndsEarlier
        locked.national_until = max(last_day, locked.national_from or last_day)
        changed = ["national_until"]
    locked.save(update_fields=changed)
    actor = Actor(ActorKind.USER, by.pk)
    log.note_platform("national_role.ended", locked, by=actor, changed=changed)


def _keep_an_administrator(role: NationalRole, others: Any, *, until: date | None) -> None:
    """One administrator has no last day, so that there is always somebody to invite another."""
    if until is None and role != NationalRole.ADMINISTRATOR:
        return
    if not others.filter(national_until=None).exists():
        raise LastAdministrator


@transaction.atomic
def take_away_second_steps(email: str, *, by: User) -> User:
    """For who lost her phone and her recovery codes, after a check of who she is by telephone.

    Her password stays; at the next sign-in she must set up a new second step.
    """
    user = User.objects.select_for_update().filter(email=email, is_active=True).first()
    if user is None:
        raise UnknownAddress
    if user.pk == by.pk:
        raise NotYourOwnSecondStep
    Authenticator.objects.filter(user=user).delete()
    end_all_sessions(user)
    actor = Actor(ActorKind.USER, by.pk)
    log.note_platform("account.second_steps_removed", user, by=actor)
    outbox.add("accounts.account_changed", user_id=user.pk, what="second_steps_removed")
    return user
