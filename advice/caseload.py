"""The files of one counselor, as her talks colour them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import (
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from advice.models import AdviceSession, NextStep, PlannedTalk, SessionTheme
from clients.models import ClientFile
from loketten.accounts.models import Membership


def caseload_of(member: Membership) -> Any:
    """Each file with `last_talk_at`, `next_plan_at` and `first_due_on`; no query more for it."""
    talks = AdviceSession.objects.standing().filter(file=OuterRef("pk")).order_by()
    to_come = PlannedTalk.objects.planned().filter(at__gte=timezone.now())
    plans = to_come.filter(file=OuterRef("pk")).order_by()
    steps = NextStep.objects.of_standing_talks().open().filter(file=OuterRef("pk")).order_by()
    return ClientFile.objects.filter(owner=member).annotate(
        last_talk_at=Subquery(talks.values("file").annotate(last=Max("held_at")).values("last")),
        next_plan_at=Subquery(plans.values("file").annotate(first=Min("at")).values("first")),
        first_due_on=Subquery(steps.values("file").annotate(first=Min("due_on")).values("first")),
    )


def silent_in(files: Any, *, now: datetime) -> Any:
    """Open ones of a caseload without a talk for a while, and with nothing planned; the longest
    silence first. A file without any talk is silent since it was opened."""
    opened = ExpressionWrapper(F("opened_on"), output_field=DateTimeField())
    silent_since = Greatest(Coalesce("last_talk_at", opened), opened)
    quiet = files.open().annotate(silent_since=silent_since)
    waited = now - timedelta(days=settings.SILENT_AFTER_DAYS)
    return quiet.filter(silent_since__lt=waited, next_plan_at__isnull=True).order_by(
        "silent_since", "id"
    )


def due_in(files: Any, *, today: date) -> Any:
    """Open ones of a caseload with a promise that is late or for today."""
    return files.open().filter(first_due_on__lte=today).order_by("first_due_on", "id")


def with_theme(files: Any, theme: str) -> Any:
    """Those in which this theme was ever talked about."""
    about = SessionTheme.objects.filter(
        session__file=OuterRef("pk"), session__withdrawn_at__isnull=True, theme=theme
    )
    return files.filter(Exists(about))
