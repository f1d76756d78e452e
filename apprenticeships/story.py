"""What happened to a trajectory, in a sentence."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from apprenticeships.bridge import Row
from apprenticeships.choices import CheckOutcome, EventKind, Moment, StopReason
from apprenticeships.models import TrajectoryEvent


def sentence_of(event: Row) -> str:
    """Of an event as the bridge carries it."""
    return _SENTENCES[EventKind(event["kind"])](event)


def as_row(event: TrajectoryEvent) -> Row:
    """The same shape for an event that was read as a row; with its trajectory and its check."""
    trajectory, check = event.trajectory, event.check_done
    return {
        "at": event.at,
        "kind": event.kind,
        "by": event.by.user.name,
        "employer": trajectory.employer.name if trajectory.employer else None,
        "reason": trajectory.stop_reason,
        "moment": check.moment if check else None,
        "outcome": check.outcome if check else None,
    }


def _made(event: Row) -> str:
    if event["employer"]:
        return _("%(by)s wrote down a trajectory at %(employer)s.") % event
    return _("%(by)s wrote down a trajectory.") % event


def _agreed(event: Row) -> str:
    return _("%(by)s wrote down the agreement with %(employer)s.") % event


def _started(event: Row) -> str:
    return _("%(by)s wrote down the start at %(employer)s.") % event


def _completed(event: Row) -> str:
    return _("%(by)s wrote down that the trajectory at %(employer)s is completed.") % event


def _stopped(event: Row) -> str:
    reason = StopReason(event["reason"]).label
    said = {"by": event["by"], "reason": reason}
    return _("%(by)s wrote down that the trajectory stopped. Reason: %(reason)s.") % said


def _checked(event: Row) -> str:
    said: dict[str, Any] = {
        "by": event["by"],
        "moment": str(Moment(event["moment"]).label),
        "outcome": str(CheckOutcome(event["outcome"]).label),
    }
    return _("Aftercare by %(by)s. %(moment)s: %(outcome)s.") % said


_SENTENCES: dict[EventKind, Callable[[Row], str]] = {
    EventKind.MADE: _made,
    EventKind.AGREED: _agreed,
    EventKind.STARTED: _started,
    EventKind.COMPLETED: _completed,
    EventKind.STOPPED: _stopped,
    EventKind.CHECKED: _checked,
}
