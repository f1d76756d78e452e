"""News to the desks: written here, read on My day."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.actions import news as actions
from loketten.accounts.actions.seen import ChangedMeanwhile
from loketten.accounts.forms.posted import posted
from loketten.accounts.models import News
from loketten.accounts.rights import Right
from loketten.tenancy.models import Desk
from loketten.ui.paging import page_of
from loketten.ui.parts import Version
from portal.national.forms.news import NewNewsForm, NewsForm
from portal.national.frame import page
from portal.national.history import history_of

USUAL = timedelta(days=14)


@national_view(Right.MANAGE_DESKS)
def news(request: StaffRequest) -> HttpResponse:
    """What shows now, what is to come, and what was; the newest first."""
    shown, remark = page_of(News.objects.all(), request.GET.get("page", "1"))
    names = dict(Desk.objects.values_list("pk", "display_name"))
    rows: list[Any] = list(shown)
    for row in rows:
        row.reach = ", ".join(names[pk] for pk in row.desk_ids if pk in names)
    return page(
        request,
        "national/news.html",
        rows=rows,
        page=shown,
        remark=remark,
        today=timezone.localdate(),
    )


@national_view(Right.MANAGE_DESKS)
def news_new(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    form = NewNewsForm(posted(request), initial={"first_day": today, "last_day": today + USUAL})
    if request.method == "POST" and form.is_valid():
        actions.publish_news(by=request.user, vouched=form.vouched, **form.cleaned_data)
        messages.success(request, _("The desks read it on My day, from the first day on."))
        return redirect("national:news")
    return page(request, "national/news_new.html", form=form)


@national_view(Right.MANAGE_DESKS)
def news_edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(News, pk=pk)
    form = NewsForm(posted(request), stored=actions.shown_of(row))
    versions: list[Version] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = actions.change_news(
                row, by=request.user, seen=seen, vouched=form.vouched, **form.values
            )
        except ChangedMeanwhile as conflict:
            versions = form.show_conflict(conflict)
        else:
            words = _("The changes have been saved.") if changed else _("Nothing was changed.")
            messages.success(request, words)
            return redirect("national:news")
    return page(
        request,
        "national/news_edit.html",
        status=409 if versions else 200,
        row=row,
        form=form,
        versions=versions,
        is_over=row.last_day < timezone.localdate(),
        history=history_of(row),
    )


@national_view(Right.MANAGE_DESKS)
def news_take_back(request: StaffRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.take_news_back(get_object_or_404(News, pk=pk), by=request.user)
    messages.success(request, _("Nobody sees it any more. It stays in this list."))
    return redirect("national:news")
