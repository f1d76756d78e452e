"""The shortest form of the house: how, and about what."""

from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.codes import Codebook
from advice.forms.pills import first_of, rest_of
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField
from loketten.ui.widgets import Pills

CONTACT_LISTS = (CodeList.CHANNEL, CodeList.THEME)
# Who has no file rarely comes by appointment: these stand in front.
USUAL_CHANNELS = (
    "channel.phone",
    "channel.walk-in",
    "channel.event",
    "channel.email",
)
SHOWN_THEMES = 8


class ContactForm(NoBsnForm, KeyedForm):
    """Two choices; the rest is filled in already."""

    channel = forms.ChoiceField(
        label=_("How"), widget=Pills, error_messages={"required": _("Choose how somebody asked.")}
    )
    theme = forms.ChoiceField(
        label=_("About what"),
        widget=Pills,
        error_messages={"required": _("Choose what it was about.")},
    )
    remark = LineField(
        label=_("Remark"),
        help_text=_("Without names or other data of a person."),
        max_length=200,
        required=False,
    )
    held_on = DayField(label=_("Day"))

    def __init__(self, *args: Any, codes: Codebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        channels = codes.choices(CodeList.CHANNEL, on=today)
        usual = {key: place for place, key in enumerate(USUAL_CHANNELS)}
        self._offer("channel", sorted(channels, key=lambda one: usual.get(one[0], len(usual))))
        self._offer("theme", codes.choices(CodeList.THEME, on=today))
        self.fields["held_on"].widget.attrs["max"] = today.isoformat()

    @property
    def first_channels(self) -> list[BoundWidget]:
        return first_of(self["channel"], len(USUAL_CHANNELS))

    @property
    def more_channels(self) -> list[BoundWidget]:
        return rest_of(self["channel"], len(USUAL_CHANNELS))

    @property
    def first_themes(self) -> list[BoundWidget]:
        return first_of(self["theme"], SHOWN_THEMES)

    @property
    def more_themes(self) -> list[BoundWidget]:
        return rest_of(self["theme"], SHOWN_THEMES)

    @property
    def is_about_another_day(self) -> bool:
        """Whether the part that is mostly hidden holds something to look at."""
        return any(
            (
                str(self["held_on"].value()) != timezone.localdate().isoformat(),
                self["remark"].value(),
                self["held_on"].errors,
                self["remark"].errors,
            )
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


def first_values(*, last_channel: str | None, today: date) -> dict[str, Any]:
    """At a stand or at the phone the next one mostly comes the same way."""
    return {"channel": last_channel or USUAL_CHANNELS[0], "held_on": today}
