"""The weekly review of the access log: client numbers, never names."""

from datetime import date, timedelta
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.forms.posted import posted
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from portal.workplace.actions.review import has_other_readers, mark_looks, sign_week
from portal.workplace.models import WeekReview
from portal.workplace.review import ROWS_A_SORT, Sort, read_week
from portal.workplace.review_form import REST_IS_FINE, SIGN, ReviewForm, answers_of, form_of
from portal.workplace.weeks import name_of, read_name, recent_weeks, with_looks


class WeekRow(NamedTuple):
    """One line of the list."""

    name: str
    first: date
    last: date
    has_looks: bool
    review: WeekReview | None


@desk_view(Right.READ_ACCESS_LOG)
def weeks(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    recent = recent_weeks(today)
    looks = with_looks(recent)
    signed = WeekReview.objects.filter(week__in=recent).select_related("signed_by__user")
    reviews = {review.week: review for review in signed}
    rows = [_row(week, week in looks, reviews.get(week)) for week in recent]
    return render(request, "workplace/review_weeks.html", {"weeks": rows})


@desk_view(Right.READ_ACCESS_LOG)
def week(request: DeskRequest, week: str) -> HttpResponse:
    """Mark each row, then sign; the buttons say which."""
    monday = read_name(week)
    if monday is None:
        raise Http404
    read = read_week(monday)
    review = WeekReview.objects.select_related("signed_by__user").filter(week=monday).first()
    form = form_of(read.looks, None if review else posted(request), reader=request.member)
    if form.is_valid() and _is_saved(request, monday, form):
        return redirect("workplace:review_week", desk=request.desk.slug, week=week)
    note("access_log.viewed", by=request.member.actor)
    context = {
        "form": form,
        "answers": answers_of(form, read.looks),
        "week": _row(monday, bool(read.total), review),
        "total": read.total,
        "sorts": [(Sort(sort).label, number) for sort, number in read.found.items()],
        "most": ROWS_A_SORT,
        "has_own": any(look.member_id == request.member.pk for look in read.looks),
        "has_other_readers": has_other_readers(request.member),
    }
    return render(request, "workplace/review_week.html", context)


def _is_saved(request: DeskRequest, monday: date, form: ReviewForm) -> bool:
    """What was marked stays marked, also when the week cannot be signed yet."""
    marks = form.marks(rest_is_fine=REST_IS_FINE in request.POST)
    try:
        kept = mark_looks(monday, marks, by=request.member, vouched=form.vouched)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    if kept:
        words = ngettext(
            "A colleague answered one row first. That answer stays.",
            "A colleague answered %(count)d rows first. Those answers stay.",
            kept,
        )
        messages.error(request, words % {"count": kept})
    if SIGN not in request.POST:
        messages.success(request, _("Your answers are saved."))
        return True
    try:
        sign_week(monday, by=request.member)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The week is signed off."))
    return True


def _row(monday: date, has_looks: bool, review: WeekReview | None) -> WeekRow:
    return WeekRow(name_of(monday), monday, monday + timedelta(days=6), has_looks, review)
