"""Saying which client asked, and taking that back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from advice.models import JoinedRequest
from clients.models import Client
from loketten.accounts.changes import locked
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from vacancies.models import DeskRequest


class JoinedBefore(DomainError):
    message = _("A colleague has joined this question to another client. Look at it again.")


@transaction.atomic
def join_request(request: DeskRequest, client: Client, *, by: Membership) -> None:
    """To one client at most; saying the same twice changes nothing."""
    locked(request)
    row, is_new = JoinedRequest.objects.get_or_create(
        request=request, defaults={"client": client, "by": by}
    )
    if row.client_id != client.pk:
        raise JoinedBefore
    if is_new:
        note("question.joined", client, by=by.actor)


@transaction.atomic
def part_request(request: DeskRequest, *, by: Membership) -> None:
    """It was somebody else."""
    locked(request)
    row = JoinedRequest.objects.filter(request=request).select_related("client").first()
    if row is not None:
        row.delete()
        note("question.parted", row.client, by=by.actor)
