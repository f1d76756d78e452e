"""The page that logs a talk."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from advice.actions.content import Promise
from advice.actions.log_talk import log_talk
from advice.models import AdviceSession, NextStep, PrivateNote
from advice.moments import say_moment
from clients.actions.rules import NotACounselor
from clients.models import ClientFile
from loketten.audit.models import Entry
from loketten.tenancy.models import Code
from tests.advice.writing import content
from tests.cast import Cast, Somebody

BSN = "123456782"


def filled(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a quick talk."""
    return {
        "key": str(uuid.uuid4()),
        "channel": "channel.phone",
        "held_at": say_moment(timezone.now() - timedelta(hours=1)),
        "kind": "kind.follow-up",
        "themes": ["theme.bbl", "theme.funding"],
        "summary": "We bekeken twee leerbanen.",
        "note": "Liever niet in de avond bellen.",
        "outcome": "",
        "step": "Scholingsbudget navragen",
        "due": "week",
        "due_on": "",
        **changes,
    }


def url_of(cast: Cast, desk: str = "utrecht") -> str:
    return f"/bureau/{desk}/klanten/{cast.files[desk].client.number}/gesprek"


def close(cast: Cast) -> None:
    with cast.anouk.at_work():
        ClientFile.objects.filter(pk=cast.files["utrecht"].pk).update(
            closed_on=timezone.localdate(),
            closing_outcome="outcome.job",
            closing_reason="closing-reason.job",
        )


def talks(cast: Cast, somebody: Somebody | None = None) -> int:
    with (somebody or cast.anouk).at_work():
        return AdviceSession.objects.count()


