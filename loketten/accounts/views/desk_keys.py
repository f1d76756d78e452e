"""Keys of other systems: what a manager makes, replaces and ends."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.actions.desk_keys import (
    ReplacedAlready,
    end_key,
    make_key,
    replace_secret,
    secret_seen,
)
from loketten.accounts.forms.desk_keys import NewKeyForm, ReplaceForm
from loketten.accounts.forms.posted import posted
from loketten.accounts.models import DeskKey
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.accounts.views.desk_settings import settings_page
from loketten.kit.errors import DomainError

LIST = "desk:keys"
CONFLICT = 409


@desk_view(Right.MANAGE_DESK)
def keys(request: DeskRequest) -> HttpResponse:
    """Those that work, and those that have ended."""
    today = timezone.localdate()
    rows = list(DeskKey.objects.of_desk(request.desk.pk))
    context: dict[str, Any] = {
        "working": [row for row in rows if row.works_on(today)],
        "ended": [row for row in rows if not row.works_on(today)],
        "now": timezone.now(),
    }
    return settings_page(request, "accounts/desk_keys.html", **context)


@desk_view(Right.MANAGE_DESK)
def key_new(request: DeskRequest) -> HttpResponse:
    form = NewKeyForm(posted(request), initial={"ends_on": NewKeyForm.usual_end()})
    if request.method == "POST" and form.is_valid():
        row, secret = make_key(by=request.member, vouched=form.vouched, **form.cleaned_data)
        return _shown_once(request, row, secret)
    return settings_page(request, "accounts/desk_key_new.html", form=form, current=LIST)


@desk_view(Right.MANAGE_DESK)
def key_replace(request: DeskRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form = ReplaceForm(posted(request), initial={"old": "a-day", "seen": secret_seen(row)})
    status = 200
    if request.method == "POST" and form.is_valid():
        at_once, seen = form.cleaned_data["old"] == "at-once", form.cleaned_data["seen"]
        try:
            secret = replace_secret(row, by=request.member, at_once=at_once, seen=seen)
        except ReplacedAlready as error:
            row.refresh_from_db()
            form.refuse(error, secret_seen(row))
            status = CONFLICT
        except DomainError as error:
            show_error(form, error)
        else:
            return _shown_once(request, row, secret)
    context: dict[str, Any] = {"form": form, "row": row, "current": LIST}
    response = settings_page(request, "accounts/desk_key_replace.html", **context)
    response.status_code = status
    return response


@desk_view(Right.MANAGE_DESK)
def key_end(request: DeskRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    if request.method == "POST":
        end_key(row, by=request.member)
        messages.success(request, _("The key “%s” has ended.") % row.name)
        return redirect(LIST, desk=request.desk.slug)
    return settings_page(request, "accounts/desk_key_end.html", row=row, current=LIST)


def _own(request: DeskRequest, pk: int) -> DeskKey:
    row: DeskKey = get_object_or_404(DeskKey.objects.of_desk(request.desk.pk), pk=pk)
    return row


def _shown_once(request: DeskRequest, row: DeskKey, secret: str) -> HttpResponse:
    """In the answer itself, so that it is written down nowhere: not in a session, not in a cache.
    A form that was sent twice has no secret to show any more."""
    context: dict[str, Any] = {"row": row, "secret": secret, "current": LIST}
    response = settings_page(request, "accounts/desk_key_shown.html", **context)
    response.status_code = response.status_code if secret else CONFLICT
    return response
