"""Goes to every address as somebody who may, and undoes whatever that changed."""

import copy
import inspect
import re
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from loketten.accounts.access import Door
from loketten.accounts.adapter import SecondFactorAdapter
from loketten.accounts.models import Token
from loketten.accounts.models.invitation import TokenKind
from tests import questions
from tests.cast import Cast, Somebody
from tests.house import gates
from tests.house.samples import SampleBook
from tests.house.test_access import PARTS, TABLE
from tests.house.undoing import undone
from vacancies.links import secret_of

FORM = "application/x-www-form-urlencoded"
VIEWS = {name: view for name, _route, view in gates.walk(get_resolver().url_patterns)}
# Reading leaves a row here, and a session moves on.
_SHOULD_CHANGE = {"audit_entry", "audit_platformentry", "audit_shown", "django_session"}


class Visit:
    """One address, with the browser of whoever has the right to be there."""

    def __init__(self, name: str, book: SampleBook) -> None:
        self.name = name
        self.cast = book.cast
        self.browser = _browser_for(name, book)
        desk = {"desk": book.cast.utrecht.slug} if TABLE[name].door is Door.DESK else {}
        self.values = {**desk, **book.of(name, PARTS[name]).own, **_opening(name, book)}
        self.address = reverse(name, kwargs=self.values)

    def get(self, query: str = "", *, follow: bool = False) -> Any:
        """Where it is followed, the steps in between are remembered."""
        address = f"{self.address}?{query}" if query else self.address
        if follow:
            return self.browser.get(address, follow=True)
        with undone():
            return self.browser.get(address)

    def post(self, pairs: list[tuple[str, str]], address: str = "", **extra: Any) -> Any:
        """As a browser sends a form, but for half characters, which no browser would send."""
        body = urlencode(pairs, errors="surrogatepass")
        return self.browser.post(address or self.address, body, content_type=FORM, **extra)

    def parameters(self) -> list[str]:
        """What the view reads from its address, as its module says."""
        module = inspect.getmodule(inspect.unwrap(VIEWS[self.name]))
        source = inspect.getsource(module) if module else ""
        return sorted(set(re.findall(r"GET(?:\.get\(|\[)\"(\w+)\"", source)))


def has_written() -> bool:
    """Whether this transaction touched a row of ours, also one that it put back; or one before it
    within a second."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [sorted(_SHOULD_CHANGE)])
        return cursor.fetchone() != (0,)


def rows(cast: Cast) -> list[tuple[str, int]]:
    """A fingerprint of everything that a form could change, at both desks."""
    found: list[tuple[str, int]] = []
    for somebody in (cast.anouk, cast.chaima):
        with somebody.at_work(), connection.cursor() as cursor:
            cursor.execute(_FINGERPRINT)
            found += cursor.fetchall()
    return found


def _fingerprint() -> str:
    tables = {model._meta.db_table for model in gates.tenant_models()}
    tables |= {model._meta.db_table for model in apps.get_app_config("accounts").get_models()}
    return " UNION ALL ".join(
        f"SELECT '{table}', coalesce(sum(hashtext(row::text)), 0) FROM {table} AS row"
        for table in sorted(tables - _SHOULD_CHANGE)
    )


_FINGERPRINT = _fingerprint()
_WRITTEN = """
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::int FROM pg_stat_xact_user_tables
WHERE relname <> ALL(%s)
"""


def _browser_for(name: str, book: SampleBook) -> Browser:
    """Everybody signs in once; whatever a visit does to that session is undone."""
    browser = Browser(raise_request_exception=False)
    if TABLE[name].door is Door.KEY:
        browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {book.secrets[book.cast.utrecht.pk]}"
        return browser
    somebody = who_may(name, book.cast)
    if somebody is not None:
        if somebody.user.pk not in book.cookies:
            browser.force_login(somebody.user)
            secret = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
            Authenticator.objects.filter(user=somebody.user).update(data={"secret": secret})
            book.cookies[somebody.user.pk] = browser.cookies
        browser.cookies = copy.deepcopy(book.cookies[somebody.user.pk])
        _prove(browser)
    return browser


def who_may(name: str, cast: Cast) -> Somebody | None:
    """Somebody who gets through the door; nobody is needed for a door that stands open."""
    access = TABLE[name]
    if access.door is Door.DESK:
        team = (cast.anouk, cast.mila, cast.priya, cast.bram)
        return next(one for one in team if one.member and one.member.may(access.right))
    if access.door is Door.NATIONAL:
        return next(
            one for one in (cast.otto, cast.dirk) if access.right in one.user.national_rights
        )
    if name == "mfa_activate_totp":
        return cast.femke
    return cast.anouk if access.door in {Door.STAFF, Door.ACCOUNT} else None


def _prove(browser: Browser) -> None:
    """Her password and second step were a moment ago, so no page asks for them again."""
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": method, "at": time.time()} for method in ("password", "mfa")
    ]
    session.save()


def _opening(name: str, book: SampleBook) -> dict[str, Any]:
    """What opens a page, where the sample of all pages does not."""
    if name == "accounts:invitation":
        desk = book.cast.utrecht
        secret = Token.objects.issue(
            TokenKind.INVITATION,
            book.here["invitation"],
            desk_id=desk.pk,
            valid=timedelta(days=1),
        )
        return {"secret": secret}
    if name in {"public:sent", "public:withdraw_sent"}:
        with book.cast.anouk.at_work():
            return {"secret": secret_of(questions.request())}
    if name == "account_reset_password_from_key":
        user = book.cast.bas.user
        key = default_token_generator.make_token(user)
        return {"uidb36": user_pk_to_url_str(user), "key": key}
    if name == "national:invite_manager":
        return {"slug": book.cast.zwolle.slug}
    return {}
