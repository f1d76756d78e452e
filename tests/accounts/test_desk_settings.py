"""The settings of a desk: its manager writes them, everybody reads them, nobody else's change."""

import re
import struct
import zlib
from datetime import time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone
from PIL import Image

from loketten.accounts.actions.desk import add_closure, week_of
from loketten.accounts.actions.seen import fingerprint
from loketten.accounts.logo import NotALogo, read_logo
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Closure, Desk, DeskLocation, OpeningHours
from tests.accounts.doors import main_of
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("contexts")

SETTINGS = "/bureau/utrecht/instellingen"
PLACE = {
    "name": "Bibliotheek",
    "street": "Plein 1",
    "postcode": "3511ab",
    "city": "Utrecht",
    "note": "",
    "position": "0",
}


def _contact(desk: Desk, /, **changes: Any) -> dict[str, Any]:
    values = {"display_name": desk.display_name, "email": desk.email, "phone": desk.phone}
    return {**values, "seen": fingerprint(values), **changes}


def _actions(cast: Cast) -> list[tuple[str, list[str]]]:
    with at_desk(cast.utrecht.pk):
        rows = Entry.objects.exclude(action="access.denied").order_by("pk")
        return [(row.action, row.changed_fields) for row in rows]


@pytest.mark.parametrize("who", ["anouk", "bram", "priya"])
def test_only_the_manager_sees_the_settings(cast: Cast, who: str) -> None:
    browser = getattr(cast, who).browser()
    for path in ("", "/uiterlijk", "/plekken", "/plekken/nieuw", "/openingstijden", "/gesloten"):
        assert browser.get(SETTINGS + path).status_code == 403
        assert browser.post(SETTINGS + path, _contact(cast.utrecht)).status_code == 403
    for path in ("/logo", "/logo/weg"):
        assert browser.post(SETTINGS + path).status_code == 403


def test_a_new_name_stands_everywhere_at_once(cast: Cast) -> None:
    form = _contact(cast.utrecht, display_name="  Werkcentrum   Midden ", phone="+31 30 1234567")
    browser = cast.mila.browser()
    assert browser.post(SETTINGS, form)["Location"] == SETTINGS
    cast.utrecht.refresh_from_db()
    assert cast.utrecht.display_name == "Werkcentrum Midden"
    assert cast.utrecht.phone == "030 123 45 67"
    assert "Werkcentrum Midden" in browser.get("/bureau/utrecht").content.decode()
    public = Browser().get("/loket/utrecht").content.decode()
    assert "Werkcentrum Midden" in public
    assert "030 123 45 67" in public
    assert _actions(cast)[0] == ("desk.changed", ["display_name", "phone"])


@pytest.mark.parametrize("phone", ["14 030", "0800 1234", ""])
def test_a_short_number_and_none_are_fine(cast: Cast, phone: str) -> None:
    cast.mila.browser().post(SETTINGS, _contact(cast.utrecht, phone=phone))
    cast.utrecht.refresh_from_db()
    assert cast.utrecht.phone == phone


@pytest.mark.parametrize(
    "changes",
    [
        {"display_name": ""},
        {"display_name": "\x00"},
        {"display_name": "a" * 1_000_000},
        {"email": "geen adres"},
        {"email": "a\x00@example.nl"},
        {"phone": "bel maar"},
        {"phone": "14<script>"},
        {"phone": "0" * 500},
    ],
)
def test_bad_contact_is_refused_in_words(cast: Cast, changes: dict[str, str]) -> None:
    response = cast.mila.browser().post(SETTINGS, _contact(cast.utrecht, **changes))
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert Desk.objects.get(pk=cast.utrecht.pk).display_name == cast.utrecht.display_name


def test_a_form_cannot_change_another_desk_or_another_field(cast: Cast) -> None:
    before = list(Desk.objects.order_by("pk").values())
    extra = {
        "desk": cast.zwolle.pk,
        "id": cast.zwolle.pk,
        "slug": "zwolle2",
        "number_prefix": "XX",
        "region": "AM36",
        "closed_on": "2020-01-01",
    }
    cast.mila.browser().post(SETTINGS, _contact(cast.utrecht, **extra))
    assert list(Desk.objects.order_by("pk").values()) == before


