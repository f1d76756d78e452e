"""The form of a group: to log it, and to change it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advice.actions.group_talk import GroupContent
from advice.choices import GroupKind
from advice.forms.talk import MomentField
from advice.models import GroupTalk
from advice.models.group import MOST_HEADS
from advice.moments import rounded_now, say_moment
from loketten.tenancy.forms import CodeField, CodesForm
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import KeyField
from loketten.ui.text import LineField, TextField
from loketten.ui.versions import VersionedForm

USUAL_CHANNEL = "channel.workshop"


class GroupForm(CodesForm, NoBsnForm):
    """`content` is what was filled in, once the form is valid."""

    title = LineField(
        label=_("Title"), help_text=_("For example: Class 4B, what is bbl?"), max_length=120
    )
    held_at = MomentField(label=_("When"))
    kind = forms.ChoiceField(label=_("Kind of group"), choices=GroupKind)
    channel = CodeField(CodeList.CHANNEL, nothing=_("Choose how"), label=_("How"))
    theme = CodeField(CodeList.THEME, nothing=_("Choose a theme"), label=_("About what"))
    place = LineField(label=_("Place"), max_length=120, required=False)
    head_count = forms.IntegerField(
        label=_("How many people were there?"),
        min_value=1,
        max_value=MOST_HEADS,
        error_messages={
            "min_value": _("At least one person was there."),
            "max_value": _("At most %(limit_value)s people fit."),
        },
    )
    summary = TextField(
        label=_("Summary"),
        help_text=_("Everybody with a file who took part may read this. Name nobody."),
        max_length=10_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["summary"].widget.attrs["rows"] = 5

    @property
    def content(self) -> GroupContent:
        """Only of a valid form."""
        cleaned = self.cleaned_data
        return GroupContent(**{name: cleaned[name] for name in GroupForm.base_fields})


class NewGroupForm(GroupForm):
    """The key makes a double submit one group."""

    key = KeyField()

    @classmethod
    def empty(cls) -> "NewGroupForm":
        return cls(initial={"held_at": rounded_now(), "channel": USUAL_CHANNEL})


class EditGroupForm(GroupForm, VersionedForm):
    """The same fields of a group that was logged before."""

    @property
    def content(self) -> GroupContent:
        """A moment that nobody touched keeps its seconds."""
        content = super().content
        if "held_at" in self.changed_data:
            return content
        return GroupContent(**{**content.__dict__, "held_at": self.initial["moment"]})

    @staticmethod
    def initial_of(group: GroupTalk) -> dict[str, Any]:
        return {
            "title": group.title,
            # As it is typed: the hidden original must read the same.
            "held_at": say_moment(group.held_at),
            "moment": group.held_at,
            "kind": group.kind,
            "channel": group.channel_id,
            "theme": group.theme_id,
            "place": group.place,
            "head_count": group.head_count,
            "summary": group.summary,
            "version": group.version,
        }
