"""Closed lists that the code itself decides on; routes come from the code lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TrajectoryState(models.TextChoices):
    """In the order in which they come; one may stop from each of the first three."""

    INTENTION = "intention", _("Intention")
    AGREED = "agreed", _("Agreed")
    STARTED = "started", _("Started")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")


class StopReason(models.TextChoices):
    """Nothing about somebody's health: *circumstances* says enough."""

    OTHER_WORK = "other-work", _("Found other work")
    NO_FIT = "no-fit", _("The work or the course did not fit")
    EMPLOYER = "employer", _("The employer stopped")
    SCHOOL = "school", _("The school stopped, or the course was cancelled")
    CIRCUMSTANCES = "circumstances", _("Personal circumstances")
    NO_CONTACT = "no-contact", _("No contact any more")
    OTHER = "other", _("Another reason")


class Document(models.TextChoices):
    """What somebody holds at the end."""

    DIPLOMA = "diploma", _("Mbo diploma")
    CERTIFICATE = "certificate", _("Mbo certificate")
    STATEMENT = "statement", _("Statement of practical skills")
    SECTOR = "sector", _("Diploma or certificate of the sector")
    EVC = "evc", _("Certificate of experience (EVC)")
    HBO = "hbo", _("Hbo or associate degree")
    NONE = "none", _("No recognised document")


class EventKind(models.TextChoices):
    MADE = "made", _("Made")
    AGREED = "agreed", _("Agreed")
    STARTED = "started", _("Started")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")
    CHECKED = "checked", _("Aftercare")


class Moment(models.TextChoices):
    """When somebody is asked how it goes, counted from the start."""

    WEEK_2 = "week-2", _("After 2 weeks")
    MONTH_1 = "month-1", _("After 1 month")
    MONTH_3 = "month-3", _("After 3 months")
    MONTH_6 = "month-6", _("After 6 months")
    MONTH_12 = "month-12", _("After 12 months")


class CheckOutcome(models.TextChoices):
    WORKING = "working", _("Still working")
    NOT_WORKING = "not-working", _("Not working any more")
    NO_CONTACT = "no-contact", _("Could not be reached")


class Plank(models.TextChoices):
    """The eight planks of the bridge, in the order in which they lie."""

    COORDINATION = "coordination", _("Coordination")
    COACHING = "coaching", _("Career advice")
    EXPERIENCE = "experience", _("Work experience")
    MATCHING = "matching", _("Matching")
    SECURITY = "security", _("Job guarantee")
    FUNDING = "funding", _("Funding")
    PLACEMENT = "placement", _("Placement")
    AFTERCARE = "aftercare", _("Aftercare")


class PlankState(models.TextChoices):
    """Without a record, and without a word of a counselor, nobody knows."""

    THERE = "there", _("Arranged")
    UNDER_WAY = "under-way", _("Under way")
    MISSING = "missing", _("Missing")
    NOT_NEEDED = "not-needed", _("Not needed")
    NOT_RECORDED = "not-recorded", _("Not recorded")


class Says(models.TextChoices):
    """What only a counselor can say of a plank."""

    MISSING = "missing", _("Missing")
    NOT_NEEDED = "not-needed", _("Not needed")


class TrialResult(models.TextChoices):
    """How a trial placement went; empty while it is planned or going on."""

    FITS = "fits", _("It fits")
    NO_FIT = "no-fit", _("It does not fit")
    NOT_HELD = "not-held", _("It did not take place")


class IntroductionResult(models.TextChoices):
    """What came of an introduction; empty while both still think."""

    ACCEPTED = "accepted", _("They go on together")
    EMPLOYER_NO = "employer-no", _("The employer said no")
    CLIENT_NO = "client-no", _("The client said no")


class FundingState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("funding", "Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", pgettext_lazy("funding", "Refused")
