"""The access table: the cast x every address x every method, derived from the table of rights.

`TABLE` is reviewed by hand: a new address, or one whose mark changed, is red until it stands here.
"""

import copy
import re
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any
from zlib import crc32

import pytest
from django.test import Client as Browser
from django.urls import get_resolver, path, reverse

from loketten.accounts.access import Access, Door, public_view
from loketten.accounts.models.desk_key import Scope
from loketten.accounts.rights import RIGHTS, Right, Role
from tests.cast import Somebody
from tests.conftest import clone_of
from tests.house import gates
from tests.house.samples import SampleBook, Samples
from tests.house.undoing import undone

PUBLIC, ENTRANCE = Access(Door.PUBLIC), Access(Door.ENTRANCE)
KEY = Door.KEY
ACCOUNT, STAFF = Access(Door.ACCOUNT), Access(Door.STAFF)


def desk(right: Right) -> Access:
    return Access(Door.DESK, right)


def national(right: Right) -> Access:
    return Access(Door.NATIONAL, right)


TABLE: dict[str, Access] = {
    "health_live": ENTRANCE,
    "health_ready": ENTRANCE,
    "api:document": PUBLIC,
    "api:regions": PUBLIC,
    "api:region": PUBLIC,
    "api:desks": PUBLIC,
    "api:desk": PUBLIC,
    "api:desk_finder": PUBLIC,
    "api:vacancies": PUBLIC,
    "api:vacancy": PUBLIC,
    "api:figures": PUBLIC,
    "api:codes": PUBLIC,
    "api:occupations": PUBLIC,
    "api:qualifications": PUBLIC,
    "developers:page": PUBLIC,
    "api:own_desk": Access(KEY),
    "api:own_clients": Access(KEY, scope=Scope.CLIENTS_READ),
    "api:own_client": Access(KEY, scope=Scope.CLIENTS_READ),
    "api:own_client_talks": Access(KEY, scope=Scope.TALKS_READ),
    "api:own_talks": Access(KEY, scope=Scope.TALKS_WRITE),
    "api:own_talk": Access(KEY, scope=Scope.TALKS_READ),
    "api:own_employers": Access(KEY, scope=Scope.VACANCIES_WRITE),
    "api:own_vacancies": Access(KEY, scope=Scope.VACANCIES_WRITE),
    "api:own_vacancy": Access(KEY, scope=Scope.VACANCIES_WRITE),
    "api:own_vacancy_refreshment": Access(KEY, scope=Scope.VACANCIES_WRITE),
    "api:own_vacancy_closure": Access(KEY, scope=Scope.VACANCIES_WRITE),
    "api:own_trajectories": Access(KEY, scope=Scope.TRAJECTORIES_READ),
    "api:own_trajectory": Access(KEY, scope=Scope.TRAJECTORIES_READ),
    "api:no_such_address": PUBLIC,
    "public:home": PUBLIC,
    "public:places": PUBLIC,
    "public:place": PUBLIC,
    "public:places_feed": PUBLIC,
    "robots:robots": PUBLIC,
    "robots:sitemap": PUBLIC,
    "robots:sitemap_pages": PUBLIC,
    "robots:sitemap_places": PUBLIC,
    "public:my_plan": PUBLIC,
    "public:employers": PUBLIC,
    "public:desks": PUBLIC,
    "public:desk": PUBLIC,
    "public:ask_where": PUBLIC,
    "public:ask": ENTRANCE,
    "public:sent": ENTRANCE,
    "public:withdraw_sent": ENTRANCE,
    "public:interest": ENTRANCE,
    "public:report": ENTRANCE,
    "public:reported": ENTRANCE,
    "public:desk_style": PUBLIC,
    "public:desk_logo": PUBLIC,
    "public:style": PUBLIC,
    "figures:public": PUBLIC,
    "figures:public_explained": PUBLIC,
    "accounts:start": STAFF,
    "accounts:trouble": ENTRANCE,
    "accounts:profile": STAFF,
    "accounts:end_sessions": STAFF,
    "accounts:invitation": ENTRANCE,
    "account_login": ENTRANCE,
    "account_logout": ENTRANCE,
    "account_inactive": ENTRANCE,
    "account_reset_password": ENTRANCE,
    "account_reset_password_done": ENTRANCE,
    "account_reset_password_from_key_done": ENTRANCE,
    "account_reset_password_from_key": ENTRANCE,
    "account_change_password": STAFF,
    "account_set_password": STAFF,
    "account_reauthenticate": ACCOUNT,
    "mfa_authenticate": ENTRANCE,
    "mfa_login_webauthn": ENTRANCE,
    "mfa_index": ACCOUNT,
    "mfa_reauthenticate": ACCOUNT,
    "mfa_reauthenticate_webauthn": ACCOUNT,
    "mfa_activate_totp": ACCOUNT,
    "mfa_deactivate_totp": ACCOUNT,
    "mfa_add_webauthn": ACCOUNT,
    "mfa_edit_webauthn": ACCOUNT,
    "mfa_remove_webauthn": ACCOUNT,
    "mfa_view_recovery_codes": ACCOUNT,
    "mfa_generate_recovery_codes": ACCOUNT,
    "clients:list": desk(Right.FIND_CLIENTS),
    "clients:new": desk(Right.OPEN_FILES),
    "clients:covers": desk(Right.READ_FILES),
    "clients:cover_end": desk(Right.READ_FILES),
    "clients:card": desk(Right.FIND_CLIENTS),
    "clients:edit": desk(Right.EDIT_FILES),
    "clients:situation": desk(Right.EDIT_FILES),
    "clients:close": desk(Right.EDIT_FILES),
    "workplace:reopen": desk(Right.OPEN_FILES),
    "workplace:hand_over": desk(Right.EDIT_FILES),
    "workplace:day": desk(Right.ENTER_DESK),
    "workplace:news_read": desk(Right.ENTER_DESK),
    "workplace:agenda": desk(Right.WRITE_TALKS),
    "workplace:calendar": desk(Right.WRITE_TALKS),
    "workplace:calendar_end": desk(Right.WRITE_TALKS),
    "calendar:feed": ENTRANCE,
    "workplace:my_files": desk(Right.WRITE_TALKS),
    "workplace:file": desk(Right.READ_FILES),
    "workplace:file_log": desk(Right.READ_FILES),
    "workplace:reason": desk(Right.FIND_CLIENTS),
    "workplace:review_weeks": desk(Right.READ_ACCESS_LOG),
    "workplace:review_week": desk(Right.READ_ACCESS_LOG),
    "workplace:requests": desk(Right.ANSWER_REQUESTS),
    "workplace:interests": desk(Right.ANSWER_REQUESTS),
    "workplace:reports": desk(Right.MANAGE_PLACES),
    "workplace:report": desk(Right.MANAGE_PLACES),
    "workplace:request": desk(Right.ANSWER_REQUESTS),
    "workplace:request_take": desk(Right.ANSWER_REQUESTS),
    "workplace:request_give_back": desk(Right.ANSWER_REQUESTS),
    "workplace:request_end": desk(Right.ANSWER_REQUESTS),
    "workplace:request_file": desk(Right.OPEN_FILES),
    "workplace:request_join": desk(Right.ANSWER_REQUESTS),
    "workplace:request_part": desk(Right.ANSWER_REQUESTS),
    "workplace:access_log": desk(Right.READ_ACCESS_LOG),
    "advice:begin": desk(Right.WRITE_TALKS),
    "workplace:employer": desk(Right.MANAGE_PLACES),
    "workplace:vacancy": desk(Right.MANAGE_PLACES),
    "vacancies:employers": desk(Right.MANAGE_PLACES),
    "vacancies:employer_new": desk(Right.MANAGE_PLACES),
    "vacancies:employer_edit": desk(Right.MANAGE_PLACES),
    "vacancies:employer_archive": desk(Right.MANAGE_PLACES),
    "vacancies:contact_new": desk(Right.MANAGE_PLACES),
    "vacancies:contact_edit": desk(Right.MANAGE_PLACES),
    "vacancies:visit_new": desk(Right.MANAGE_PLACES),
    "vacancies:visit_done": desk(Right.MANAGE_PLACES),
    "vacancies:visit_edit": desk(Right.MANAGE_PLACES),
    "vacancies:visit_withdraw": desk(Right.MANAGE_PLACES),
    "vacancies:recognition_new": desk(Right.MANAGE_PLACES),
    "vacancies:recognition_edit": desk(Right.MANAGE_PLACES),
    "vacancies:list": desk(Right.MANAGE_PLACES),
    "vacancies:new": desk(Right.MANAGE_PLACES),
    "vacancies:edit": desk(Right.MANAGE_PLACES),
    "vacancies:preview": desk(Right.MANAGE_PLACES),
    "vacancies:publish": desk(Right.MANAGE_PLACES),
    "vacancies:refresh": desk(Right.MANAGE_PLACES),
    "vacancies:close": desk(Right.MANAGE_PLACES),
    "vacancies:reopen": desk(Right.MANAGE_PLACES),
    "advice:new": desk(Right.WRITE_TALKS),
    "advice:draft": desk(Right.WRITE_TALKS),
    "advice:drop_draft": desk(Right.WRITE_TALKS),
    "advice:plan": desk(Right.WRITE_TALKS),
    "advice:replan": desk(Right.WRITE_TALKS),
    "advice:no_show": desk(Right.WRITE_TALKS),
    "advice:cancel": desk(Right.WRITE_TALKS),
    "advice:templates": desk(Right.WRITE_TALKS),
    "advice:template_new": desk(Right.WRITE_TALKS),
    "advice:template": desk(Right.WRITE_TALKS),
    "advice:template_remove": desk(Right.WRITE_TALKS),
    "advice:desk_templates": desk(Right.MANAGE_DESK),
    "advice:desk_template_new": desk(Right.MANAGE_DESK),
    "advice:desk_template": desk(Right.MANAGE_DESK),
    "advice:desk_template_remove": desk(Right.MANAGE_DESK),
    "advice:edit": desk(Right.WRITE_TALKS),
    "advice:earlier_texts": desk(Right.READ_FILES),
    "advice:withdraw": desk(Right.MOVE_TALKS),
    "advice:move": desk(Right.MOVE_TALKS),
    "advice:step_done": desk(Right.WRITE_TALKS),
    "advice:contacts": desk(Right.WRITE_TALKS),
    "advice:take_back": desk(Right.WRITE_TALKS),
    "advice:groups": desk(Right.READ_FILES),
    "advice:group_new": desk(Right.WRITE_TALKS),
    "advice:group": desk(Right.READ_FILES),
    "advice:group_edit": desk(Right.WRITE_TALKS),
    "advice:group_withdraw": desk(Right.READ_FILES),
    "advice:group_participant": desk(Right.WRITE_TALKS),
    "advice:step_new": desk(Right.WRITE_TALKS),
    "advice:step_edit": desk(Right.WRITE_TALKS),
    "apprenticeships:list": desk(Right.READ_FILES),
    "apprenticeships:new": desk(Right.EDIT_FILES),
    "apprenticeships:trajectory": desk(Right.READ_FILES),
    "apprenticeships:edit": desk(Right.EDIT_FILES),
    "apprenticeships:agree": desk(Right.EDIT_FILES),
    "apprenticeships:start": desk(Right.EDIT_FILES),
    "apprenticeships:complete": desk(Right.EDIT_FILES),
    "apprenticeships:stop": desk(Right.EDIT_FILES),
    "apprenticeships:check": desk(Right.EDIT_FILES),
    "apprenticeships:plank": desk(Right.EDIT_FILES),
    "apprenticeships:mark": desk(Right.EDIT_FILES),
    "apprenticeships:record": desk(Right.EDIT_FILES),
    "desk:team": desk(Right.MANAGE_TEAM),
    "desk:invite": desk(Right.MANAGE_TEAM),
    "desk:member": desk(Right.MANAGE_TEAM),
    "workplace:end_member": desk(Right.MANAGE_TEAM),
    "workplace:caseload": desk(Right.MANAGE_TEAM),
    "desk:send_again": desk(Right.MANAGE_TEAM),
    "desk:withdraw": desk(Right.MANAGE_TEAM),
    "desk:settings": desk(Right.MANAGE_DESK),
    "desk:look": desk(Right.MANAGE_DESK),
    "desk:logo": desk(Right.MANAGE_DESK),
    "desk:logo_remove": desk(Right.MANAGE_DESK),
    "desk:locations": desk(Right.MANAGE_DESK),
    "desk:location_new": desk(Right.MANAGE_DESK),
    "desk:location": desk(Right.MANAGE_DESK),
    "desk:location_remove": desk(Right.MANAGE_DESK),
    "desk:hours": desk(Right.MANAGE_DESK),
    "desk:closures": desk(Right.MANAGE_DESK),
    "desk:closure_remove": desk(Right.MANAGE_DESK),
    "exchange:home": desk(Right.EXPORT_DESK),
    "exchange:send": desk(Right.IMPORT_DESK),
    "exchange:guide": desk(Right.IMPORT_DESK),
    "exchange:example": desk(Right.IMPORT_DESK),
    "exchange:columns": desk(Right.IMPORT_DESK),
    "exchange:run": desk(Right.IMPORT_DESK),
    "exchange:begin": desk(Right.IMPORT_DESK),
    "exchange:cancel": desk(Right.IMPORT_DESK),
    "exchange:mistakes": desk(Right.IMPORT_DESK),
    "exchange:ask": desk(Right.EXPORT_DESK),
    "exchange:fetch": desk(Right.EXPORT_DESK),
    "exchange:export_cancel": desk(Right.EXPORT_DESK),
    "desk:keys": desk(Right.MANAGE_DESK),
    "desk:key_new": desk(Right.MANAGE_DESK),
    "desk:key_replace": desk(Right.MANAGE_DESK),
    "desk:key_end": desk(Right.MANAGE_DESK),
    "figures:country": national(Right.READ_NATIONAL_FIGURES),
    "figures:explained": national(Right.READ_NATIONAL_FIGURES),
    "figures:reports": national(Right.READ_NATIONAL_FIGURES),
    "figures:national_report": national(Right.READ_NATIONAL_FIGURES),
    "figures:desk": desk(Right.READ_DESK_FIGURES),
    "workplace:figure_files": desk(Right.READ_DESK_FIGURES),
    "figures:desk_report": desk(Right.READ_DESK_FIGURES),
    "figures:recount": national(Right.MANAGE_DESKS),
    "operations:operations": national(Right.MANAGE_DESKS),
    "operations:ask_again": national(Right.MANAGE_DESKS),
    "national:desks": national(Right.READ_NATIONAL_FIGURES),
    "national:manage": national(Right.MANAGE_DESKS),
    "national:invite": national(Right.MANAGE_DESKS),
    "national:invite_manager": national(Right.MANAGE_DESKS),
    "national:end_role": national(Right.MANAGE_DESKS),
    "national:send_again": national(Right.MANAGE_DESKS),
    "national:withdraw": national(Right.MANAGE_DESKS),
    "national:recover": national(Right.MANAGE_DESKS),
    "figures:completeness": national(Right.MANAGE_DESKS),
    "national:desk_new": national(Right.MANAGE_DESKS),
    "national:desk": national(Right.MANAGE_DESKS),
    "national:desk_rename": national(Right.MANAGE_DESKS),
    "national:desk_opening": national(Right.MANAGE_DESKS),
    "national:desk_pause": national(Right.MANAGE_DESKS),
    "national:desk_resume": national(Right.MANAGE_DESKS),
    "national:desk_close": national(Right.MANAGE_DESKS),
    "national:desk_reopen": national(Right.MANAGE_DESKS),
    "national:people": national(Right.MANAGE_DESKS),
    "national:person": national(Right.MANAGE_DESKS),
    "national:end_membership": national(Right.MANAGE_DESKS),
    "national:code_lists": national(Right.MANAGE_DESKS),
    "national:code_list": national(Right.MANAGE_DESKS),
    "national:code_new": national(Right.MANAGE_DESKS),
    "national:code": national(Right.MANAGE_DESKS),
    "national:thresholds": national(Right.MANAGE_DESKS),
    "national:news": national(Right.MANAGE_DESKS),
    "national:news_new": national(Right.MANAGE_DESKS),
    "national:news_edit": national(Right.MANAGE_DESKS),
    "national:news_take_back": national(Right.MANAGE_DESKS),
    "emergency:index": national(Right.MANAGE_DESKS),
    "emergency:desk_list": national(Right.MANAGE_DESKS),
    "emergency:desk_change": national(Right.MANAGE_DESKS),
    "emergency:region_list": national(Right.MANAGE_DESKS),
    "emergency:region_add": national(Right.MANAGE_DESKS),
    "emergency:region_change": national(Right.MANAGE_DESKS),
    "emergency:regionmembership_list": national(Right.MANAGE_DESKS),
    "emergency:regionmembership_add": national(Right.MANAGE_DESKS),
    "emergency:regionmembership_change": national(Right.MANAGE_DESKS),
    "emergency:code_list": national(Right.MANAGE_DESKS),
    "emergency:code_add": national(Right.MANAGE_DESKS),
    "emergency:code_change": national(Right.MANAGE_DESKS),
    "demo:mailbox": ENTRANCE,
    "demo:mail": ENTRANCE,
}

