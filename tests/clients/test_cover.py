"""Standing in for a colleague who is away."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from advice.models import NextStep
from clients.actions.cover import arrange_cover
from loketten.accounts.models import Cover
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast, Somebody

URL = "/bureau/utrecht/vervanging"


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def filled(member: Somebody, first: int = 0, last: int = 7, **more: Any) -> dict[str, Any]:
    days = {"first_day": day(first).isoformat(), "last_day": day(last).isoformat()}
    return {"member": str(member.member.pk), **days, **more}


def covered(cast: Cast, first: int = 0, last: int = 0) -> Cover:
    """Bas stands in for Anouk."""
    with cast.anouk.at_work():
        return arrange_cover(
            cast.anouk.member,
            by=cast.anouk.member,
            member=cast.bas.member,
            first_day=day(first),
            last_day=day(last),
        )


def looked(cast: Cast, somebody: Somebody) -> bool:
    """Whether the log calls her view of Anouk's file outside her caseload."""
    number = cast.files["utrecht"].client.number
    assert somebody.browser().get(f"/bureau/utrecht/klanten/{number}").status_code == 200
    with somebody.at_work():
        row = Entry.objects.filter(action="file.viewed").latest("id")
        assert row.actor_id == somebody.member.pk
        return bool(row.is_outside_caseload)


@pytest.mark.parametrize(
    ("first", "last", "outside"),
    [(0, 0, False), (-3, 0, False), (0, 3, False), (1, 3, True)],
)
def test_on_the_days_of_the_cover_the_files_are_hers_too(
    cast: Cast, first: int, last: int, outside: bool
) -> None:
    covered(cast, first, last)
    assert looked(cast, cast.bas) is outside
    assert looked(cast, cast.mila) is True


def test_the_day_before_the_first_and_after_the_last_do_not_count(cast: Cast) -> None:
    with cast.anouk.at_work():
        Cover.objects.create(
            desk=cast.utrecht,
            colleague=cast.anouk.member,
            member=cast.bas.member,
            first_day=day(-5),
            last_day=day(-1),
        )
    assert looked(cast, cast.bas) is True


def test_the_work_stands_in_her_day_under_the_name_of_who_is_away(cast: Cast) -> None:
    covered(cast)
    with cast.anouk.at_work():
        NextStep.objects.update(due_on=day(0))
        factories.PlannedTalkFactory(file=cast.files["utrecht"], counselor=cast.anouk.member)
    html = cast.bas.browser().get("/bureau/utrecht").content.decode()
    assert "Voor Anouk Vermeer" in html
    assert "CNRYUT terugbellen" in html
    assert "CNRYUT" not in cast.dina.browser().get("/bureau/utrecht").content.decode()
    with cast.bas.at_work():
        row = Entry.objects.get(action="day.viewed", actor_id=cast.bas.member.pk)
        assert cast.files["utrecht"].client_id in row.shown_ids


def test_a_counselor_arranges_her_own_leave_and_sees_no_other_choice(cast: Cast) -> None:
    browser = cast.anouk.browser()
    assert 'name="colleague"' not in browser.get(URL).content.decode()
    # A field that is not hers is not read.
    sent = filled(cast.bas, colleague=str(cast.dina.member.pk))
    html = browser.post(URL, sent, follow=True).content.decode()
    assert "Bas Elferink voor Anouk Vermeer" in html
    with cast.anouk.at_work():
        cover = Cover.objects.get()
        assert cover.colleague_id == cast.anouk.member.pk
        assert Entry.objects.filter(action="cover.arranged", object_id=cover.pk).count() == 1


def test_nobody_makes_herself_the_cover_of_a_colleague(cast: Cast) -> None:
    sent = filled(cast.bas, colleague=str(cast.anouk.member.pk))
    assert cast.bas.browser().post(URL, sent).status_code == 200
    sent = filled(cast.bas, colleague=str(cast.bas.member.pk))
    answer = cast.mila.browser().post(URL, sent)
    assert "niemand vervangt zichzelf" in answer.content.decode()
    assert not Cover.objects.exists()


def test_the_manager_arranges_for_everybody(cast: Cast) -> None:
    sent = filled(cast.bas, colleague=str(cast.anouk.member.pk))
    html = cast.mila.browser().post(URL, sent, follow=True).content.decode()
    assert "Bas Elferink voor Anouk Vermeer" in html


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"last_day": "2020-01-01", "first_day": "2019-12-31"}, "Deze dag is voorbij."),
        ({"last_day": "2020-01-01"}, "niet eerder dan de eerste dag"),
        ({"member": "999999999"}, "bestaat niet"),
        ({"last_day": ""}, "Vul dit in."),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, changes: dict[str, str], says: str) -> None:
    html = cast.anouk.browser().post(URL, {**filled(cast.bas), **changes}).content.decode()
    assert 'class="error-summary"' in html
    assert says in html
    assert not Cover.objects.exists()


def test_twice_on_the_same_days_is_once(cast: Cast) -> None:
    browser = cast.anouk.browser()
    browser.post(URL, filled(cast.bas))
    html = browser.post(URL, filled(cast.bas, 3, 9)).content.decode()
    assert "vervangt al" in html
    assert Cover.objects.count() == 1


@pytest.mark.parametrize("who", ["mila", "bram", "chaima", "eva"])
def test_only_a_counselor_of_the_desk_stands_in(cast: Cast, who: str) -> None:
    assert cast.anouk.browser().post(URL, filled(getattr(cast, who))).status_code == 200
    assert not Cover.objects.exists()


@pytest.mark.parametrize(
    ("who", "ends"), [("anouk", True), ("bas", True), ("mila", True), ("dina", False)]
)
def test_who_may_end_it(cast: Cast, who: str, ends: bool) -> None:
    cover = covered(cast, -2, 5)
    url = f"{URL}/{cover.pk}/beeindigen"
    getattr(cast, who).browser().post(url)
    assert Cover.objects.on(timezone.localdate()).exists() is not ends
    # What was stays readable.
    assert Cover.objects.get().first_day == day(-2)
    assert cast.chaima.browser().post(url.replace("utrecht", "zwolle")).status_code == 404


def test_the_page_has_a_budget(cast: Cast, queries: Any) -> None:
    covered(cast)
    browser = cast.mila.browser()
    with queries() as seen:
        assert browser.get(URL).status_code == 200
    assert len(seen) <= 7, "\n".join(seen)
