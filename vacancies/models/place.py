"""What a vacancy and its public listing both say of a learn-work place."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.models import Code, Occupation, Qualification
from vacancies.choices import PayPer


class LearnWorkPlace(models.Model):
    """The words and figures that the public reads; who may change them is the child's matter."""

    title = models.CharField(_("title"), max_length=120)
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, related_name="+", verbose_name=_("occupation")
    )
    sector = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("sector"))
    route = models.ForeignKey(
        Code, models.PROTECT, related_name="+", verbose_name=_("learning route")
    )
    mbo_level = models.PositiveSmallIntegerField(
        _("mbo level"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )
    qualification = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qualification"),
    )
    tasks = models.TextField(_("what you do"), max_length=4_000)
    learning = models.TextField(_("what you learn"), max_length=4_000)
    offer = models.TextField(_("what you get"), max_length=4_000, blank=True)
    asks = models.TextField(_("what we ask"), max_length=4_000, blank=True)
    hours_from = models.PositiveSmallIntegerField(
        _("hours a week, at least"), validators=[MinValueValidator(1), MaxValueValidator(48)]
    )
    hours_to = models.PositiveSmallIntegerField(
        _("hours a week, at most"), validators=[MinValueValidator(1), MaxValueValidator(48)]
    )
    in_evening = models.BooleanField(_("also in the evening or at the weekend"), default=False)
    needs_no_diploma = models.BooleanField(_("no diploma needed"), default=False)
    # Gross, in euros. Empty: the text says how it is paid, or nobody told us.
    pay_from = models.DecimalField(
        _("pay, at least"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    pay_to = models.DecimalField(
        _("pay, at most"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    pay_per = models.CharField(_("pay is"), max_length=5, choices=PayPer, blank=True)
    # Empty: as soon as possible.
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    apply_by = models.DateField(_("apply before or on"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        _("number of places"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
    )
    contact_name = models.CharField(_("whom to ask"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("phone of the contact"), max_length=20, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7)
    city = models.CharField(_("town"), max_length=80)
    directions = models.CharField(_("how to get there"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


# What a place needs before anybody may read it; the learning route may ask for more.
NEEDED_ONLINE = (
    "title",
    "occupation",
    "sector",
    "route",
    "hours_from",
    "hours_to",
    "tasks",
    "learning",
    "postcode",
    "city",
)


def place_rules(whole_when: Q | None = None) -> list[models.CheckConstraint]:
    """The same rules for the vacancy and for the listing, each under its own name; without
    `whole_when` a row is always whole."""
    whole = _is_whole()
    return [
        models.CheckConstraint(
            name="%(class)s_says_what",
            condition=~whole_when | whole if whole_when else whole,
            violation_error_message=_("Fill in the title, what you do and what you learn."),
        ),
        models.CheckConstraint(
            name="%(class)s_hours_fit_a_week",
            condition=Q(hours_from__range=(1, 48), hours_to__range=(1, 48))
            & Q(hours_to__gte=F("hours_from")),
            violation_error_message=_("Hours a week go up, from 1 to 48."),
        ),
        models.CheckConstraint(
            name="%(class)s_pay_goes_up",
            condition=Q(pay_from__isnull=True, pay_to__isnull=True, pay_per="")
            | Q(pay_from__gt=0, pay_per__in=PayPer.values)
            & (Q(pay_to__isnull=True) | Q(pay_to__gte=F("pay_from"))),
            violation_error_message=_(
                "Pay goes up and says if it is an hour or a month; leave all three empty otherwise."
            ),
        ),
        models.CheckConstraint(
            name="%(class)s_level_one_to_four",
            condition=Q(mbo_level__isnull=True) | Q(mbo_level__range=(1, 4)),
            violation_error_message=_("An mbo level is 1, 2, 3 or 4."),
        ),
        models.CheckConstraint(
            name="%(class)s_has_places",
            condition=Q(places__range=(1, 99)),
            violation_error_message=_("There are 1 to 99 places."),
        ),
        models.CheckConstraint(
            name="%(class)s_in_our_time",
            condition=(Q(starts_on__isnull=True) | Q(starts_on__range=("2005-01-01", "2099-12-31")))
            & (Q(apply_by__isnull=True) | Q(apply_by__range=("2005-01-01", "2099-12-31"))),
            violation_error_message=_("Choose a day in the coming years."),
        ),
    ]


def _is_whole() -> Q:
    whole = Q()
    for name in NEEDED_ONLINE:
        field = LearnWorkPlace._meta.get_field(name)
        is_text = isinstance(field, models.CharField | models.TextField)
        whole &= ~Q(**{name: ""}) if is_text else Q(**{f"{name}__isnull": False})
    return whole
