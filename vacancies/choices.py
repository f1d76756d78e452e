"""Closed lists that the code itself decides on; everything else comes from the code lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VacancyState(models.TextChoices):
    """A vacancy that is closed can be opened again as a draft, never as it was."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Online")
    CLOSED = "closed", _("Closed")


class ClosedHow(models.TextChoices):
    """Only the first one counts as a result of the desk."""

    THROUGH_US = "through-us", _("Filled through us")
    ELSEWHERE = "elsewhere", _("Filled in another way")
    STOPPED = "stopped", _("The employer stopped")
    EXPIRED = "expired", _("The date has passed")
    REVOKED = "revoked", _("The recognition ended")


class PayPer(models.TextChoices):
    HOUR = "hour", _("an hour")
    MONTH = "month", _("a month")


class RequestKind(models.TextChoices):
    TALK = "talk", _("A talk at the desk")
    CALL_BACK = "call-back", _("A call back")


class BestMoment(models.TextChoices):
    """When it suits a visitor to be called, or to come by."""

    ANY = "any", _("It does not matter")
    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")


class AnswerState(models.TextChoices):
    """How far the desk is with what a visitor sent."""

    NEW = "new", _("New")
    TAKEN = "taken", _("Somebody is on it")
    DONE = "done", _("Answered")
    DROPPED = "dropped", _("Not answered")
    WITHDRAWN = "withdrawn", _("Withdrawn by the visitor")


class Outcome(models.TextChoices):
    """How a question ended: a closed list, so that nothing personal stays behind in words."""

    CALLED = "called", _("By phone")
    MAILED = "mailed", _("By e-mail")
    PLANNED = "planned", _("With an appointment")
    VISITED = "visited", _("At the desk")
    UNREACHABLE = "unreachable", _("Tried several times, not reached")
    DOUBLE = "double", _("Asked the same before")
    ELSEWHERE = "elsewhere", _("Belongs to somebody else")
    NO_QUESTION = "no-question", _("Not a real question")


ANSWERS = (Outcome.CALLED, Outcome.MAILED, Outcome.PLANNED, Outcome.VISITED)
REASONS = (Outcome.UNREACHABLE, Outcome.DOUBLE, Outcome.ELSEWHERE, Outcome.NO_QUESTION)


class ReportReason(models.TextChoices):
    FILLED = "filled", _("The place is no longer free")
    WRONG = "wrong", _("Something in the text is wrong")
    CONTACT = "contact", _("I cannot reach the contact")
    UNFAIR = "unfair", _("The text excludes people")
    OTHER = "other", _("Something else")