def test_the_second_of_two_editors_sees_what_changed(cast: Cast) -> None:
    stale = _contact(cast.utrecht, phone="030 000 00 99")
    browser = cast.mila.browser()
    browser.post(SETTINGS, _contact(cast.utrecht, display_name="Loket Nieuw"))
    conflict = browser.post(SETTINGS, stale)
    assert conflict.status_code == 409
    assert "Loket Nieuw" in main_of(conflict)
    assert "030 000 00 99" in conflict.content.decode()
    cast.utrecht.refresh_from_db()
    assert (cast.utrecht.display_name, cast.utrecht.phone) == ("Loket Nieuw", "030 000 00 12")
    again = browser.post(SETTINGS, {**stale, "seen": conflict.context["form"]["seen"].value()})
    assert again.status_code == 302


def test_a_colour_is_kept_and_shown_beside_what_becomes_of_it(cast: Cast) -> None:
    browser = cast.mila.browser()
    browser.post(f"{SETTINGS}/uiterlijk", {"source": "own", "picked": "#1B7F5C"})
    cast.utrecht.refresh_from_db()
    assert cast.utrecht.brand_colour == "#1b7f5c"
    page = browser.get(f"{SETTINGS}/uiterlijk")
    assert page.context["shown"] != "#1b7f5c"
    assert page.context["shown"] in page.content.decode()
    assert "style=" not in page.content.decode()
    assert "/huisstijl/utrecht." in Browser().get("/loket/utrecht").content.decode()
    browser.post(f"{SETTINGS}/uiterlijk", {"source": "portal", "picked": "#1b7f5c"})
    cast.utrecht.refresh_from_db()
    assert cast.utrecht.brand_colour == ""


def test_a_colour_like_our_red_gets_a_warning(cast: Cast) -> None:
    browser = cast.mila.browser()
    browser.post(f"{SETTINGS}/uiterlijk", {"source": "own", "picked": "#c0141c"})
    assert "Je kleur lijkt op ons rood" in main_of(browser.get(f"{SETTINGS}/uiterlijk"))


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"source": "own", "picked": ""},
        {"source": "own", "picked": "rood"},
        {"source": "own", "picked": "#12345"},
        {"source": "own", "picked": "#1b7f5c\n"},
        {"source": "own", "picked": 'x" onload="alert(1)'},
        {"source": "own", "picked": "\x00" + "a" * 100_000},
        {"source": "elders", "picked": "#1b7f5c"},
    ],
)
def test_a_bad_colour_is_refused_in_words(cast: Cast, form: dict[str, str]) -> None:
    response = cast.mila.browser().post(f"{SETTINGS}/uiterlijk", form)
    if form.get("picked") == "#1b7f5c\n":  # white space around is no mistake
        assert response.status_code == 302
        return
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert Desk.objects.get(pk=cast.utrecht.pk).brand_colour == ""


def _picture(kind: str, size: tuple[int, int] = (400, 300), **more: Any) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, "#1b7f5c").save(drawn, kind, **more)
    return drawn.getvalue()


