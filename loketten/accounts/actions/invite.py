"""Asking somebody to come and work at a desk, or nationally."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Invitation, Membership, Organisation, Token, User
from loketten.accounts.models.invitation import TokenKind
from loketten.accounts.rights import NationalRole, Role
from loketten.audit import log, outbox
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk


class AlreadyInvited(DomainError):
    message = _("This address has an open invitation already. You can send it again from the list.")


class AlreadyInTeam(DomainError):
    message = _("This person works here already. Change the roles in the list of the team.")


class NotToYourself(DomainError):
    message = _("You cannot give yourself roles. Ask a colleague to do it.")


class HasManager(DomainError):
    message = _("This desk has a manager already, who invites the others.")


class NoLongerOpen(DomainError):
    message = _("This invitation is no longer open: it was accepted or withdrawn.")


@transaction.atomic
def invite_to_desk(
    *,
    by: Membership,
    name: str,
    email: str,
    roles: Sequence[str],
    organisation: str,
    ends_on: date | None = None,
) -> Invitation:
    """Offer roles at the desk of `by`; the mail goes out after the commit."""
    if email == by.user.email:
        raise NotToYourself
    if Membership.objects.active().filter(desk=by.desk_id, user__email=email).exists():
        raise AlreadyInTeam
    with at_desk(by.desk_id):
        invitation = _write(
            Invitation(
                desk_id=by.desk_id,
                email=email,
                name=name,
                roles=list(roles),
                organisation=organisation_called(organisation),
                ends_on=ends_on,
                invited_by=by.user,
            )
        )
        log.note("invitation.sent", invitation, by=by.actor)
        outbox.add("accounts.invitation", invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def invite_first_manager(
    desk: Desk, *, by: User, name: str, email: str, organisation: str
) -> Invitation:
    """For a desk without a manager; from then on the desk looks after itself."""
    if email == by.email:
        raise NotToYourself
    if Membership.objects.active().filter(desk=desk, roles__contains=[Role.MANAGER]).exists():
        raise HasManager
    actor = Actor(ActorKind.USER, by.pk)
    with at_desk(desk.pk):
        invitation = _write(
            Invitation(
                desk=desk,
                email=email,
                name=name,
                roles=[Role.MANAGER],
                organisation=organisation_called(organisation),
                invited_by=by,
            )
        )
        # In the desk's own log too: its people should see who let this manager in.
        log.note("invitation.sent", invitation, by=actor)
        outbox.add("accounts.invitation", invitation_id=invitation.pk)
    log.note_platform("invitation.sent", invitation, by=actor)
    return invitation


@transaction.atomic
def invite_nationally(
    *, by: User, name: str, email: str, national_roles: Sequence[str], ends_on: date | None = None
) -> Invitation:
    """Offer national roles; they add to the ones that somebody has, and never end those sooner."""
    if email == by.email:
        raise NotToYourself
    invitation = _write(
        Invitation(
            email=email,
            name=name,
            national_roles=[NationalRole(role) for role in national_roles],
            ends_on=ends_on,
            invited_by=by,
        )
    )
    log.note_platform("invitation.sent", invitation, by=Actor(ActorKind.USER, by.pk))
    outbox.add("accounts.invitation", invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: Actor) -> None:
    """A new link for another week; the old one is dead from now on."""
    locked = _locked(invitation)
    Token.objects.revoke(TokenKind.INVITATION, locked.pk)
    locked.invited_at = timezone.now()
    locked.save(update_fields=["invited_at"])
    _note("invitation.sent_again", locked, by=by)
    if locked.desk_id is None:
        outbox.add("accounts.invitation", invitation_id=locked.pk)
        return
    with at_desk(locked.desk_id):
        outbox.add("accounts.invitation", invitation_id=locked.pk)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Actor) -> None:
    """The link stops working at once."""
    locked = _locked(invitation)
    Token.objects.revoke(TokenKind.INVITATION, locked.pk)
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    _note("invitation.withdrawn", locked, by=by)


def organisation_called(name: str) -> Organisation:
    """One row per organisation, however its capitals are typed."""
    known = Organisation.objects.filter(name__iexact=name).first()
    return known or Organisation.objects.get_or_create(name=name)[0]


def _write(invitation: Invitation) -> Invitation:
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:
        if "invitation_open_once" in str(error):
            raise AlreadyInvited from None
        raise
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_open:
        raise NoLongerOpen
    return locked


def _note(action: str, invitation: Invitation, *, by: Actor) -> None:
    if invitation.desk_id is None:
        log.note_platform(action, invitation, by=by)
        return
    with at_desk(invitation.desk_id):
        log.note(action, invitation, by=by)