def test_a_saved_talk_stands_in_the_timeline(cast: Cast) -> None:
    answer = cast.anouk.browser().post(url_of(cast), filled(), follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == url_of(cast).removesuffix("/gesprek")
    assert "Het gesprek is opgeslagen." in html
    assert "We bekeken twee leerbanen." in html
    assert "Liever niet in de avond bellen." in html
    assert "Scholingsbudget navragen" in html


def test_summer_and_winter_times_are_kept_in_utc_and_shown_in_dutch_time(cast: Cast) -> None:
    browser = cast.anouk.browser()
    for typed, hour in (("29-03-2026 3.15", 1), ("25-10-2026 3.15", 2), ("25-10-2026 1.15", 23)):
        key = str(uuid.uuid4())
        html = browser.post(url_of(cast), filled(held_at=typed, key=key), follow=True).content
        with cast.anouk.at_work():
            assert AdviceSession.objects.get(key=key).held_at.utctimetuple().tm_hour == hour
        shown = typed.split()[1]
        assert f"{shown}\u00a0uur".encode() in html


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"summary": ""}, "Vul dit in"),
        ({"summary": "   \n "}, "Vul dit in"),
        ({"summary": "a\x00b"}, "teken dat we niet kunnen bewaren"),
        ({"summary": "x" * 10_001}, "tekens lang"),
        ({"note": "x" * 10_001}, "tekens lang"),
        ({"step": "x" * 201}, "tekens lang"),
        ({"held_at": "straks"}, "kunnen we niet lezen"),
        ({"held_at": "31-12-9999 23.59"}, "nog niet geweest"),
        ({"held_at": "31-12-1999 23.59"}, "2005"),
        ({"held_at": "29-03-2026 2.30"}, "klok vooruit"),
        ({"held_at": "25-10-2026 2.30"}, "klok terug"),
        ({"held_at": "\x00"}, ""),
        ({"kind": "kind.unknown"}, ""),
        ({"kind": "channel.phone"}, ""),
        ({"channel": ""}, ""),
        ({"channel": "\x00"}, ""),
        ({"themes": ["theme.bbl", "theme.nothing"]}, ""),
        ({"themes": ["outcome.job"]}, ""),
        ({"outcome": "closing-reason.job"}, ""),
        ({"due": "never"}, ""),
        ({"due": "other", "due_on": ""}, "Kies een dag voor de volgende stap"),
        ({"due": "other", "due_on": "9999-12-31"}, "komende jaren"),
        ({"due": "other", "due_on": "2026-02-30"}, ""),
        ({"due": "other", "due_on": "2006-01-01"}, "vóór het gesprek"),
        ({"step": "", "due": "other", "due_on": "2030-01-01"}, "wat de volgende stap is"),
        ({"key": ""}, "Er ging iets mis met dit formulier"),
        ({"key": "x"}, "Er ging iets mis met dit formulier"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    before = talks(cast)
    answer = cast.anouk.browser().post(url_of(cast), filled(**changes))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="error-summary"' in html
    assert sentence in html
    assert talks(cast) == before
    for name, text in (("summary", "We bekeken twee"), ("note", "Liever niet in de avond")):
        if name not in changes:
            assert text in html
    if "step" not in changes:
        assert "Scholingsbudget navragen" in html


def test_a_form_without_its_key_gets_a_new_one(cast: Cast) -> None:
    browser = cast.anouk.browser()
    html = browser.post(url_of(cast), filled(key="x")).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', html)
    assert key
    assert browser.post(url_of(cast), filled(key=key[1])).status_code == 302


@pytest.mark.parametrize("field", ["summary", "note", "step"])
def test_a_citizen_service_number_asks_for_a_choice(cast: Cast, field: str) -> None:
    browser = cast.anouk.browser()
    post = filled(**{field: f"Het nummer is {BSN}."})
    before = talks(cast)
    html = browser.post(url_of(cast), post).content.decode()
    assert "Dit lijkt op een burgerservicenummer" in html
    assert f"{field}_not_a_bsn" in html
    assert BSN in html  # nothing is lost
    assert talks(cast) == before
    browser.post(url_of(cast), {**post, f"{field}_not_a_bsn": "on"})
    assert talks(cast) == before + 1
    with cast.anouk.at_work():
        row = Entry.objects.get(action="bsn.overruled")
        assert row.changed_fields == [field]


def test_the_second_submit_ends_at_the_same_place(cast: Cast) -> None:
    browser, post, before = cast.anouk.browser(), filled(), talks(cast)
    ends = {browser.post(url_of(cast), post).headers["Location"] for _ in range(5)}
    assert len(ends) == 1
    assert talks(cast) == before + 1


def test_a_form_saved_again_with_another_text_keeps_that_text(cast: Cast) -> None:
    browser, post, before = cast.anouk.browser(), filled(), talks(cast)
    browser.post(url_of(cast), post)
    answer = browser.post(url_of(cast), {**post, "summary": "Een tweede gesprek."})
    html = answer.content.decode()
    assert "met andere antwoorden" in html
    assert "Een tweede gesprek." in html
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', html)
    assert key
    assert key[1] != post["key"]
    browser.post(url_of(cast), {**post, "summary": "Een tweede gesprek.", "key": key[1]})
    assert talks(cast) == before + 2


def test_twenty_parallel_submits_make_one_talk_and_end_at_one_place(real_cast: Cast) -> None:
    browser, post = real_cast.anouk.browser(), filled()
    cookies = browser.cookies
    before = talks(real_cast)

    def submit(_: int) -> str:
        try:
            own = Browser()
            own.cookies = cookies
            return str(own.post(url_of(real_cast), post).headers["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=20) as pool:
        ends = set(pool.map(submit, range(20)))
    assert ends == {url_of(real_cast).removesuffix("/gesprek")}
    assert talks(real_cast) == before + 1


def test_no_talk_slips_into_a_file_that_a_colleague_is_closing(real_cast: Cast) -> None:
    browser, before = real_cast.anouk.browser(), talks(real_cast)

    def submit() -> str:
        try:
            return browser.post(url_of(real_cast), filled()).content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        with real_cast.anouk.at_work():
            close(real_cast)
            saving = pool.submit(submit)
            while not (saving.done() or _somebody_waits_for_us()):
                sleep(0.01)
        html = saving.result()
    assert "Dit dossier is gesloten." in html
    assert "We bekeken twee leerbanen." in html
    assert talks(real_cast) == before


def _somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) > 0 FROM pg_locks "
            "WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchone()[0])


def test_a_closed_file_says_so_keeps_the_text_and_shows_the_way(cast: Cast) -> None:
    browser = cast.anouk.browser()
    close(cast)
    before = talks(cast)
    html = browser.get(url_of(cast)).content.decode()
    assert "Dit dossier is gesloten." in html
    assert "/heropenen" in html
    assert "Sla gesprek op" not in html
    html = browser.post(url_of(cast), filled()).content.decode()
    assert "/heropenen" in html
    assert "We bekeken twee leerbanen." in html
    assert talks(cast) == before


def test_budgets(cast: Cast, queries: Any) -> None:
    browser = cast.anouk.browser()
    with queries() as seen:
        assert browser.get(url_of(cast)).status_code == 200
    assert len(seen) <= 9, "\n".join(seen)
    with queries() as seen:
        assert browser.post(url_of(cast), filled()).status_code == 302
    assert len(seen) <= 14, "\n".join(seen)


@pytest.mark.parametrize("who", ["bram", "mila", "priya"])
def test_who_may_not_write_talks_is_refused(cast: Cast, who: str) -> None:
    somebody: Somebody = getattr(cast, who)
    before = talks(cast)
    browser = somebody.browser()
    assert browser.get(url_of(cast)).status_code == 403
    assert browser.post(url_of(cast), filled()).status_code == 403
    assert talks(cast) == before


def test_a_stranger_with_a_full_caseload_meets_an_unknown_page(cast: Cast) -> None:
    browser = cast.chaima.browser()
    number = cast.files["utrecht"].client.number
    ours, theirs = talks(cast), talks(cast, cast.chaima)
    for url in (
        f"/bureau/utrecht/klanten/{number}/gesprek",
        f"/bureau/zwolle/klanten/{number}/gesprek",
        "/bureau/zwolle/klanten/ZW-99999/gesprek",
    ):
        got, posted = browser.get(url), browser.post(url, filled())
        assert got.status_code == posted.status_code == 404
        assert got.content == posted.content == browser.get("/bureau/zwolle/klanten/x").content
    assert talks(cast) == ours
    assert talks(cast, cast.chaima) == theirs


def test_extra_fields_are_ignored(cast: Cast) -> None:
    extra = {
        "desk": cast.zwolle.pk,
        "desk_id": cast.zwolle.pk,
        "file": cast.files["zwolle"].pk,
        "file_id": cast.files["zwolle"].pk,
        "counselor": cast.bas.member.pk,
        "counselor_id": cast.bas.member.pk,
        "public_id": str(uuid.uuid4()),
        "version": 9,
        "withdrawn_at": "2026-01-01",
        "written_at": "2006-01-01",
    }
    post = filled()
    cast.anouk.browser().post(url_of(cast), {**post, **extra})
    with cast.anouk.at_work():
        talk = AdviceSession.objects.get(key=post["key"])
        assert talk.desk_id == cast.utrecht.pk
        assert talk.file_id == cast.files["utrecht"].pk
        assert talk.counselor_id == cast.anouk.member.pk
        assert (talk.version, talk.withdrawn_at) == (1, None)
        assert str(talk.public_id) != extra["public_id"]
        assert talk.written_at.date() >= timezone.localdate() - timedelta(days=1)


def test_without_a_csrf_token_nothing_is_written(cast: Cast) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.anouk.user)
    before = talks(cast)
    answer = browser.post(url_of(cast), filled())
    assert answer.status_code == 403
    assert b"leerbanen" not in answer.content
    assert talks(cast) == before


def test_a_million_characters_are_answered_in_words(cast: Cast) -> None:
    before = talks(cast)
    answer = cast.anouk.browser().post(url_of(cast), filled(summary="x" * 1_000_000))
    assert answer.status_code == 200
    assert "tekens lang" in answer.content.decode()
    too_much = cast.anouk.browser().post(url_of(cast), filled(summary="x" * 3_000_000))
    assert too_much.status_code == 400
    assert talks(cast) == before


def test_a_saved_talk_belongs_to_whoever_saved_it(cast: Cast) -> None:
    post = filled()
    cast.bas.browser().post(url_of(cast), post)
    with cast.bas.at_work():
        talk = AdviceSession.objects.get(key=post["key"])
        assert talk.counselor_id == cast.bas.member.pk
        assert NextStep.objects.get(session=talk).owner_id == cast.bas.member.pk
        assert PrivateNote.objects.get(session=talk).author_id == cast.bas.member.pk
        row = Entry.objects.get(action="talk.logged")
        assert row.is_outside_caseload


def test_a_code_that_has_ended_is_no_choice_for_a_new_talk(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Code.objects.filter(key__in=["channel.phone", "kind.follow-up"]).update(valid_until=yesterday)
    html = cast.anouk.browser().get(url_of(cast)).content.decode()
    assert "channel.phone" not in html
    assert "kind.follow-up" not in html
    assert re.search(r'name="channel"\s+value="[^"]+"[^>]* checked', html)
    before = talks(cast)
    assert (
        'class="error-summary"'
        in cast.anouk.browser().post(url_of(cast), filled()).content.decode()
    )
    assert talks(cast) == before


def test_a_step_goes_to_whoever_is_chosen_and_else_to_the_writer(cast: Cast) -> None:
    browser = cast.anouk.browser()
    html = browser.get(url_of(cast)).content.decode()
    assert f'value="{cast.anouk.member.pk}" selected' in html
    keys = {None: cast.anouk, str(cast.bas.member.pk): cast.bas}
    for chosen, owner in keys.items():
        post = filled(step=f"Van {owner.member.pk}")
        if chosen:
            post["step_owner"] = chosen
        answer = browser.post(url_of(cast), post, follow=True)
        with cast.anouk.at_work():
            assert NextStep.objects.get(session__key=post["key"]).owner == owner.member
    # Who does it stands beside the step only when it is somebody else.
    assert re.search(rf"Van {cast.bas.member.pk}</span>\s*<span[^>]*>Bas", answer.content.decode())


@pytest.mark.parametrize("who", ["mila", "chaima"])
def test_a_step_never_goes_to_who_cannot_keep_it(cast: Cast, who: str) -> None:
    stranger: Somebody = getattr(cast, who)
    before = talks(cast)
    post = filled(step_owner=str(stranger.member.pk))
    assert cast.anouk.browser().post(url_of(cast), post).status_code == 200
    with cast.anouk.at_work():
        promised = Promise(what="Bellen", due_on=timezone.localdate(), owner_id=stranger.member.pk)
        with pytest.raises(NotACounselor):
            log_talk(
                cast.files["utrecht"],
                by=cast.anouk.member,
                content=content(promise=promised),
                key=uuid.uuid4(),
            )
    assert talks(cast) == before
