"""What a platform administrator does with people above the desks."""

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
    message = _("This is the last platform administrator. Invite another one first.")


class UnknownAddress(DomainError):
    message = _("There is no account with this e-mail address. Check how it is written.")


class NotYourOwnSecondStep(DomainError):
    message = _("You cannot take away your own second step here. Do that in your profile.")


@transaction.atomic
def end_national_role(user: User, role: NationalRole, *, by: User) -> None:
    """Ends the sessions too: what is open on a screen stops at the next request."""
    if user.pk == by.pk:
        raise NotYourOwnRole
    holders = User.objects.select_for_update().filter(national_roles__contains=[role])
    rows = {row.pk: row for row in holders.order_by("pk")}
    locked = rows.get(user.pk)
    if locked is None:
        return
    still_there = [row for row in rows.values() if row.is_active and row.pk != locked.pk]
    if role == NationalRole.ADMINISTRATOR and not still_there:
        raise LastAdministrator
    locked.national_roles = [kept for kept in locked.national_roles if kept != role]
    locked.save(update_fields=["national_roles"])
    end_all_sessions(locked)
    actor = Actor(ActorKind.USER, by.pk)
    log.note_platform("national_role.ended", locked, by=actor, changed=["national_roles"])


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
