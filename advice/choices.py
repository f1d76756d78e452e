"""Choices of this app that no code list holds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """`planned` until somebody says what came of it."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("logged")
    NO_SHOW = "no-show", _("did not come")
    CANCELLED = "cancelled", _("cancelled")


class GroupKind(TextChoices):
    """What sort of group it was; codes of talks are about one person."""

    CLASS = "class", _("Class at school")
    WORKSHOP = "workshop", _("Workshop or training")
    INFORMATION = "information", _("Information meeting")
    COMPANY = "company", _("Employees of a company")
