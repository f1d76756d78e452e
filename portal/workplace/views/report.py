"""One report of a wrong vacancy: read it, and say what was done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest as Request
from loketten.accounts.access import desk_view
from loketten.accounts.forms.posted import posted
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from portal.workplace.views.requests import tabs_of
from vacancies.actions.answer import settle_report
from vacancies.finding_questions import find_report
from vacancies.forms.answer import SettleForm


@desk_view(Right.MANAGE_PLACES)
def report_page(request: Request, complaint: UUID) -> HttpResponse:
    found, status = find_report(complaint), 200
    form = SettleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            done = form.cleaned_data["done"]
            settle_report(found, by=request.member, done=done, vouched=form.vouched)
        except DomainError as error:
            form.add_error(None, str(error))
            found, status = find_report(complaint), 409
        else:
            messages.success(request, _("The report is settled."))
            return redirect("workplace:reports", desk=request.desk.slug)
    note("report.viewed", found, by=request.member.actor)
    context = {"report": found, "form": form, "tabs": tabs_of(request, "workplace:reports")}
    return render(request, "workplace/report.html", context, status=status)
