"""Django finds a model only when its package names it."""

from portal.reporting.models.counts import MonthCount, Recount, RecountDifference
from portal.reporting.models.live import LiveTotal
from portal.reporting.models.published import Publication, PublishedCell
from portal.reporting.models.reports import DeskReport, NationalReport, ReportPart, ReportRun

__all__ = [
    "DeskReport",
    "LiveTotal",
    "MonthCount",
    "NationalReport",
    "Publication",
    "PublishedCell",
    "Recount",
    "RecountDifference",
    "ReportPart",
    "ReportRun",
]
