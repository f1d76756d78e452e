"""A draft is kept for its author alone, until it is logged, thrown away or a week old."""

import json
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from django.utils import timezone

from advice.models import TalkDraft
from advice.tasks import drop_expired
from loketten.accounts.device_keys import device_keys, device_owner
from loketten.audit.models import Entry
from loketten.kit.bsn import without_bsns
from loketten.tenancy.context import at_desk
from tests import factories
from tests.cast import Cast, Somebody

BSN = "123456782"
TEXT = "Yonas wil monteur worden."


def url_of(cast: Cast, end: str = "/concept") -> str:
    return f"/bureau/utrecht/klanten/{cast.files['utrecht'].client.number}{end}"


def body(somebody: Somebody, **changes: Any) -> dict[str, Any]:
    filled = {
        "owner": device_owner(somebody.user),
        "key": str(uuid.uuid4()),
        "page": str(uuid.uuid4()),
        "version": 0,
        "summary": TEXT,
        "note": "Alleen voor mij.",
        "themes": ["theme.bbl"],
        "channel": "channel.video",
    }
    return {**filled, **changes}


def keep(cast: Cast, **changes: Any) -> Any:
    return cast.anouk.browser().post(url_of(cast), body(cast.anouk, **changes))


def drafts(somebody: Somebody) -> list[TalkDraft]:
    with somebody.at_work():
        return list(TalkDraft.objects.all())


def test_it_comes_back_into_the_form_and_says_since_when(cast: Cast) -> None:
    answer = keep(cast)
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert "Concept bewaard om" in answer.json()["message"]
    browser = cast.anouk.browser()
    for end in ("", "/gesprek"):
        html = browser.get(url_of(cast, end)).content.decode()
        assert TEXT in html
        assert "Alleen voor mij." in html
        assert "Dit is je concept van" in html
        assert re.search(r'value="channel.video"[^>]* checked', html)
        assert re.search(r'value="theme.bbl"[^>]* checked', html)
    day = browser.get("/bureau/utrecht").content.decode()
    assert "Je hebt een concept." in day


def test_nobody_else_sees_it(cast: Cast) -> None:
    keep(cast)
    for colleague in (cast.bas, cast.mila, cast.dina):
        assert drafts(colleague) == []
        assert TEXT not in colleague.browser().get(url_of(cast, "")).content.decode()
    with at_desk(cast.utrecht.pk):
        assert not TalkDraft.objects.exists()
    assert len(drafts(cast.anouk)) == 1


