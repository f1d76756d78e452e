"""Reads of talks and next steps."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from advice.choices import PlanState
from loketten.tenancy.composed import Current
from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from advice.models import (  # noqa: F401  (named in the bases)
        AdviceSession,
        Contact,
        GroupTalk,
        NextStep,
        PlannedTalk,
        TalkDraft,
        TalkTemplate,
    )

DRAFT_LIVES = timedelta(days=7)
_A_WEEK_AGO = Current(lambda: timezone.now() - DRAFT_LIVES, DateTimeField())


class AdviceSessionQuerySet(DeskQuerySet["AdviceSession"]):
    def standing(self) -> Self:
        """Talks that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-held_at", "-id")

    def with_story(self, *, reader_id: Any) -> Self:
        """What a timeline shows of a talk beside its steps: `theme_keys`, `own_note`,
        `has_earlier_texts`, and people."""
        theme = apps.get_model("advice", "SessionTheme").objects
        note = apps.get_model("advice", "PrivateNote").objects
        earlier = apps.get_model("advice", "EarlierText").objects
        return self.select_related("counselor__user", "withdrawn_by__user").annotate(
            theme_keys=ArraySubquery(
                theme.filter(session=OuterRef("pk"))
                .order_by("theme__position", "theme")
                .values("theme")
            ),
            # Row-level security says the same: nobody else's note would come back.
            own_note=Subquery(note.filter(session=OuterRef("pk"), author=reader_id).values("text")),
            has_earlier_texts=Exists(earlier.filter(session=OuterRef("pk"))),
        )


class NextStepQuerySet(DeskQuerySet["NextStep"]):
    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def done(self) -> Self:
        return self.filter(done_at__isnull=False)

    def of_standing_talks(self) -> Self:
        """The promise of a withdrawn talk went with it."""
        return self.filter(session__withdrawn_at__isnull=True)

    def due_until(self, day: date) -> Self:
        return self.filter(due_on__lte=day)


class ContactQuerySet(DeskQuerySet["Contact"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def on(self, day: date) -> Self:
        """The last one first."""
        return self.filter(held_on=day).order_by("-id")


class PlannedTalkQuerySet(DeskQuerySet["PlannedTalk"]):
    def planned(self) -> Self:
        """Nobody has said yet what came of them."""
        return self.filter(state=PlanState.PLANNED)

    def in_open_files(self) -> Self:
        """Those that somebody still waits for: a file that closes keeps its appointments."""
        return self.filter(file__closed_on__isnull=True)

    def not_held(self) -> Self:
        """Who did not come, and what was cancelled."""
        return self.filter(state__in=[PlanState.NO_SHOW, PlanState.CANCELLED])

    def between(self, start: datetime, end: datetime) -> Self:
        return self.filter(at__gte=start, at__lt=end)

    def in_order(self) -> Self:
        return self.order_by("at", "id")


class TalkDraftQuerySet(DeskQuerySet["TalkDraft"]):
    def alive(self) -> Self:
        """Kept for a week; the hour in which the old ones are deleted does not matter."""
        return self.filter(saved_at__gt=_A_WEEK_AGO)

    def expired(self) -> Self:
        return self.filter(saved_at__lte=_A_WEEK_AGO)


class TalkTemplateQuerySet(DeskQuerySet["TalkTemplate"]):
    def of_desk(self) -> Self:
        return self.filter(owner__isnull=True)

    def for_counselor(self, member_id: Any) -> Self:
        """Her own first, then those of the desk."""
        mine = self.filter(Q(owner__isnull=True) | Q(owner=member_id))
        return mine.order_by(F("owner").asc(nulls_last=True), "name", "id")


class GroupTalkQuerySet(DeskQuerySet["GroupTalk"]):
    def standing(self) -> Self:
        """Groups that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-held_at", "-id")

    def with_files_counted(self) -> Self:
        """With `named`: how many of the heads have a file."""
        return self.annotate(named=Count("participants"))
