"""Putting away what the national team told."""

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.actions.news import put_news_away
from loketten.accounts.models import News
from loketten.accounts.rights import Right


@desk_view(Right.ENTER_DESK)
def news_read(request: DeskRequest, news: int) -> HttpResponse:
    """News for other desks does not exist here."""
    row = get_object_or_404(News.objects.for_desk(request.desk.pk), pk=news)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    put_news_away(row, by=request.member)
    return redirect("workplace:day", desk=request.desk.slug)
