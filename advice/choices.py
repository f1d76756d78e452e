"""What can become of a planned talk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """`planned` until somebody says what came of it."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("logged")
    NO_SHOW = "no-show", _("did not come")
    CANCELLED = "cancelled", _("cancelled")
