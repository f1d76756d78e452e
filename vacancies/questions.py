"""What may be asked of the questions of visitors."""

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db.models import Model, Q

from loketten.tenancy.managers import DeskQuerySet
from vacancies.choices import AnswerState

if TYPE_CHECKING:
    from vacancies.models import AdReport  # noqa: F401  (named in the bases)

OPEN = (AnswerState.NEW, AnswerState.TAKEN)
ENDED = (AnswerState.DONE, AnswerState.DROPPED, AnswerState.WITHDRAWN)


class QuestionQuerySet(DeskQuerySet[Model]):
    """Of `DeskRequest` and `Interest` alike."""

    def new(self) -> Self:
        """Nobody has taken it yet."""
        return self.filter(state=AnswerState.NEW)

    def open(self) -> Self:
        """Somebody waits for an answer."""
        return self.filter(state__in=OPEN)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def in_hands_of(self, members: Collection[int]) -> Self:
        """Taken, and not ended yet."""
        return self.filter(state=AnswerState.TAKEN, answered_by__in=members)

    def longest_waiting_first(self) -> Self:
        return self.order_by("sent_at", "id")

    def newest_first(self) -> Self:
        return self.order_by("-sent_at", "-id")

    def to_erase(self, before: datetime.datetime) -> Self:
        """Ended before that moment, and still with somebody's name in it."""
        ended = Q(state__in=[AnswerState.DONE, AnswerState.DROPPED], answered_at__lt=before)
        return self.filter(ended, erased_at__isnull=True)


class ReportQuerySet(DeskQuerySet["AdReport"]):
    def to_erase(self, before: datetime.datetime) -> Self:
        """Settled before that moment, and still with words of a visitor in it."""
        return self.filter(settled_at__lt=before).exclude(remark="")

    def open(self) -> Self:
        return self.filter(settled_at__isnull=True)
