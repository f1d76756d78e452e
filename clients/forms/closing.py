"""How a file ends, begins again, or goes to a colleague."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.forms.fields import CounselorField
from loketten.tenancy.forms import CodeField, CodesForm
from loketten.tenancy.models import CodeList
from loketten.ui.fields import SeenVersionField


class CloseForm(CodesForm):
    """Both questions are asked: a file that is closed says how and why."""

    outcome = CodeField(
        CodeList.OUTCOME,
        nothing=_("Choose an outcome"),
        label=_("What came out of it?"),
    )
    reason = CodeField(
        CodeList.CLOSING_REASON,
        nothing=_("Choose a reason"),
        label=_("Why do you close the file?"),
    )
    version = SeenVersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].error_messages["required"] = _("Choose an outcome.")
        self.fields["reason"].error_messages["required"] = _("Choose a reason.")


class NewOwnerForm(forms.Form):
    """The counselor who goes on with the file."""

    owner = CounselorField(label=_("Counselor"))
    version = SeenVersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, CounselorField)
        owner.offer()