def test_the_policy_holds_without_the_code(real_cast: Cast) -> None:
    keep(real_cast)
    with real_cast.bas.at_work(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM advice_talkdraft")
        assert cursor.fetchone() == (0,)
        cursor.execute("UPDATE advice_talkdraft SET content = '{}'")
        assert cursor.rowcount == 0
    with real_cast.bas.at_work(), pytest.raises(Exception, match="row-level"), transaction.atomic():
        TalkDraft.objects.create(file=real_cast.files["utrecht"], author=real_cast.anouk.member)
    assert len(drafts(real_cast.anouk)) == 1


def test_one_line_in_the_log_for_the_first_time_alone(cast: Cast) -> None:
    page = str(uuid.uuid4())
    for version in range(5):
        assert (
            keep(cast, page=page, version=version, summary=f"{TEXT} {version}").status_code == 200
        )
    with cast.anouk.at_work():
        assert Entry.objects.filter(action="draft.begun").count() == 1
        assert not Entry.objects.filter(reason__contains="Yonas").exists()
        assert TalkDraft.objects.get().version == 5


def test_two_windows_do_not_overwrite_each_other(cast: Cast) -> None:
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    keep(cast, page=first, summary="Uit het eerste venster.")
    refused = keep(cast, page=second, summary="Uit het tweede venster.")
    assert refused.status_code == 409
    assert refused.json()["reason"] == "elsewhere"
    assert drafts(cast.anouk)[0].content["summary"] == "Uit het eerste venster."
    # She chooses this window: then it goes on from the newest version.
    told = refused.json()
    again = keep(
        cast, page=second, version=told["version"], key=told["key"], summary="Toch het tweede."
    )
    assert again.status_code == 200
    assert drafts(cast.anouk)[0].content["summary"] == "Toch het tweede."
    # An answer that got lost on the way is no other window.
    assert keep(cast, page=second, version=1, summary="Nog eens.").status_code == 200


def test_logging_takes_it_away_and_it_stays_away(cast: Cast) -> None:
    key, page = str(uuid.uuid4()), str(uuid.uuid4())
    keep(cast, key=key, page=page)
    post = {
        "key": key,
        "channel": "channel.phone",
        "kind": "kind.advice",
        "held_at": "gisteren 10.00",
        "summary": TEXT,
        "due": "week",
    }
    cast.anouk.browser().post(url_of(cast, "/gesprek"), post)
    assert drafts(cast.anouk) == []
    for version in (0, 1):
        late = keep(cast, key=key, page=page, version=version)
        assert late.status_code == 409
        assert late.json()["key"] != key
    assert drafts(cast.anouk) == []


def test_logging_another_text_leaves_it(cast: Cast) -> None:
    keep(cast)
    post = {
        "key": str(uuid.uuid4()),
        "channel": "channel.phone",
        "kind": "kind.advice",
        "held_at": "gisteren 10.00",
        "summary": "Uit een ander venster.",
        "due": "week",
    }
    assert cast.anouk.browser().post(url_of(cast, "/gesprek"), post).status_code == 302
    assert len(drafts(cast.anouk)) == 1


def test_it_can_be_thrown_away(cast: Cast) -> None:
    keep(cast)
    browser = cast.anouk.browser()
    answer = browser.post(url_of(cast, "/concept/weg"), {"back": "day"})
    assert answer.headers["Location"] == "/bureau/utrecht"
    assert drafts(cast.anouk) == []
    browser.post(url_of(cast, "/concept/weg"))
    with cast.anouk.at_work():
        assert Entry.objects.filter(action="draft.dropped").count() == 1


def test_after_a_week_it_is_gone_for_the_reader_and_then_from_the_table(cast: Cast) -> None:
    for somebody in (cast.anouk, cast.bas):
        somebody.browser().post(url_of(cast), body(somebody))
    with cast.anouk.at_work():
        TalkDraft.objects.update(saved_at=timezone.now() - timedelta(days=7, minutes=1))
    assert TEXT not in cast.anouk.browser().get(url_of(cast, "")).content.decode()
    # Also of somebody who left.
    type(cast.anouk.member).objects.filter(pk=cast.anouk.member.pk).update(  # type: ignore[union-attr]
        ended_at=timezone.now(), ends_on=timezone.localdate()
    )
    drop_expired()
    drop_expired()
    assert drafts(cast.anouk) == []
    assert len(drafts(cast.bas)) == 1
    with cast.anouk.at_work():
        assert Entry.objects.filter(action="draft.expired").count() == 1


def test_an_old_one_never_stands_in_the_way_of_a_new_one(cast: Cast) -> None:
    keep(cast)
    with cast.anouk.at_work():
        TalkDraft.objects.update(saved_at=timezone.now() - timedelta(days=8))
    assert keep(cast, summary="Nieuw.").status_code == 200
    assert drafts(cast.anouk)[0].content["summary"] == "Nieuw."


@pytest.mark.parametrize("field", ["summary", "note", "step"])
def test_a_suspect_number_is_left_out_and_the_rest_is_kept(cast: Cast, field: str) -> None:
    answer = keep(cast, **{field: f"Voor {BSN} na."})
    assert "Zonder het nummer" in answer.json()["message"]
    draft = drafts(cast.anouk)[0]
    assert draft.content[field] == "Voor … na."
    assert BSN not in json.dumps(draft.content)
    vouched = {field: f"Voor {BSN} na.", f"{field}_not_a_bsn": "on"}
    keep(cast, version=1, **vouched)
    assert BSN in drafts(cast.anouk)[0].content[field]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{BSN}", "…"),
        ("Nummer 123.456.782, en 06 000 000 41.", "Nummer …, en 06 000 000 41."),
        ("Geen nummer.", "Geen nummer."),
        (f"{BSN} en {BSN}", "… en …"),
    ],
)
def test_what_is_left_of_a_text_without_its_numbers(text: str, kept: str) -> None:
    assert without_bsns(text) == kept


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": "x" * 10_001},
        {"summary": "NUL \x00"},
        {"key": "x"},
        {"version": "veel"},
        {"page": ""},
        {"version": 2**40},
    ],
)
def test_what_cannot_be_kept_is_said(cast: Cast, changes: dict[str, Any]) -> None:
    answer = keep(cast, **changes)
    assert answer.status_code == 422
    assert "nog niet bewaard" in answer.json()["message"]
    assert drafts(cast.anouk) == []


