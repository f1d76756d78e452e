"""The doors: every view carries one of these marks, and the marks are read by the access tests.

Not signed in goes to the login; a wrong desk is the same 404 as an id that does not exist; a
missing right is 403. Personal pages are never stored by a browser or a proxy.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import OuterRef
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control

from loketten.accounts.addresses import is_local
from loketten.accounts.backend import SECOND_FACTORS, found_before, with_second_factor
from loketten.accounts.models import Cover, Membership, User
from loketten.accounts.rest import at_rest, is_at_rest
from loketten.accounts.rights import STOPS_AT_REST, Right
from loketten.accounts.sent_forms import is_from_own_page, send_again
from loketten.accounts.slugs import renamed
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.bsn import has_bsn
from loketten.tenancy.composed import TODAY, Asked, composed
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk

View = Callable[..., HttpResponse]
REST = timedelta(minutes=1)
# TW-00012
_CLIENT_NUMBER = re.compile(r"[A-Z]{1,4}-[0-9]{5,7}")
METHODS = ("GET", "HEAD", "POST")


class Door(StrEnum):
    """Who a view is for."""

    PUBLIC = "public"  # everybody, cacheable, no cookie
    ENTRANCE = "entrance"  # signing in, tokens, forms of the public: everybody, never stored
    ACCOUNT = "account"  # whoever is signed in, also without a second factor
    STAFF = "staff"  # whoever is signed in with a second factor
    DESK = "desk"  # a member of the desk in the URL, with a right
    NATIONAL = "national"  # a national role, with a right
    KEY = "key"  # another system, with a key of one desk and a scope


@dataclass(frozen=True)
class Access:
    """The mark on a view."""

    door: Door
    right: Right | None = None
    scope: str = ""


class DeskRequest(HttpRequest):
    """What a desk view receives."""

    desk: Desk
    member: Membership
    user: User


class StaffRequest(HttpRequest):
    """What a view for signed-in people receives."""

    user: User


def public_view(view: View) -> View:
    """For everybody; the answer may be kept by a proxy."""
    return _marked(view, view, Access(Door.PUBLIC))


def entrance_view(view: View) -> View:
    """For everybody, but never stored: it sets a cookie, or depends on a secret link."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return _never_stored(_answer(view, request, kwargs))

    return _marked(wrapper, view, Access(Door.ENTRANCE))


def account_view(view: View) -> View:
    """For whoever is signed in: the way to a second factor, and out."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not _is_signed_in(request):
            return _to_login(request)
        return _never_stored(_answer(view, request, kwargs))

    return _marked(wrapper, view, Access(Door.ACCOUNT))


def staff_view(view: View) -> View:
    """For whoever is signed in with a second factor, at any desk or none."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if (elsewhere := _not_yet_in(request)) is not None:
            return elsewhere
        return _never_stored(_answer(view, request, kwargs))

    return _marked(wrapper, view, Access(Door.STAFF))


def desk_view(right: Right) -> Callable[[View], View]:
    """For a member with this right of the desk that the URL names; runs inside `at_desk`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: Any, desk: str, **kwargs: Any) -> HttpResponse:
            member = _claimed(request, desk)
            with found_before(member.user if member else None):
                elsewhere = _not_yet_in(request)
            if elsewhere is not None:
                return _kept_meanwhile(request) or elsewhere
            if member is None:
                if (elsewhere := renamed(request, "desk")) is not None:
                    return _never_stored(elsewhere)
                record_denial(request, desk=desk, by=Actor(ActorKind.USER, request.user.pk))
                raise Http404
            if not member.may(right):
                record_denial(request, desk=desk, by=member.actor)
                raise PermissionDenied
            request.desk, request.member = member.desk, member
            if request.method == "POST" and right in STOPS_AT_REST and is_at_rest(member.desk):
                return _never_stored(at_rest(request))
            try:
                with at_desk(member.desk_id, member_id=member.pk), reading_only(request):
                    response = _whole(_answer(view, request, kwargs))
            except (Http404, PermissionDenied):
                # After the rollback, in a transaction of its own.
                record_denial(request, desk=desk, by=member.actor)
                raise
            return _never_stored(response)

        return _marked(wrapper, view, Access(Door.DESK, right))

    return decorate


def national_view(right: Right) -> Callable[[View], View]:
    """For the national team; no desk is open, so no tenant row can be reached."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: Any, **kwargs: Any) -> HttpResponse:
            if (elsewhere := _not_yet_in(request)) is not None:
                return _kept_meanwhile(request) or elsewhere
            if right not in request.user.national_rights:
                record_denial(request, desk=None, by=Actor(ActorKind.USER, request.user.pk))
                raise PermissionDenied
            return _never_stored(_answer(view, request, kwargs))

        return _marked(wrapper, view, Access(Door.NATIONAL, right))

    return decorate


def key_view(scope: str) -> Callable[[View], View]:
    """For another system; the view itself reads the key, and opens its desk. An empty scope is for
    every key."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return _never_stored(view(request, **kwargs))

        return _marked(wrapper, view, Access(Door.KEY, scope=scope))

    return decorate


def has_second_factor(user: User) -> bool:
    """Whether the account may enter: a second factor, or a demo account while DEMO is on."""
    if settings.DEMO and user.is_demo:
        return True
    return SECOND_FACTORS.filter(user=user).exists() if user.is_proven is None else user.is_proven


def desks_of(user: User) -> list[Desk]:
    """The desks where this person works today."""
    active = Membership.objects.active().filter(user=user)
    members = active.select_related("desk").defer("desk__logo")
    return [member.desk for member in members.order_by("desk__display_name")]


def _marked(wrapper: View, view: View, access: Access) -> View:
    wrapper.access = access  # type: ignore[attr-defined]
    wrapper.inner = view  # type: ignore[attr-defined]
    return wrapper


def _answer(view: View, request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse:
    """A page is read and a form is sent; behind a door nothing answers to another method."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    return view(request, **kwargs)