# What the issue promises of each role, in its own words; the table of rights must say the same.
PROMISED = {
    Role.RECEPTION: {
        Right.ENTER_DESK,
        Right.FIND_CLIENTS,
        Right.OPEN_FILES,
        Right.ANSWER_REQUESTS,
    },
    Role.COUNSELOR: {
        Right.ENTER_DESK,
        Right.FIND_CLIENTS,
        Right.OPEN_FILES,
        Right.READ_FILES,
        Right.EDIT_FILES,
        Right.WRITE_TALKS,
        Right.ANSWER_REQUESTS,
        Right.MANAGE_PLACES,
    },
    Role.PRIVACY: {Right.ENTER_DESK, Right.READ_ACCESS_LOG},
}

DESK_ADDRESSES = sorted(name for name, access in TABLE.items() if access.door is Door.DESK)
NATIONAL_ADDRESSES = sorted(name for name, access in TABLE.items() if access.door is Door.NATIONAL)
STAFF_ADDRESSES = sorted(n for n, a in TABLE.items() if a.door in {Door.STAFF, Door.ACCOUNT})
OPEN_ADDRESSES = sorted(n for n, a in TABLE.items() if a.door in {Door.PUBLIC, Door.ENTRANCE})
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
# The marks do not look at the method, and nothing behind a door answers to these.
OTHER_METHODS = METHODS[2:]


