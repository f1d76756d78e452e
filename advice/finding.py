"""The file or the talk that an address names; a 404 for everything else."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from advice.models import AdviceSession, NextStep
from clients.models import ClientFile
from loketten.accounts.models import Membership

LONGEST_NUMBER = 12


def find_file(number: str, *, for_member: Membership | None = None) -> Any:
    """The open file of a client, or the one that was closed last. For a member it comes with
    `talk_count` and her `last_channel`, which give a form its first values."""
    files = files_of(number)
    file = (_with_habits(files, for_member) if for_member else files).first()
    if file is None:
        raise Http404
    return file


def files_of(number: str) -> Any:
    """All files of a client, the current one first; none for what is no number at all."""
    if len(number) > LONGEST_NUMBER or not number.isprintable():
        return ClientFile.objects.none()
    files = ClientFile.objects.select_related("client").filter(client__number=number)
    return files.current_first()


def find_talk(public_id: UUID) -> AdviceSession:
    """Also a withdrawn one: the caller says what may still be done with it."""
    talks = AdviceSession.objects.select_related("file__client", "counselor__user")
    return get_object_or_404(talks, public_id=public_id)


def find_step(step_id: int) -> NextStep:
    """The promise of a withdrawn talk is gone."""
    steps = NextStep.objects.of_standing_talks().select_related("file__client")
    return get_object_or_404(steps, pk=step_id)


def _with_habits(files: Any, member: Membership) -> Any:
    latest = AdviceSession.objects.filter(counselor=member).order_by("-id")
    standing = Q(sessions__withdrawn_at__isnull=True)
    return files.annotate(
        talk_count=Count("sessions", filter=standing),
        last_channel=Subquery(latest.values("channel")[:1]),
    )
