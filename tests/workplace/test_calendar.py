"""Follow-ups in a counselor's own calendar: by a secret link, with numbers and no names."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from icalendar import Calendar

from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast

PAGE = "/bureau/utrecht/agenda/koppelen"


@pytest.fixture
def link(cast: Cast) -> str:
    with cast.anouk.at_work():
        factories.PlannedTalkFactory(
            file=cast.files["utrecht"],
            counselor=cast.anouk.member,
            at=timezone.now() + timedelta(days=1),
        )
    return make(cast)


def make(cast: Cast) -> str:
    """By the button; the same form sent again makes no second link, and shows none."""
    browser = cast.anouk.browser()
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', browser.get(PAGE).content.decode())
    answers = [browser.post(PAGE, {"seen": seen}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 409]
    first, second = (
        re.findall(r"http://localhost:8000(/agenda/[^<]+\.ics)", answer.content.decode())
        for answer in answers
    )
    assert (len(first), second) == (1, [])
    assert "no-store" in answers[0]["Cache-Control"]
    assert not any("ics" in str(value) for value in browser.session.values())
    return first[0]


def test_it_holds_numbers_and_kinds_and_nothing_else(cast: Cast, link: str, queries: Any) -> None:
    with queries() as seen:
        answer = Browser().get(link)
    assert len(seen) <= 6
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    events = Calendar.from_ical(answer.content).events
    assert len(events) == 7, "six promises and an appointment"
    with cast.anouk.at_work():
        files = type(cast.files["utrecht"]).objects.select_related("client")
        numbers = {file.client.number for file in files}
    for event in events:
        number, _colon, kind = event["summary"].partition(": ")
        assert number in numbers
        assert kind
        assert event["url"].endswith(f"/bureau/utrecht/klanten/{number}")
    for word in ("CNRYUT", "Jansen", "terugbellen"):
        assert word not in answer.content.decode()
    again = Calendar.from_ical(Browser().get(link).content).events
    assert [one["uid"] for one in again] == [one["uid"] for one in events]
    with cast.anouk.at_work():
        assert Entry.objects.filter(action="calendar.read").count() == 1


def test_a_closed_file_leaves_no_appointment_behind(cast: Cast, link: str) -> None:
    """As on My day; what was promised stays a promise."""
    with cast.anouk.at_work():
        here = {"closing_outcome": "outcome.advised", "closing_reason": "closing-reason.job"}
        files = type(cast.files["utrecht"]).objects.filter(pk=cast.files["utrecht"].pk)
        files.update(closed_on=timezone.localdate(), **here)
    events = Calendar.from_ical(Browser().get(link).content).events
    assert len(events) == 6
    assert not [one for one in events if hasattr(one["dtstart"].dt, "hour")]


def test_a_new_link_kills_the_old_and_an_ended_one_is_dead(cast: Cast, link: str) -> None:
    newer = make(cast)
    assert Browser().get(link).status_code == 404
    assert Browser().get(newer).status_code == 200
    browser = cast.anouk.browser()
    assert newer not in browser.get(PAGE).content.decode(), "the link is shown once"
    browser.post(f"{PAGE}/beeindigen")
    assert Browser().get(newer).status_code == 404


def test_who_has_left_has_no_calendar(cast: Cast, link: str) -> None:
    assert cast.anouk.member is not None
    Membership.objects.filter(pk=cast.anouk.member.pk).update(
        ended_at=timezone.now(), ends_on=timezone.localdate()
    )
    assert Browser().get(link).status_code == 404
