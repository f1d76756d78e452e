"""Taking up an invitation: with the account of its address, or with a new one."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Invitation, Membership, Token, User
from loketten.accounts.models.invitation import TokenKind
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError
from loketten.tenancy.context import at_desk


class LinkIsDead(DomainError):
    """Unknown, used, too old or withdrawn; `invitation` is there when the link was ever ours."""

    message = _("This link does not work any more.")

    def __init__(self, invitation: Invitation | None = None) -> None:
        super().__init__()
        self.invitation = invitation


class OtherPerson(DomainError):
    message = _("This invitation is for another e-mail address.")


class AccountIsClosed(DomainError):
    message = _("The account of this address is closed.")


def open_invitation(secret: str) -> tuple[Token, Invitation]:
    """What the link offers; looking does not use it up."""
    token = Token.objects.usable(TokenKind.INVITATION, secret)
    if token is None:
        raise LinkIsDead(_invitation_of(Token.objects.known(TokenKind.INVITATION, secret)))
    invitation = _invitation_of(token)
    # The desk stands in both rows: a link of one desk never opens another.
    if invitation is None or invitation.desk_id != token.desk_id or not _is_on_offer(invitation):
        raise LinkIsDead(invitation)
    return token, invitation


@transaction.atomic
def accept_with_new_account(
    secret: str, *, name: str, password: str, language: str
) -> tuple[Invitation, User]:
    """Make the account; its address is proven, because the link was sent there."""
    token, invitation = _claimed(secret)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email, password, name=name, language=language
            )
    except IntegrityError:
        # Somebody made it in the meantime: then she signs in.
        raise OtherPerson from None
    log.note_platform("account.opened", user, by=Actor(ActorKind.USER, user.pk))
    _let_in(invitation, user, token)
    return invitation, user


@transaction.atomic
def accept_as(secret: str, user: User) -> Invitation:
    """With the account that she is signed in to; it must be the one of the address."""
    token, invitation = _claimed(secret)
    if user.email != invitation.email:
        raise OtherPerson
    if not user.is_active:
        raise AccountIsClosed
    _let_in(invitation, user, token)
    return invitation


def _claimed(secret: str) -> tuple[Token, Invitation]:
    """Lock both rows, so that two submits at once let in once."""
    token, invitation = open_invitation(secret)
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    token = Token.objects.select_for_update().get(pk=token.pk)
    invitation.refresh_from_db()
    if token.used_at is not None or not invitation.is_open:
        raise LinkIsDead(invitation)
    return token, invitation


def _is_on_offer(invitation: Invitation) -> bool:
    is_over = invitation.ends_on is not None and invitation.ends_on < timezone.localdate()
    return invitation.is_open and not is_over


def _let_in(invitation: Invitation, user: User, token: Token) -> None:
    now = timezone.now()
    if invitation.desk_id is None:
        _add_national_roles(invitation, user)
    else:
        _join_desk(invitation, user)
    token.used_at = now
    token.save(update_fields=["used_at"])
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])


def _join_desk(invitation: Invitation, user: User) -> None:
    """A colleague of before gets her old row back, because files and talks still name it."""
    assert invitation.desk_id is not None
    today = timezone.localdate()
    former = Membership.objects.filter(desk=invitation.desk_id, user=user).first()
    member = former or Membership(desk_id=invitation.desk_id, user=user)
    if former is None or not former.is_active_on(today):
        member.starts_on = today
    member.organisation_id = invitation.organisation_id  # type: ignore[assignment]
    member.roles = invitation.roles
    member.ends_on = invitation.ends_on
    member.ended_at = None
    member.save()
    with at_desk(invitation.desk_id):
        log.note("invitation.accepted", member, by=Actor(ActorKind.USER, user.pk))


def _add_national_roles(invitation: Invitation, user: User) -> None:
    locked = User.objects.select_for_update().get(pk=user.pk)
    # It adds to what somebody does already, and moves no end: not of the only administrator
    # without a last day, nor of work that somebody let end.
    if not locked.national_roles_now:
        # Roles of before that ended do not come back.
        locked.national_roles, locked.national_from = [], timezone.localdate()
        locked.national_until = invitation.ends_on
    locked.national_roles = sorted({*locked.national_roles, *invitation.national_roles})
    changed = ["national_from", "national_roles", "national_until"]
    locked.save(update_fields=changed)
    actor = Actor(ActorKind.USER, user.pk)
    log.note_platform("invitation.accepted", locked, by=actor, changed=changed)


def _invitation_of(token: Token | None) -> Invitation | None:
    if token is None:
        return None
    related = Invitation.objects.select_related("desk", "organisation", "invited_by")
    return related.filter(pk=token.object_id).first()
