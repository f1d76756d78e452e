"""Reads of talks and next steps."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Subquery

from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from advice.models import AdviceSession, Contact, NextStep  # noqa: F401  (named in the bases)


class AdviceSessionQuerySet(DeskQuerySet["AdviceSession"]):
    def standing(self) -> Self:
        """Talks that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-held_at", "-id")

    def with_story(self, *, reader_id: int) -> Self:
        """All that a timeline shows of a talk, in two queries: `theme_keys`, `own_note`,
        `has_earlier_texts`, people and the next step."""
        theme = apps.get_model("advice", "SessionTheme").objects
        note = apps.get_model("advice", "PrivateNote").objects
        earlier = apps.get_model("advice", "EarlierText").objects
        return (
            self.select_related("counselor__user", "withdrawn_by__user")
            .annotate(
                theme_keys=ArraySubquery(
                    theme.filter(session=OuterRef("pk"))
                    .order_by("theme__position", "theme")
                    .values("theme")
                ),
                # Row-level security says the same: nobody else's note would come back.
                own_note=Subquery(
                    note.filter(session=OuterRef("pk"), author=reader_id).values("text")
                ),
                has_earlier_texts=Exists(earlier.filter(session=OuterRef("pk"))),
            )
            .prefetch_related(Prefetch("steps"))
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
