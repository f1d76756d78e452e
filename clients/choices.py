from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactBy(models.TextChoices):
    """How somebody wants to be reached."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By phone")
    NONE = "none", _("Not at all")


class Situation(models.TextChoices):
    """What somebody mainly does now; empty is *not asked*."""

    SCHOOL = "school", _("At school")
    STUDY = "study", _("Studying")
    WORK = "work", _("Working")
    BENEFIT = "benefit", _("On a benefit")
    OTHER = "other", _("Something else")


class FileEventKind(models.TextChoices):
    OPENED = "opened", _("File opened")
    HANDED_OVER = "handed-over", _("Other counselor")
    CLOSED = "closed", _("File closed")
    REOPENED = "reopened", _("File reopened")
