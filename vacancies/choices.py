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


class PayPer(models.TextChoices):
    HOUR = "hour", _("an hour")
    MONTH = "month", _("a month")


class RequestKind(models.TextChoices):
    TALK = "talk", _("A talk at the desk")
    CALL_BACK = "call-back", _("A call back")


class AnswerState(models.TextChoices):
    """How far the desk is with what a visitor sent."""

    NEW = "new", _("New")
    TAKEN = "taken", _("Somebody is on it")
    DONE = "done", _("Answered")
    DROPPED = "dropped", _("Not answered")


class ReportReason(models.TextChoices):
    FILLED = "filled", _("The place is no longer free")
    WRONG = "wrong", _("Something in the text is wrong")
    CONTACT = "contact", _("I cannot reach the contact")
    UNFAIR = "unfair", _("The text excludes people")
    OTHER = "other", _("Something else")
