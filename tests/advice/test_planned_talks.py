"""A talk is planned, moved, held, called off, or nobody comes."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from advice.actions.log_talk import log_talk
from advice.actions.move_talk import move_talk
from advice.actions.plan_talk import (
    PlanContent,
    PlanIsOver,
    PlanIsSettled,
    PlanTooFarAway,
    plan_talk,
    replan_talk,
)
from advice.actions.settle_plan import NotYetTime, cancel_plan, mark_no_show
from advice.choices import PlanState
from advice.models import AdviceSession, PlannedTalk
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from loketten.accounts.changes import ChangedMeanwhile
from loketten.audit.models import Entry
from tests import factories
from tests.advice.writing import content
from tests.cast import Cast

BSN = "123456782"


def plan_content(**changes: Any) -> PlanContent:
    filled: dict[str, Any] = {
        "at": timezone.now() + timedelta(days=1),
        "channel": "channel.video",
        "kind": "kind.advice",
        "remark": "Met tolk.",
    }
    return PlanContent(**{**filled, **changes})


def planned(cast: Cast, **columns: Any) -> PlannedTalk:
    with cast.anouk.at_work():
        plan: PlannedTalk = factories.PlannedTalkFactory(
            file=cast.files["utrecht"], counselor=cast.anouk.member, **columns
        )
    return plan


def url_of(cast: Cast, plan: PlannedTalk, verb: str) -> str:
    return f"/bureau/utrecht/afspraken/{plan.public_id}/{verb}"


def file_url(cast: Cast) -> str:
    return f"/bureau/utrecht/klanten/{cast.files['utrecht'].client.number}"


def test_a_second_submit_finds_the_first_appointment(cast: Cast) -> None:
    file, key, planned = cast.files["utrecht"], uuid.uuid4(), plan_content()
    with cast.anouk.at_work():
        plans = [plan_talk(file, by=cast.anouk.member, content=planned, key=key) for _ in range(2)]
        assert plans[0].pk == plans[1].pk
        assert Entry.objects.filter(action="plan.made").count() == 1


def test_what_is_over_far_away_or_in_a_closed_file_is_refused(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        for at, error in (
            (timezone.now() - timedelta(days=1), PlanIsOver),
            (timezone.now() + timedelta(days=800), PlanTooFarAway),
        ):
            with pytest.raises(error):
                plan_talk(file, by=cast.anouk.member, content=plan_content(at=at), key=uuid.uuid4())
        ClientFile.objects.filter(pk=file.pk).update(
            closed_on=timezone.localdate(),
            closing_outcome="outcome.advised",
            closing_reason="closing-reason.job",
        )
        with pytest.raises(FileIsClosed):
            plan_talk(file, by=cast.anouk.member, content=plan_content(), key=uuid.uuid4())
        assert not PlannedTalk.objects.exists()


def test_two_people_who_move_it_do_not_overwrite_each_other(cast: Cast) -> None:
    plan = planned(cast, at=timezone.now() + timedelta(hours=1))
    first, second = plan_content(remark="Eén"), plan_content(remark="Twee")
    with cast.anouk.at_work():
        replan_talk(plan, by=cast.anouk.member, version=1, content=first)
        with pytest.raises(ChangedMeanwhile):
            replan_talk(plan, by=cast.anouk.member, version=1, content=second)
        assert PlannedTalk.objects.get().remark == "Eén"
        row = Entry.objects.get(action="plan.changed")
        assert row.changed_fields == ["at", "channel", "kind", "remark"]


def test_logging_it_links_the_two(cast: Cast) -> None:
    plan, other = planned(cast), planned(cast)
    with cast.anouk.at_work():
        talk = log_talk(
            cast.files["utrecht"],
            by=cast.anouk.member,
            content=content(),
            key=uuid.uuid4(),
            plan_id=plan.public_id,
        )
        plan.refresh_from_db()
        other.refresh_from_db()
        assert (plan.state, plan.session_id) == (PlanState.HELD, talk.pk)
        assert other.state == PlanState.PLANNED
        with pytest.raises(PlanIsSettled):
            cancel_plan(plan, by=cast.anouk.member, because="Toch niet")
        elsewhere = ClientFile.objects.exclude(pk=talk.file_id).first()
        move_talk(talk, to=elsewhere, by=cast.anouk.member, because="Vergist")
        plan.refresh_from_db()
        assert plan.file_id == elsewhere.pk


def test_an_appointment_of_another_file_stays_as_it_is(cast: Cast) -> None:
    plan = planned(cast)
    with cast.anouk.at_work():
        other = ClientFile.objects.exclude(pk=plan.file_id).first()
        key = uuid.uuid4()
        log_talk(other, by=cast.anouk.member, content=content(), key=key, plan_id=plan.public_id)
        plan.refresh_from_db()
        assert plan.state == PlanState.PLANNED


def test_who_did_not_come_is_counted_and_says_why(cast: Cast) -> None:
    plan, later = planned(cast), planned(cast, at=timezone.now() + timedelta(hours=2))
    with cast.anouk.at_work():
        mark_no_show(plan, by=cast.anouk.member, because="Vergeten, belde later.")
        with pytest.raises(NotYetTime):
            mark_no_show(later, by=cast.anouk.member, because="Vergeten")
        assert [one.because for one in PlannedTalk.objects.not_held()] == ["Vergeten, belde later."]
        assert Entry.objects.get(action="plan.no-show").object_id == plan.pk
    html = cast.anouk.browser().get(file_url(cast)).content.decode()
    assert "Kwam niet op het gesprek van" in html
    assert "Vergeten, belde later." in html


@time_machine.travel("2026-11-24 10:00+01:00", tick=True)
def test_the_pages_from_planning_to_logging(cast: Cast) -> None:
    browser = cast.anouk.browser()
    page = browser.get(f"{file_url(cast)}/afspraak").content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', page)
    assert key
    post = {"at": "11.30", "channel": "channel.video", "kind": "kind.advice", "key": key[1]}
    for _ in range(2):
        answer = browser.post(f"{file_url(cast)}/afspraak", {**post, "remark": "Met tolk."})
        assert answer.headers["Location"] == file_url(cast)
    with cast.anouk.at_work():
        plan = PlannedTalk.objects.get()
    html = browser.get(file_url(cast)).content.decode()
    assert "Adviesgesprek, videogesprek" in html
    assert str(plan.public_id) in html
    with time_machine.travel("2026-11-24 12:10+01:00", tick=True):
        browser = cast.anouk.browser()
        day = browser.get("/bureau/utrecht").content.decode()
        assert f"?plan={plan.public_id}" in day
        assert "Eén afspraak vandaag." in day
        form = browser.get(f"{file_url(cast)}/gesprek?plan={plan.public_id}").content.decode()
        assert 'value="24-11-2026 11.30"' in form
        assert re.search(r'value="channel.video"[^>]* checked', form)
        # Without being told: it is the one that has just begun.
        assert (
            f'name="plan" value="{plan.public_id}"' in browser.get(file_url(cast)).content.decode()
        )


@pytest.mark.parametrize("verb", ["verzet", "niet-gekomen", "afgezegd"])
def test_what_is_settled_is_said_and_stays(cast: Cast, verb: str) -> None:
    plan = planned(cast)
    with cast.anouk.at_work():
        cancel_plan(plan, by=cast.anouk.member, because="Ziek")
    browser = cast.anouk.browser()
    answer = browser.post(url_of(cast, plan, verb), {"because": "Nog eens"}, follow=True)
    assert "al vastgelegd of afgezegd" in answer.content.decode()
    with cast.anouk.at_work():
        assert PlannedTalk.objects.get().because == "Ziek"


def test_the_second_of_two_windows_sees_both(cast: Cast) -> None:
    plan = planned(cast, at=timezone.now() + timedelta(hours=1))
    with cast.anouk.at_work():
        replan_talk(plan, by=cast.anouk.member, version=1, content=plan_content(remark="Beneden"))
    post = {"at": "morgen 9.15", "channel": "channel.phone", "kind": "kind.intake", "version": 1}
    answer = cast.anouk.browser().post(url_of(cast, plan, "verzet"), {**post, "remark": "Boven"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Beneden" in html
    assert 'value="morgen 9.15"' in html
    assert 'name="version" value="2"' in html


def test_a_suspect_number_in_a_remark_is_asked_about(cast: Cast) -> None:
    post = {
        "at": "morgen 9.00",
        "channel": "channel.phone",
        "kind": "kind.intake",
        "key": str(uuid.uuid4()),
        "remark": f"Nummer {BSN}",
    }
    browser, url = cast.anouk.browser(), f"{file_url(cast)}/afspraak"
    assert "burgerservicenummer" in browser.post(url, post).content.decode()
    assert browser.post(url, {**post, "remark_not_a_bsn": "on"}).status_code == 302
    with cast.anouk.at_work():
        assert Entry.objects.get(action="bsn.overruled").changed_fields == ["remark"]


def test_a_talk_is_logged_as_the_appointment_that_the_form_names(cast: Cast) -> None:
    plan = planned(cast)
    post = {
        "key": str(uuid.uuid4()),
        "plan": str(plan.public_id),
        "channel": "channel.phone",
        "kind": "kind.advice",
        "held_at": "0.00",
        "summary": "Gesproken.",
        "due": "week",
    }
    assert cast.bas.browser().post(f"{file_url(cast)}/gesprek", post).status_code == 302
    with cast.anouk.at_work():
        plan.refresh_from_db()
        talk = AdviceSession.objects.get(key=post["key"])
        assert (plan.session_id, plan.settled_by_id) == (talk.pk, cast.bas.member.pk)
