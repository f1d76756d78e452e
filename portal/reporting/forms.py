"""What somebody wants to see: it stands in the address."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.reporting.periods import Period, Span


class ChoiceForm(forms.Form):
    """Period, region and theme, or without themes the first two. What it does not know becomes the
    first choice, and is said."""

    periode = forms.ChoiceField(label=_("Period"), required=False)
    regio = forms.ChoiceField(label=_("Region"), required=False)
    thema = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(
        self,
        asked: Mapping[str, str],
        *,
        periods: Sequence[tuple[Span, list[Period]]],
        regions: Sequence[tuple[str, str]],
        themes: Sequence[tuple[str, str]] | None,
    ) -> None:
        choices: dict[str, list[Any]] = {
            "periode": [
                (span.label, [(period.key, period.option) for period in some])
                for span, some in periods
            ],
            "regio": [("", gettext("The Netherlands")), *regions],
            "thema": [("", gettext("All themes")), *(themes or ())],
        }
        known = {
            "periode": [period.key for _span, some in periods for period in some],
            "regio": [code for code, _name in regions],
            "thema": [code for code, _name in themes or ()],
        }
        self.remarks = []
        chosen = {}
        for name, keys in known.items():
            value = asked.get(name, "")
            if value and value not in keys:
                self.remarks.append(_UNKNOWN[name])
            chosen[name] = value if value in keys else ""
        chosen["periode"] = chosen["periode"] or known["periode"][0]
        super().__init__(initial=chosen, auto_id="kies_%s")
        self.chosen = chosen
        if themes is None:
            del self.fields["thema"], choices["thema"]
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options


_UNKNOWN = {
    "periode": _("We do not know this period. You see the last twelve months."),
    "regio": _("We do not know this region. You see the whole country."),
    "thema": _("We do not know this theme. You see all of them."),
}
