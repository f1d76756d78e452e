"""The person who asks for advice, as one desk knows her."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from clients.choices import ContactBy
from clients.querysets import ClientQuerySet
from loketten.kit.names import sorting_name
from loketten.kit.phones import spaced_phone
from loketten.tenancy.folded import FoldedField
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel
from loketten.tenancy.models.codes import only_from


class Client(DeskModel):
    """No citizen service number anywhere: the desk's own number is her identity here."""

    number = models.CharField(_("client number"), max_length=12, editable=False)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=120)
    # Names stay as they were written; the search reads this column.
    search_key = FoldedField(of="name")
    sort_key = FoldedField(of="sorting_name")
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    contact_by = models.CharField(
        _("How may we reach you?"), max_length=5, choices=ContactBy, default=ContactBy.NONE
    )
    language = models.ForeignKey(
        Code, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language")
    )
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(ClientQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="client_number_once", fields=["desk", "number"]),
            models.UniqueConstraint(name="client_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="client_has_last_name",
                condition=~Q(last_name=""),
                violation_error_message=_("Fill in a last name."),
            ),
            models.CheckConstraint(
                name="client_born_once",
                condition=Q(birth_date__isnull=True) | Q(birth_year__isnull=True),
                violation_error_message=_("Fill in the date of birth or the year, not both."),
            ),
            models.CheckConstraint(
                name="client_birth_is_possible",
                condition=(Q(birth_date__isnull=True) | Q(birth_date__gte="1900-01-01"))
                & (Q(birth_year__isnull=True) | Q(birth_year__range=(1900, 2100))),
                violation_error_message=_("This date of birth is not possible."),
            ),
            models.CheckConstraint(
                name="client_can_be_reached",
                condition=Q(contact_by=ContactBy.NONE)
                | Q(contact_by=ContactBy.EMAIL) & ~Q(email="")
                | Q(contact_by=ContactBy.PHONE) & ~Q(phone=""),
                violation_error_message=_(
                    "Fill in the e-mail address or the phone number, or choose “Not at all”."
                ),
            ),
            models.CheckConstraint(
                name="client_phone_is_plain",
                condition=Q(phone__regex=r"^(0[0-9]{9}|\+[0-9]{7,15})?$"),
                violation_error_message=_("Write the phone number like 06 000 000 41."),
            ),
            only_from("language", CodeList.LANGUAGE),
        ]
        indexes = [
            models.Index(name="client_by_name", fields=["desk", "sort_key", "id"]),
            models.Index(name="client_by_birth", fields=["desk", "birth_date"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def sorting_name(self) -> str:
        return sorting_name(first=self.first_name, last=self.last_name)

    @property
    def birth(self) -> str:
        """ "14 mei 1994" or "1994"; empty when nobody asked."""
        if self.birth_date:
            return date_format(self.birth_date, "j F Y")
        return str(self.birth_year or "")

    @property
    def spoken_phone(self) -> str:
        return spaced_phone(self.phone)


class NumberSeries(DeskModel):
    """The last client number that a desk gave out; locked while the next one is taken."""

    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="numberseries_one_a_desk", fields=["desk"])]

    def __str__(self) -> str:
        return str(self.last)
