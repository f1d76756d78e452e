"""A recognition as the register of SBB says it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import NearDayField
from loketten.ui.text import LineField
from loketten.ui.versions import VersionedForm
from vacancies.actions.recognitions import Terms
from vacancies.forms.fields import RowField, qualifications
from vacancies.models import Recognition


class RecognitionForm(NoBsnForm):
    """`terms` is what the fields say together."""

    qualification = RowField(
        nothing=_("Choose a qualification"),
        label=_("Qualification"),
        help_text=_("A company is recognised for each qualification apart."),
        error_messages={"required": _("Choose a qualification.")},
    )
    valid_from = NearDayField(
        label=_("Recognised since"), error_messages={"required": _("Fill in the first day.")}
    )
    valid_until = NearDayField(
        label=_("Recognised until"),
        help_text=_("The last day. SBB looks again every four years."),
        error_messages={"required": _("Fill in the last day.")},
    )
    trainer = LineField(max_length=120, required=False, label=_("Trainer at work"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["qualification"]
        assert isinstance(field, RowField)
        field.offer(qualifications(chosen=self.initial.get("qualification")))

    @property
    def terms(self) -> Terms:
        """Only of a valid form."""
        chosen = self.cleaned_data
        return Terms(
            qualification_id=chosen["qualification"],
            valid_from=chosen["valid_from"],
            valid_until=chosen["valid_until"],
            trainer=chosen["trainer"],
        )


class EditRecognitionForm(RecognitionForm, VersionedForm):
    @staticmethod
    def initial_of(recognition: Recognition) -> dict[str, Any]:
        return {
            "qualification": recognition.qualification_id,
            "valid_from": recognition.valid_from,
            "valid_until": recognition.valid_until,
            "trainer": recognition.trainer,
            "version": recognition.version,
        }