def _upload(cast: Cast, content: bytes, name: str = "logo.png", kind: str = "image/png") -> Any:
    file = SimpleUploadedFile(name, content, kind)
    return cast.mila.browser().post(f"{SETTINGS}/logo", {"logo": file})


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_drawn_again_small(cast: Cast, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "GEHEIM 52.09 5.12"
    assert _upload(cast, _picture(kind, exif=exif))["Location"] == f"{SETTINGS}/uiterlijk"
    stored = bytes(Desk.objects.get(pk=cast.utrecht.pk).logo or b"")
    with Image.open(BytesIO(stored)) as logo:
        assert (logo.format, logo.height) == ("PNG", 96)
    assert b"GEHEIM" not in stored
    page = cast.mila.browser().get(f"{SETTINGS}/uiterlijk").content.decode()
    assert 'src="data:image/png;base64,' in page
    assert cast.mila.browser().post(f"{SETTINGS}/logo/weg").status_code == 302
    assert Desk.objects.get(pk=cast.utrecht.pk).logo is None
    assert _actions(cast) == [("desk.changed", ["logo"])] * 2


def _bomb() -> bytes:
    """A PNG of 30,000 x 30,000 pixels in a few bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "We kunnen dit plaatje niet lezen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "niet lezen"),
        (b"<html><script>alert(1)</script></html>", "niet lezen"),
        (b"GIF89a" + b"\0" * 100, "niet lezen"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "niet lezen"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "niet lezen"),
        (_picture("PNG")[:200], "niet lezen"),
        (_picture("BMP", (10, 10)), "niet lezen"),
        (_picture("WEBP", (10, 10)), "niet lezen"),
        (_bomb(), "Dit plaatje is te groot"),
        (b"\x89PNG" + b"a" * 300_000, "Dit plaatje is te groot"),
    ],
)
def test_what_is_no_logo_is_refused_and_the_old_one_stays(
    cast: Cast, content: bytes, words: str
) -> None:
    Desk.objects.filter(pk=cast.utrecht.pk).update(logo=b"oud")
    response = _upload(cast, content)
    assert response.status_code == 200
    assert words in main_of(response)
    assert bytes(Desk.objects.get(pk=cast.utrecht.pk).logo or b"") == b"oud"


def test_a_picture_with_a_page_behind_it_loses_the_page(cast: Cast) -> None:
    polyglot = _picture("PNG") + b"<script>alert(1)</script>"
    assert b"script" not in read_logo(polyglot)
    with pytest.raises(NotALogo):
        read_logo(b"%PDF-1.7" + polyglot)


@pytest.mark.parametrize("name", ["../../x.png", "a" * 300 + ".png", "\u202egnp.exe", "x\x00.png"])
def test_the_name_of_an_upload_counts_for_nothing(cast: Cast, name: str) -> None:
    response = _upload(cast, _picture("PNG"), name, "text/html")
    assert response.status_code in {200, 302}
    assert response.status_code == 302 or "error-summary" in response.content.decode()


def test_a_place_is_added_changed_and_removed(cast: Cast) -> None:
    browser = cast.mila.browser()
    assert browser.post(f"{SETTINGS}/plekken/nieuw", _place()).status_code == 302
    place = DeskLocation.objects.get(desk=cast.utrecht)
    assert place.postcode == "3511 AB"
    assert "Plein 1" in main_of(Browser().get("/loket/utrecht"))

    page = browser.get(f"{SETTINGS}/plekken/{place.pk}")
    seen = page.context["form"]["seen"].value()
    changed = {**PLACE, "postcode": "3511 AB", "city": "Zeist", "seen": seen}
    assert browser.post(f"{SETTINGS}/plekken/{place.pk}", changed).status_code == 302
    # A second press of the button finds it done; another text by an old form is a conflict.
    assert browser.post(f"{SETTINGS}/plekken/{place.pk}", changed).status_code == 302
    late = {**changed, "city": "Bilthoven"}
    assert browser.post(f"{SETTINGS}/plekken/{place.pk}", late).status_code == 409
    place.refresh_from_db()
    assert place.city == "Zeist"

    assert "weghalen?" in main_of(browser.get(f"{SETTINGS}/plekken/{place.pk}/weg"))
    assert DeskLocation.objects.filter(pk=place.pk).exists()
    browser.post(f"{SETTINGS}/plekken/{place.pk}/weg")
    assert not DeskLocation.objects.filter(pk=place.pk).exists()
    assert [action for action, _ in _actions(cast)] == [
        "location.added",
        "location.changed",
        "location.removed",
    ]


def _place(**changes: Any) -> dict[str, Any]:
    return {**PLACE, "seen": fingerprint({}), **changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"postcode": "0123 AB"},
        {"postcode": "3511"},
        {"postcode": "３５１１ＡＢ!"},
        {"name": ""},
        {"city": "\x00"},
        {"street": "a" * 1_000_000},
        {"position": "-1"},
        {"position": str(2**63)},
        {"position": "1e400"},
        {"note": "Vraag naar 111222333"},
    ],
)
def test_a_bad_place_is_refused_in_words(cast: Cast, changes: dict[str, str]) -> None:
    response = cast.mila.browser().post(f"{SETTINGS}/plekken/nieuw", _place(**changes))
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not DeskLocation.objects.exists()


def test_places_and_closed_days_of_another_desk_do_not_exist(cast: Cast) -> None:
    with at_desk(cast.zwolle.pk):
        place = DeskLocation.objects.create(
            name="Zwolle", street="Plein 1", postcode="8011 AB", city="Zwolle"
        )
        day = timezone.localdate() + timedelta(days=5)
        closure = Closure.objects.create(first_day=day, last_day=day, reason="Feest")
    browser = cast.mila.browser()
    for path in (f"plekken/{place.pk}", f"plekken/{place.pk}/weg", f"gesloten/{closure.pk}/weg"):
        real = browser.post(f"{SETTINGS}/{path}", _place(city="Utrecht"))
        made_up = browser.post(f"{SETTINGS}/{path}".replace(str(place.pk), "99999"))
        assert real.status_code == 404
        assert real.content == made_up.content or "gesloten" in path
    place.refresh_from_db()
    assert place.city == "Zwolle"
    assert Closure.objects.filter(pk=closure.pk).exists()


def _week(cast: Cast, **boxes: str) -> dict[str, str]:
    return {"seen": fingerprint({"week": week_of(cast.utrecht)}), **boxes}


def test_a_week_is_saved_whole_and_stands_on_the_public_page(cast: Cast) -> None:
    form = _week(
        cast,
        d1_0_opens="09:00",
        d1_0_closes="12:00",
        d1_0_walk_in="on",
        d1_1_opens="13:00",
        d1_1_closes="17:00",
        d3_0_opens="10:30",
        d3_0_closes="16:00",
    )
    browser = cast.mila.browser()
    assert browser.post(f"{SETTINGS}/openingstijden", form).status_code == 302
    assert [tuple(row) for row in week_of(cast.utrecht)] == [
        (1, time(9), time(12), True),
        (1, time(13), time(17), False),
        (3, time(10, 30), time(16), False),
    ]
    public = main_of(Browser().get("/loket/utrecht"))
    assert "9.00" in public
    assert "10.30" in public
    filled = browser.get(f"{SETTINGS}/openingstijden").content.decode()
    assert 'value="10:30"' in filled
    assert browser.post(f"{SETTINGS}/openingstijden", form).status_code == 302
    assert _actions(cast) == [("hours.changed", [])]


def test_a_week_that_a_colleague_changed_is_not_overwritten(cast: Cast) -> None:
    stale = _week(cast, d2_0_opens="09:00", d2_0_closes="12:00")
    browser = cast.mila.browser()
    browser.post(f"{SETTINGS}/openingstijden", _week(cast, d1_0_opens="08:00", d1_0_closes="09:00"))
    conflict = browser.post(f"{SETTINGS}/openingstijden", stale)
    assert conflict.status_code == 409
    words = main_of(conflict)
    assert "08.00–09.00" in words
    assert "09.00–12.00" in words
    assert OpeningHours.objects.filter(desk=cast.utrecht).count() == 1


@pytest.mark.parametrize(
    "boxes",
    [
        {"d1_0_opens": "09:00"},
        {"d1_0_closes": "09:00"},
        {"d1_0_opens": "12:00", "d1_0_closes": "09:00"},
        {"d1_0_opens": "09:00", "d1_0_closes": "09:00"},
        {
            "d1_0_opens": "09:00",
            "d1_0_closes": "12:00",
            "d1_1_opens": "11:00",
            "d1_1_closes": "13:00",
        },
        {"d1_0_opens": "25:00", "d1_0_closes": "26:00"},
        {"d1_0_opens": "\x00", "d1_0_closes": "x"},
    ],
)
def test_a_bad_week_is_refused_in_words(cast: Cast, boxes: dict[str, str]) -> None:
    response = cast.mila.browser().post(f"{SETTINGS}/openingstijden", _week(cast, **boxes))
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not OpeningHours.objects.exists()


def test_closed_days_are_shown_to_everybody_and_can_go(cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=20)
    form = {"first_day": day.isoformat(), "last_day": day.isoformat(), "reason": "Studiedag"}
    browser = cast.mila.browser()
    assert browser.post(f"{SETTINGS}/gesloten", form).status_code == 302
    assert "Studiedag" in main_of(Browser().get("/loket/utrecht"))
    closure = Closure.objects.get(desk=cast.utrecht)
    assert browser.get(f"{SETTINGS}/gesloten/{closure.pk}/weg").status_code == 405
    browser.post(f"{SETTINGS}/gesloten/{closure.pk}/weg")
    assert not Closure.objects.exists()
    assert [action for action, _ in _actions(cast)] == ["closure.added", "closure.removed"]


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("2030-01-02", "2030-01-01", "Feest"),
        ("2020-01-01", "2020-01-02", "Feest"),
        ("9999-12-31", "9999-12-31", "Feest"),
        ("2026-02-30", "2026-03-01", "Feest"),
        ("", "", ""),
        ("\x00", "x", "\x00"),
    ],
)
def test_bad_closed_days_are_refused_in_words(
    cast: Cast, first: str, last: str, reason: str
) -> None:
    form = {"first_day": first, "last_day": last, "reason": reason}
    response = cast.mila.browser().post(f"{SETTINGS}/gesloten", form)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not Closure.objects.exists()


def test_the_logo_stands_in_the_head_of_the_public_page(cast: Cast) -> None:
    assert "logo__picture" not in Browser().get("/loket/utrecht").content.decode()
    _upload(cast, _picture("PNG"))
    page = Browser().get("/loket/utrecht").content.decode()
    address = re.findall(r'class="logo__picture" src="([^"]+)"', page)[0]
    picture = Browser().get(address)
    assert picture["Content-Type"] == "image/png"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in picture["Cache-Control"]
    assert not picture.cookies
    with Image.open(BytesIO(picture.content)) as logo:
        assert logo.height == 96
    # An older mark leads to the newest, and a desk without a logo has none.
    old = Browser().get("/huisstijl/utrecht.000000000000.png")
    assert old["Location"] == address
    assert Browser().get("/huisstijl/zwolle.000000000000.png").status_code == 404


def test_a_page_of_the_desk_does_not_carry_the_logo_along(cast: Cast, queries: Any) -> None:
    with queries() as seen:
        cast.mila.browser().get("/bureau/utrecht")
    assert not [text for text in seen if '"logo"' in text]


def test_pressing_twice_closes_once_and_adds_one_place(cast: Cast) -> None:
    browser = cast.mila.browser()
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    for _ in range(2):
        browser.post(f"{SETTINGS}/gesloten", {"first_day": day, "last_day": day, "reason": "Pasen"})
        browser.post(f"{SETTINGS}/plekken/nieuw", PLACE)
    assert Closure.objects.filter(desk=cast.utrecht, reason="Pasen").count() == 1
    assert DeskLocation.objects.filter(desk=cast.utrecht, name="Bibliotheek").count() == 1
    assert sorted(_actions(cast)) == [("closure.added", []), ("location.added", [])]


def test_a_number_that_somebody_vouched_for_is_in_the_log(cast: Cast) -> None:
    browser = cast.mila.browser()
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    closed = {"first_day": day, "last_day": day, "reason": "Zie 123456782"}
    assert browser.post(f"{SETTINGS}/gesloten", closed).status_code == 200
    browser.post(f"{SETTINGS}/gesloten", {**closed, "reason_not_a_bsn": "on"})
    place = {**PLACE, "note": "Bel 123456782", "note_not_a_bsn": "on"}
    browser.post(f"{SETTINGS}/plekken/nieuw", place)
    vouched = [fields for action, fields in _actions(cast) if action == "bsn.overruled"]
    assert vouched == [["reason"], ["note"]]


def test_the_action_refuses_what_nobody_vouched_for(cast: Cast) -> None:
    assert cast.mila.member is not None
    day = timezone.localdate()
    with cast.mila.at_work(), pytest.raises(LooksLikeBsn):
        add_closure(by=cast.mila.member, first_day=day, last_day=day, reason="Zie 123456782")
