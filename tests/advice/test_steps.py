"""Ticking off a next step."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from advice.actions.finish_step import finish_step, reopen_step
from advice.models import AdviceSession, NextStep
from advice.promises import state_of
from loketten.audit.models import Entry
from tests.cast import Cast, Somebody


def _step(cast: Cast) -> NextStep:
    with cast.anouk.at_work():
        step = NextStep.objects.filter(file=cast.files["utrecht"]).first()
        assert step is not None
        return step


def url_of(step: NextStep, desk: str = "utrecht") -> str:
    return f"/bureau/{desk}/stappen/{step.pk}/klaar"


def test_a_step_is_finished_once_and_logged_once(cast: Cast) -> None:
    step = _step(cast)
    with cast.anouk.at_work():
        finish_step(step, by=cast.anouk.member)
        first = NextStep.objects.get(pk=step.pk).done_at
        finish_step(step, by=cast.anouk.member)
        assert NextStep.objects.get(pk=step.pk).done_at == first
        assert Entry.objects.filter(action="step.finished", object_id=step.pk).count() == 1
        reopen_step(step, by=cast.anouk.member)
        assert NextStep.objects.get(pk=step.pk).done_at is None


def test_a_post_finishes_and_another_takes_it_back(cast: Cast) -> None:
    step, browser = _step(cast), cast.anouk.browser()
    number = cast.files["utrecht"].client.number
    answer = browser.post(url_of(step))
    assert answer.headers["Location"] == f"/bureau/utrecht/klanten/{number}"
    with cast.anouk.at_work():
        assert NextStep.objects.get(pk=step.pk).done_at is not None
    answer = browser.post(url_of(step), {"done": "no", "back": "day"})
    assert answer.headers["Location"] == "/bureau/utrecht"
    with cast.anouk.at_work():
        assert NextStep.objects.get(pk=step.pk).done_at is None


@pytest.mark.parametrize(
    "back", ["//kwaad.example", "https://kwaad.example", "javascript:1", "\x00"]
)
def test_nobody_is_sent_elsewhere(cast: Cast, back: str) -> None:
    answer = cast.anouk.browser().post(url_of(_step(cast)), {"back": back, "next": back})
    assert answer.headers["Location"].startswith("/bureau/utrecht/klanten/")


def test_a_get_changes_nothing(cast: Cast) -> None:
    step = _step(cast)
    assert cast.anouk.browser().get(url_of(step)).status_code == 405
    with cast.anouk.at_work():
        assert NextStep.objects.get(pk=step.pk).done_at is None


@pytest.mark.parametrize("who", ["bram", "mila", "priya"])
def test_who_may_not_write_talks_is_refused(cast: Cast, who: str) -> None:
    somebody: Somebody = getattr(cast, who)
    assert somebody.browser().post(url_of(_step(cast))).status_code == 403


def test_a_stranger_meets_an_unknown_page(cast: Cast) -> None:
    step, browser = _step(cast), cast.chaima.browser()
    answers = [
        browser.post(url_of(step)),
        browser.post(url_of(step, "zwolle")),
        browser.post("/bureau/zwolle/stappen/999999999/klaar"),
        browser.post("/bureau/zwolle/stappen/99999999999999999999/klaar"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    with cast.anouk.at_work():
        assert NextStep.objects.get(pk=step.pk).done_at is None


def test_the_step_of_a_withdrawn_talk_is_gone(cast: Cast) -> None:
    step = _step(cast)
    with cast.mila.at_work():
        AdviceSession.objects.filter(pk=step.session_id).update(
            withdrawn_at=timezone.now(), withdrawn_by=cast.mila.member, withdrawn_because="Dubbel"
        )
    assert cast.anouk.browser().post(url_of(step)).status_code == 404


@time_machine.travel("2026-11-24 11:00+01:00", tick=False)
@pytest.mark.parametrize(
    ("days", "is_done", "words", "tone"),
    [
        (-400, True, "Klaar", "ok"),
        (-2, False, "2 dagen te laat", "err"),
        (-1, False, "1 dag te laat", "err"),
        (0, False, "Vandaag", "warn"),
        (1, False, "Uiterlijk 25 november", "plain"),
        (60, False, "Uiterlijk 23 januari 2027", "plain"),
    ],
)
def test_a_step_is_done_late_today_or_later(
    days: int, is_done: bool, words: str, tone: str
) -> None:
    today = timezone.localdate()
    done_at = timezone.now() if is_done else None
    step = NextStep(desk_id=1, due_on=today + timedelta(days=days), done_at=done_at)
    state = state_of(step, today=today)
    assert (state.words, state.tone) == (words, tone)
