"""Bad input at every address: a clear sentence, nothing lost, nothing half written, never a 500."""

import copy
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit
from zlib import crc32

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from loketten.accounts.access import Door
from loketten.accounts.models import User
from tests.conftest import clone_of
from tests.house import hostile
from tests.house.page_forms import Control, Form, forms_of, links_of
from tests.house.samples import SampleBook
from tests.house.test_access import PARTS, TABLE
from tests.house.undoing import undone
from tests.house.visits import VIEWS, Visit, has_written, rows

REFUSALS = {400, 403, 404, 409, 410, 413, 415, 422, 429}
SAID = re.compile(r'class="error-summary"|role="alert"|form-field-error-message|note--warn')
NEVER_SHOWN_AGAIN = {"password", "file", "hidden", "submit"}
ONE_OF_EACH_DOOR = [
    "account_login",
    "account_reauthenticate",
    "accounts:profile",
    "advice:new",
    "api:desk_finder",
    "clients:new",
    "desk:logo",
    "national:invite",
    "public:desks",
]
MISSING = "missing"
ALWAYS = {"NUL", "half a character", "2^63", MISSING, "unknown", "unknown value"}
DAYS = {
    "first_day",
    "last_day",
    "due_on",
    "ends_on",
    "asked_on",
    "at",
    "born",
    "held_at",
    "on",
    "left_on",
    "valid_from",
    "valid_until",
    "starts_on",
    "apply_by",
    "opened_on",
}
# Valid answers to what a form asks and does not fill in itself.
FILLED = {
    "first_name": "Nora",
    "last_name": "Jansen",
    "name": "Nora Jansen",
    "display_name": "Leerwerkloket Utrecht",
    "email": "nora@example.nl",
    "login": "anouk@example.nl",
    "organisation": "Gemeente Voorbeeld",
    "born": "14-5-1994",
    "phone": "06 000 000 41",
    "contact_by": "email",
    "at": "morgen 9.00",
    "summary": "We hebben gesproken over een leerbaan.",
    "step": "Terugbellen",
    "what": "Terugbellen",
    "title": "Klas 4B over bbl",
    "head_count": "24",
    "done": "Vacature gesloten.",
    "because": "Bij de verkeerde klant opgeschreven.",
    "street": "Singelhof 1",
    "postcode": "3511 ZZ",
    "city": "Utrecht",
    "reason": "Kerstmis",
    "password": "een lange zin met woorden",
    "password1": "een lange zin met woorden",
    "oldpassword": "een lange zin met woorden",
    "code": "123456",
    "scheme": "Scholingsbudget WW",
    "credential": "{}",
    "on": "2026-01-05",
    "pay_from": "14,50",
    "valid_from": "2024-01-05",
    "valid_until": "2099-01-05",
    "slug": "twente",
    "number_prefix": "TW",
    "tile_label": "Utrecht",
    "label_nl": "Groene banen",
    "label_en": "Green jobs",
    "title_nl": "Nieuwe lijst",
    "title_en": "New list",
    "text_nl": "Vanaf maandag.",
    "text_en": "From Monday on.",
}
# The same field asks for something else here.
FILLED_AT = {
    ("advice:move", "number"): "1-00001",
    ("workplace:request", "number"): "1-00001",
    ("national:recover", "email"): "bas@example.nl",
    ("emergency:region_add", "code"): "AM99",
    # Every municipality lies in a region now.
    ("emergency:regionmembership_add", "valid_from"): "1990-01-05",
    ("emergency:regionmembership_add", "valid_until"): "1990-12-31",
}


