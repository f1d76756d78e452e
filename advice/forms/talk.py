"""The one form of a talk: to log it, and to change it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.content import Promise, TalkContent, promise_of
from advice.codes import LIST_OF, Choice, Codebook
from advice.forms.pills import first_of, rest_of
from advice.models import AdviceSession, NextStep
from advice.moments import LAST_DAY, read_moment, say_moment
from loketten.kit.errors import DomainError
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField, SeenVersionField
from loketten.ui.keyed import with_value
from loketten.ui.text import LineField, TextField
from loketten.ui.versions import VersionedForm
from loketten.ui.widgets import LongSelect, ManyPills, Pills, PlainChoices

SHOWN_AT_ONCE = {"channel": 4, "themes": 8}
# What a next step is made of.
PROMISED = frozenset({"step", "due", "due_on", "step_owner"})


class Due(TextChoices):
    """When a next step should be done."""

    TOMORROW = "tomorrow", _("Tomorrow")
    WEEK = "week", _("In 1 week")
    TWO_WEEKS = "two-weeks", _("In 2 weeks")
    OTHER = "other", _("Choose a day")


DAYS_AHEAD = {Due.TOMORROW: 1, Due.WEEK: 7, Due.TWO_WEEKS: 14}


def broken_form() -> dict[str, Any]:
    """What a hidden field says that only a broken page leaves out."""
    again = _("Something went wrong with this form. Save it once more.")
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), again)


class MomentField(forms.CharField):
    """A day and an hour as people type them; one stop for the Tab key."""

    def __init__(self, *, is_ahead: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.is_ahead = is_ahead

    def prepare_value(self, value: Any) -> Any:
        return say_moment(value) if isinstance(value, datetime) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_moment(text, today=timezone.localdate(), ahead=self.is_ahead)
        except DomainError as error:
            raise ValidationError(str(error)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class OwnerField(forms.ChoiceField):
    """Who is in the team takes a query, so it is only asked when there is a step to own."""

    widget = LongSelect

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def validate_late(self, value: Any) -> None:
        super().validate(value)


class TalkForm(NoBsnForm):
    """`content` is what was filled in, once the form is valid."""

    channel = forms.ChoiceField(label=_("How"), widget=Pills)
    held_at = MomentField(label=_("When"))
    kind = forms.ChoiceField(label=_("Kind of talk"))
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=ManyPills)
    summary = TextField(label=_("Summary"), max_length=10_000)
    note = TextField(
        label=_("Own note"),
        help_text=_("Only you can read this. Not your manager, not the client."),
        max_length=10_000,
        required=False,
    )
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    step = LineField(label=_("Next step"), max_length=200, required=False)
    due = forms.ChoiceField(label=_("Done by"), choices=Due, widget=Pills)
    due_on = DayField(label=_("Day"), required=False)
    # Not "owner": under that name a draft says who writes it.
    step_owner = OwnerField(label=_("Who does it?"), required=False)

    field_order = ("channel", "held_at", "kind", "themes", "summary", "note", "outcome", "step")

    def __init__(
        self,
        *args: Any,
        codes: Codebook,
        colleagues: Sequence[Choice] | Callable[[], Sequence[Choice]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes, self.colleagues = codes, colleagues
        self._offer(codes)
        # A form that left it out means its writer; that is no line to choose.
        self._owner.choices = PlainChoices(colleagues)
        self.fields["summary"].widget.attrs["rows"] = 5
        self.fields["note"].widget.attrs["rows"] = 3
        self.fields["due_on"].widget.attrs["max"] = LAST_DAY.isoformat()

    @property
    def _owner(self) -> Any:
        return self.fields["step_owner"]

    @property
    def has_colleagues(self) -> bool:
        return len(list(self._owner.choices)) > 1

    @property
    def content(self) -> TalkContent:
        cleaned = self.cleaned_data
        # A moment that nobody touched keeps its seconds.
        untouched = "held_at" in self.initial and "held_at" not in self.changed_data
        return TalkContent(
            held_at=self.initial["held_at"] if untouched else cleaned["held_at"],
            channel=cleaned["channel"],
            kind=cleaned["kind"],
            outcome=cleaned["outcome"] or None,
            themes=frozenset(cleaned["themes"]),
            summary=cleaned["summary"],
            note=cleaned["note"],
            promise=cleaned.get("promise"),
        )

    @property
    def first_channels(self) -> list[BoundWidget]:
        return first_of(self["channel"], SHOWN_AT_ONCE["channel"])

    @property
    def more_channels(self) -> list[BoundWidget]:
        return rest_of(self["channel"], SHOWN_AT_ONCE["channel"])

    @property
    def first_themes(self) -> list[BoundWidget]:
        return first_of(self["themes"], SHOWN_AT_ONCE["themes"])

    @property
    def more_themes(self) -> list[BoundWidget]:
        return rest_of(self["themes"], SHOWN_AT_ONCE["themes"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("step"):
            self._read_promise(cleaned)
        elif cleaned.get("due") == Due.OTHER and cleaned.get("due_on") and "step" in cleaned:
            self.add_error("step", _("Say what the next step is, or take the day away."))
        return cleaned

    def _read_promise(self, cleaned: dict[str, Any]) -> None:
        if "due" not in cleaned or "due_on" not in cleaned:
            return
        due_on = _due_on(Due(cleaned["due"]), cleaned["due_on"])
        if due_on is None:
            self.add_error("due_on", _("Choose a day for the next step."))
        elif due_on > LAST_DAY:
            self.add_error("due_on", _("Choose a day in the coming years."))
        else:
            self._read_owner(cleaned, due_on)

    def _read_owner(self, cleaned: dict[str, Any], due_on: date) -> None:
        owner = cleaned.get("step_owner")
        try:
            self._owner.validate_late(owner)
        except ValidationError as error:
            self.add_error("step_owner", error)
            return
        owner_id = int(owner) if owner else None
        cleaned["promise"] = Promise(what=cleaned["step"], due_on=due_on, owner_id=owner_id)

    def _kept(self, name: str) -> list[str]:
        """What was chosen before stays a choice, also when its code has ended since."""
        chosen = self.initial.get(name) or []
        return [chosen] if isinstance(chosen, str) else chosen

    def _offer(self, codes: Codebook) -> None:
        today = timezone.localdate()
        nothing: list[Choice] = [("", str(_("Not yet")))]
        for name, code_list in LIST_OF.items():
            field: Any = self.fields[name]
            first = nothing if name == "outcome" else []
            # Made up when they are asked for: of what is sent only what was chosen is looked up.
            field.choices = partial(self._choices, codes, code_list, name, first, today)

    def _choices(
        self, codes: Codebook, code_list: CodeList, name: str, first: list[Choice], day: date
    ) -> list[Choice]:
        return first + codes.choices(code_list, on=day, also=self._kept(name))


class LogTalkForm(TalkForm):
    """A new talk; the key makes a double submit one talk."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages=broken_form())
    # The appointment that this talk was; without one it was not planned.
    plan = forms.UUIDField(widget=forms.HiddenInput, required=False, error_messages=broken_form())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            return
        for name in ("channel", "kind"):
            offered: list[Choice] = list(self.fields[name].choices)  # type: ignore[attr-defined]
            if offered and self.initial.get(name) not in dict(offered):
                self.initial[name] = offered[0][0]

    def _kept(self, name: str) -> list[str]:
        """A new talk takes no code that has ended."""
        return []

    def with_new_key(self) -> None:
        """The next submit of this form is a talk of its own."""
        self.data = with_value(self.data, "key", str(uuid.uuid4()))


