"""Code lists on a screen: words, days and order change; a key and what was chosen stay."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from loketten.accounts.actions.codes import shown_of
from loketten.accounts.actions.seen import fingerprint
from loketten.audit.models import PlatformEntry
from loketten.tenancy.models import Code, CodeList
from loketten.tenancy.reference.code_lists import load_codes
from loketten.tenancy.reference.editions import Edition
from tests.accounts.doors import main_of
from tests.cast import Cast

LISTS = "/landelijk/beheer/codelijsten"
KEY = "theme.career-advice"


def _form(code: Code | None = None, **changes: Any) -> dict[str, Any]:
    values = shown_of(code) if code else {}
    form = {name: "" if value is None else value for name, value in values.items()}
    return {**form, "seen": fingerprint(values), **changes}


def _change(cast: Cast, **changes: Any) -> Any:
    code = Code.objects.get(pk=KEY)
    return cast.otto.browser().post(f"{LISTS}/theme/waarde/{code.word}", _form(code, **changes))


def _add(cast: Cast, **changes: Any) -> Any:
    form = {
        "label_nl": "Groene banen",
        "label_en": "Green jobs",
        "position": "500",
        "valid_from": timezone.localdate().isoformat(),
    }
    return cast.otto.browser().post(f"{LISTS}/theme/nieuw", {**form, **changes})


def test_a_value_is_added_once_under_a_key_of_its_english_name(cast: Cast) -> None:
    for _press in range(2):
        assert _add(cast)["Location"] == f"{LISTS}/theme"
    code = Code.objects.get(pk="theme.green-jobs")
    assert (code.list, code.label_nl) == (CodeList.THEME, "Groene banen")
    row = PlatformEntry.objects.get(action="code.added")
    assert (row.object_kind, row.reason) == ("tenancy.code", "theme.green-jobs")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label_en": "Career advice"}, "heeft of had al een code"),
        ({"label_en": "…"}, "minstens één letter"),
        ({"valid_until": "2001-01-01"}, "niet eerder dan de eerste dag"),
        ({"valid_from": "9999-12-31"}, "Kies een jaar"),
        ({"label_nl": ""}, "Nederlandse naam"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_words(
    cast: Cast, changes: dict[str, str], words: str
) -> None:
    before = Code.objects.count()
    answer = _add(cast, **changes)
    assert answer.status_code == 200
    assert words in main_of(answer)
    assert Code.objects.count() == before


def test_a_value_that_ended_is_not_offered_and_stays_readable(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assert _change(cast, valid_until=yesterday.isoformat()).status_code == 302
    number = cast.files["utrecht"].client.number
    browser = cast.anouk.browser()
    page = browser.get(f"/bureau/utrecht/klanten/{number}").content.decode()
    assert Code.objects.get(pk=KEY).label_nl in page
    assert f'value="{KEY}"' not in page
    assert "Geëindigd" in main_of(cast.otto.browser().get(f"{LISTS}/theme"))


def test_two_who_change_one_value_see_both_texts(cast: Cast) -> None:
    stale = _form(Code.objects.get(pk=KEY), label_nl="Loopbaan B")
    assert _change(cast, label_nl="Loopbaan A").status_code == 302
    answer = cast.otto.browser().post(f"{LISTS}/theme/waarde/career-advice", stale)
    assert answer.status_code == 409
    assert "Loopbaan A" in main_of(answer)


def test_a_change_by_hand_wins_from_a_file_of_before_it(cast: Cast, tmp_path: Path) -> None:
    _change(cast, label_nl="Met de hand")
    _add(cast)
    file = tmp_path / "codes.csv"
    file.write_text("code,dutch,english\ntheme.career-advice,Uit het bestand,From the file\n")
    today = timezone.localdate()
    load_codes(Edition("codes", file, today, today))
    assert Code.objects.get(pk=KEY).label_nl == "Met de hand"
    assert Code.objects.get(pk="theme.green-jobs").valid_until is None
    tomorrow = today + timedelta(days=1)
    load_codes(Edition("codes", file, tomorrow, tomorrow))
    assert Code.objects.get(pk=KEY).label_nl == "Uit het bestand"
    assert Code.objects.get(pk="theme.green-jobs").valid_until == today


def test_an_unknown_list_or_value_does_not_exist(cast: Cast) -> None:
    browser = cast.otto.browser()
    for path in (
        "nergens",
        "nergens/nieuw",
        "theme/waarde/nergens",
        "channel/waarde/career-advice",
    ):
        assert browser.get(f"{LISTS}/{path}").status_code == 404
