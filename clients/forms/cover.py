"""The form of standing in."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.forms.fields import CounselorField
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.ui.fields import DayField


class CoverForm(forms.Form):
    """A manager chooses who is away; a counselor speaks for herself."""

    colleague = CounselorField(label=_("Who is away?"))
    member = CounselorField(label=_("Who stands in?"))
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_for_all = member.may(Right.MANAGE_TEAM)
        if not is_for_all:
            del self.fields["colleague"]
        for field in self.fields.values():
            if isinstance(field, CounselorField):
                field.offer(without=None if is_for_all else member)
        self.fields["first_day"].initial = timezone.localdate
