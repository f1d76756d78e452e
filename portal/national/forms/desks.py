"""Opening, renaming and closing a desk."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.seen import SeenForm
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.tenancy.models import Region
from loketten.ui.fields import DayField
from loketten.ui.text import LineField

# Nobody plans a desk further ahead, or writes down one that began before the first.
EARLIEST, FARTHEST = date(2005, 1, 1), timedelta(days=3 * 366)


class SlugLineField(LineField):
    """Small letters, figures and hyphens, as they stand in the address bar."""

    is_free_text = False

    def __init__(self) -> None:
        super().__init__(
            label=_("Name in the address bar"),
            max_length=40,
            help_text=_("Small letters, figures and hyphens, for example: noord-limburg."),
            error_messages={"required": _("Fill in the name in the address bar.")},
        )
        self.validators.append(
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
                _("Use small letters, figures and hyphens only, for example: noord-limburg."),
            )
        )


class PrefixField(LineField):
    """Two to four capitals."""

    is_free_text = False

    def __init__(self) -> None:
        super().__init__(
            label=_("First letters of client numbers"),
            max_length=4,
            help_text=_("Two to four capitals, for example: NL. They never change."),
            error_messages={"required": _("Fill in the letters.")},
        )
        self.validators.append(
            RegexValidator(r"^[A-Z]{2,4}\Z", _("Use two to four capital letters."))
        )


class DeskNameField(LineField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Name of the desk"),
            max_length=80,
            help_text=_("As people know it. It stands on every page of the desk."),
            error_messages={"required": _("Fill in the name of the desk.")},
        )


class OpeningDayField(DayField):
    """From this day on the public finds the desk."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Live from"),
            help_text=_("From this day on the public finds the desk. Its people may come before."),
            error_messages={"required": _("Fill in the first day.")},
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if not EARLIEST <= day <= timezone.localdate() + FARTHEST:
            raise ValidationError(_("Choose a day between 2005 and three years from now."))
        return day


class OpenDeskForm(forms.Form):
    """A desk for a region that has none."""

    region = forms.ChoiceField(
        label=_("Region"), error_messages={**NO_SUCH_CHOICE, "required": _("Choose a region.")}
    )
    display_name = DeskNameField()
    slug = SlugLineField()
    number_prefix = PrefixField()
    opened_on = OpeningDayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.valid_on(timezone.localdate()).select_related("desk")
        # The one that was sent too: pressed twice, it has got its desk in the meantime.
        self.regions = {
            region.pk: region
            for region in regions.defer("desk__logo").order_by("name")
            if not hasattr(region, "desk") or region.pk == self.data.get("region")
        }
        names = [(code, region.name) for code, region in self.regions.items()]
        self.fields["region"].choices = [("", _("Choose a region")), *names]  # type: ignore[attr-defined]

    def clean_region(self) -> Region:
        return self.regions[self.cleaned_data["region"]]


class RenameDeskForm(SeenForm):
    """Its name, and its name in the address bar."""

    display_name = DeskNameField()
    slug = SlugLineField()


class OpeningForm(forms.Form):
    opened_on = OpeningDayField()


class CloseDeskForm(forms.Form):
    """The last day on which the desk is open."""

    last_day = DayField(
        label=_("Last day"),
        help_text=_("Until and with this day the desk is open."),
        error_messages={"required": _("Fill in the last day.")},
    )

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if last < today:
            raise ValidationError(_("This day has passed. Choose today or later."))
        if last > today + FARTHEST:
            raise ValidationError(_("This day is too far away. Choose a day within three years."))
        return last