def _parts() -> dict[str, set[str]]:
    named = {}
    for name, route, _view in gates.walk(get_resolver().url_patterns):
        found = re.findall(r"<(?:\w+:)?(\w+)>", route)
        named[name] = set(found) - {"desk"}
    return named


PARTS = _parts()


def test_every_address_is_marked_and_in_the_table() -> None:
    assert list(gates.url_complaints(get_resolver().url_patterns, TABLE)) == []


def test_the_table_names_no_address_that_is_gone() -> None:
    assert TABLE.keys() - PARTS.keys() == set()


def test_planted_addresses_are_seen() -> None:
    def unmarked(request: Any) -> None: ...

    @public_view
    def unlisted(request: Any) -> Any: ...

    @public_view
    def wrongly_marked(request: Any) -> Any: ...

    planted = [
        path("a", unmarked, name="unmarked"),
        path("b", unlisted, name="unlisted"),
        path("c", wrongly_marked, name="health_live"),
        path("d", unlisted),
    ]
    complaints = "\n".join(gates.url_complaints(planted, TABLE))
    assert "unmarked has no door" in complaints
    assert "unlisted is not in the access table" in complaints
    assert "health_live is marked" in complaints
    assert "d has no name" in complaints


@pytest.mark.parametrize("role", PROMISED)
def test_a_role_has_the_rights_that_were_promised(role: Role) -> None:
    assert RIGHTS[role] == PROMISED[role]


