"""What somebody sees who opens too many files, and who hears of it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from clients.watch import LOOKED_BACK, STOPPED, SYSTEM_STOPPED, ReasonNeeded, TooManyFiles
from loketten.accounts.desk_keys import working_for
from loketten.accounts.models import DeskKey, Membership
from loketten.accounts.rights import Role
from loketten.audit import outbox
from loketten.audit.actors import Actor
from loketten.audit.log import note
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk

TOO_MANY = 429


class WatchMiddleware:
    """Takes over when a view raised: what the view wanted to do was rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ReasonNeeded):
            return _ask(request, exception)
        if isinstance(exception, TooManyFiles):
            tell_managers(request.member)
            context = {"most": settings.FILES_AN_HOUR_STOP}
            return render(request, "workplace/stopped.html", context, status=TOO_MANY)
        return None


def tell_managers(member: Membership) -> None:
    """Once an hour, however often somebody tries."""
    with at_desk(member.desk_id, member_id=member.pk), transaction.atomic():
        # Whoever tries in many windows at once takes her turn.
        Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
        for manager_id in _to_tell(STOPPED, member.actor, member.desk_id):
            outbox.add("workplace.stopped", manager_id=manager_id, member_id=member.pk)


def tell_managers_of_system(key: DeskKey) -> None:
    """Once an hour too, whichever of its requests are stopped."""
    with working_for(key):
        DeskKey.objects.select_for_update(no_key=True).get(pk=key.pk)
        for manager_id in _to_tell(SYSTEM_STOPPED, key.actor, key.desk_id):
            outbox.add("workplace.system_stopped", manager_id=manager_id, key_id=key.pk)


def _to_tell(action: str, actor: Actor, desk_id: int) -> list[int]:
    """Written down here the first time in an hour; after that there is nobody to tell."""
    since = timezone.now() - LOOKED_BACK
    told = Entry.objects.filter(
        action=action, actor_kind=actor.kind, actor_id=actor.id, at__gte=since
    )
    if told.exists():
        return []
    note(action, by=actor)
    team = Membership.objects.active().of_team(desk_id)
    return list(team.filter(roles__contains=[Role.MANAGER]).values_list("pk", flat=True))


def _ask(request: Any, needed: ReasonNeeded) -> HttpResponse:
    number = needed.file.client.number
    url = reverse("workplace:reason", kwargs={"desk": request.desk.slug, "number": number})
    if request.method in {"GET", "HEAD"}:
        return redirect(f"{url}?{urlencode({'next': request.get_full_path()})}")
    # A form was sent: what was typed is still in the browser, one step back.
    context = {"number": number, "reason_url": url}
    return render(request, "workplace/reason_first.html", context, status=TOO_MANY)
