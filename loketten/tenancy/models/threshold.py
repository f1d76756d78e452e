"""Behind how many people a figure may be shown, and since when."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Below three, whoever knows one of two people reads the other from the figure.
LOWEST, HIGHEST = 3, 100


class Audience(models.TextChoices):
    TEAM = "team", _("For the national team")
    PUBLIC = "public", _("In public")


class ThresholdQuerySet(models.QuerySet["Threshold"]):
    def on(self, day: date, audience: Audience) -> int:
        """What holds on a day; until somebody chose one it is the setting."""
        value = self.values_on(day, audience).first()
        return usual(audience) if value is None else value

    def beside(self, day: date, audience: Audience) -> Coalesce:
        """The same, as a column of another query."""
        return Coalesce(Subquery(self.values_on(day, audience)[:1]), usual(audience))

    def values_on(self, day: date, audience: Audience) -> Any:
        """What was chosen until that day, the last first."""
        begun = self.filter(audience=audience, valid_from__lte=day)
        return begun.order_by("-valid_from", "-pk").values_list("value", flat=True)


class Threshold(models.Model):
    """One choice. Added to, never changed: what was published follows from what held then."""

    audience = models.CharField(_("for whom"), max_length=6, choices=Audience)
    value = models.PositiveSmallIntegerField(_("number of people"))
    valid_from = models.DateField(_("from"))
    set_at = models.DateTimeField(_("chosen"), default=timezone.now)

    objects: ClassVar[Any] = ThresholdQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from", "-pk")
        constraints = [
            models.CheckConstraint(
                name="threshold_within_reason", condition=Q(value__range=(LOWEST, HIGHEST))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.value} {self.valid_from}"


def usual(audience: Audience) -> int:
    """As the settings of this installation say it."""
    if audience is Audience.PUBLIC:
        return int(settings.FIGURES_THRESHOLD_PUBLIC)
    return int(settings.FIGURES_THRESHOLD)