@pytest.fixture(scope="module")
def whole_book(cast_template: tuple[str, Any], django_db_blocker: Any) -> Iterator[SampleBook]:
    """Made once, because what every address can name is much."""
    template, cast = cast_template
    with clone_of(template, django_db_blocker):
        yield SampleBook(copy.deepcopy(cast))


@pytest.fixture(scope="module")
def sessions(whole_book: SampleBook) -> dict[Any, SimpleCookie]:
    """Everybody signs in once."""
    people = [one for one in vars(whole_book.cast).values() if isinstance(one, Somebody)]
    return {somebody.user.pk: somebody.browser().cookies for somebody in people}


@pytest.fixture
def book(whole_book: SampleBook) -> Iterator[SampleBook]:
    """What a test changes is undone after it."""
    with undone():
        yield copy.deepcopy(whole_book)


@pytest.fixture
def browser_of(
    book: SampleBook, sessions: dict[Any, SimpleCookie]
) -> Callable[[Somebody], Browser]:
    def browser(somebody: Somebody) -> Browser:
        browser = Browser()
        browser.cookies = copy.deepcopy(sessions[somebody.user.pk])
        return browser

    return browser


def _address(name: str, desk_slug: str, values: dict[str, Any]) -> str:
    extra = {"desk": desk_slug} if TABLE[name].door is Door.DESK else {}
    return reverse(name, kwargs={**extra, **values})


