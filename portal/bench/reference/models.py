"""The tables of the seed, as somebody who knows nothing of desks would name them."""

from typing import Any, ClassVar

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Desk(models.Model):
    slug = models.SlugField()
    display_name = models.CharField(max_length=80)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        managed = False
        db_table = "tenancy_desk"

    def __str__(self) -> str:
        return self.slug


class Listing(models.Model):
    desk = models.ForeignKey(Desk, models.DO_NOTHING)
    slug = models.SlugField()
    title = models.CharField(max_length=120)
    employer_name = models.CharField(max_length=120)
    city = models.CharField(max_length=80)
    region_id = models.CharField(max_length=4)
    route_id = models.CharField(max_length=60)
    sector_id = models.CharField(max_length=60)
    mbo_level = models.SmallIntegerField(null=True)
    hours_from = models.SmallIntegerField()
    hours_to = models.SmallIntegerField()
    tasks = models.TextField()
    learning = models.TextField()
    offer = models.TextField()
    asks = models.TextField()
    published_at = models.DateTimeField()
    expires_on = models.DateField()
    ended_on = models.DateField(null=True)
    words = SearchVectorField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        managed = False
        db_table = "vacancies_listing"

    def __str__(self) -> str:
        return self.title


class Talk(models.Model):
    desk_id = models.BigIntegerField()
    file_id = models.BigIntegerField()
    counselor_id = models.BigIntegerField()
    public_id = models.UUIDField()
    key = models.UUIDField()
    held_at = models.DateTimeField()
    written_at = models.DateTimeField()
    channel_id = models.CharField(max_length=60)
    kind_id = models.CharField(max_length=60)
    summary = models.TextField()
    version = models.IntegerField(default=1)
    withdrawn_because = models.CharField(max_length=500, default="")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        managed = False
        db_table = "advice_advicesession"

    def __str__(self) -> str:
        return str(self.public_id)


class Figure(models.Model):
    """The rollup of the talks: per region, month and theme."""

    region_id = models.CharField(max_length=4)
    publication_id = models.DateField()
    span = models.CharField(max_length=8)
    table = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    value = models.IntegerField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        managed = False
        db_table = "reporting_publishedcell"

    def __str__(self) -> str:
        return f"{self.region_id} {self.key}"
