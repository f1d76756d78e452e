"""The one figure that moves by the minute."""

from django.db import models


class LiveTotal(models.Model):
    """Talks of this calendar year in one region, some seconds old."""

    region = models.OneToOneField(
        "tenancy.Region", models.PROTECT, primary_key=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    as_of = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}"
