"""Rules that more than one action keeps."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.choices import EventKind, Plank
from apprenticeships.models import AftercareCheck, PlankMark, Trajectory, TrajectoryEvent
from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class NotYet(DomainError):
    """Somebody writes down as done what lies ahead; `field` is where."""

    message = _("This day has not come yet. Fill in the day on which it happened.")

    def __init__(self, field: str) -> None:
        super().__init__(self.message)
        self.field = field


def check_happened(columns: Mapping[str, Any], *names: str) -> None:
    """Raise `NotYet` for the first of these days that lies ahead."""
    today = timezone.localdate()
    for name in names:
        day: date | None = columns.get(name)
        if day and day > today:
            raise NotYet(name)


def refuse_bsn_in(columns: Mapping[str, Any], *, vouched: Collection[str]) -> list[str]:
    """Every text that somebody typed; returns the fields whose number she vouched for."""
    texts = {name: value for name, value in columns.items() if isinstance(value, str)}
    return refuse_bsn(texts, vouched=vouched)


def lift_marks(file: ClientFile, *planks: Plank) -> bool:
    """A record says more than a word: what stood of these planks stands no longer."""
    standing = PlankMark.objects.standing().filter(file=file, plank__in=planks)
    return bool(standing.update(lifted_at=timezone.now()))


def remember(
    kind: EventKind, trajectory: Trajectory, *, by: Membership, check: AftercareCheck | None = None
) -> None:
    """For the timeline of the file."""
    TrajectoryEvent.objects.create(trajectory=trajectory, kind=kind, by=by, check_done=check)