@pytest.fixture(scope="module")
def book(cast_template: tuple[str, Any], django_db_blocker: Any) -> Iterator[SampleBook]:
    """Made once: every visit is undone."""
    template, cast = cast_template
    with clone_of(template, django_db_blocker):
        yield SampleBook(copy.deepcopy(cast))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_no_query_breaks_a_page(name: str, book: SampleBook) -> None:
    visit = Visit(name, book)
    complaints = list(_query_complaints(visit))
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("name", sorted(name for name in TABLE if PARTS[name]))
def test_no_path_breaks_a_page(name: str, book: SampleBook) -> None:
    visit = Visit(name, book)
    complaints = list(_path_complaints(visit))
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_no_form_breaks_and_none_loses_text(name: str, book: SampleBook) -> None:
    visit = Visit(name, book)
    complaints = list(_form_complaints(visit))
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_form_without_its_token_is_refused_in_words(name: str, book: SampleBook) -> None:
    visit = Visit(name, book)
    visit.browser.handler.enforce_csrf_checks = True
    if VIEWS[name].__dict__.get("csrf_exempt"):
        refused = {400, 404, 405, 415}
        assert visit.post([]).status_code in refused, "only what takes no form goes without one"
        return
    with undone():
        answer = visit.post([("last_name", "Jansen")])
        written = rows(visit.cast) if has_written() else None
    assert answer.status_code == 403
    assert gettext("Please send the form again") in answer.content.decode()
    assert written is None or written == rows(visit.cast)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_no_address_leads_to_another_site(name: str, book: SampleBook) -> None:
    visit = Visit(name, book)
    is_on_the_way = TABLE[name].door in {Door.ENTRANCE, Door.ACCOUNT, Door.STAFF}
    some = [site for site in hostile.OTHER_SITES if _in_turn(name, site)]
    for site in some if is_on_the_way else hostile.OTHER_SITES[:1]:
        query = urlencode({"next": site, "back": site, "return_to": site, "url": site})
        for answer in (visit.get(query), _posted(visit, [("next", site)], query)):
            assert list(_broken(answer, repr(site))) == []
            assert not _leaves(answer.headers.get("Location", "")), f"{site!r} is followed"
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                assert not [link for link in links_of(answer.content.decode()) if _leaves(link)]


