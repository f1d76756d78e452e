"""Django finds a model only when its package names it."""

from apprenticeships.models.aftercare import AftercareCheck
from apprenticeships.models.mark import PlankMark
from apprenticeships.models.records import FundingLine, Introduction, JobPromise, WorkExperience
from apprenticeships.models.trajectory import Trajectory, TrajectoryEvent, WorkProcess

__all__ = [
    "AftercareCheck",
    "FundingLine",
    "Introduction",
    "JobPromise",
    "PlankMark",
    "Trajectory",
    "TrajectoryEvent",
    "WorkExperience",
    "WorkProcess",
]