def _in_turn(people: tuple[Any, ...], what: str) -> Any:
    """Somebody else for each address: over all of them everybody comes by."""
    return people[crc32(what.encode()) % len(people)]


def _sent_to(browser: Browser, method: str, address: str) -> str:
    """Where a redirect leads, without its query."""
    answer = getattr(browser, method)(address)
    assert answer.status_code == 302
    return str(answer.headers["Location"]).partition("?")[0]


def _status(browser: Browser, method: str, address: str) -> int:
    return int(getattr(browser, method)(address).status_code)


@pytest.mark.parametrize("name", DESK_ADDRESSES)
def test_the_cast_at_every_desk_address(
    name: str, book: SampleBook, browser_of: Callable[[Somebody], Browser]
) -> None:
    cast, right = book.cast, TABLE[name].right
    samples = book.of(name, PARTS[name])
    own = _address(name, cast.utrecht.slug, samples.own)
    strangers = (cast.chaima, cast.eva, cast.dirk, cast.otto)
    counselor = _in_turn((cast.anouk, cast.bas, cast.dina), name)
    members = (counselor, cast.bram, cast.mila, cast.priya)

    def knock(who: Somebody | None, method: str) -> None:
        browser, what = browser_of(who) if who else Browser(), f"{who and who.user}, {method}"
        if who is None:
            assert _sent_to(browser, method, own) == reverse("account_login"), what
        elif who is cast.femke:
            assert _sent_to(browser, method, own) == reverse("mfa_index"), what
        elif who in strangers:
            assert _status(browser, method, own) == 404, what
        else:
            allowed = who.member.may(right)  # type: ignore[union-attr]
            status = _status(browser, method, own)
            assert (status == 403) is not allowed or _asks_more(name, who, status), what
            assert status < 500, what

    everybody = (None, cast.femke, *strangers, *members)
    for who in everybody:
        knock(who, "get")
    for who in (None, cast.femke, _in_turn(strangers, name), *members):
        knock(who, "post")
    for method in OTHER_METHODS:
        knock(_in_turn(everybody, f"{method} {name}"), method)