def test_who_signed_in_on_the_same_browser_writes_nothing_of_hers(cast: Cast) -> None:
    answer = cast.bas.browser().post(url_of(cast), body(cast.anouk))
    assert answer.status_code == 409
    assert answer.json()["reason"] == "somebody-else"
    token = cast.bas.browser().get(url_of(cast), {"owner": device_owner(cast.anouk.user)})
    assert token.status_code == 409
    assert "token" not in token.json()
    assert drafts(cast.bas) == []


def test_a_page_that_outlived_its_sign_in_gets_a_token(cast: Cast) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.anouk.user)
    assert browser.post(url_of(cast), body(cast.anouk)).status_code == 403
    told = browser.get(url_of(cast), {"owner": device_owner(cast.anouk.user)}).json()
    kept = browser.post(url_of(cast), {**body(cast.anouk), "csrfmiddlewaretoken": told["token"]})
    assert kept.status_code == 200


def test_the_keys_of_a_device_are_of_one_person_and_outlive_a_change_of_the_secret(
    cast: Cast, settings: Any
) -> None:
    before = json.loads(device_keys(cast.anouk.user))
    assert before == json.loads(device_keys(cast.anouk.user))
    assert before != json.loads(device_keys(cast.bas.user))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of the portal, long enough to be one"
    after = json.loads(device_keys(cast.anouk.user))
    assert after[0] != before[0]
    assert after[1] == before[0]


def test_a_draft_of_a_file_of_another_desk_is_a_page_not_found(cast: Cast) -> None:
    browser = cast.chaima.browser()
    for url in (url_of(cast), url_of(cast).replace("/utrecht/", "/zwolle/")):
        assert browser.post(url, body(cast.chaima)).status_code == 404
    assert drafts(cast.chaima) == []


def test_budgets(cast: Cast, queries: Any) -> None:
    browser, page = cast.anouk.browser(), str(uuid.uuid4())
    for version, most in ((0, 12), (1, 8)):
        with queries() as seen:
            answer = browser.post(url_of(cast), body(cast.anouk, page=page, version=version))
        assert answer.status_code == 200
        assert len(seen) <= most, "\n".join(seen)


def test_a_form_with_a_draft_keeps_its_budget(cast: Cast, queries: Any) -> None:
    keep(cast)
    with cast.anouk.at_work():
        plans = [
            factories.PlannedTalkFactory(file=cast.files["utrecht"], counselor=cast.anouk.member)
            for _ in range(20)
        ]
    browser = cast.anouk.browser()
    with queries() as seen:
        assert browser.get(url_of(cast, "/gesprek")).status_code == 200
    assert len(seen) <= 9, "\n".join(seen)
    key = drafts(cast.anouk)[0].key
    post = {
        "key": str(key),
        "plan": str(plans[0].public_id),
        "channel": "channel.phone",
        "kind": "kind.advice",
        "held_at": "gisteren 10.00",
        "themes": ["theme.bbl", "theme.funding"],
        "summary": TEXT,
        "note": "Notitie",
        "step": "Bellen",
        "due": "week",
    }
    with queries() as seen:
        assert browser.post(url_of(cast, "/gesprek"), post).status_code == 302
    assert len(seen) <= 14, "\n".join(seen)
