"""The two forms beside a learn-work place: interest in it, and a report that its text is wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from loketten.accounts.access import entrance_view
from loketten.accounts.forms.posted import posted
from loketten.accounts.rest import is_at_rest
from portal.public.asking import promise, submitted
from vacancies.actions.ask import Gate, report_ad, send_interest
from vacancies.forms.visitor import InterestForm, ReportForm
from vacancies.links import secret_of
from vacancies.models import AdReport, Interest, Listing


@entrance_view
def interest(request: HttpRequest, slug: str, listing: str) -> HttpResponse:
    """Three fields; a place that is gone says so on its own page."""
    place = _place(slug, listing)
    if not place.is_live(timezone.localdate()):
        return redirect("public:place", slug=slug, listing=listing)
    if request.method != "POST" and is_at_rest(place.desk):
        return redirect("public:desk", slug=slug)
    form = InterestForm(posted(request))

    def send(gate: Gate) -> Interest:
        return send_interest(
            form.visitor(get_language() or "nl"),
            place=place.public_id,
            key=form.cleaned_data["key"],
            vouched=form.vouched,
            gate=gate,
        )

    sent, status = submitted(request, form, place.desk, send)
    if sent is not None:
        return redirect("public:sent", secret=secret_of(sent))
    return _page(request, "public/interest.html", place, {"form": form, **promise()}, status)


@entrance_view
def report(request: HttpRequest, slug: str, listing: str) -> HttpResponse:
    """Without a name: nobody gets an answer, the text gets better."""
    place = _place(slug, listing)
    if not place.is_live(timezone.localdate()):
        return redirect("public:place", slug=slug, listing=listing)
    form = ReportForm(posted(request))

    def send(gate: Gate) -> AdReport:
        return report_ad(
            place=place.public_id,
            reason=form.cleaned_data["reason"],
            remark=form.cleaned_data["remark"],
            key=form.cleaned_data["key"],
            vouched=form.vouched,
            gate=gate,
        )

    sent, status = submitted(request, form, place.desk, send)
    if sent is not None:
        return redirect("public:reported", slug=slug, listing=listing)
    return _page(request, "public/report.html", place, {"form": form}, status)


@entrance_view
def reported(request: HttpRequest, slug: str, listing: str) -> HttpResponse:
    """Thank you, and where to go from here; also when the place was taken offline meanwhile."""
    return _page(request, "public/reported.html", _place(slug, listing), {}, 200)


def _place(slug: str, listing: str) -> Listing:
    places = Listing.objects.select_related("desk").defer("desk__logo")
    return get_object_or_404(places, desk__slug=slug, slug=listing)


def _page(
    request: HttpRequest, template: str, place: Listing, context: dict[str, Any], status: int
) -> HttpResponse:
    return render(request, template, {"place": place, "desk": place.desk, **context}, status=status)
