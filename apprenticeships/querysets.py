"""Reads of trajectories, aftercare and what counselors say of planks."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import F

from apprenticeships.choices import Plank, TrajectoryState
from loketten.accounts.models import Membership
from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from apprenticeships.models import (  # noqa: F401  (named in the bases)
        AftercareCheck,
        PlankMark,
        Trajectory,
    )

PLACED = (TrajectoryState.STARTED, TrajectoryState.COMPLETED)
ENDED = (TrajectoryState.COMPLETED, TrajectoryState.STOPPED)


class TrajectoryQuerySet(DeskQuerySet["Trajectory"]):
    def running(self) -> Self:
        """Neither completed nor stopped."""
        return self.exclude(state__in=ENDED)

    def of_counselor(self, member: Membership) -> Self:
        return self.filter(file__owner=member)

    def newest_first(self) -> Self:
        """By what happened last: the start, else the day it was written down."""
        return self.order_by(F("started_on").desc(nulls_first=True), "-id")

    def with_people(self) -> Self:
        """Everything that a list or a page names, in one query."""
        return self.select_related(
            "file__client__language",
            "file__owner__user",
            "employer",
            "vacancy",
            "coach",
            "route",
            "qualification",
            "recognition",
        )


class AftercareCheckQuerySet(DeskQuerySet["AftercareCheck"]):
    def open(self) -> Self:
        """Of a trajectory that stopped nobody asks any more."""
        return self.filter(outcome="", trajectory__state__in=PLACED)

    def done(self) -> Self:
        return self.exclude(outcome="")

    def due_until(self, day: date) -> Self:
        return self.filter(due_on__lte=day)

    def of_counselor(self, member: Membership) -> Self:
        """Also of files that were closed since: aftercare goes on for a year."""
        return self.filter(trajectory__file__owner=member)


class PlankMarkQuerySet(DeskQuerySet["PlankMark"]):
    def standing(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def of_plank(self, plank: Plank) -> Self:
        return self.filter(plank=plank)
