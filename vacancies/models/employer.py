"""A company as one desk knows it, and what SBB recognised it for."""

import uuid
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loketten.kit.phones import spaced_phone
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.folded import FoldedField
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel, Qualification
from loketten.tenancy.models.codes import only_from
from vacancies.querysets import EmployerQuerySet, RecognitionQuerySet


class Employer(DeskModel):
    """Two desks that know the same company each have a row of their own."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the company"), max_length=120)
    search_key = FoldedField(of="name")
    kvk = models.CharField(
        _("KvK number"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{8}\Z", _("A KvK number has eight figures."))],
    )
    sector = models.ForeignKey(
        Code, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("what colleagues should know"), max_length=4_000, blank=True)
    archived_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(EmployerQuerySet)()

    class Meta:
        ordering = ("search_key", "id")
        constraints = [
            models.UniqueConstraint(name="employer_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="employer_key_once", fields=["desk", "key"]),
            models.UniqueConstraint(
                name="employer_kvk_once",
                fields=["desk", "kvk"],
                condition=~Q(kvk=""),
                violation_error_message=_("This KvK number belongs to an employer you have."),
            ),
            models.CheckConstraint(
                name="employer_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Fill in the name of the company."),
            ),
            models.CheckConstraint(
                name="employer_kvk_has_eight_figures",
                condition=Q(kvk__regex=r"^([0-9]{8})?$"),
                violation_error_message=_("A KvK number has eight figures."),
            ),
            only_from("sector", CodeList.SECTOR),
        ]
        indexes = [models.Index(name="employer_by_name", fields=["desk", "search_key", "id"])]

    def __str__(self) -> str:
        return self.name


class EmployerContact(DeskModel):
    """Somebody at the company; kept after leaving, because visits name her."""

    employer = desk_key("vacancies.Employer", related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position at work"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = (F("left_on").desc(nulls_first=True), "name", "id")
        constraints = [
            SameDesk(field="employer"),
            models.UniqueConstraint(name="employercontact_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="employercontact_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Fill in a name."),
            ),
            models.CheckConstraint(
                name="employercontact_phone_is_plain",
                condition=Q(phone__regex=r"^(0[0-9]{9}|\+[0-9]{7,15})?$"),
                violation_error_message=_("Write the phone number like 06 000 000 41."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_phone(self) -> str:
        return spaced_phone(self.phone)


class Recognition(DeskModel):
    """SBB recognises a company for one qualification, until a date; never for everything."""

    employer = desk_key("vacancies.Employer", related_name="recognitions")
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, related_name="+", verbose_name=_("qualification")
    )
    valid_from = models.DateField(_("recognised since"))
    valid_until = models.DateField(_("recognised until"))
    trainer = models.CharField(_("trainer at work"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar = DeskManager.from_queryset(RecognitionQuerySet)()

    class Meta:
        ordering = ("-valid_until", "id")
        constraints = [
            SameDesk(field="employer"),
            models.UniqueConstraint(
                name="recognition_once",
                fields=["desk", "employer", "qualification", "valid_from"],
                violation_error_message=_("This recognition is there already."),
            ),
            models.CheckConstraint(
                name="recognition_ends_after_it_starts",
                condition=Q(valid_until__gt=F("valid_from")),
                violation_error_message=_("A recognition ends after the day on which it starts."),
            ),
            models.CheckConstraint(
                name="recognition_in_our_time",
                condition=Q(valid_from__gte="1990-01-01", valid_until__lt="2100-01-01"),
                violation_error_message=_("Choose a day between 1990 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"recognition {self.pk}"
