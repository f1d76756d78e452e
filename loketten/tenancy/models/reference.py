"""The map and the trades: public facts that every desk shares and that no desk owns."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.folded import FoldedField
from loketten.tenancy.models.codes import Code, CodeList, only_from
from loketten.tenancy.models.validity import Dated, DatedManager, period


class Region(Dated):
    """A labour-market region of CBS: the identity of a desk, whatever it is called this year."""

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=80, help_text=_("The newest name we know."))
    tile_label = models.CharField(_("best-known place"), max_length=40)
    # Empty for a region so new that nobody has drawn it yet.
    tile_column = models.PositiveSmallIntegerField(_("column on the map"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("row on the map"), null=True, blank=True)

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="region_code_shape",
                condition=Q(code__regex=r"^AM[0-9]{2}$"),
                violation_error_message=_("A region code is AM and two figures, such as AM05."),
            ),
            # Deferred, so that two regions can swap places in one load.
            models.UniqueConstraint(
                fields=["tile_column", "tile_row"],
                name="one_region_per_tile",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Another region already stands on this tile."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: date) -> str:
        """The name in force on that day; before the first known name, the newest."""
        named = self.names.valid_on(day).first()
        return named.name if named else self.name


class RegionName(Dated):
    """What a region is or was called."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=80)
    search_key = FoldedField(of="name")

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("name of a region")
        verbose_name_plural = _("names of regions")
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="one_name_per_region_at_a_time",
                expressions=[
                    (F("region"), RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The region already has a name in this period."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Municipality(Dated):
    """A gemeente. An abolished one stays, with the last day on which it existed."""

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    search_key = FoldedField(of="name")
    official_name = models.CharField(_("official name"), max_length=80)
    province = models.CharField(_("province"), max_length=20)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="municipality_code_shape",
                condition=Q(code__regex=r"^GM[0-9]{4}$"),
                violation_error_message=_(
                    "A municipality code is GM and four figures, such as GM0363."
                ),
            ),
            models.CheckConstraint(
                name="municipality_lies_in_the_netherlands",
                condition=Q(lat__range=(50.5, 53.8), lon__range=(3.0, 7.5)),
                violation_error_message=_("This point does not lie in the Netherlands."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalitySuccessor(models.Model):
    """Where the people of an abolished or renamed municipality live now."""

    old_code = models.CharField(_("old code"), max_length=6)
    old_name = models.CharField(_("old name"), max_length=80)
    search_key = FoldedField(of="old_name")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="predecessors")

    class Meta:
        verbose_name = _("former municipality")
        verbose_name_plural = _("former municipalities")
        constraints = [
            models.CheckConstraint(
                name="old_municipality_code_shape",
                condition=Q(old_code__regex=r"^GM[0-9]{4}$"),
                violation_error_message=_(
                    "A municipality code is GM and four figures, such as GM0363."
                ),
            ),
            # A municipality that was split has more than one successor.
            models.UniqueConstraint(
                fields=["old_code", "old_name", "municipality"],
                name="one_row_per_successor",
                violation_error_message=_("This successor is already known."),
            ),
        ]

    def __str__(self) -> str:
        return self.old_name


class RegionMembership(Dated):
    """In which region a municipality lies, and when: regions are redrawn."""

    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("municipality"),
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="memberships", verbose_name=_("region")
    )

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("membership of a region")
        verbose_name_plural = _("memberships of regions")
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="one_region_per_municipality_at_a_time",
                expressions=[
                    (F("municipality"), RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "The municipality already lies in a region in this period."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.region}"


class PostcodeRange(Dated):
    """A run of four-digit postcodes of one municipality, both ends included."""

    start = models.PositiveSmallIntegerField(_("first postcode"))
    end = models.PositiveSmallIntegerField(_("last postcode"))
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="postcode_ranges")

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("run of postcodes")
        verbose_name_plural = _("runs of postcodes")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="postcode_range_has_four_digits_and_order",
                condition=Q(start__gte=1000, end__lte=9999, end__gte=F("start")),
                violation_error_message=_(
                    "A run of postcodes goes up, from 1000 at the lowest to 9999 at the highest."
                ),
            ),
            ExclusionConstraint(
                name="one_municipality_per_postcode_at_a_time",
                expressions=[
                    (
                        Func(
                            F("start"),
                            Greatest("start", "end"),
                            Value("[]"),
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Some of these postcodes are already taken."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class PostcodePoint(models.Model):
    """The middle of a four-digit postcode, for distances as the crow flies."""

    postcode = models.PositiveSmallIntegerField(_("postcode"), primary_key=True)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))

    class Meta:
        verbose_name = _("point of a postcode")
        verbose_name_plural = _("points of postcodes")
        constraints = [
            models.CheckConstraint(
                name="postcode_point_has_four_digits",
                condition=Q(postcode__range=(1000, 9999)),
                violation_error_message=_("A postcode has four figures, from 1000 to 9999."),
            ),
            models.CheckConstraint(
                name="postcode_point_lies_in_the_netherlands",
                condition=Q(lat__range=(50.5, 53.8), lon__range=(3.0, 7.5)),
                violation_error_message=_("This point does not lie in the Netherlands."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.postcode)


class Place(Dated):
    """A town or village. Fifty names exist in more than one region, so a name is not enough."""

    name = models.CharField(_("name"), max_length=80)
    search_key = FoldedField(of="name")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="places")

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="place_once_per_municipality_at_a_time",
                expressions=[
                    (F("name"), RangeOperators.EQUAL),
                    (F("municipality"), RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The municipality already has a place of this name."),
            ),
        ]
        # Serves = and "starts with" alike.
        indexes = [
            models.Index(
                name="place_search_key", fields=["search_key"], opclasses=["varchar_pattern_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class PlaceAlias(models.Model):
    """What people also say: Frisian, Low Saxon, old and everyday names of places and regions."""

    name = models.CharField(_("name"), max_length=80)
    search_key = FoldedField(of="name")
    stands_for = models.CharField(
        _("stands for"), max_length=80, help_text=_("The name on the signs and in letters.")
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="aliases", null=True, blank=True
    )
    region = models.ForeignKey(
        Region, models.CASCADE, related_name="aliases", null=True, blank=True
    )

    class Meta:
        verbose_name = _("other name of a place")
        verbose_name_plural = _("other names of places")
        constraints = [
            models.CheckConstraint(
                name="alias_of_municipality_or_region",
                condition=Q(municipality__isnull=False, region__isnull=True)
                | Q(municipality__isnull=True, region__isnull=False),
                violation_error_message=_("Choose a municipality or a region, not both."),
            ),
            models.UniqueConstraint(
                fields=["name", "stands_for", "municipality", "region"],
                name="one_row_per_alias",
                nulls_distinct=False,
                violation_error_message=_("This other name is already known."),
            ),
        ]
        indexes = [
            models.Index(
                name="alias_search_key", fields=["search_key"], opclasses=["varchar_pattern_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class Occupation(Dated):
    """An occupation of ESCO, under the name that people use for it."""

    esco_uri = models.URLField(_("ESCO address"), max_length=200, unique=True)
    esco_code = models.CharField(_("ESCO code"), max_length=20)
    isco08 = models.CharField(_("ISCO-08 code"), max_length=4)
    name = models.CharField(_("everyday name"), max_length=160)
    label = models.CharField(_("ESCO label"), max_length=160)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=200), verbose_name=_("other names"), default=list, blank=True
    )
    sector = models.ForeignKey(
        Code, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("sector")
    )

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            only_from("sector", CodeList.SECTOR),
            models.CheckConstraint(
                name="occupation_isco_shape",
                condition=Q(isco08__regex=r"^[0-9]{4}$"),
                violation_error_message=_("An ISCO-08 code has four figures."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Qualification(Dated):
    """An mbo qualification of SBB under its crebo, which is replaced every few years."""

    crebo = models.CharField(
        _("crebo"),
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{5}$", _("A crebo has five figures."))],
    )
    name = models.CharField(_("name"), max_length=160)
    level = models.PositiveSmallIntegerField(_("mbo level"))
    sector = models.ForeignKey(
        Code, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("sector")
    )
    routes = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("learning routes"),
        default=list,
        blank=True,
        help_text=_("Keys of codes in the list of learning routes."),
    )

    objects = DatedManager()

    class Meta(Dated.Meta):
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["name", "level"]
        constraints = [
            *Dated.Meta.constraints,
            only_from("sector", CodeList.SECTOR),
            models.CheckConstraint(
                name="qualification_crebo_has_five_figures",
                condition=Q(crebo__regex=r"^[0-9]{5}$"),
                violation_error_message=_("A crebo has five figures."),
            ),
            models.CheckConstraint(
                name="qualification_level_one_to_four",
                condition=Q(level__range=(1, 4)),
                violation_error_message=_("An mbo level is 1, 2, 3 or 4."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(name)s (mbo %(level)s)") % {"name": self.name, "level": self.level}


class ReferenceEdition(models.Model):
    """How recent each loaded list is, so that an older file never undoes a newer one."""

    content = models.CharField(_("list"), max_length=40, primary_key=True)
    valid_from = models.DateField(_("valid from"))
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(_("fingerprint of the file"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded"))

    class Meta:
        verbose_name = _("edition of a list")
        verbose_name_plural = _("editions of lists")
        ordering = ["content"]

    def __str__(self) -> str:
        return f"{self.content} {self.valid_from}"
