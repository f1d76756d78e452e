"""Who stands in for whom: one's own leave, and for the manager that of everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clients.actions.cover import arrange_cover, can_end, end_cover
from clients.counselors import can_own_files
from clients.forms.cover import CoverForm
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.forms.posted import posted
from loketten.accounts.models import Cover
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


@desk_view(Right.READ_FILES)
def covers(request: DeskRequest) -> HttpResponse:
    """Everybody sees who stands in for whom: that is where a client is sent."""
    member = request.member
    may_arrange = member.may(Right.MANAGE_TEAM) or can_own_files(member)
    form = CoverForm(posted(request), member=member) if may_arrange else None
    if form and form.is_valid() and _is_arranged(request, form):
        messages.success(request, _("It is arranged. The work stands in both days now."))
        return redirect("clients:covers", desk=request.desk.slug)
    coming = Cover.objects.of_desk(request.desk.pk).not_over(timezone.localdate())
    rows = coming.select_related("colleague__user", "member__user")
    context = {"form": form, "covers": [(row, can_end(row, member)) for row in rows]}
    return render(request, "clients/covers.html", context)


@desk_view(Right.READ_FILES)
@require_POST
def end(request: DeskRequest, cover: int) -> HttpResponse:
    row = get_object_or_404(Cover.objects.of_desk(request.desk.pk), pk=cover)
    try:
        end_cover(row, by=request.member)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Nobody stands in here any more."))
    return redirect("clients:covers", desk=request.desk.slug)


def _is_arranged(request: DeskRequest, form: CoverForm) -> bool:
    chosen = {"colleague": request.member, **form.cleaned_data}
    try:
        arrange_cover(chosen.pop("colleague"), by=request.member, **chosen)
    except DomainError as error:
        form.add_error(getattr(error, "field", None), str(error))
        return False
    return True
