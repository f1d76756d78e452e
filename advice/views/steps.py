"""Ticking off a next step."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from advice.actions.finish_step import finish_step, reopen_step
from advice.finding import find_step
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right


@desk_view(Right.WRITE_TALKS)
@require_POST
def step_done(request: DeskRequest, step: int) -> HttpResponse:
    """`done=no` takes it back; `back=day` returns to the day, else to the file."""
    promise = find_step(step)
    if request.POST.get("done") == "no":
        reopen_step(promise, by=request.member)
        messages.success(request, _("The step is open again."))
    else:
        finish_step(promise, by=request.member)
        messages.success(request, _("The step is done."))
    slug = request.desk.slug
    if request.POST.get("back") == "day":
        return redirect("workplace:day", desk=slug)
    return redirect("workplace:file", desk=slug, number=promise.file.client.number)
