"""Next steps: ticking off, agreeing on one between two talks, moving one."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from advice.actions.content import Promise
from advice.actions.edit_talk import edit_talk
from advice.actions.finish_step import finish_step, reopen_step
from advice.actions.plan_step import move_step
from advice.models import AdviceSession, NextStep, StepChange
from advice.promises import state_of
from loketten.audit.models import Entry
from tests.advice.writing import content
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


# --- without a talk, and moved ----------------------------------------------------------------


def new_url(cast: Cast) -> str:
    return f"/bureau/utrecht/klanten/{cast.files['utrecht'].client.number}/stap"


def filled(keeper: Somebody, **changes: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "what": "Taalhuis bellen",
        "owner": str(keeper.member.pk),
        "due_on": (timezone.localdate() + timedelta(days=3)).isoformat(),
        **changes,
    }


def opened(browser: Any, step: NextStep) -> dict[str, str]:
    """The hidden fields of the form as it stands now."""
    html = browser.get(edit_url(step)).content.decode()
    return dict(re.findall(r'name="(initial-\w+|version)"\s+value="([^"]*)"', html))


def edit_url(step: NextStep) -> str:
    return f"/bureau/utrecht/stappen/{step.pk}/wijzig"


def test_a_step_without_a_talk_stands_in_the_file_and_in_the_day_of_its_owner(cast: Cast) -> None:
    browser, sent = cast.anouk.browser(), filled(cast.bas)
    for _ in range(3):
        assert browser.post(new_url(cast), sent).status_code == 302
    with cast.anouk.at_work():
        step = NextStep.objects.get(session__isnull=True)
        assert Entry.objects.filter(action="step.added").count() == 1
        NextStep.objects.filter(pk=step.pk).update(due_on=timezone.localdate())
    number = cast.files["utrecht"].client.number
    for query in ("", "?show=steps"):
        html = browser.get(f"/bureau/utrecht/klanten/{number}{query}").content.decode()
        assert "Taalhuis bellen" in html
        assert "Bas Elferink" in html
    assert "Taalhuis bellen" in cast.bas.browser().get("/bureau/utrecht").content.decode()
    assert "Taalhuis bellen" not in browser.get("/bureau/utrecht").content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"what": ""}, "Vul dit in."),
        ({"what": "123456782"}, "burgerservicenummer"),
        ({"due_on": "2020-01-01"}, "Deze dag is voorbij."),
        ({"due_on": "9999-12-31"}, "komende jaren"),
        ({"owner": "999999999"}, "bestaat niet"),
        ({"owner": ""}, "Kies een adviseur."),
    ],
)
def test_a_wrong_step_is_refused_in_words(cast: Cast, changes: dict[str, str], says: str) -> None:
    html = cast.anouk.browser().post(new_url(cast), filled(cast.anouk, **changes)).content.decode()
    assert 'class="error-summary"' in html
    assert says in html
    with cast.anouk.at_work():
        assert not NextStep.objects.filter(session__isnull=True).exists()


def test_another_step_from_the_same_form_loses_nothing(cast: Cast) -> None:
    browser, sent = cast.anouk.browser(), filled(cast.anouk)
    browser.post(new_url(cast), sent)
    other = {**sent, "what": "School bellen"}
    html = browser.post(new_url(cast), other).content.decode()
    assert "met andere antwoorden" in html
    assert "School bellen" in html
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', html)
    assert key
    assert browser.post(new_url(cast), {**other, "key": key[1]}).status_code == 302
    with cast.anouk.at_work():
        assert NextStep.objects.filter(session__isnull=True).count() == 2


@pytest.mark.parametrize("who", ["mila", "bram", "chaima", "eva"])
def test_only_a_counselor_of_the_desk_can_own_a_step(cast: Cast, who: str) -> None:
    sent = filled(getattr(cast, who))
    assert cast.anouk.browser().post(new_url(cast), sent).status_code == 200
    with cast.anouk.at_work():
        assert not NextStep.objects.filter(session__isnull=True).exists()


def test_a_moved_step_keeps_its_history(cast: Cast) -> None:
    step, browser = _step(cast), cast.anouk.browser()
    day = timezone.localdate() + timedelta(days=20)
    sent = {**opened(browser, step), **filled(cast.bas, what=step.what, due_on=day.isoformat())}
    assert browser.post(edit_url(step), sent).status_code == 302
    # Pressed twice: the row says already what she wants.
    assert browser.post(edit_url(step), sent).status_code == 302
    with cast.anouk.at_work():
        now = NextStep.objects.get(pk=step.pk)
        assert (now.owner_id, now.due_on, now.version) == (cast.bas.member.pk, day, 2)
        change = StepChange.objects.get()
        assert (change.from_owner_id, change.to_due_on) == (cast.anouk.member.pk, day)
        row = Entry.objects.get(action="step.moved")
        assert row.changed_fields == ["due_on", "owner"]
    html = browser.get(edit_url(step)).content.decode()
    assert "Wat het eerder was" in html
    assert "Anouk Vermeer, " in html


def test_the_second_of_two_who_move_a_step_sees_both(cast: Cast) -> None:
    step = _step(cast)
    first, second = cast.anouk.browser(), cast.bas.browser()
    hers, his = opened(first, step), opened(second, step)
    due = step.due_on.isoformat()
    sent = {**hers, **filled(cast.anouk, what="Mailen", due_on=due)}
    assert first.post(edit_url(step), sent).status_code == 302
    sent = {**his, **filled(cast.anouk, what="Appen", due_on=due)}
    answer = second.post(edit_url(step), sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Mailen" in html
    assert "Appen" in html
    assert "Anouk Vermeer" in html


def test_a_done_step_is_not_moved(cast: Cast) -> None:
    step, browser = _step(cast), cast.anouk.browser()
    sent = {**opened(browser, step), **filled(cast.anouk)}
    with cast.anouk.at_work():
        finish_step(step, by=cast.anouk.member)
    assert "Deze stap is klaar." in browser.post(edit_url(step), sent).content.decode()


def test_an_edit_of_the_talk_can_take_a_moved_step_away(cast: Cast) -> None:
    step = _step(cast)
    with cast.anouk.at_work():
        columns = {"what": "Mailen", "owner": cast.bas.member, "due_on": step.due_on}
        move_step(step, by=cast.anouk.member, version=1, **columns)
        talk = AdviceSession.objects.get(pk=step.session_id)
        kept = content(promise=Promise(what="Schrijven", due_on=timezone.localdate()))
        edit_talk(talk, by=cast.anouk.member, version=1, step_version=2, content=kept)
        assert StepChange.objects.filter(step=step).count() == 2
        assert NextStep.objects.get(pk=step.pk).version == 3
        edit_talk(
            talk, by=cast.anouk.member, version=2, step_version=3, content=content(promise=None)
        )
        assert not NextStep.objects.filter(pk=step.pk).exists()


def test_the_pages_of_steps_have_a_budget(cast: Cast, queries: Any) -> None:
    step, browser = _step(cast), cast.anouk.browser()
    for url, most in ((new_url(cast), 8), (edit_url(step), 9)):
        with queries() as seen:
            assert browser.get(url).status_code == 200
        assert len(seen) <= most, "\n".join(seen)
