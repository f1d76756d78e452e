"""The opening hours of a week."""

from collections import Counter
from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loketten.accounts.actions.desk import Stretch
from loketten.accounts.actions.seen import ChangedMeanwhile, fingerprint
from loketten.accounts.forms.seen import as_seen
from loketten.tenancy.models import Weekday
from loketten.ui.parts import Version
from loketten.ui.widgets import HourInput

LINES_A_DAY = 2


class HoursForm(forms.Form):
    """A week of two stretches a day, more where there are more; empty boxes mean closed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, stored: list[Stretch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = fingerprint({"week": stored})
        busiest = max(Counter(row.weekday for row in stored).values(), default=0)
        self.lines = range(max(LINES_A_DAY, busiest))
        for key in self._boxes():
            self.fields[f"{key}_opens"] = _hour(_("from"))
            self.fields[f"{key}_closes"] = _hour(_("until"))
            self.fields[f"{key}_walk_in"] = forms.BooleanField(
                label=_("without an appointment"), required=False
            )
        self._fill(stored)

    @property
    def days(self) -> list[tuple[str, list[list[forms.BoundField]]]]:
        """Per day its name and its stretches, each with three fields."""
        return [
            (str(day.label), [self._stretch(key) for key in self._boxes(day)]) for day in Weekday
        ]

    @property
    def stretches(self) -> list[Stretch]:
        """What was filled in, once `is_valid`."""
        return [stretch for key in self._boxes() if (stretch := self._filled(key)) is not None]

    def show_conflict(self, conflict: ChangedMeanwhile) -> list[Version]:
        """The days that differ; what was typed stays, and the next save counts as seen."""
        self.add_error(None, str(conflict))
        self.data = as_seen(self.data, conflict)
        theirs, yours = conflict.stored["week"], self.stretches
        pairs = [(day, _on(day, theirs), _on(day, yours)) for day in Weekday]
        return [Version(str(day.label), one, two) for day, one, two in pairs if one != two]

    def clean(self) -> dict[str, Any]:
        for day in Weekday:
            self._clean_day(self._boxes(day))
        return self.cleaned_data

    def _fill(self, stored: Iterable[Stretch]) -> None:
        used: dict[int, int] = {}
        for row in sorted(stored):
            part = used.get(row.weekday, 0)
            used[row.weekday] = part + 1
            key = f"d{row.weekday}_{part}"
            self.initial[f"{key}_opens"] = row.opens_at
            self.initial[f"{key}_closes"] = row.closes_at
            self.initial[f"{key}_walk_in"] = row.is_walk_in

    def _clean_day(self, keys: list[str]) -> None:
        before: time | None = None
        for key in keys:
            opens, closes = self._times(key)
            if (opens is None) != (closes is None):
                self._refuse(key, opens is None, _("Fill in both times, or neither."))
            elif opens and closes and closes <= opens:
                self.add_error(f"{key}_closes", _("The closing time comes after the opening time."))
            elif opens and before and opens < before:
                self.add_error(f"{key}_opens", _("This starts before the time above has ended."))
            before = closes or before

    def _refuse(self, key: str, opening_is_missing: bool, words: Any) -> None:
        name = f"{key}_opens" if opening_is_missing else f"{key}_closes"
        if name not in self.errors:
            self.add_error(name, words)

    def _times(self, key: str) -> tuple[time | None, time | None]:
        return self.cleaned_data.get(f"{key}_opens"), self.cleaned_data.get(f"{key}_closes")

    def _filled(self, key: str) -> Stretch | None:
        opens, closes = self._times(key)
        if opens is None or closes is None:
            return None
        is_walk_in = bool(self.cleaned_data.get(f"{key}_walk_in"))
        return Stretch(int(key[1]), opens, closes, is_walk_in)

    def _boxes(self, day: Weekday | None = None) -> list[str]:
        days = [day] if day else list(Weekday)
        return [f"d{one.value}_{line}" for one in days for line in self.lines]

    def _stretch(self, key: str) -> list[forms.BoundField]:
        return [self[f"{key}_{part}"] for part in ("opens", "closes", "walk_in")]


def _on(day: Weekday, week: Iterable[Stretch]) -> str:
    """One day in words: 9:00–17:00, or closed."""
    hours = [
        f"{row.opens_at:%H.%M}–{row.closes_at:%H.%M}"
        + (f" ({gettext('without an appointment')})" if row.is_walk_in else "")
        for row in week
        if row.weekday == day
    ]
    return ", ".join(hours) or gettext("closed")


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=HourInput)