@composed
def _members() -> Any:
    """With those for whom each stands in today."""
    active = Membership.objects.active(TODAY).select_related("desk", "user")
    members = active.defer("desk__logo").filter(user=Asked("user"), desk__slug=Asked("desk"))
    today = Cover.objects.on(TODAY).order_by().filter(member=OuterRef("pk"))
    covered = members.annotate(colleagues=ArraySubquery(today.values("colleague")))
    return with_second_factor(covered, user="user")


def _claimed(request: HttpRequest, slug: str) -> Any:
    """The active membership of whom the session names, with those for whom she stands in today.
    Nothing of it holds until the session is proven."""
    user_id = request.session.get(SESSION_KEY)
    if user_id is None:
        return None
    member: Any = _members.first(user=User._meta.pk.to_python(user_id), desk=slug)
    if member is not None:
        member.user.is_proven = member.is_proven
        member.covering = frozenset(member.colleagues)
    return member


def _is_signed_in(request: HttpRequest) -> bool:
    """Also ends a session that rested too long or lasted too long."""
    if not request.user.is_authenticated:
        return False
    now = int(timezone.now().timestamp())
    started = request.session.setdefault("started_at", now)
    if now - started > settings.SESSION_LONGEST_SECONDS:
        request.session.flush()
        return False
    # The expiry moves with use, at most one write a minute.
    if now - request.session.get("seen_at", 0) > REST.total_seconds():
        request.session["seen_at"] = now
    return True


def _not_yet_in(request: HttpRequest) -> HttpResponse | None:
    """Where somebody must go first: to the login, or to a second factor."""
    if not _is_signed_in(request):
        return _to_login(request)
    if not has_second_factor(request.user):  # type: ignore[arg-type]
        return _to_second_factor(request)
    return None


def _kept_meanwhile(request: HttpRequest) -> HttpResponse | None:
    """For who was signed out while she wrote. A script of ours keeps its text itself."""
    is_sent_by_hand = request.headers.get("Sec-Fetch-Mode") == "navigate"
    if request.user.is_authenticated or request.method != "POST" or not is_sent_by_hand:
        return None
    if not is_from_own_page(request):
        return None
    sign_in_url = resolve_url(settings.LOGIN_URL)
    return _never_stored(send_again(request, HTTPStatus.FORBIDDEN, sign_in_url=sign_in_url))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    return _on_the_way(request, "mfa_index")


def _to_login(request: HttpRequest) -> HttpResponse:
    return _on_the_way(request, settings.LOGIN_URL)


def _on_the_way(request: HttpRequest, name: str) -> HttpResponse:
    """To a page that leads on to this one."""
    where = request.get_full_path() if request.method in {"GET", "HEAD"} else _sent_from(request)
    query = f"?next={quote(where, safe='/')}" if where else ""
    return _never_stored(HttpResponseRedirect(resolve_url(name) + query))


def _sent_from(request: HttpRequest) -> str:
    """The page of ours whose form was sent: not every form can be shown at its own address."""
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address, whatever a broken program means by it
        return ""
    path = f"{page.path}?{page.query}" if page.query else page.path
    return path if page.netloc == request.get_host() and is_local(path) else ""


def _never_stored(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    # What nobody may keep, no search engine names either.
    response.headers.setdefault("X-Robots-Tag", "noindex")
    return response


def _whole(response: HttpResponse) -> HttpResponse:
    """An answer that is made after the desk closes would be empty, or worse."""
    if response.streaming or not getattr(response, "is_rendered", True):
        raise RuntimeError("A desk view answers with a complete response.")
    return response


@contextmanager
def reading_only(request: HttpRequest) -> Iterator[None]:
    """GET does not write, except its own row in the access log."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        yield
        return
    with connection.execute_wrapper(_refuse_writes):
        yield


def _refuse_writes(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    verb = str(sql).lstrip()[:6].upper()
    if verb in {"INSERT", "UPDATE", "DELETE"} and '"audit_entry"' not in sql:
        raise RuntimeError(f"A GET request tried to write: {str(sql)[:120]}")
    return execute(sql, params, many, context)


def record_denial(request: HttpRequest, *, desk: str | None, by: Actor) -> None:
    """One row of its own in the log, after whatever was tried is undone."""
    match = request.resolver_match
    # This row stays for ever, and whoever typed the address may have typed a name in it.
    numbers = [
        f" {key}={value}" for key, value in (match.kwargs if match else {}).items() if _names(value)
    ]
    reason = f"{request.method} {match.view_name if match else ''}{''.join(numbers)}"
    row = Desk.objects.filter(slug=desk).only("pk").first() if desk else None
    with transaction.atomic():
        if row is None:
            log.note_platform("access.denied", by=by, reason=reason)
        else:
            with at_desk(row.pk):
                log.note("access.denied", by=by, reason=reason)


def _names(value: object) -> bool:
    """Whether a part of an address names a row, and cannot name a person."""
    if isinstance(value, str):
        return _CLIENT_NUMBER.fullmatch(value) is not None
    return isinstance(value, UUID) or not has_bsn(str(value))
