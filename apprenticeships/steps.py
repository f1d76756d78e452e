"""Which steps a trajectory can take now; the first is the one that moves it on."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from apprenticeships.choices import TrajectoryState
from apprenticeships.models import Trajectory


class Step(NamedTuple):
    """The name of an address below a trajectory, and what stands on the button."""

    view: str
    label: Any


_AGREE = Step("apprenticeships:agree", _("The agreement is signed"))
_START = Step("apprenticeships:start", _("The trajectory starts"))
_COMPLETE = Step("apprenticeships:complete", _("The trajectory is completed"))
_STOP = Step("apprenticeships:stop", _("The trajectory stops"))

_STEPS = {
    TrajectoryState.INTENTION: (_AGREE, _STOP),
    TrajectoryState.AGREED: (_START, _STOP),
    TrajectoryState.STARTED: (_COMPLETE, _STOP),
    TrajectoryState.COMPLETED: (),
    TrajectoryState.STOPPED: (),
}


def steps_of(trajectory: Trajectory) -> tuple[Step, ...]:
    return _STEPS[TrajectoryState(trajectory.state)]