# What asks, besides the right, that it is her own.
OWN_ONLY = {
    "advice:edit",
    "advice:group_edit",
    "advice:group_participant",
    "advice:group_withdraw",
    "vacancies:visit_edit",
    "vacancies:visit_withdraw",
}


def _asks_more(name: str, somebody: Somebody, status: int) -> bool:
    return name in OWN_ONLY and status == 403


@pytest.mark.parametrize("name", [name for name in DESK_ADDRESSES if PARTS[name]])
@pytest.mark.parametrize("method", ["get", "post"])
def test_foreign_and_unknown_are_the_same_bytes(
    name: str, method: str, book: SampleBook, browser_of: Callable[[Somebody], Browser]
) -> None:
    cast = book.cast
    samples = book.of(name, PARTS[name])
    # To Dina the rows of the other desk are no strangers: she works there as well.
    for somebody in (cast.mila, cast.dina):
        if not somebody.member.may(TABLE[name].right):  # type: ignore[union-attr]
            continue
        answers = [
            getattr(browser_of(somebody), method)(_address(name, cast.utrecht.slug, values))
            for values in (samples.foreign, samples.unknown)
        ]
        # 405 where the address only takes forms: then it never looked at the number.
        assert [answer.status_code for answer in answers] in ([404, 404], [405, 405])
        assert method == "get" or answers[0].status_code == 404
        assert answers[0].content == answers[1].content
        assert b"CNRY" not in answers[0].content
        assert _headers(answers[0]) == _headers(answers[1])


