"""Which steps a trajectory can take now; the first is the one that moves it on."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from apprenticeships.choices import TrajectoryState
from apprenticeships.models import Trajectory


class Step(NamedTuple):
    """The name of an address below a trajectory, and what stands on the button."""

    view: str
    label: Any


AGREE = Step("apprenticeships:agree", _("The agreement is signed"))
START = Step("apprenticeships:start", _("The trajectory starts"))
COMPLETE = Step("apprenticeships:complete", _("The trajectory is completed"))
STOP = Step("apprenticeships:stop", _("The trajectory stops"))

_STEPS = {
    TrajectoryState.INTENTION: (AGREE, STOP),
    TrajectoryState.AGREED: (START, STOP),
    TrajectoryState.STARTED: (COMPLETE, STOP),
    TrajectoryState.COMPLETED: (),
    TrajectoryState.STOPPED: (),
}


def steps_of(trajectory: Trajectory) -> tuple[Step, ...]:
    return _STEPS[TrajectoryState(trajectory.state)]
