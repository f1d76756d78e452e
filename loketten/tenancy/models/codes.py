"""All code lists in one table: what a desk may choose from, and since when."""

from typing import Any

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.models.validity import Dated, DatedQuerySet


class CodeList(models.TextChoices):
    ROUTE = "route", _("Learning route")
    LEVEL = "level", _("Highest level reached")
    SECTOR = "sector", _("Sector")
    THEME = "theme", _("Theme of advice")
    CHANNEL = "channel", _("Channel")
    KIND = "kind", _("Kind of talk")
    OUTCOME = "outcome", _("Outcome of a talk")
    TARGET_GROUP = "target-group", _("Target group")
    PARTNER_KIND = "partner-kind", _("Kind of partner")
    ENTRY = "entry", _("How somebody found us")
    CLOSING_REASON = "closing-reason", _("Reason for closing")
    LANGUAGE = "language", _("Language")
    ORGANISATION_KIND = "organisation-kind", _("Kind of organisation")


class CodeQuerySet(DatedQuerySet["Code"]):
    def in_list(self, code_list: CodeList) -> "CodeQuerySet":
        """In the order in which people should read them."""
        return self.filter(list=code_list).order_by("position", "key")

    def words(self) -> Any:
        """What every key means to the reader, as a part that is read with counts."""
        nothing = Value(0)
        return self.order_by().values_list(Value("words"), "key", nothing, nothing, label_column())


class Code(Dated):
    """One choice of one list. The key never changes and is never used again for something else."""

    key = models.CharField(_("key"), max_length=60, primary_key=True)
    list = models.CharField(_("list"), max_length=20, choices=CodeList)
    label_nl = models.CharField(_("Dutch label"), max_length=120)
    label_en = models.CharField(_("English label"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # The day of the last change on the screen: a file from before it leaves this row alone.
    by_hand_on = models.DateField(null=True, blank=True, editable=False)

    objects = CodeQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["list", "position", "key"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="code_key_starts_with_list",
                condition=Func(
                    F("key"),
                    Concat(F("list"), Value(".")),
                    function="starts_with",
                    output_field=models.BooleanField(),
                ),
                violation_error_message=_("A key starts with the name of its list and a dot."),
            ),
            models.CheckConstraint(
                name="code_key_is_kebab_case",
                condition=models.Q(key__regex=r"^[a-z-]+\.[a-z0-9]+(-[a-z0-9]+)*$"),
                violation_error_message=_(
                    "A key has small letters, figures and hyphens only, after the dot."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def word(self) -> str:
        """The key without its list."""
        return self.key.partition(".")[2]

    @property
    def label(self) -> str:
        """In the language of the reader."""
        return str(getattr(self, label_column()))


def label_column() -> str:
    """Of the language of the reader."""
    return "label_en" if (get_language() or "nl").startswith("en") else "label_nl"


def only_from(field: str, code_list: CodeList) -> models.CheckConstraint:
    """For any model with a key to `Code`: the database takes codes of this one list only."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_code",
        condition=Func(
            F(field),
            Value(f"{code_list.value}."),
            function="starts_with",
            output_field=models.BooleanField(),
        ),
        violation_error_message=_("This choice comes from another list. Choose another one."),
    )