@pytest.mark.parametrize("name", DESK_ADDRESSES)
def test_a_foreign_desk_and_no_desk_are_the_same_bytes(
    name: str, book: SampleBook, browser_of: Callable[[Somebody], Browser]
) -> None:
    cast, samples = book.cast, book.of(name, PARTS[name])
    browser = browser_of(cast.anouk)
    answers = [
        browser.get(_address(name, slug, values))
        for slug, values in ((cast.zwolle.slug, samples.foreign), ("nergens", samples.unknown))
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert _headers(answers[0]) == _headers(answers[1])


def _headers(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


@pytest.mark.parametrize("name", NATIONAL_ADDRESSES)
def test_the_cast_at_every_national_address(
    name: str, book: SampleBook, browser_of: Callable[[Somebody], Browser]
) -> None:
    cast, right = book.cast, TABLE[name].right
    address = _address(name, "", book.of(name, PARTS[name]).own)
    people = (cast.anouk, cast.mila, cast.chaima, cast.priya, cast.dirk, cast.otto)
    for method in METHODS:
        assert _sent_to(Browser(), method, address) == reverse("account_login")
        one = (_in_turn(people, f"{method} {name}"),)
        for somebody in one if method in OTHER_METHODS else people:
            allowed = right in somebody.user.national_rights
            status = _status(browser_of(somebody), method, address)
            assert (status == 403) is not allowed, f"{somebody.user}, {method}: {status}"
            assert status < 500


@pytest.mark.parametrize("name", STAFF_ADDRESSES)
def test_account_addresses_ask_to_sign_in(name: str, book: SampleBook) -> None:
    address = _address(name, "", book.of(name, PARTS[name]).own)
    for method in METHODS:
        answer = getattr(Browser(), method)(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", OPEN_ADDRESSES)
def test_no_open_address_answers_with_an_error_of_ours(name: str, book: SampleBook) -> None:
    samples: Samples = book.of(name, PARTS[name])
    for values in (samples.own, samples.unknown):
        for method in ("get", "post"):
            assert _status(Browser(), method, _address(name, "utrecht", values)) < 500


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_only_public_pages_may_be_kept_by_a_proxy(
    prefix: str, book: SampleBook, browser_of: Callable[[Somebody], Browser]
) -> None:
    for name, access in TABLE.items():
        if prefix and access.door in {Door.DESK, Door.NATIONAL}:
            continue  # what is never kept does not ask for the language
        address = prefix + _address(name, "utrecht", book.of(name, PARTS[name]).own)
        answer = browser_of(book.cast.anouk).get(address)
        if answer.status_code != 200:
            continue
        kept = "no-store" not in answer.headers.get("Cache-Control", "")
        assert kept is (access.door is Door.PUBLIC), f"{name}: {answer.headers}"
        if kept:
            assert not answer.cookies, name
            assert "Cookie" not in answer.headers.get("Vary", ""), name
