"""Forms of the public, each on its own address that nobody stores: ask, show interest, report."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loketten.accounts.access import entrance_view
from loketten.accounts.forms.posted import posted
from loketten.accounts.rest import is_at_rest
from loketten.kit.errors import DomainError
from loketten.tenancy.context import at_desk
from loketten.tenancy.finder import find_desks
from loketten.tenancy.models import Desk
from loketten.ui.keyed import KeyedForm
from portal.public.known_desks import desks_of, open_desks
from portal.public.pages import public_page
from portal.public.too_much import TooMuch, refuse_too_much
from vacancies.actions.ask import Gate, SentBefore, send_request
from vacancies.choices import BestMoment, RequestKind
from vacancies.forms.visitor import RequestForm
from vacancies.links import secret_of
from vacancies.models import DeskRequest

Sent = TypeVar("Sent")
AT_REST = _("This desk is closed for a while, so this was not sent. Call %(phone)s.")


@public_page
def ask_where(request: HttpRequest) -> HttpResponse:
    """For whoever has no desk yet: the postcode first, then the form of that desk."""
    query = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"query": query[:80]}
    if query:
        finding = find_desks(query, timezone.localdate())
        if len(sure := desks_of(finding, list(open_desks()))) == 1:
            return redirect("public:ask", slug=sure[0].slug)
        context["finding"] = finding
    return render(request, "public/ask_where.html", context)


@entrance_view
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A talk, or a call back; `wat` is what the link said."""
    desk = get_object_or_404(open_desks(), slug=slug)
    if request.method != "POST" and is_at_rest(desk):
        return redirect("public:desk", slug=slug)
    asked = request.GET.get("wat", "")
    kind = asked if asked in RequestKind.values else RequestKind.TALK
    form = RequestForm(posted(request), initial={"kind": kind, "moment": BestMoment.ANY})

    def send(gate: Gate) -> DeskRequest:
        return send_request(
            form.visitor(get_language() or "nl"),
            kind=form.cleaned_data["kind"],
            moment=form.cleaned_data["moment"],
            key=form.cleaned_data["key"],
            vouched=form.vouched,
            gate=gate,
        )

    sent, status = submitted(request, form, desk, send)
    if sent is not None:
        return redirect("public:sent", secret=secret_of(sent))
    context = {"form": form, "desk": desk, **promise()}
    return render(request, "public/ask.html", context, status=status)


def promise() -> dict[str, int]:
    """What every form says about afterwards."""
    return {
        "working_days": settings.ANSWER_WORKING_DAYS,
        "kept_days": settings.REQUESTS_KEPT_DAYS,
    }


def submitted(
    request: HttpRequest, form: KeyedForm, desk: Desk, send: Callable[[Gate], Sent]
) -> tuple[Sent | None, int]:
    """What was sent at the desk, or the status of the page that says why not; nothing is lost."""
    if request.method != "POST":
        return None, HTTPStatus.OK
    if not form.is_valid():
        return None, HTTPStatus.OK
    if is_at_rest(desk):
        form.add_error(None, AT_REST % {"phone": settings.HELP_PHONE})
        return None, HTTPStatus.CONFLICT
    try:
        with at_desk(desk.pk):
            return send(partial(refuse_too_much, request, form, desk)), HTTPStatus.OK
    except TooMuch as error:
        form.add_error(None, str(error))
        return None, HTTPStatus.TOO_MANY_REQUESTS
    except DomainError as error:
        form.add_error(None, str(error))
        if isinstance(error, SentBefore):
            form.renew_key()
        return None, HTTPStatus.OK
