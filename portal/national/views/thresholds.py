"""Behind how many people a figure may be shown, and since when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.actions.thresholds import choose_thresholds
from loketten.accounts.forms.posted import posted
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Audience, Threshold
from loketten.tenancy.models.threshold import usual
from portal.national.forms.thresholds import ThresholdsForm
from portal.national.frame import page
from portal.national.history import history_of_kind


@national_view(Right.MANAGE_DESKS)
def thresholds(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    holds = {audience: Threshold.objects.on(today, audience) for audience in Audience}
    initial = {
        "team": holds[Audience.TEAM],
        "public": holds[Audience.PUBLIC],
        "valid_from": today,
    }
    form = ThresholdsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = choose_thresholds(by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            words = _("The thresholds have been chosen.") if changed else _("Nothing was changed.")
            messages.success(request, words)
            return redirect("national:thresholds")
    return page(
        request,
        "national/thresholds.html",
        form=form,
        team=holds[Audience.TEAM],
        public=holds[Audience.PUBLIC],
        usual_team=usual(Audience.TEAM),
        usual_public=usual(Audience.PUBLIC),
        chosen=Threshold.objects.all(),
        today=today,
        history=history_of_kind(Threshold),
    )
