"""Counting a question of somebody without a file, and taking that back."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.models import Contact
from advice.moments import EARLIEST, MomentTooLongAgo
from loketten.accounts.changes import OtherWithKey, note_vouched
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class ContactInFuture(DomainError):
    message = _("This day has not come yet. Choose today or an earlier day.")
    field = "held_on"


class ContactTooLongAgo(MomentTooLongAgo):
    field = "held_on"


class OtherContactWithKey(OtherWithKey):
    message = _(
        "You saved this form before, with other answers. Save again to count a second contact."
    )


class NotYourContact(DomainError):
    message = _("Only the counselor who wrote this down can take it back.")


@transaction.atomic
def log_contact(
    *,
    by: Membership,
    channel: str,
    theme: str,
    key: UUID,
    held_on: date,
    remark: str = "",
    vouched: Collection[str] = (),
) -> Contact:
    """One question answered; a second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn({"remark": remark}, vouched=vouched)
    if held_on > timezone.localdate():
        raise ContactInFuture
    if held_on < EARLIEST:
        raise ContactTooLongAgo
    columns = {
        "counselor": by,
        "channel_id": channel,
        "theme_id": theme,
        "held_on": held_on,
        "remark": remark,
    }
    contact, is_new = Contact.objects.get_or_create(key=key, defaults=columns)
    assert isinstance(contact, Contact)
    if is_new:
        note_vouched(contact, by=by, fields=vouched_for)
        note("contact.logged", contact, by=by.actor)
    elif contact.withdrawn_at or any(getattr(contact, name) != columns[name] for name in columns):
        raise OtherContactWithKey
    return contact


@transaction.atomic
def take_back_contact(contact: Contact, *, by: Membership) -> None:
    """Pressed by mistake: the row stays, and no longer counts."""
    if contact.counselor_id != by.pk:
        raise NotYourContact
    if Contact.objects.standing().filter(pk=contact.pk).update(withdrawn_at=timezone.now()):
        note("contact.withdrawn", contact, by=by.actor)