class EditTalkForm(TalkForm, VersionedForm):
    """An existing talk, with its next step, which has a version of its own."""

    both_stay = frozenset({"note"})

    step_version = SeenVersionField()

    @property
    def content(self) -> TalkContent:
        """A step that she left alone stays as it is now, also when a colleague moved it since."""
        content = super().content
        if PROMISED.isdisjoint(self.changed_data):
            return replace(content, promise=self.initial["promise"])
        return content

    def anew(self, sent: QueryDict, initial: dict[str, Any]) -> Self:
        return type(self)(sent, initial=initial, codes=self.codes, colleagues=self.colleagues)

    @staticmethod
    def initial_of(talk: AdviceSession, *, step: NextStep | None, note: str) -> dict[str, Any]:
        """`note` is the reader's own."""
        return {
            "channel": talk.channel_id,
            "held_at": talk.held_at,
            "kind": talk.kind_id,
            "themes": [row.theme_id for row in talk.themes.all()],
            "summary": talk.summary,
            "note": note,
            "outcome": talk.outcome_id or "",
            "step": step.what if step else "",
            "due": Due.OTHER if step else Due.WEEK,
            "due_on": step.due_on if step else None,
            "step_owner": str(step.owner_id if step else talk.counselor_id),
            "promise": promise_of(step),
            "version": talk.version,
            "step_version": step.version if step else 0,
        }


def _due_on(due: Due, chosen: date | None) -> date | None:
    if due == Due.OTHER:
        return chosen
    return timezone.localdate() + timedelta(days=DAYS_AHEAD[due])