def test_who_signs_in_is_not_sent_to_another_site(book: SampleBook, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    femke = User.objects.filter(pk=book.cast.femke.user.pk)
    who = {"login": femke.get().email, "password": FILLED["password"]}
    for site in hostile.OTHER_SITES:
        with undone():
            femke.update(password=make_password(FILLED["password"]))
            answer = Browser().post(reverse("account_login"), {**who, "next": site})
        assert answer.status_code == 302, f"{site!r}"
        assert not _leaves(answer.headers["Location"]), f"{site!r} is followed"


@pytest.mark.parametrize("name", sorted(TABLE.keys() - {"api:no_such_address"}))
def test_other_methods_are_refused_in_words(name: str, book: SampleBook) -> None:
    visit = Visit(name, book)
    for method in ("DELETE", "BREW"):
        with undone():
            answer = visit.browser.generic(method, visit.address)
        assert answer.status_code == 405, method
        assert answer.headers["Allow"]
        if TABLE[name].door is not Door.PUBLIC or not name.startswith("api:"):
            assert gettext("This cannot be done here") in answer.content.decode()


@pytest.mark.parametrize("name", ONE_OF_EACH_DOOR)
def test_what_is_no_form_is_refused(name: str, book: SampleBook) -> None:
    visit = Visit(name, book)
    before = rows(visit.cast)
    for kind, body in [*hostile.NO_FORMS, *hostile.BROKEN_FORMS]:
        with undone():
            answer = visit.browser.generic("POST", visit.address, body, content_type=kind)
        # A page that takes no form never reads a broken one.
        is_read = (kind, body) in hostile.NO_FORMS
        assert (400 if is_read else 200) <= answer.status_code < 500, f"{kind[:60]}"
    assert rows(visit.cast) == before


@pytest.mark.parametrize("address", ["account_login", "public:desks", "accounts:start"])
@pytest.mark.parametrize("header", sorted(hostile.HEADERS))
def test_no_header_breaks_a_page(address: str, header: str, book: SampleBook) -> None:
    for value in hostile.HEADERS[header]:
        for method in ("get", "post"):
            browser = Browser(raise_request_exception=False)
            with undone():
                answer = getattr(browser, method)(reverse(address), **{header: value})
            assert list(_broken(answer, repr(value[:40]))) == []


def _query_complaints(visit: Visit) -> Iterator[str]:
    page = visit.get()
    yield from _broken(page, "without a query")
    asked = _asked_of(page) | set(visit.parameters()) - {"next"}
    if not asked:
        query = urlencode(hostile.NOT_EVEN_READ, safe="%")
        yield from _broken(visit.get(query), "with a query that it does not read")
        return
    tries = _worth_it(hostile.IN_ADDRESS, visit.name)
    for kind, value in tries.items():
        whole = "&".join(f"{name}={value}" for name in sorted(asked | {"next", "nergens", "desk"}))
        alone = [name for name in sorted(asked) if len(asked) > 1 and _in_turn(name, kind, 6)]
        for query in [whole, *(f"{name}={value}" for name in alone)]:
            yield from _broken(visit.get(query), f"{kind} in {query[:60]}")


def _in_turn(name: str, kind: str, one_in: int = 3) -> bool:
    """A third of the tries for each name; another third for another name."""
    return (crc32(name.encode()) + crc32(kind.encode())) % one_in == 0


def _asked_of(page: Any) -> set[str]:
    """What forms that search this page put in its address; those of the style page are drawings."""
    here = page.request["PATH_INFO"]
    searches = [form for form in _forms(page) if form.method == "get"]
    own = [form for form in searches if urljoin(here, form.action) == here]
    is_drawn = here == reverse("public:style")
    return set() if is_drawn else {name for form in own for name in form.controls}


def _path_complaints(visit: Visit) -> Iterator[str]:
    for part in sorted(PARTS[visit.name]):
        # Each shape of a part is read by one converter, so a third of the rest goes to another.
        worth = [
            v
            for v in hostile.IN_PATH
            if v in hostile.EVERY_PATH or _in_turn(visit.name + part, v[:30])
        ]
        for value in worth:
            address = visit.address.replace(quote(str(visit.values[part])), value, 1)
            for method in ("get", "post") if value in hostile.IN_PATH[:2] else ("get",):
                with undone():
                    answer = getattr(visit.browser, method)(address)
                yield from _broken(answer, f"{method} {part}={value[:30]}")
                # A secret has a page of its own for who has none; an old mark leads to the newest.
                is_free = TABLE[visit.name].door is Door.ENTRANCE or part == "mark"
                if not is_free and answer.status_code not in {404, 405}:
                    yield f"{method} {part}={value[:30]}: {answer.status_code}"


def _form_complaints(visit: Visit) -> Iterator[str]:
    page = visit.get(follow=visit.name == "account_reset_password_from_key")
    start = page.request["PATH_INFO"]
    for form in _forms(page):
        target = urljoin(start, form.action)
        if form.method == "post" and _belongs_to(visit, target, start):
            _fill(visit.name, form)
            yield from _baseline_complaints(visit, form, target)
            for kind, bad in _by_kind(visit.name, _one_of_each(form)).items():
                yield from _kind_complaints(visit, form, target, kind, bad)


def _posted(visit: Visit, pairs: list[tuple[str, str]], query: str) -> Any:
    with undone():
        return visit.post(pairs, f"{visit.address}?{query}")


def _leaves(address: str) -> bool:
    """As browsers read it: they drop white space and turn backslashes."""
    read = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
    if read.startswith(("javascript:", "data:", "vbscript:")):
        return True
    return hostile.ELSEWHERE in urlsplit(urljoin("http://testserver/a", read)).netloc


def _belongs_to(visit: Visit, target: str, start: str) -> bool:
    """A form of this page, or one for an address that has no page of its own."""
    return target == start or visit.browser.get(target).status_code == 405


def _baseline_complaints(visit: Visit, form: Form, target: str) -> Iterator[str]:
    """What is right is taken: otherwise the tries below would say nothing."""
    with undone():
        answer = visit.post(form.pairs(), target)
    is_upload = any(control.kind == "file" for control in form.controls.values())
    is_inside = TABLE[visit.name].door in {Door.DESK, Door.NATIONAL}
    if is_inside and not is_upload and not _is_taken(answer):
        said = re.findall(r'error-message"[^>]*>(.*?)</', answer.content.decode(), re.DOTALL)
        yield f"a valid form to {target} is refused: {answer.status_code} {said}"


def _is_taken(answer: Any) -> bool:
    """A form leads on, unless it is answered with a secret, which no other page may know."""
    return answer.status_code == 302 or b'class="secret"' in answer.content


def _worth_it(tries: dict[str, str], where: str) -> dict[str, str]:
    """What only the database would refuse, and a third of the rest; elsewhere another third."""
    return {kind: tries[kind] for kind in tries if kind in ALWAYS or _in_turn(where, kind)}


def _by_kind(name: str, controls: list[Control]) -> dict[str, dict[str, str]]:
    """For each kind of harm what the controls are sent. No answer blames a key or a version, so
    each of those is a kind of its own; what a field first showed is only compared with."""
    found: dict[str, dict[str, str]] = {}
    for control in controls:
        is_alone = control.kind == "hidden" and not control.name.startswith("initial-")
        where = f" {control.name}" if is_alone else ""
        for kind, value in _worth_it(_tries(control), f"{name} {control.name}").items():
            found.setdefault(kind + where, {})[control.name] = value
    return found


def _kind_complaints(
    visit: Visit, form: Form, target: str, kind: str, bad: dict[str, str]
) -> Iterator[str]:
    """All controls at once. One that is not blamed must be taken, so the form is sent again
    without those that are; where nobody is blamed, they are sent one by one."""
    where = f"{target}: {', '.join(bad)} {kind}"
    pairs = [pair for pair in form.pairs() if pair[0] not in bad]
    pairs += [(name, value) for name, value in bad.items() if value or kind != MISSING]
    with undone():
        answer = visit.post(pairs, target)
        is_right = _is_taken(answer)
        written = rows(visit.cast) if not is_right and has_written() else None
    yield from _broken(answer, where)
    if is_right:
        return
    if written is not None and written != rows(visit.cast):
        yield f"{where}: half written"
    if answer.status_code not in REFUSALS | {200}:
        yield f"{where}: {answer.status_code}"
    shown = _shown_again(answer, form)
    if answer.status_code in {200, 409}:
        yield from (f"{where}: {what}" for what in _unclear(answer, form, shown, pairs))
    blamed = {one.name for one in shown.controls.values() if one.is_blamed}
    passed = {name: value for name, value in bad.items() if name not in blamed}
    if passed and passed != bad:
        yield from _kind_complaints(visit, form, target, kind, passed)
    elif passed and len(bad) > 1:
        for name, value in bad.items():
            yield from _kind_complaints(visit, form, target, kind, {name: value})


def _shown_again(answer: Any, form: Form) -> Form:
    """The form of the answer that has most in common with the one that was sent."""
    return max(
        _forms(answer),
        key=lambda one: len(one.controls.keys() & form.controls.keys()),
        default=Form("post", ""),
    )


def _unclear(answer: Any, form: Form, shown: Form, pairs: list[tuple[str, str]]) -> Iterator[str]:
    if not SAID.search(answer.content.decode()):
        yield "no sentence says what is wrong"
    for name, value in pairs:
        control = form.controls[name]
        is_impossible = control.is_choice and value not in control.choices
        # The name of an account stands in forms for passwords for who keeps those; nobody reads it.
        is_for_keeper = name == "username"
        if control.kind in NEVER_SHOWN_AGAIN or is_impossible or is_for_keeper:
            continue
        again = shown.controls.get(name)
        if again is None or _as_received(value) not in map(_as_received, again.values):
            yield f"{name} is lost"


def _as_received(text: str) -> str:
    """Half characters become signs that can be shown; a text area has one kind of new line."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\r\n", "\n")


def _tries(control: Control) -> dict[str, str]:
    missing = {MISSING: ""}
    if control.name in DAYS:
        return {**hostile.IN_DAY, **missing}
    if control.kind == "time":
        return {**hostile.IN_DAY, "24 hours": "25:61", **missing}
    if control.kind == "number":
        return {**hostile.IN_NUMBER, **missing}
    if control.kind == "hidden":
        return {**hostile.IN_HIDDEN, **missing}
    return {**(hostile.IN_CHOICE if control.is_choice else hostile.IN_TEXT), **missing}


def _one_of_each(form: Form) -> list[Control]:
    """Seven days of the same boxes are tried once."""
    shapes = {re.sub(r"\d", "0", name): control for name, control in form.controls.items()}
    return [one for one in shapes.values() if one.name != "csrfmiddlewaretoken"]


def _fill(name: str, form: Form) -> None:
    for control in form.controls.values():
        if control.is_choice:
            if control.kind != "checkbox" and not any(control.values):
                control.values = [value for value in control.choices if value][:1]
            elif (
                control.name in {"roles", "national_roles", "scopes", "is_checked"}
                and not control.values
            ):
                control.values = control.choices[:1]
        elif not any(control.values):
            control.values = [_valid(name, control)]


def _valid(name: str, control: Control) -> str:
    if control.name in {"first_day", "last_day"}:
        return timezone.localdate().isoformat()
    return FILLED_AT.get((name, control.name), FILLED.get(control.name, ""))


def _broken(answer: Any, where: str) -> Iterator[str]:
    if answer.status_code >= 500:
        yield f"{where}: {answer.status_code} {_reason(answer)}"


def _reason(answer: Any) -> str:
    caught = getattr(answer, "exc_info", None)
    return f"{caught[0].__name__}: {str(caught[1])[:200]}" if caught else ""


def _forms(answer: Any) -> list[Form]:
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    is_whole = is_page and answer.status_code in {200, 409}
    return forms_of(answer.content.decode()) if is_whole else []
